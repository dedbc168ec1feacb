import Sieve

/// Surnames of two parts, `Schnabel-Agbodjan`, and names that are turned round.
enum DoubleName {
    /// Whether a hyphen joins the word `index` to the one before it, and both are written as
    /// parts of a name are.
    static func joins(_ index: Int, in draft: Draft) -> Bool {
        guard index > 0, draft.words[index].gap == .joined,
            draft.byte(Int(draft.words[index].start) - 1) == 0x2D
        else { return false }
        return isPart(draft.words[index - 1]) && isPart(draft.words[index])
    }

    private static func isPart(_ word: Word) -> Bool {
        word.form == .capital && word.length >= 3 && !TitleWords.shared.never.contains(word.key)
    }

    /// Whether the run ends with such a surname, after a word that may be a forename, and lists
    /// know the forename or one half of the surname.
    ///
    /// German joins any nouns so, so ordinary words before the surname say that it is none.
    static func closes(_ run: Range<Int>, in draft: Draft) -> Bool {
        let last = run.upperBound - 1
        guard run.count >= 3, joins(last, in: draft) else { return false }
        let before = run.lowerBound..<last - 1
        let isClean = before.allSatisfy {
            let word = draft.words[$0]
            return word.form == .capital && !word.isOrdinary
                && word.marks.isDisjoint(with: [.country, .organization])
        }
        guard isClean else { return false }
        let halves = [draft.words[last - 1], draft.words[last]]
        if draft.words[run.lowerBound].marks.contains(.forename) {
            return halves.contains { !$0.isOrdinary }
        }
        return halves.contains { $0.marks.contains(.surname) && !$0.isOrdinary }
            && halves.allSatisfy { $0.marks.isDisjoint(with: .place) }
    }
}

/// `DRAYCOTT, Rhodri`; `Okoro, Ada` where it fills a line or a cell.
enum SurnameFirst {
    static func read(_ draft: Draft, _ index: Int) -> Range<Int>? {
        let words = draft.words
        guard words[index].isCapital, words[index].length >= 2, !draft.isTaken[index] else {
            return nil
        }
        // The surname may have parts: `VAN DER BERG`, `DUPONT-MOREL`.
        var comma = index + 1
        while comma < words.count, comma - index < 4, words[comma].gap != .comma {
            guard draft.continues(comma), words[comma].form == words[index].form,
                !draft.isTaken[comma]
            else { return nil }
            comma += 1
        }
        // Without a space after it, the comma divides the cells of a table.
        guard comma < words.count, words[comma].gap == .comma, words[comma].form == .capital,
            words[comma].range.lowerBound - words[comma - 1].range.upperBound == 2,
            !draft.isTaken[comma], (index..<comma).allSatisfy({ isSurname(words[$0], in: draft) })
        else { return nil }
        // Where lists know the surname, they need not know the forename.
        let isLarge = words[index].form == .allCapitals
        let isKnown = (index..<comma).contains { words[$0].marks.contains(.surname) }
        guard isForename(words[comma]) || isLarge && isKnown && isUnknown(words[comma])
        else { return nil }
        var end = comma + 1
        while draft.continues(end), end - comma < 3, words[end].form == .capital,
            !draft.isTaken[end], words[end].length == 1 || isForename(words[end])
        {
            end += 1
        }
        // Written small, the words must fill their line, or it is a list of people.
        let isAlone =
            draft.opensLine(index) && (end == words.count || words[end].gap == .line)
            && (index..<comma).allSatisfy { words[$0].marks.contains(.surname) }
        return isLarge || isAlone ? index..<end : nil
    }

    private static func isForename(_ word: Word) -> Bool {
        word.marks.contains(.forename) && !word.isOrdinary
            && (word.marks.isDisjoint(with: .place) || word.marks.contains(.commonName))
            && !TitleWords.shared.never.contains(word.key)
    }

    private static func isUnknown(_ word: Word) -> Bool {
        word.length >= 3 && word.marks.isDisjoint(with: Lexicon.Marks.word.union(.place))
            && !TitleWords.shared.never.contains(word.key)
    }

    private static func isSurname(_ word: Word, in draft: Draft) -> Bool {
        !draft.text[word.range].contains { $0 &- 0x30 < 10 }
            && !TitleWords.shared.never.contains(word.key)
            && (word.marks.contains(.surname) || word.marks.isDisjoint(with: .place))
            && (!word.isOrdinary || word.marks.contains(.surname))
    }
}
