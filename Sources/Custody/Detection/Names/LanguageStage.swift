/// Tells the language of a text by its small words: the ones that every sentence needs.
struct LanguageWords: Sendable {
    static let shared = LanguageWords()

    /// Words of the text that are counted; a language shows within a few sentences.
    private static let sampleMax = 2_000

    private let sets: [(Language, WordSet)] = [
        (
            .english,
            WordSet(
                """
                the of and to a is that was for it with as his on be at by had not are but from \
                have an they which you were her she there been their has would will we my your
                """
            )
        ),
        (
            .french,
            WordSet(
                """
                le la les des du une et est que qui dans pour pas au sur par plus avec il elle ce \
                sont ses aux été cette nous vous leur chez depuis ne je mon notre à
                """
            )
        ),
        (
            .german,
            WordSet(
                """
                der die das und ist nicht ein eine mit den von zu dem des im für auf sich auch als \
                an wird bei nach wurde seit um aus hat ich wir sie dass oder vom zum zur
                """
            )
        ),
        (
            .spanish,
            WordSet(
                """
                el los las del una y es que en por con para se su no al lo como más fue sus desde \
                hace pero ha este esta entre también sobre mi nuestra muy
                """
            )
        ),
    ]

    /// The language with the most small words, or nothing when there are too few to tell.
    func language(of words: [Word]) -> Language? {
        var counts = [Int](repeating: 0, count: sets.count)
        for word in words.prefix(Self.sampleMax) where word.form == .small {
            for (place, set) in sets.enumerated() where set.1.contains(word.key) {
                counts[place] += 1
            }
        }
        guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[best] >= 2
        else { return nil }
        return sets[best].0
    }
}

extension Stage {
    /// Cuts the text into words and tells its language, if the caller has not.
    static func words(_ lexicon: Lexicon) -> Stage {
        Stage("words") { draft in
            draft.words = lexicon.words(in: draft.text)
            draft.takeFoundWords()
            if draft.language == nil {
                draft.language = LanguageWords.shared.language(of: draft.words)
            }
        }
    }
}
