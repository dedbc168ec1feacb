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
            case words(KeySet)
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
        /// Indices into `CueLexicon.steps`, from the word that opens it.
        var steps: Range<Int>
        var opens = Opening.anywhere
        var ends = Ending.anyhow
    }

    static let gapMax = 8

    private(set) var cues: [Cue] = []
    private(set) var phrases: [Phrase] = []
    private(set) var steps: [Step] = []
    /// Cues without which nothing is of a kind, however much else speaks for it.
    private(set) var needs: [Passage.Kind: [Set<String>]] = [:]
    /// For each opener which of `opened` it opens.
    private var openers = KeyTable<Range<Int>>()
    /// Indices of phrases, those with one opener together.
    private(set) var opened: [Int] = []
    /// The phrases that begin with a number, as indices into `opened`.
    private var numbered = 0..<0
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
        var openings: [UInt64: [Int]] = [:]
        var numbers: [Int] = []
        var sets: [Substring: Set<UInt64>] = [:]
        for line in text[...].parts("\n") where line.utf8.first != UInt8(ascii: "#") {
            let columns = line.parts("\t")
            if columns.count == 3, columns[0] == "SET" {
                sets[columns[1]] = Set(columns[2].parts(" ").map { WordSet.key(of: $0) })
            } else if columns.count == 3, columns[0] == "NEEDS",
                let kind = Passage.Kind(rawValue: String(columns[1]))
            {
                let names = Set(columns[2].parts(" ").map(String.init))
                needs[kind, default: []].append(names)
            } else if columns.count == 4, let kind = Passage.Kind(rawValue: String(columns[0])),
                let weight = Double(columns[1])
            {
                cues.append(Cue(kind: kind, weight: weight, name: String(columns[2])))
                for phrase in columns[3].parts(";") {
                    let first = try add(phrase.parts(" "), sets)
                    for key in first { openings[key, default: []].append(phrases.count - 1) }
                    if first.isEmpty { numbers.append(phrases.count - 1) }
                }
            } else {
                throw .lexiconUnreadable("operations.tsv")
            }
        }
        arrange(openings, numbers)
    }

    /// Puts the phrases of one opener side by side.
    private mutating func arrange(_ openings: [UInt64: [Int]], _ numbers: [Int]) {
        for (key, numbers) in openings {
            openers[key] = opened.count..<opened.count + numbers.count
            opened += numbers
            let bit = Int(truncatingIfNeeded: key >> 20) & 0xFFFF
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        numbered = opened.count..<opened.count + numbers.count
        opened += numbers
    }

    /// The phrases that begin with this word, as indices into `opened`.
    @inline(__always)
    func phrases(openedBy word: Word) -> Range<Int> {
        if word.form == .number { return numbered }
        let bit = Int(truncatingIfNeeded: word.key >> 20) & 0xFFFF
        guard filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return 0..<0 }
        return openers[word.key] ?? 0..<0
    }

    /// Adds a phrase and returns the words that may open it; none where a number does.
    private mutating func add(
        _ parts: [Substring],
        _ sets: [Substring: Set<UInt64>]
    ) throws(Detection.Failure) -> Set<UInt64> {
        var phrase = Phrase(cue: cues.count - 1, steps: steps.count..<steps.count)
        var first: Set<UInt64> = []
        var gap = 0
        for part in parts {
            switch part {
            case "^": phrase.opens = .line
            case "^.": phrase.opens = .sentence
            case ":": phrase.ends = .colon
            case "=": phrase.ends = .equals
            case "…": gap = Self.gapMax
            default:
                let (test, keys) = try Self.test(part, sets)
                if steps.count == phrase.steps.lowerBound { first = keys }
                steps.append(Step(test: test, gapMax: gap))
                gap = 0
            }
        }
        phrase.steps = phrase.steps.lowerBound..<steps.count
        guard let opener = steps[phrase.steps].first else {
            throw .lexiconUnreadable("operations.tsv")
        }
        // A name may be anything, so it opens nothing.
        if case .name = opener.test { throw .lexiconUnreadable("operations.tsv") }
        phrases.append(phrase)
        return first
    }

    private static func test(
        _ part: Substring,
        _ sets: [Substring: Set<UInt64>]
    ) throws(Detection.Failure) -> (test: Step.Test, keys: Set<UInt64>) {
        if part == "#" { return (.number, []) }
        if part == "#1" { return (.smallNumber, []) }
        if part == "<>" { return (.name, []) }
        var keys: Set<UInt64> = []
        for word in part.parts("|") {
            if word.utf8.first == UInt8(ascii: "$") {
                guard let set = sets[word.dropFirst()] else {
                    throw .lexiconUnreadable("operations.tsv")
                }
                keys.formUnion(set)
            } else {
                keys.insert(WordSet.key(of: word))
            }
        }
        return (.words(KeySet(keys)), keys)
    }
}
