/// The small words that tell one language from another, for the jurisdictions of a text.
///
/// This is a glance, not a study: it decides whether a number stands alone, never what is found.
struct SmallWords: Sendable {
    /// Bytes of the text that are read.
    static let reach = 2_048
    /// Small words that one language must be ahead by.
    private static let leadMin = 2

    private static let shared = SmallWords()

    private let table: WordTable

    private init() {
        table = WordTable(
            Self.words.enumerated().flatMap { place, entry in
                entry.words.split(separator: " ")
                    .map { ($0, UInt64(1) << UInt64(place)) }
            }
        )
    }

    /// The language of `text` as an ISO 639-1 code, or nothing where it is short or mixed.
    static func language(of text: Bytes) -> String? {
        var counts = InlineArray<9, Int>(repeating: 0)
        let end = min(text.count, reach)
        var index = 0
        while index < end {
            let start = index
            while index < end, isWord(text[index]) { index += 1 }
            if (1...6).contains(index - start) {
                let found = shared.table.value(of: text, start..<index)
                for place in words.indices where found >> UInt64(place) & 1 == 1 {
                    counts[place] += 1
                }
            }
            index += 1
        }
        var best = 0
        for place in words.indices where counts[place] > counts[best] { best = place }
        for place in words.indices
        where place != best && counts[best] < counts[place] + leadMin { return nil }
        return words[best].language
    }

    private static let words: [(language: String, words: String)] = [
        ("en", "the of and to is that for with on was by this are you he she it my your we at"),
        ("fr", "le la les des et est une dans pour que qui sur au avec du mon son nous vous il"),
        ("de", "der die das und ist nicht ein eine den mit von zu für auf dem ich wir sie bei"),
        ("es", "el los las que y es una por con para del se su mi en lo al como pero"),
        ("it", "il di che è per una non del della con sono gli nel alla mio suo"),
        ("nl", "het een van en is dat niet op te met voor zijn aan mijn naar bij ook"),
        ("pt", "o os que e do da em um uma para com não por no na seu meu ao"),
        ("pl", "i w nie na z się do jest że jak to o po za od ale dla"),
        ("sv", "och att det som en på är av för med den inte jag ett har till"),
    ]
}
