import Sieve

/// Credentials in the shape of real ones. All are drawn at random; none ever opened anything.
enum Secrets {
    private static let lower = "abcdefghijklmnopqrstuvwxyz"
    private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let mixed = lower + upper + "0123456789"

    static func token(_ number: Int, _ dice: inout Dice) -> Marked {
        let text: String
        switch number % 6 {
        case 0: text = "AKIA" + dice.string(of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", count: 16)
        case 1: text = "ghp_" + dice.string(of: mixed, count: 36)
        case 2:
            text = "xoxb-\(dice.digits(12))-\(dice.digits(12))-" + dice.string(of: mixed, count: 24)
        case 3: text = "glpat-" + dice.string(of: mixed, count: 20)
        case 4: text = "hf_" + dice.string(of: lower + upper, count: 34)
        default:
            let header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
            let body = "eyJzdWIiOiJ" + dice.string(of: mixed, count: 30)
            text = "\(header).\(body)." + dice.string(of: mixed, count: 43)
        }
        return Marked(text, .secret, of: "secret:\(number)")
    }

    /// A password as somebody says it in chat: no fixed shape but the words around it.
    static func password(_ number: Int, _ dice: inout Dice) -> Marked {
        let words = ["Anker", "tide", "Harbour", "mole", "Quay", "pilote", "grua"]
        let text: String
        switch number % 3 {
        case 0: text = dice.pick(words) + dice.digits(4) + dice.pick(["!", "?", "#", "$"])
        case 1: text = dice.string(of: mixed, count: 12)
        default: text = "\(dice.pick(words))-\(dice.pick(words))-\(dice.digits(2))"
        }
        return Marked(text, .secret, of: "password:\(number)")
    }

    static func connection(_ number: Int, _ dice: inout Dice) -> Marked {
        let password = dice.string(of: mixed, count: 14)
        let scheme = dice.pick(["postgres", "mysql", "amqp"])
        return Marked(
            "\(scheme)://hr_app:\(password)@db\(number % 9).harbourline.example:5432/payroll",
            .secret,
            of: "connection:\(number)"
        )
    }

    /// A line of chat that gives one of them away.
    static func said(_ number: Int, _ dice: inout Dice) -> Marked {
        switch number % 5 {
        case 0: "the wifi password is \(password(number, &dice)) until friday"
        case 1: "prod key, rotate after: \(token(number, &dice))"
        case 2: "mot de passe du portail : \(password(number, &dice))"
        case 3: "db is \(connection(number, &dice))"
        default: "Passwort für den Dienstplan: \(password(number, &dice))"
        }
    }
}
