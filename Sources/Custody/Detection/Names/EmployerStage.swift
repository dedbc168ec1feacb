import Sieve

extension Stage {
    /// Finds the organisation that a person is said to be from: `Elodie from United Rentals`.
    ///
    /// The names of companies hold numbers, abbreviations and strokes that no list knows; between
    /// a person and the next small word, all of it is the name.
    static let employers = Stage("employers") { draft in
        var index = 1
        while index + 1 < draft.words.count {
            guard let range = EmployerReader.read(draft, index) else {
                index += 1
                continue
            }
            draft.add(words: range, .organization, 0.6, "org.employer")
            index = range.upperBound
        }
    }
}

enum EmployerReader {
    /// Words of one name.
    private static let wordsMax = 10

    /// The name after the word `index`, if that word joins a person to an employer.
    static func read(_ draft: Draft, _ index: Int) -> Range<Int>? {
        guard draft.words[index].form == .small, links.contains(draft.words[index].key),
            draft.isTaken[index - 1], draft.words[index - 1].isCapital,
            draft.words[index].gap == .space, draft.words[index + 1].gap == .space
        else { return nil }
        let start = index + 1
        var end = start
        while end < draft.words.count, end - start < wordsMax, draft.words[end].form != .small,
            draft.words[end].gap != .line, draft.words[end].gap != .comma, !draft.isTaken[end]
        {
            end += 1
        }
        guard end > start, draft.words[start].form != .number,
            !draft.isTaken[start], draft.words[start].marks.isDisjoint(with: .place)
        else { return nil }
        return start..<end
    }

    private static let links = WordSet("from at chez bei von")
}
