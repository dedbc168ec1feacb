/// A moment, in whole seconds since 1970 (UTC). Passed in, never asked of a clock.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let seconds: Int64

    /// A moment so many seconds after the start of 1970.
    public init(seconds: Int64) { self.seconds = seconds }

    /// Reads RFC 3339, with or without a time and a fraction; nil when it is no date.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ start: Int, _ count: Int) -> Int64? {
            guard start + count <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[start..<(start + count)] {
                guard byte.isDigit else { return nil }
                value = value * 10 + Int64(byte &- 0x30)
            }
            return value
        }
        guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var seconds = Self.days(year, month, day) * 86_400
        if bytes.count > 10 {
            guard let hour = number(11, 2), let minute = number(14, 2), hour < 25, minute < 60
            else { return nil }
            seconds += hour * 3_600 + minute * 60 + (number(17, 2) ?? 0)
            // An offset, if there is one, is the last six bytes.
            if bytes.count > 19,
                let sign = bytes[16...].lastIndex(where: { "+-".utf8.contains($0) }),
                let hours = number(sign + 1, 2), let minutes = number(bytes.count - 2, 2)
            {
                let offset = hours * 3_600 + minutes * 60
                seconds += bytes[sign] == UInt8(ascii: "+") ? -offset : offset
            }
        }
        self.seconds = seconds
    }

    /// Days from 1970-01-01 in the Gregorian calendar (Howard Hinnant, "chrono-compatible
    /// low-level date algorithms").
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    /// This moment and so many days later.
    public func adding(days: Int) -> Instant { Instant(seconds: seconds + Int64(days) * 86_400) }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC, to the second.
    public var description: String {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - day * 86_400
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
        let civilDay = dayOfYear - (153 * month + 2) / 5 + 1
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let padded = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
        return "\(padded)-\(two(civilMonth))-\(two(civilDay))T\(two(rest / 3_600)):"
            + "\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    /// The day alone.
    public var day: String { String(description.prefix(10)) }
}
