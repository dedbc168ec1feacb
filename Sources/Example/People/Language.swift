/// The languages that Harbour Line's offices write in.
enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case french = "fr"
    case german = "de"
    case spanish = "es"

    /// Months as they stand in a date.
    var months: [String] {
        let list =
            switch self {
            case .english:
                "January February March April May June July August September October November "
                    + "December"
            case .french:
                "janvier février mars avril mai juin juillet août septembre octobre novembre "
                    + "décembre"
            case .german:
                "Januar Februar März April Mai Juni Juli August September Oktober November "
                    + "Dezember"
            case .spanish:
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
                    + "diciembre"
            }
        return list.split(separator: " ").map(String.init)
    }

    /// A date in one of the ways people of this language write it.
    func written(_ day: Day, _ dice: inout Dice) -> String {
        let month = months[day.month - 1]
        let short = "\(day.day.padded(2))\(self == .german ? "." : "/")\(day.month.padded(2))"
        switch dice.number(below: 3) {
        case 0: return day.iso
        case 1: return short + (self == .german ? "." : "/") + String(day.year)
        default: break
        }
        switch self {
        case .english, .french: return "\(day.day) \(month) \(day.year)"
        case .german: return "\(day.day). \(month) \(day.year)"
        case .spanish: return "\(day.day) de \(month) de \(day.year)"
        }
    }

    /// An amount of money a year, as an office of this language writes it.
    func written(money amount: Int) -> String {
        let thousands = amount / 1_000
        let rest = (amount % 1_000).padded(3)
        switch self {
        case .english: return "£\(thousands),\(rest)"
        case .french: return "\(thousands) \(rest) €"
        case .german, .spanish: return "\(thousands).\(rest) €"
        }
    }
}
