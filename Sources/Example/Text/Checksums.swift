/// Check digits of account and identity numbers, computed as their issuers publish them.
enum Checksums {
    /// Remainder of a decimal string; `digits` holds nothing but 0–9.
    static func remainder(of digits: String, by divisor: Int) -> Int {
        digits.utf8.reduce(0) { ($0 * 10 + Int($1) - 48) % divisor }
    }

    /// ISO 13616: letters count as 10–35, the country moves to the end, and all is 1 modulo 97.
    static func iban(country: String, account: String) -> String {
        let moved = account + country + "00"
        let numeric = moved.utf8.map { byte in
            byte < 58 ? String(byte - 48) : String(byte - 55)
        }
        return country + (98 - remainder(of: numeric.joined(), by: 97)).padded(2) + account
    }

    /// The two digits that end a French account number (RIB).
    static func rib(bank: String, branch: String, account: String) -> String {
        (97 - remainder(of: bank + branch + account + "00", by: 97)).padded(2)
    }

    /// The two control digits of a Spanish account (CCC): eleven minus a weighted sum.
    static func spanishControl(bank: String, account: String) -> String {
        func digit(_ text: String) -> Int {
            let sum = zip(text.utf8, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6])
                .reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
            let rest = 11 - sum % 11
            return rest == 11 ? 0 : rest == 10 ? 1 : rest
        }
        return "\(digit("00" + bank))\(digit(account))"
    }

    /// ISO/IEC 7064 MOD 11,10, as the German tax number uses it.
    static func mod11x10(_ digits: String) -> Int {
        let product = digits.utf8.reduce(10) { product, byte in
            let sum = (Int(byte) - 48 + product) % 10
            return (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }

    /// The control letter of a Spanish DNI.
    static func dniLetter(_ number: Int) -> Character {
        let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE")
        return letters[number % letters.count]
    }

    /// The last digit of a payment card number (ISO/IEC 7812-1 annex B).
    static func luhn(_ digits: String) -> Int {
        let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, item in
            let value = Int(item.element) - 48
            guard item.offset.isMultiple(of: 2) else { return sum + value }
            return sum + (value * 2 > 9 ? value * 2 - 9 : value * 2)
        }
        return (10 - sum % 10) % 10
    }
}
