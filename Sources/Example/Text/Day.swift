/// A day of the civil calendar; no clock, no time zone.
struct Day: Hashable, Sendable, Comparable {
    var year: Int
    var month: Int
    var day: Int

    static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// Days since 1 January 1970 (Hinnant, "chrono-compatible low-level date algorithms").
    var number: Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    static func any(from first: Day, to last: Day, _ dice: inout Dice) -> Day {
        Day(number: dice.number(in: first.number...last.number))
    }

    func adding(days: Int) -> Day {
        Day(number: number + days)
    }

    /// Sunday is 0.
    var weekday: Int { (number + 4) % 7 }

    /// Midnight in seconds since 1970, UTC.
    var seconds: Int { number * 86_400 }

    var iso: String { "\(year)-\(month.padded(2))-\(day.padded(2))" }
}

extension Int {
    func padded(_ width: Int) -> String {
        let digits = String(self)
        guard digits.count < width else { return digits }
        return String(repeating: "0", count: width - digits.count) + digits
    }
}
