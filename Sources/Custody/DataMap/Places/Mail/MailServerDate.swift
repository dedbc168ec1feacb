/// Dates as mail servers write them: `17-Jul-1996 02:44:25 -0700` (RFC 3501 §9, `date-time`).
enum MailServerDate {
    private static let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]

    /// Milliseconds since 1970; nil where it is no such date.
    static func milliseconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 3 else { return nil }
        let day = parts[0].split(separator: "-")
        let time = parts[1].split(separator: ":").compactMap { Int($0) }
        guard day.count == 3, time.count == 3, let number = Int(day[0]), let year = Int(day[2]),
            let month = months.firstIndex(of: day[1].uppercased()), (1...31).contains(number),
            (1970...9999).contains(year), let zone = Int(parts[2]),
            // No `abs`: of the least number there is none.
            (-1_400...1_400).contains(zone), (0...23).contains(time[0]),
            (0...59).contains(time[1]), (0...60).contains(time[2])
        else { return nil }
        let minutes = zone / 100 * 60 + zone % 100
        let seconds = days(year, month + 1, number) * 86_400 + time[0] * 3_600 + time[1] * 60
            + time[2] - minutes * 60
        return Int64(seconds) * 1_000
    }

    /// Days from 1970-01-01 in the Gregorian calendar: years begin in March, so that the day that
    /// comes and goes stands at their end.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let (shifted, place) = (month < 3 ? year - 1 : year, (month + 9) % 12)
        let leaps = shifted / 4 - shifted / 100 + shifted / 400
        return shifted * 365 + leaps + (place * 306 + 5) / 10 + day - 1 - 719_468
    }
}
