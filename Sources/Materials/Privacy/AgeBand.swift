/// Ages put into bands of equal width, open at both ends.
///
/// The ends are open because few people stand there: an age of 97 names somebody in most
/// companies, and so does one of 15.
public struct AgeBand: Hashable, Sendable {
    /// Years in a band, 2…50.
    public let width: Int
    /// Ages below it share one band.
    public let floor: Int
    /// Ages from it on share one band.
    public let ceiling: Int

    /// - Parameters:
    ///   - width: years in a band, 2…50.
    ///   - floor: ages below it share one band; must be under `ceiling`.
    ///   - ceiling: ages from it on share one band.
    public init(width: Int, floor: Int = 20, ceiling: Int = 70) {
        precondition((2...50).contains(width), "A band is 2 to 50 years wide.")
        precondition(floor < ceiling, "The lowest band ends before the highest begins.")
        self.width = width
        self.floor = floor
        self.ceiling = ceiling
    }

    /// `30–39`, `<20` or `70+`; nothing for what is no age.
    public func label(for age: Int) -> String? {
        guard (0...130).contains(age) else { return nil }
        if age < floor { return "<\(floor)" }
        if age >= ceiling { return "\(ceiling)+" }
        let start = age - age % width
        return "\(max(start, floor))–\(min(start + width, ceiling) - 1)"
    }

    /// The band on `day` of somebody born on a date as it was written.
    ///
    /// A year of birth alone leaves one year in doubt; the middle of that year is assumed.
    public func label(born text: String, on day: CivilDate, monthFirst: Bool = false) -> String? {
        guard let written = WrittenDate(text, monthFirst: monthFirst), let year = written.year,
            let birth = CivilDate(year: year, month: written.month ?? 7, day: written.day ?? 1),
            let age = day.age(since: birth)
        else { return nil }
        return label(for: age)
    }

    /// `text` with its one age put into a band: `34 years old` becomes `30–39 years old`.
    public func rewriting(_ text: String) -> String? {
        if isBand(text) { return text }
        let digits = text.unicodeScalars.split { !("0"..."9").contains($0) }
        guard digits.count == 1, let run = digits.first, let age = Int(String(run)),
            let band = label(for: age)
        else { return nil }
        return String(text[..<run.startIndex]) + band + String(text[run.endIndex...])
    }

    /// Whether `text` holds a band of ours already, which a second run must not undo.
    private func isBand(_ text: String) -> Bool {
        let runs = text.unicodeScalars.split { !("0"..."9").contains($0) }.map { Int(String($0)) }
        if runs.count == 1, let age = runs[0] {
            return text.contains("<\(floor)") && age == floor
                || text.contains("\(ceiling)+") && age == ceiling
        }
        guard runs.count == 2, let start = runs[0], let end = runs[1], start <= end else {
            return false
        }
        return label(for: start) == "\(start)–\(end)" && label(for: end) == "\(start)–\(end)"
    }
}
