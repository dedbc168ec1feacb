/// The words that make a street of a name, by where they stand.
struct StreetWords: Sendable {
    struct Kind: OptionSet {
        let rawValue: UInt8
        /// French, after the number: `rue des Lilas`.
        static let opensName = Kind(rawValue: 1)
        /// English, after the name: `Maple Street`.
        static let closesName = Kind(rawValue: 2)
        /// Spanish, Italian, Portuguese, before the name, the number last: `Calle Mayor 3`.
        static let opensBeforeNumber = Kind(rawValue: 4)
        /// German, as a word of its own, the number last: `Berliner Allee 3`.
        static let closesBeforeNumber = Kind(rawValue: 8)
        /// A street name alone: `Broadway`.
        static let isWhole = Kind(rawValue: 16)
    }

    static let shared = StreetWords()

    private let kinds: WordTable
    /// How words begin that stand before a name: `rue`, `calle`.
    private let openings: LetterPairs
    /// Which bytes end one of the suffixes.
    private let lasts: [Bool]

    private init() {
        kinds = WordTable(
            Self.words.flatMap { kind, words in
                words.split(separator: " ")
                    .map { ($0, UInt64(kind.rawValue)) }
            }
        )
        let openers = Self.words.filter {
            !$0.0.isDisjoint(with: [.opensName, .opensBeforeNumber])
        }
        openings = LetterPairs(opening: openers.flatMap { $0.1.split(separator: " ") })
        var lasts = [Bool](repeating: false, count: 256)
        for suffix in Self.suffixes {
            lasts[Int(suffix.utf8Start[suffix.utf8CodeUnitCount - 1])] = true
        }
        self.lasts = lasts
    }

    /// Whether the word at `index` may be one that stands before a name.
    @inline(__always)
    func mayOpen(_ text: Bytes, _ index: Int) -> Bool {
        openings.contains(text[index], text[index + 1])
    }

    func kind(of text: Bytes, _ word: Range<Int>) -> Kind {
        var end = word.upperBound
        if end > word.lowerBound, text[end - 1] == byte(".") { end -= 1 }
        guard end - word.lowerBound <= 20 else { return [] }
        return Kind(rawValue: UInt8(kinds.value(of: text, word.lowerBound..<end)))
    }

    /// Whether the word ends as German, Dutch, Nordic or Finnish streets do: `Bahnhofstraße`.
    func hasSuffix(_ text: Bytes, _ word: Range<Int>) -> Bool {
        guard lasts[Int(lowered(text[word.upperBound - 1]))] else { return false }
        for suffix in Self.suffixes {
            let length = suffix.utf8CodeUnitCount
            if word.count > length + 2, text.has(suffix, at: word.upperBound - length) {
                return true
            }
        }
        return false
    }

    private static let suffixes: [StaticString] = [
        "straße", "strasse", "str.", "weg", "platz", "gasse", "allee", "ufer", "damm", "steig",
        "chaussee", "promenade", "graben", "markt", "ring", "stieg", "pfad", "straat", "laan",
        "plein", "gracht", "kade", "singel", "gatan", "vägen", "vej", "gade", "veien", "gata",
        "vænget", "vangen", "katu", "kuja", "tie", "puruntie", "utca",
    ]

    private static let words: [(Kind, String)] = [
        (
            .opensName,
            """
            rue avenue av ave boulevard bd bld blvd chemin place pl allée allées allee impasse \
            quai cours route rte square passage sentier faubourg ruelle esplanade promenade voie \
            villa cité résidence lotissement hameau lieu-dit montée rond-point
            """
        ),
        (
            .closesName,
            """
            street st road rd avenue ave lane ln drive dr close court ct place pl way terrace row \
            hill crescent gardens grove square sq boulevard blvd highway hwy parkway pkwy circle \
            cir trail walk mews green park view rise wharf quay yard gate mount vale bridge loop \
            turnpike pike alley path crossing plaza heights ridge drift mall embankment broadway \
            kingsway causeway parade esplanade meadow meadows fields
            """
        ),
        (.isWhole, "broadway kingsway strand whitehall piccadilly parkway highstreet"),
        (
            .opensBeforeNumber,
            """
            calle c/ cl avenida avda av avd plaza pza plza paseo pº camino carrera carrer ronda \
            travesía glorieta urbanización rambla via viale piazza corso vicolo largo strada \
            piazzale rua travessa alameda praça estrada rue chaussée avenue place quai ulica ul \
            calea strada bulevardul
            """
        ),
        (
            .closesBeforeNumber,
            """
            straße strasse str allee platz weg ring ufer damm gasse markt promenade straat laan \
            plein utca u út tér körút gatan gade vej
            """
        ),
    ]
}
