import Sieve

extension Stage {
    /// Finds towns, regions and countries of several words where a word leads to them; people
    /// are read after this, since `Norris Green` could be one.
    static func ledPlaces(_ lexicon: Lexicon) -> Stage {
        places("led places", lexicon) { $0.count > 1 && $1 >= 0.8 }
    }

    /// Finds towns, regions and countries: by list, and by the words that places follow.
    static func places(_ lexicon: Lexicon) -> Stage {
        places("places", lexicon) { _, _ in true }
    }

    private static func places(
        _ name: String,
        _ lexicon: Lexicon,
        where isWanted: @escaping @Sendable (Range<Int>, Double) -> Bool
    ) -> Stage {
        Stage(name) { draft in
            var index = 0
            while index < draft.words.count {
                guard let (range, score) = PlaceReader.read(draft, index, lexicon),
                    isWanted(range, score)
                else {
                    index += 1
                    continue
                }
                draft.add(words: range, .location, score, "location.list")
                index = range.upperBound
            }
        }
    }
}

enum PlaceReader {
    static func read(_ draft: Draft, _ index: Int, _ lexicon: Lexicon) -> (Range<Int>, Double)? {
        let word = draft.words[index]
        guard word.isCapital, !draft.isTaken[index], word.length >= 2 else { return nil }
        let isLed = leads(draft, index)
        if word.marks.contains(.opens) {
            var key = LexiconKey.joining(word.key, to: 0)
            var best: Int?
            var end = index + 1
            while end - index < 5, draft.continues(end), !draft.isTaken[end] {
                key = LexiconKey.joining(draft.words[end].key, to: key)
                end += 1
                if !lexicon[key].isDisjoint(with: .place) { best = end }
            }
            if let best { return (index..<best, isLed ? 0.8 : 0.65) }
        }
        let isOther = TitleWords.shared.never.contains(word.key)
        if !word.marks.isDisjoint(with: .place), !isOther, word.form == .capital || isLed {
            if isLed { return (extended(draft, index), 0.75) }
            let isName = !word.marks.isDisjoint(with: .name)
            if word.marks.contains(.country), !word.isOrdinary { return (index..<index + 1, 0.7) }
            if follows(draft, index) { return (index..<index + 1, isName ? 0.5 : 0.65) }
            if word.isOrdinary { return nil }
            return (index..<index + 1, isName ? 0.35 : 0.55)
        }
        guard isLed, !isOther, !word.isOrdinary, endsPhrase(draft, extended(draft, index))
        else { return nil }
        return (extended(draft, index), 0.5)
    }

    /// `based in`, `lives in`, `à`, `nach`: a place follows.
    private static func leads(_ draft: Draft, _ index: Int) -> Bool {
        guard index > 0, draft.words[index].gap == .space else { return false }
        let before = draft.words[index - 1]
        return before.form == .small && leading.contains(before.key)
    }

    /// After a comma behind another place: `Paris, France`.
    private static func follows(_ draft: Draft, _ index: Int) -> Bool {
        guard index > 0, draft.words[index].gap == .comma else { return false }
        return !draft.words[index - 1].marks.isDisjoint(with: .place) || draft.isTaken[index - 1]
    }

    /// Further capitals and small links that belong to the name: `San Vicent del Raspeig`.
    private static func extended(_ draft: Draft, _ index: Int) -> Range<Int> {
        var end = index + 1
        while end < draft.words.count, end - index < 6, draft.continues(end), !draft.isTaken[end] {
            if draft.words[end].isCapital {
                end += 1
            } else if draft.words[end].form == .small, linking.contains(draft.words[end].key),
                draft.continues(end + 1), draft.words[end + 1].isCapital
            {
                end += 2
            } else {
                break
            }
        }
        return index..<min(end, draft.words.count)
    }

    private static func endsPhrase(_ draft: Draft, _ range: Range<Int>) -> Bool {
        let next = range.upperBound
        return next >= draft.words.count || !draft.continues(next)
            || draft.words[next].form == .small
    }

    private static let leading = WordSet(
        "in à bei nach aus sur en near from to a desde hasta vers around at au aux im zu"
    )
    private static let linking = WordSet(
        "de del la le les sur sous en on am an der di du of the upon y da do dos"
    )
}
