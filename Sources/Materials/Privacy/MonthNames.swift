/// The names of the months in the languages whose dates are read and written.
enum MonthNames {
    enum Language: String, CaseIterable {
        case english, french, german, spanish, italian, portuguese, dutch
    }

    /// A month name as somebody wrote it, with all that is needed to write another the same way.
    struct Written: Equatable {
        enum Casing { case lower, capital, upper }

        var month: Int
        var language: Language
        var isShort: Bool
        var casing: Casing

        /// The name of `month`, written as this one was.
        func name(of month: Int) -> String {
            let names = isShort ? MonthNames.short[language] : MonthNames.full[language]
            guard let names, names.indices.contains(month - 1) else { return "" }
            let name = names[month - 1]
            switch casing {
            case .lower: return name.lowercased()
            case .upper: return name.uppercased()
            case .capital: return name.prefix(1).uppercased() + name.dropFirst()
            }
        }
    }

    /// Every reading of `word`, which may be one in several languages (`mars`, `mai`, `april`).
    static func readings(of word: String) -> [Written] {
        guard (3...12).contains(word.count) else { return [] }
        let key = Normalization.plain(word)
        let casing: Written.Casing =
            word == word.lowercased() ? .lower : word == word.uppercased() ? .upper : .capital
        return (index[key] ?? []).map { entry in
            Written(
                month: entry.month,
                language: entry.language,
                isShort: entry.isShort,
                casing: casing
            )
        }
    }

    static let full: [Language: [String]] = [
        .english: words(
            "january february march april may june july august september october november december"
        ),
        .french: words(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
        .german: words(
            "januar februar märz april mai juni juli august september oktober november dezember"
        ),
        .spanish: words(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
                + " noviembre diciembre"
        ),
        .italian: words(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
                + " dicembre"
        ),
        .portuguese: words(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro"
                + " novembro dezembro"
        ),
        .dutch: words(
            "januari februari maart april mei juni juli augustus september oktober"
                + " november december"
        ),
    ]

    private static let short: [Language: [String]] = [
        .english: words("jan feb mar apr may jun jul aug sep oct nov dec"),
        .french: words("janv févr mars avr mai juin juil août sept oct nov déc"),
        .german: words("jan feb mär apr mai jun jul aug sep okt nov dez"),
        .spanish: words("ene feb mar abr may jun jul ago sep oct nov dic"),
        .italian: words("gen feb mar apr mag giu lug ago set ott nov dic"),
        .portuguese: words("jan fev mar abr mai jun jul ago set out nov dez"),
        .dutch: words("jan feb mrt apr mei jun jul aug sep okt nov dec"),
    ]

    private static let others: [(String, Int, Language)] = [
        ("sept", 9, .english), ("fevr", 2, .french), ("fev", 2, .french), ("jan", 1, .french),
        ("marz", 3, .german), ("maerz", 3, .german), ("sept", 9, .german), ("janner", 1, .german),
        ("sept", 9, .spanish), ("set", 9, .spanish), ("setiembre", 9, .spanish),
    ]

    private struct Entry {
        var month: Int
        var language: Language
        var isShort: Bool
    }

    /// Plain spelling → readings, the full ones first.
    private static let index: [String: [Entry]] = {
        var index: [String: [Entry]] = [:]
        func add(_ word: String, _ entry: Entry) {
            let key = Normalization.plain(word)
            let isKnown = index[key, default: []].contains { $0.language == entry.language }
            if !isKnown { index[key, default: []].append(entry) }
        }
        for (isShort, names) in [(false, full), (true, short)] {
            for language in Language.allCases {
                for (offset, word) in (names[language] ?? []).enumerated() {
                    add(word, Entry(month: offset + 1, language: language, isShort: isShort))
                }
            }
        }
        for (word, month, language) in others {
            add(word, Entry(month: month, language: language, isShort: true))
        }
        return index
    }()

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map { String($0) }
    }
}
