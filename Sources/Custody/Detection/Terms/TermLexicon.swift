import Foundation
import Sieve

/// Terms of one kind of thing each, in four languages, matched on whole words only.
///
/// The file holds `LABEL<TAB>term` lines; a term has at most five words. Matching hashes the words
/// of a text, so `lic` never matches inside `duplicate`, and capitals and accents do not matter.
struct TermLexicon: Sendable {
    struct Entry: Sendable {
        var label: Label
        var score: Double
        /// Whether the word before, or after, belongs to what is said: `kurdischer Abstammung`.
        var takesBefore = false
        var takesAfter = false
    }

    /// Stands for any one word, first or last in a term.
    private static let anyWord = "_"

    static let wordsMax = 5

    private var entries = KeyTable<Entry>()
    /// First words of terms of several words.
    private var openers = KeyTable<Bool>()

    /// The terms that come with the program.
    init() throws(Detection.Failure) {
        guard
            let url = Bundle.module.url(
                forResource: "terms",
                withExtension: "tsv",
                subdirectory: "Lexicons"
            )
        else { throw .lexiconUnreadable("terms.tsv") }
        let text: String
        do {
            text = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw .lexiconUnreadable("terms.tsv")
        }
        try self.init(text)
    }

    /// - Parameter text: lines of `LABEL<TAB>score<TAB>term, term, …`; `#` begins a comment.
    init(_ text: String) throws(Detection.Failure) {
        for line in text[...].parts("\n") where line.utf8.first != UInt8(ascii: "#") {
            let columns = line.parts("\t")
            guard columns.count == 3, let label = Label(rawValue: String(columns[0])),
                let score = Double(columns[1])
            else { throw .lexiconUnreadable("terms.tsv") }
            for term in columns[2].parts(",") {
                var entry = Entry(label: label, score: score)
                entry.takesBefore = term.hasPrefix(Self.anyWord)
                entry.takesAfter = term.hasSuffix(Self.anyWord)
                add(term, entry)
            }
        }
    }

    private static func divides(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "-", "'", "’", ".", "_": true
        default: false
        }
    }

    private mutating func add(_ term: Substring, _ entry: Entry) {
        let words = term.unicodeScalars.split { Self.divides($0) }
        let keys = words.map { WordSet.key(of: Substring($0)) }
        guard (1...Self.wordsMax).contains(keys.count) else { return }
        if keys.count == 1 {
            entries[keys[0]] = entry
        } else {
            openers[keys[0]] = true
            entries[keys.reduce(0) { LexiconKey.joining($1, to: $0) }] = entry
        }
    }

    /// The longest term that begins at the word `index`: its end and what it says.
    func match(in draft: Draft, at index: Int) -> (end: Int, entry: Entry)? {
        var best: (end: Int, entry: Entry)?
        let first = draft.words[index].key
        if let entry = entries[first] { best = (index + 1, entry) }
        guard openers[first] != nil else { return best }
        var key = LexiconKey.joining(first, to: 0)
        var end = index + 1
        while end - index < Self.wordsMax, draft.continues(end) {
            key = LexiconKey.joining(draft.words[end].key, to: key)
            end += 1
            if let entry = entries[key] { best = (end, entry) }
        }
        return best
    }
}

/// `Ramadan İnönü`, `Noël Chrétien`: a term that is one word of a name says nothing.
func isPartOfName(_ index: Int, in draft: Draft) -> Bool {
    let word = draft.words[index]
    guard word.isCapital, !word.marks.isDisjoint(with: .name) else { return false }
    let neighbours = [
        index > 0 && draft.continues(index) ? draft.words[index - 1] : nil,
        draft.continues(index + 1) ? draft.words[index + 1] : nil,
    ]
    return neighbours.contains { neighbour in
        guard let neighbour else { return false }
        return neighbour.isCapital && !neighbour.isOrdinary
            && !neighbour.marks.isDisjoint(with: .name)
    }
}

extension Stage {
    /// Finds special categories, pay, family, degrees and the like by their words.
    static func terms(_ lexicon: TermLexicon) -> Stage {
        Stage("terms") { draft in
            var index = 0
            while index < draft.words.count {
                guard !draft.isTaken[index], let match = lexicon.match(in: draft, at: index),
                    match.end > index + 1 || !isPartOfName(index, in: draft)
                else {
                    index += 1
                    continue
                }
                var words = index..<match.end
                if match.entry.takesBefore, index > 0, draft.continues(index) {
                    words = index - 1..<words.upperBound
                }
                if match.entry.takesAfter, draft.continues(match.end) {
                    words = words.lowerBound..<match.end + 1
                }
                let rule = "term." + match.entry.label.rawValue.lowercased()
                draft.add(words: words, match.entry.label, match.entry.score, rule)
                index = match.end
            }
        }
    }
}
