import Foundation

/// The cues of operational truth: phrases, and what each adds to the score of a kind.
///
/// `operations.tsv` is written by hand and is the model: a linear one, whose every weight has a
/// name. Its format:
///
///     SET <tab> name <tab> words
///     NEEDS <tab> KIND <tab> cues, one of which a passage must have; each such line counts
///     KIND <tab> weight <tab> cue <tab> phrase ; phrase
///
/// A phrase is words in order, each a list of alternatives joined by `|`, with `$name` for a set.
/// `…` lets up to eight words stand between, `#` is a number, `#1` one of at most two digits, `<>`
/// a name to be captured; a leading `^` asks for the beginning of a line and `^.` for that of a
/// sentence, a trailing `:` for a colon or an equals sign and `=` for the latter. Letter case and
/// accents do not count.
struct CueLexicon: Sendable {
    struct Cue: Sendable {
        var kind: Passage.Kind
        var weight: Double
        var name: String
    }

    struct Step: Sendable {
        enum Test: Sendable {
            case words(Set<UInt64>)
            case number
            case smallNumber
            case name
        }

        var test: Test
        /// Words that may stand before it.
        var gapMax: Int
    }

    enum Opening: Sendable { case anywhere, sentence, line }
    enum Ending: Sendable { case anyhow, colon, equals }

    struct Phrase: Sendable {
        /// Index of its cue.
        var cue: Int
        var steps: [Step] = []
        var opens = Opening.anywhere
        var ends = Ending.anyhow
    }

    static let gapMax = 8

    private(set) var cues: [Cue] = []
    private(set) var phrases: [Phrase] = []
    /// Cues without which nothing is of a kind, however much else speaks for it.
    private(set) var needs: [Passage.Kind: [Set<String>]] = [:]
    private var openers: [UInt64: [Int]] = [:]
    /// The phrases that begin with a number.
    private var numbered: [Int] = []
    /// A bit for each opener's hash, so that nearly every word is passed by after one look.
    private var filter = [UInt64](repeating: 0, count: 1_024)

    /// The cues that come with the program.
    init() throws(Detection.Failure) {
        guard
            let url = Bundle.module.url(
                forResource: "operations",
                withExtension: "tsv",
                subdirectory: "Lexicons"
            )
        else { throw .lexiconUnreadable("operations.tsv") }
        let text: String
        do {
            text = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw .lexiconUnreadable("operations.tsv")
        }
        try self.init(text)
    }

    /// - Parameter text: lines as described above; `#` at the beginning of a line is a comment.
    init(_ text: String) throws(Detection.Failure) {
        var sets: [Substring: Set<UInt64>] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t")
            if columns.count == 3, columns[0] == "SET" {
                sets[columns[1]] = Set(columns[2].split(separator: " ").map { WordSet.key(of: $0) })
            } else if columns.count == 3, columns[0] == "NEEDS",
                let kind = Passage.Kind(rawValue: String(columns[1]))
            {
                let names = Set(columns[2].split(separator: " ").map(String.init))
                needs[kind, default: []].append(names)
            } else if columns.count == 4, let kind = Passage.Kind(rawValue: String(columns[0])),
                let weight = Double(columns[1])
            {
                cues.append(Cue(kind: kind, weight: weight, name: String(columns[2])))
                for phrase in columns[3].split(separator: ";") {
                    try add(phrase.split(separator: " "), sets)
                }
            } else {
                throw .lexiconUnreadable("operations.tsv")
            }
        }
    }

    /// The phrases that begin with this word.
    @inline(__always)
    func phrases(openedBy word: Word) -> [Int] {
        if word.form == .number { return numbered }
        let bit = Int(truncatingIfNeeded: word.key >> 20) & 0xFFFF
        guard filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return [] }
        return openers[word.key] ?? []
    }

    private mutating func add(
        _ parts: [Substring],
        _ sets: [Substring: Set<UInt64>]
    ) throws(Detection.Failure) {
        var phrase = Phrase(cue: cues.count - 1)
        var gap = 0
        for part in parts {
            switch part {
            case "^": phrase.opens = .line
            case "^.": phrase.opens = .sentence
            case ":": phrase.ends = .colon
            case "=": phrase.ends = .equals
            case "…": gap = Self.gapMax
            default:
                phrase.steps.append(Step(test: try Self.test(part, sets), gapMax: gap))
                gap = 0
            }
        }
        switch phrase.steps.first?.test {
        case .words(let first):
            for key in first {
                openers[key, default: []].append(phrases.count)
                let bit = Int(truncatingIfNeeded: key >> 20) & 0xFFFF
                filter[bit >> 6] |= 1 << UInt64(bit & 63)
            }
        case .number, .smallNumber: numbered.append(phrases.count)
        case .name, nil: throw .lexiconUnreadable("operations.tsv")
        }
        phrases.append(phrase)
    }

    private static func test(
        _ part: Substring,
        _ sets: [Substring: Set<UInt64>]
    ) throws(Detection.Failure) -> Step.Test {
        if part == "#" { return .number }
        if part == "#1" { return .smallNumber }
        if part == "<>" { return .name }
        var keys: Set<UInt64> = []
        for word in part.split(separator: "|") {
            if word.hasPrefix("$") {
                guard let set = sets[word.dropFirst()] else {
                    throw .lexiconUnreadable("operations.tsv")
                }
                keys.formUnion(set)
            } else {
                keys.insert(WordSet.key(of: word))
            }
        }
        return .words(keys)
    }
}
