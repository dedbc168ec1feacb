/// A moment: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct DatetimeValue: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    public let milliseconds: Int64

    static let dayLength: Int64 = 86_400_000

    /// The moment so many milliseconds after the beginning of 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads the RFC 3339 forms that Cedar allows: `YYYY-MM-DD`, and with a time
    /// `…Thh:mm:ss[.SSS]` followed by `Z` or an offset `+hhmm` or `-hhmm`.
    public init?(_ text: String) {
        var digits = DigitReader(text)
        guard let year = digits.number(digitsMin: 4, digitsMax: 4)?.0, digits.take("-"),
            let month = digits.number(digitsMin: 2, digitsMax: 2)?.0, digits.take("-"),
            let day = digits.number(digitsMin: 2, digitsMax: 2)?.0,
            let days = Self.days(year: Int64(year), month: Int64(month), day: Int64(day))
        else { return nil }
        if digits.isAtEnd {
            milliseconds = days * Self.dayLength
            return
        }
        guard digits.take("T"), let time = Self.time(&digits),
            let offset = Self.offset(&digits), digits.isAtEnd
        else { return nil }
        milliseconds = days * Self.dayLength + time - offset
    }

    /// Whether `left` is the earlier moment.
    public static func < (left: DatetimeValue, right: DatetimeValue) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Days since 1970-01-01, by Howard Hinnant's `days_from_civil`.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), day >= 1, day <= lengths[Int(month) - 1] else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func time(_ digits: inout DigitReader) -> Int64? {
        guard let hour = digits.number(digitsMin: 2, digitsMax: 2)?.0, hour < 24,
            digits.take(":"),
            let minute = digits.number(digitsMin: 2, digitsMax: 2)?.0, minute < 60,
            digits.take(":"),
            let second = digits.number(digitsMin: 2, digitsMax: 2)?.0, second < 60
        else { return nil }
        var total = Int64((hour * 60 + minute) * 60 + second) * 1_000
        if digits.take(".") {
            guard let part = digits.number(digitsMin: 3, digitsMax: 3)?.0 else { return nil }
            total += Int64(part)
        }
        return total
    }

    private static func offset(_ digits: inout DigitReader) -> Int64? {
        if digits.take("Z") { return 0 }
        let isWest = digits.take("-")
        guard isWest || digits.take("+"),
            let value = digits.number(digitsMin: 4, digitsMax: 4)?.0,
            value / 100 < 24, value % 100 < 60
        else { return nil }
        let offset = Int64(value / 100 * 60 + value % 100) * 60_000
        return isWest ? -offset : offset
    }

    /// Midnight of the same day in UTC; nil when it lies before the earliest moment.
    var date: DatetimeValue? {
        let (start, overflow) = milliseconds.subtractingReportingOverflow(
            timeOfDay.milliseconds
        )
        return overflow ? nil : DatetimeValue(milliseconds: start)
    }

    /// The time since midnight in UTC.
    var timeOfDay: DurationValue {
        let rest = milliseconds % Self.dayLength
        return DurationValue(milliseconds: rest < 0 ? rest + Self.dayLength : rest)
    }

    /// Writes the moment in the form that reads back; moments outside the years 0 to 9999 have
    /// none and are written as milliseconds.
    public var description: String {
        guard let midnight = date, let (year, month, day) = civil(midnight) else {
            return "\(milliseconds)ms since 1970"
        }
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let time = timeOfDay.milliseconds
        let clock = [time / 3_600_000, time / 60_000 % 60, time / 1_000 % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        let part = time % 1_000 == 0 ? "" : "." + padded(time % 1_000, 3)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)\(part)Z"
    }

    /// Whether `description` reads back as this moment.
    var hasLiteral: Bool { date.flatMap(civil) != nil }

    /// The inverse of `days(year:month:day:)`.
    private func civil(_ midnight: DatetimeValue) -> (Int64, Int64, Int64)? {
        let shifted = midnight.milliseconds / Self.dayLength + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (0...9_999).contains(year) ? (year, month, day) : nil
    }
}
