/// Reads one written date: words and numbers first, then the few orders in which people put them.
struct DateReader {
    /// What was read; nothing if no order fits the whole text.
    private(set) var date: WrittenDate?

    /// A run of digits, of letters, or of anything else.
    private enum Token: Equatable {
        case number(String)
        case word(String)
        case other(String)
    }

    private let tokens: [Token]
    private let monthFirst: Bool

    /// `isLoose` takes a text whose only number is a year for that year.
    init?(_ text: String, monthFirst: Bool, isLoose: Bool) {
        self.monthFirst = monthFirst
        let all = Self.tokens(of: text)
        tokens = Self.withoutLead(all)
        guard !tokens.isEmpty, tokens.count <= 16 else { return nil }
        date = named() ?? numeric() ?? quarterly() ?? (isLoose ? onlyYear() : nil)
    }

    // MARK: Words

    /// `15 March 2024`, `March 15, 2024`, `mars 2024`, `15 de marzo`: one month name, and numbers.
    private func named() -> WrittenDate? {
        let places = tokens.indices.filter {
            if case .word(let word) = tokens[$0] {
                !MonthNames.readings(of: word).isEmpty
            } else {
                false
            }
        }
        guard places.count == 1, let place = places.first, case .word(let word) = tokens[place],
            let name = bestReading(of: word, at: place)
        else { return nil }
        var date = WrittenDate(pieces: [])
        date.month = name.month
        for index in tokens.indices {
            switch tokens[index] {
            case .number(let digits):
                guard take(digits, into: &date) else { return nil }
            case .word(let text) where index == place:
                date.pieces.append(.name(name))
                _ = text
            case .word(let text):
                guard takeLink(text, after: index, into: &date) else { return nil }
            case .other(let text):
                guard
                    text.unicodeScalars.allSatisfy({
                        " .,-/'’\u{A0}\u{202F}".unicodeScalars.contains($0)
                    })
                else { return nil }
                date.pieces.append(.literal(text))
            }
        }
        return plausible(date)
    }

    /// A number beside a month name is its day or its year, each once.
    private func take(_ digits: String, into date: inout WrittenDate) -> Bool {
        guard let value = Int(digits) else { return false }
        if digits.utf8.count == 4, date.year == nil, CivilDate.years.contains(value) {
            date.year = value
            date.pieces.append(.year(width: 4))
        } else if digits.utf8.count <= 2, date.day == nil, (1...31).contains(value) {
            date.day = value
            date.pieces.append(.day(width: digits.hasPrefix("0") ? 2 : 1))
        } else if digits.utf8.count == 2, date.year == nil, !date.pieces.isEmpty {
            date.year = Self.fullYear(value)
            date.pieces.append(.year(width: 2))
        } else {
            return false
        }
        return true
    }

    /// Words that tie the parts of a date together: ordinals, `of`, `de`.
    private func takeLink(_ word: String, after index: Int, into date: inout WrittenDate) -> Bool {
        let lower = word.lowercased()
        if case .day? = date.pieces.last {
            if ["st", "nd", "rd", "th"].contains(lower) {
                date.pieces.append(.ordinal(french: false))
                return true
            }
            if lower == "er" {
                date.pieces.append(.ordinal(french: true))
                return true
            }
        }
        guard ["of", "de", "del", "di", "do"].contains(lower) else { return false }
        date.pieces.append(.literal(word))
        return true
    }

    /// Of several languages the one that the punctuation and the capital speak for.
    private func bestReading(of word: String, at place: Int) -> MonthNames.Written? {
        let readings = MonthNames.readings(of: word)
        var order: [MonthNames.Language] = [.english, .german, .french, .spanish]
        if place >= 2, case .other(let text) = tokens[place - 1], text.hasPrefix("."),
            case .number = tokens[place - 2]
        {
            order = [.german]
        } else if tokens.contains(where: { $0 == .word("de") || $0 == .word("del") }) {
            order = [.spanish, .portuguese]
        } else if word == word.lowercased() {
            order = [.french, .spanish, .italian, .portuguese, .dutch]
        }
        for language in order {
            if let reading = readings.first(where: { $0.language == language }) { return reading }
        }
        return readings.first
    }

    // MARK: Numbers

    /// Numbers with one separator between them, and perhaps a time after a full date.
    private func numeric() -> WrittenDate? {
        var numbers: [String] = []
        var links: [String] = []
        var index = 0
        while index < tokens.count, numbers.count < 3, case .number(let digits) = tokens[index] {
            numbers.append(digits)
            index += 1
            guard numbers.count < 3, index + 1 < tokens.count,
                case .other(let link) = tokens[index],
                ["-", "/", ".", ". ", " "].contains(link), case .number = tokens[index + 1]
            else { break }
            links.append(link)
            index += 1
        }
        guard Set(links).count <= 1, links.count == numbers.count - 1 else { return nil }
        guard let parts = order(of: numbers, link: links.first), let tail = tail(from: index) else {
            return nil
        }
        if !tail.isEmpty, tail != ".", numbers.count < 3 { return nil }
        var date = WrittenDate(pieces: [])
        for (offset, (part, digits)) in zip(parts, numbers).enumerated() {
            if offset > 0, let link = links.first { date.pieces.append(.literal(link)) }
            guard set(part, to: digits, in: &date) else { return nil }
        }
        if !tail.isEmpty { date.pieces.append(.literal(tail)) }
        return plausible(date)
    }

    private enum Part { case year, month, day, packed }

    private func order(of numbers: [String], link: String?) -> [Part]? {
        let widths = numbers.map(\.utf8.count)
        let values = numbers.compactMap { Int($0) }
        guard values.count == numbers.count else { return nil }
        switch (widths.count, widths.first, widths.last) {
        case (3, 4, _): return [.year, .month, .day]
        case (3, _, 4), (3, _, 2):
            guard widths[0] <= 2, widths[1] <= 2 else { return nil }
            let isMonthFirst = values[1] > 12 || (monthFirst && values[0] <= 12)
            return isMonthFirst ? [.month, .day, .year] : [.day, .month, .year]
        case (2, 4, _) where link != " " && widths[1] <= 2: return [.year, .month]
        case (2, _, 4) where link != " " && widths[0] <= 2: return [.month, .year]
        case (2, _, _)
        where widths.allSatisfy({ $0 <= 2 }) && (link == "/" || link?.hasPrefix(".") == true):
            return values[1] > 12 || (monthFirst && values[0] <= 12)
                ? [.month, .day] : [.day, .month]
        case (1, 8, _), (1, 6, _): return [.packed]
        case (1, 4, _): return [.year]
        default: return nil
        }
    }

    private func set(_ part: Part, to digits: String, in date: inout WrittenDate) -> Bool {
        guard let value = Int(digits) else { return false }
        let width = digits.utf8.count
        switch part {
        case .year:
            date.year = width == 2 ? Self.fullYear(value) : value
            date.pieces.append(.year(width: width))
        case .month:
            date.month = value
            date.pieces.append(.month(width: width))
        case .day:
            date.day = value
            date.pieces.append(.day(width: width))
        case .packed:
            // 20240315, and 202403, which is only read of years that people alive speak of.
            let isWhole = width == 8
            date.year = isWhole ? value / 10_000 : value / 100
            date.month = isWhole ? value / 100 % 100 : value % 100
            date.day = isWhole ? value % 100 : nil
            date.pieces = [.year(width: 4), .month(width: 2)] + (isWhole ? [.day(width: 2)] : [])
            return isWhole || (1900...2099).contains(value / 100)
        }
        return true
    }

    /// What may follow a date: nothing, a full stop, or a time of day.
    private func tail(from index: Int) -> String? {
        let text = tokens[index...].map(Self.text).joined()
        if text.isEmpty || text == "." { return text }
        let time = text.drop { "T, ".contains($0) }
        guard time.count < text.count, time.first?.isNumber == true else { return nil }
        let isTime = time.unicodeScalars.allSatisfy {
            "0123456789:.+-Zz UTC".unicodeScalars.contains($0)
        }
        return isTime && time.contains(":") ? text : nil
    }

    /// `Q1 2024`, `2024-Q1`, `T3 2021`.
    private func quarterly() -> WrittenDate? {
        let words = tokens.map(Self.text)
        for (letter, number, year, yearFirst) in [(0, 1, 3, false), (2, 3, 0, true)] {
            guard words.count == 4, ["Q", "T"].contains(words[letter]),
                let quarter = Int(words[number]), (1...4).contains(quarter),
                words[year].utf8.count == 4, let value = Int(words[year])
            else { continue }
            let link = WrittenDate.Piece.literal(words[yearFirst ? 1 : 2])
            let mark = WrittenDate.Piece.quarter(letter: words[letter])
            let span = WrittenDate.Piece.year(width: 4)
            var date = WrittenDate(pieces: yearFirst ? [span, link, mark] : [mark, link, span])
            (date.year, date.quarter) = (value, quarter)
            return plausible(date)
        }
        return nil
    }

    /// `Spring 2024`, `circa 1987`: the only number is a year, and the year is all that is kept.
    private func onlyYear() -> WrittenDate? {
        let numbers = tokens.compactMap { if case .number(let digits) = $0 { digits } else { nil } }
        guard numbers.count == 1, numbers[0].utf8.count == 4, let value = Int(numbers[0]),
            (1900...2099).contains(value), tokens.count <= 5
        else { return nil }
        var date = WrittenDate(pieces: [.year(width: 4)])
        date.year = value
        return date
    }

    // MARK: Shared

    /// Only what the calendar knows.
    private func plausible(_ date: WrittenDate) -> WrittenDate? {
        if let month = date.month, !(1...12).contains(month) { return nil }
        if let year = date.year, !CivilDate.years.contains(year) { return nil }
        if let month = date.month, let day = date.day {
            guard CivilDate(year: date.year ?? 2000, month: month, day: day) != nil else {
                return nil
            }
        }
        return date
    }

    /// Two digits: 40 and above are of the last century.
    private static func fullYear(_ short: Int) -> Int { short + (short < 40 ? 2000 : 1900) }

    private static func text(of token: Token) -> String {
        switch token {
        case .number(let text), .word(let text), .other(let text): text
        }
    }

    private static func tokens(of text: String) -> [Token] {
        func kind(_ scalar: Unicode.Scalar) -> Int {
            if ("0"..."9").contains(scalar) { return 0 }
            return scalar.properties.isAlphabetic
                || scalar.properties.canonicalCombiningClass != .notReordered ? 1 : 2
        }
        var tokens: [Token] = []
        var run = ""
        var last = -1
        func close() {
            if !run.isEmpty {
                tokens.append(last == 0 ? .number(run) : last == 1 ? .word(run) : .other(run))
            }
            run = ""
        }
        for scalar in text.unicodeScalars {
            let next = kind(scalar)
            if next != last { close() }
            run.unicodeScalars.append(scalar)
            last = next
        }
        close()
        if case .other(let text)? = tokens.first, text.allSatisfy(\.isWhitespace) {
            tokens.removeFirst()
        }
        if case .other(let text)? = tokens.last, text.allSatisfy(\.isWhitespace) {
            tokens.removeLast()
        }
        return tokens
    }

    /// The tokens after a weekday and an article, which a moved date would belie.
    private static func withoutLead(_ tokens: [Token]) -> [Token] {
        var rest = tokens[...]
        while case .word(let word)? = rest.first, leads.contains(Normalization.plain(word)) {
            rest.removeFirst()
            if case .other? = rest.first { rest.removeFirst() }
        }
        return Array(rest)
    }

    private static let leads: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo",
        "le", "el", "am", "den", "der", "the", "on", "du", "vom", "dem", "les",
    ]
}
