import Privacy
import Sieve

extension Minimization.Entities {
    /// Where words of the document's names stand again, as findings of their own.
    ///
    /// Only words written with a capital count: `Rose` is somebody here, `rose` is a flower.
    /// Neighbouring words of names are one finding. One pass over the text.
    func repetitions(in text: String) -> [Finding] {
        guard !nameWords.isEmpty else { return [] }
        var findings: [Finding] = []
        var word = ""
        var start = 0
        var offset = 0
        var before: Unicode.Scalar = "."
        // Whether the word now read stands one space after the one before it.
        var follows = false
        func close() {
            guard !word.isEmpty else { return }
            defer { word = "" }
            guard let match = match(for: word) else { return }
            let end = start + match.length
            if follows, let last = findings.last, last.range.upperBound + 1 == start {
                findings[findings.count - 1] = Self.repetition(
                    last.range.lowerBound..<end,
                    score: max(last.score, match.score)
                )
            } else {
                findings.append(Self.repetition(start..<end, score: match.score))
            }
        }
        for scalar in text.unicodeScalars {
            if Self.isWord(scalar) {
                if word.isEmpty { (start, follows) = (offset, before == " ") }
                word.unicodeScalars.append(scalar)
            } else {
                close()
            }
            before = scalar
            offset += UTF8.width(scalar)
        }
        close()
        return findings
    }

    /// Bytes of `word` that are a name, and how sure the name was; a possessive `'s` is not of it.
    private func match(for word: String) -> (length: Int, score: Double)? {
        guard word.unicodeScalars.count >= 3, word.unicodeScalars.count <= Self.wordMax else {
            return nil
        }
        var candidates = [word]
        for ending in ["'s", "’s", "'", "’", "-"] where word.hasSuffix(ending) {
            candidates.append(String(word.dropLast(ending.count)))
        }
        for candidate in candidates {
            let length = candidate.utf8.count
            if let score = nameWords[candidate] { return (length, score) }
            let isShouted = candidate.allSatisfy { !$0.isLowercase }
            if isShouted,
                let score = nameWords[candidate.prefix(1) + candidate.dropFirst().lowercased()]
            {
                return (length, score)
            }
        }
        return nil
    }

    /// Letters in the longest word that can be a name.
    private static let wordMax = 64

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar == "-" || scalar == "'" || scalar == "’"
            || scalar.properties.canonicalCombiningClass != .notReordered
    }

    private static func repetition(_ range: Range<Int>, score: Double) -> Finding {
        Finding(range, .person, score: score, rule: Minimization.Stretches.propagated)
    }
}
