/// Dates as spreadsheets count them: days since an epoch, with the time as a fraction.
public struct SerialDate: Sendable {
    /// What a number format makes of a number.
    public enum Shape: Sendable {
        case number, date, time, dateAndTime
    }

    /// Whether day 0 is 1 January 1904, as on the first Macintosh, rather than 1899-12-31.
    public var startsIn1904: Bool

    /// A calendar of that epoch.
    public init(startsIn1904: Bool = false) {
        self.startsIn1904 = startsIn1904
    }

    /// What a number format means, by its built-in number and its code if it has one of its own
    /// (ECMA-376-1 §18.8.30 and §18.8.31).
    public static func shape(of number: Int, code: String?) -> Shape {
        guard let code else {
            switch number {
            case 14...17, 27...31, 36, 50...58: return .date
            case 18...21, 32...35, 45...47: return .time
            case 22: return .dateAndTime
            default: return .number
            }
        }
        return shape(of: code)
    }

    /// Reads a format code, past its quoted words, escapes and conditions in brackets.
    private static func shape(of code: String) -> Shape {
        var hasDay = false
        var hasMonth = false
        var hasHour = false
        var isQuoted = false
        var bracket: [UInt8]?
        var isEscaped = false
        for byte in code.utf8 {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                isQuoted = byte != UInt8(ascii: "\"")
            } else if let open = bracket {
                guard byte == UInt8(ascii: "]") else {
                    bracket = open + [byte.lowered]
                    continue
                }
                // [h] counts hours beyond a day; [Red] and [$-409] say how it looks.
                if let first = open.first, open.allSatisfy({ $0 == first }),
                    "hms".utf8.contains(first)
                {
                    hasHour = true
                }
                bracket = nil
            } else {
                switch byte.lowered {
                case UInt8(ascii: "\""): isQuoted = true
                case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): isEscaped = true
                case UInt8(ascii: "["): bracket = []
                // Only the first section: the others are for negative numbers and text.
                case UInt8(ascii: ";"): return made(hasDay, hasMonth, hasHour)
                case UInt8(ascii: "y"), UInt8(ascii: "d"): hasDay = true
                case UInt8(ascii: "m"): hasMonth = true
                case UInt8(ascii: "h"), UInt8(ascii: "s"): hasHour = true
                case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"):
                    // 0.00 of a second may follow; digits without one are a number.
                    if !hasHour && !hasDay { return .number }
                default: break
                }
            }
        }
        return made(hasDay, hasMonth, hasHour)
    }

    private static func made(_ hasDay: Bool, _ hasMonth: Bool, _ hasHour: Bool) -> Shape {
        // A lone m is a month, beside hours it is minutes.
        let isDate = hasDay || (hasMonth && !hasHour)
        return isDate ? (hasHour ? .dateAndTime : .date) : hasHour ? .time : .number
    }

    /// The date as ISO 8601 writes it, or nil for a number that is no date (before 1900 or after
    /// 9999).
    public func text(of serial: Double, as shape: Shape) -> String? {
        guard shape != .number, serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(Self.twoDigits)
        let time = clock.joined(separator: ":")
        if shape == .time && days == 0 { return time }
        // 1900 is counted as a leap year, for the sake of a program of 1983.
        let shift = startsIn1904 ? 24_107 : days < 60 ? 25_568 : 25_569
        let date = Self.date(daysSince1970: days - shift)
        return shape == .date && seconds == 0 ? date : date + " " + time
    }

    /// Civil date of a day (Hinnant, “chrono-compatible low-level date algorithms”, 2014).
    static func date(daysSince1970 days: Int) -> String {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let day = shifted - era * 146_097
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let ofYear = day - (365 * year + year / 4 - year / 100)
        let part = (5 * ofYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        let civil = year + era * 400 + (month <= 2 ? 1 : 0)
        let number = String(civil)
        let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
        return [padded, twoDigits(month), twoDigits(ofYear - (153 * part + 2) / 5 + 1)]
            .joined(separator: "-")
    }

    /// A moment as ISO 8601 writes it, in UTC.
    static func moment(secondsSince1970 seconds: Int) -> String {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - days * 86_400
        let clock = [rest / 3_600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        return date(daysSince1970: days) + "T" + clock + "Z"
    }

    private static func twoDigits(_ value: Int) -> String {
        value < 10 ? "0\(value)" : String(value)
    }
}
