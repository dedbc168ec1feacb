/// Tells the language of a text by its small words: the ones that every sentence needs.
struct LanguageWords: Sendable {
    static let shared = LanguageWords()

    /// Words of the text that are counted; a language shows within a few sentences.
    private static let sampleMax = 2_000

    private static let words: [(Language, String)] = [
        (
            .english,
            """
            the of and to a is that was for it with as his on be at by had not are but from \
            have an they which you were her she there been their has would will we my your
            """
        ),
        (
            .french,
            """
            le la les des du une et est que qui dans pour pas au sur par plus avec il elle ce \
            sont ses aux été cette nous vous leur chez depuis ne je mon notre à
            """
        ),
        (
            .german,
            """
            der die das und ist nicht ein eine mit den von zu dem des im für auf sich auch als \
            an wird bei nach wurde seit um aus hat ich wir sie dass oder vom zum zur
            """
        ),
        (
            .spanish,
            """
            el los las del una y es que en por con para se su no al lo como más fue sus desde \
            hace pero ha este esta entre también sobre mi nuestra muy
            """
        ),
    ]

    /// For each word which languages it is a word of, a bit each.
    private let languages: KeyTable<UInt8>

    private init() {
        var languages = KeyTable<UInt8>()
        for (place, language) in Self.words.enumerated() {
            for word in language.1.utf8.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) {
                let key = WordSet.key(of: Substring(word))
                languages[key] = (languages[key] ?? 0) | 1 << UInt8(place)
            }
        }
        self.languages = languages
    }

    /// The language with the most small words, or nothing when there are too few to tell.
    func language(of words: [Word]) -> Language? {
        var counts = [Int](repeating: 0, count: Self.words.count)
        for word in words.prefix(Self.sampleMax) where word.form == .small {
            guard let bits = languages[word.key] else { continue }
            for place in counts.indices where bits >> UInt8(place) & 1 == 1 { counts[place] += 1 }
        }
        guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[best] >= 2
        else { return nil }
        return Self.words[best].0
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
