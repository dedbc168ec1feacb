/// A point in time, to the second, shown in Coordinated Universal Time.
///
/// The calendar is Howard Hinnant's `civil_from_days`, exact for every Gregorian date.
public struct Moment: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let seconds: Int

    /// - Parameter seconds: since 1970-01-01T00:00:00Z, negative before it.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    private static let daySeconds = 86_400
    private static let months = [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ]

    private var days: Int { (seconds - secondOfDay) / Self.daySeconds }

    private var secondOfDay: Int {
        let rest = seconds % Self.daySeconds
        return rest < 0 ? rest + Self.daySeconds : rest
    }

    /// Year, month 1…12 and day 1…31.
    public var date: (year: Int, month: Int, day: Int) {
        // Counted from 1 March of year 0, so that the leap day comes last in its year.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// `2026-11-21T20:15:00Z` (RFC 3339).
    public var machineReadable: String {
        let (year, month, day) = date
        let clock = secondOfDay
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
            + padded(clock / 3600, 2) + ":" + padded(clock / 60 % 60, 2) + ":"
            + padded(clock % 60, 2) + "Z"
    }

    /// `21 November 2026`.
    public var day: String {
        let (year, month, day) = date
        return "\(day) \(Self.months[month - 1]) \(year)"
    }

    /// `21 November 2026, 20:15 UTC`.
    public var words: String {
        day + ", " + padded(secondOfDay / 3600, 2) + ":" + padded(secondOfDay / 60 % 60, 2)
            + " UTC"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Moment: Component {
    /// The moment in words, with its machine-readable form beside it.
    public var html: HTML {
        "<time datetime=\"\(machineReadable)\">\(words)</time>"
    }

    /// The day alone, for dates that carry no hour.
    public var dayHTML: HTML {
        "<time datetime=\"\(String(machineReadable.prefix(10)))\">\(day)</time>"
    }
}
