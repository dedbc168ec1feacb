/// A date as a person wrote it, which can be made coarser or moved and written the same way.
///
/// Reads numbers (`2024-03-15`, `15/03/2024`, `15.3.24`, `20240315`, `03/2024`, `2024`) and month
/// names in seven languages (`15 March 2024`, `March 15th, 2024`, `1er mars 2024`, `15. März 2024`,
/// `15 de marzo de 2024`, `Mar 2024`, `15 mars`). What it cannot read it refuses: a date half
/// understood would be half removed.
public struct WrittenDate: Equatable, Sendable {
    /// How much of a date is left.
    public enum Grain: String, Sendable, CaseIterable { case month, quarter, year }

    /// In full, also where the text writes two digits of it; nil where the text gives none.
    public internal(set) var year: Int?
    /// 1…12; nil where the text gives none.
    public internal(set) var month: Int?
    /// 1…31; nil where the text gives none.
    public internal(set) var day: Int?
    /// Set when the text speaks of a quarter and no finer.
    public internal(set) var quarter: Int?
    var pieces: [Piece]

    /// What the text is made of, in order.
    enum Piece: Equatable, Sendable {
        case literal(String)
        /// Digits as written: 2 or 4.
        case year(width: Int)
        /// Least number of digits, padded with zeros.
        case month(width: Int)
        case name(MonthNames.Written)
        case day(width: Int)
        /// The ending of an ordinal: `st`, `nd`, `rd`, `th`, or French `er`.
        case ordinal(french: Bool)
        case quarter(letter: String)
    }

    /// Reads `text`; of two readings (`03/04/2024`) the day comes first unless `monthFirst`.
    public init?(_ text: String, monthFirst: Bool = false) {
        self.init(text, monthFirst: monthFirst, isLoose: true)
    }

    init?(_ text: String, monthFirst: Bool, isLoose: Bool) {
        guard text.utf8.count <= Self.lengthMax else { return nil }
        let reader = DateReader(text, monthFirst: monthFirst, isLoose: isLoose)
        guard let read = reader?.date else { return nil }
        self = read
    }

    init(pieces: [Piece]) { self.pieces = pieces }

    /// Bytes in the longest text that is looked at.
    public static let lengthMax = 80

    /// The full day, where the text gives one.
    public var civil: CivilDate? {
        guard let year, let month, let day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// The text at `grain`, or coarser if it never said so much; nothing when no part may stay.
    public func written(to grain: Grain) -> String? {
        guard let year else {
            // A month without a year is coarse already; a quarter cannot be said without one.
            return grain == .month ? writtenMonthName : nil
        }
        switch grain {
        case .year: return String(year)
        case .quarter:
            guard let number = quarter ?? month.map({ ($0 + 2) / 3 }) else { return String(year) }
            if case .year? = pieces.first { return "\(year)-\(quarterLetter)\(number)" }
            return "\(quarterLetter)\(number) \(year)"
        case .month:
            guard day != nil else { return text }
            return writtenMonth
        }
    }

    /// The text with its date moved by `days`, or nothing when that leaves the calendar.
    ///
    /// A part the text does not give is taken from the middle of its span, and stays unsaid.
    public func moved(days: Int) -> String? {
        let month = self.month ?? quarter.map { $0 * 3 - 1 } ?? 7
        let start = CivilDate(
            year: year ?? 2000,
            month: month,
            day: day ?? (self.month == nil ? 1 : 15)
        )
        guard let moved = start?.adding(days: days) else { return nil }
        var copy = self
        copy.year = year == nil ? nil : moved.year
        copy.month = self.month == nil ? nil : moved.month
        copy.day = day == nil ? nil : moved.day
        copy.quarter = quarter == nil ? nil : (moved.month + 2) / 3
        return copy.text
    }

    /// The date as it is written.
    public var text: String { pieces.map(written).joined() }
}

extension WrittenDate {
    private func written(_ piece: Piece) -> String {
        switch piece {
        case .literal(let text): return text
        case .year(let width):
            let year = year ?? 0
            return width == 2 ? CivilDate.padded(year % 100, 2) : String(year)
        case .month(let width): return CivilDate.padded(month ?? 0, width)
        case .name(let written): return written.name(of: month ?? 0)
        case .day(let width): return CivilDate.padded(day ?? 0, width)
        case .ordinal(let french): return ordinal(french: french)
        case .quarter(let letter): return letter + String(quarter ?? 0)
        }
    }

    private func ordinal(french: Bool) -> String {
        let day = day ?? 0
        if french { return day == 1 ? "er" : "" }
        if (11...13).contains(day) { return "th" }
        return [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
    }

    /// The pieces between month and year, without the day and what tied it to them.
    private var writtenMonth: String {
        var rest = pieces.filter { piece in
            if case .ordinal = piece { return false }
            return true
        }
        guard let index = rest.firstIndex(where: { if case .day = $0 { true } else { false } })
        else {
            return text
        }
        let parts = rest.indices.filter { if case .literal = rest[$0] { false } else { true } }
        if parts.first == index {
            // 15 March 2024, 15/03/2024: from the month on.
            let next = parts.first { $0 > index } ?? rest.endIndex
            rest.removeSubrange(..<next)
        } else if parts.last == index {
            // 2024-03-15: up to the month.
            let previous = parts.last { $0 < index } ?? rest.startIndex
            rest.removeSubrange((previous + 1)...)
        } else {
            // March 15, 2024 and 3/15/2024: the day goes with one of its two neighbours.
            let previous = parts.last { $0 < index } ?? rest.startIndex
            rest.removeSubrange((index)..<(parts.first { $0 > index } ?? rest.endIndex))
            if case .name = rest[previous] {
                rest.replaceSubrange((previous + 1)..<index, with: [.literal(" ")])
            }
        }
        while case .literal? = rest.last { rest.removeLast() }
        return rest.map(written).joined()
    }

    private var writtenMonthName: String? {
        let name = pieces.first { if case .name = $0 { true } else { false } }
        return name.map(written)
    }

    /// `Q`, or `T` where the language says trimestre.
    private var quarterLetter: String {
        for piece in pieces {
            if case .quarter(let letter) = piece { return letter }
            guard case .name(let name) = piece else { continue }
            return [.french, .spanish, .italian, .portuguese].contains(name.language) ? "T" : "Q"
        }
        return "Q"
    }
}
