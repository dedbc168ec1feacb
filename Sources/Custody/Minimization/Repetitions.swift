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
        var start: Int?
        var offset = 0
        var before: Unicode.Scalar = "."
        // Whether the word now read stands one space after the one before it.
        var follows = false
        func close() {
            defer { start = nil }
            guard let first = start, offset - first <= Self.wordMax,
                let word = text.bytes(first..<offset), let match = match(for: word)
            else { return }
            let end = first + match.length
            if follows, let last = findings.last, last.range.upperBound + 1 == first {
                findings[findings.count - 1] = Self.repetition(
                    last.range.lowerBound..<end,
                    score: max(last.score, match.score)
                )
            } else {
                findings.append(Self.repetition(first..<end, score: match.score))
            }
        }
        // Most words begin with a small letter, and are passed over without being looked up.
        var isPassed = false
        for scalar in text.unicodeScalars {
            if Self.isWord(scalar) {
                if start == nil, !isPassed {
                    if scalar.value &- 0x61 <= 25 {
                        isPassed = true
                    } else {
                        (start, follows) = (offset, before == " ")
                    }
                }
            } else {
                close()
                isPassed = false
            }
            before = scalar
            offset += UTF8.width(scalar)
        }
        close()
        return findings
    }

    /// Handles of the document's people, `@ana` or `@ana.lopez`, as findings of their own.
    ///
    /// An at sign inside a word is an address, which is found by its own rule. One pass.
    func handles(in text: String) -> [Finding] {
        guard !people.isEmpty else { return [] }
        return handles(in: text.utf8Span.span)
    }

    private func handles(in bytes: Span<UInt8>) -> [Finding] {
        var findings: [Finding] = []
        var index = 0
        while index < bytes.count {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "@"), index == 0 || !Self.isHandle(bytes[index - 1])
            else { continue }
            var end = index + 1
            while end < bytes.count, Self.isHandle(bytes[end]) { end += 1 }
            // A full stop at the end is the sentence's.
            while end > index + 1, bytes[end - 1] == 0x2E || bytes[end - 1] == 0x2D { end -= 1 }
            let length = end - index - 1
            guard length >= 2, length <= Self.wordMax,
                person(slug: text(bytes, index + 1..<end)) != nil
            else { continue }
            let rule = Minimization.Stretches.propagated
            findings.append(Finding(index..<end, .username, score: 0.9, rule: rule))
            index = end - 1
        }
        return findings
    }

    private func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Letters, digits, `.`, `_`, `-`, and every byte of a letter beyond ASCII.
    private static func isHandle(_ byte: UInt8) -> Bool {
        byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 <= 25 || byte >= 0x80 || byte == 0x2E
            || byte == 0x5F || byte == 0x2D
    }

    /// Bytes of `word` that are a name, and how sure the name was; a possessive `'s` is not of it.
    private func match(for word: String) -> (length: Int, score: Double)? {
        guard word.utf8.count >= 3 else { return nil }
        if let score = score(of: word) { return (word.utf8.count, score) }
        guard let last = word.utf8.last, Self.endings.contains(last) else { return nil }
        for ending in ["'s", "’s", "'", "’", "-"] where word.hasSuffix(ending) {
            let name = String(word.dropLast(ending.count))
            if let score = score(of: name) { return (name.utf8.count, score) }
        }
        return nil
    }

    /// Last bytes of what may end a word without being of it: `s`, `'`, `’`, `-`.
    private static let endings: Set<UInt8> = [0x73, 0x27, 0x99, 0x2D]

    /// How sure the name `word` was, as it stands or in capitals.
    private func score(of word: String) -> Double? {
        if let score = nameWords[word] { return score }
        // Most words have a small letter of ASCII: no table need be asked whether they are shouted.
        guard !word.utf8.contains(where: { $0 &- 0x61 <= 25 }),
            word.allSatisfy({ !$0.isLowercase })
        else { return nil }
        return nameWords[word.prefix(1) + word.dropFirst().lowercased()]
    }

    /// Bytes in the longest word or handle that can be a name.
    private static let wordMax = 128

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (scalar.value | 0x20) &- 0x61 <= 25 || scalar == "-" || scalar == "'"
        }
        return scalar.properties.isAlphabetic || scalar == "’"
            || scalar.properties.canonicalCombiningClass != .notReordered
    }

    private static func repetition(_ range: Range<Int>, score: Double) -> Finding {
        Finding(range, .person, score: score, rule: Minimization.Stretches.propagated)
    }
}
