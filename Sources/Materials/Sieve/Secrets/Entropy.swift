internal import Glibc

/// How much surprise a value holds, and what is only the shape of one.
enum Entropy {
    /// Shannon entropy of the bytes in `range`, in bits per byte.
    static func bits(_ text: Bytes, _ range: Range<Int>) -> Double {
        guard !range.isEmpty else { return 0 }
        var counts = InlineArray<256, Int32>(repeating: 0)
        for index in range { counts[Int(text[index])] += 1 }
        var bits = 0.0
        let total = Double(range.count)
        for value in 0..<256 where counts[value] > 0 {
            let share = Double(counts[value]) / total
            bits -= share * log2(share)
        }
        return bits
    }

    /// What kinds of characters a value holds.
    struct Mix {
        var digits = 0
        var lower = 0
        var upper = 0
        var marks = 0
        /// Changes between letters and digits, or from a small to a capital letter.
        var turns = 0

        init(_ text: Bytes, _ range: Range<Int>) {
            var before: UInt8 = 0
            for index in range {
                let current = text[index]
                if isDigit(current) {
                    digits += 1
                    if isLetter(before) { turns += 1 }
                } else if isUpper(current) {
                    upper += 1
                    if isLower(before) || isDigit(before) { turns += 1 }
                } else if isLower(current) || current >= 0x80 {
                    lower += 1
                    if isDigit(before) { turns += 1 }
                } else {
                    marks += 1
                }
                before = current
            }
        }
    }
}

/// Values that people write where a secret would stand: `xxxx`, `<password>`, `${TOKEN}`.
enum Placeholder {
    static func matches(_ text: Bytes, _ range: Range<Int>) -> Bool {
        guard range.count >= 2 else { return true }
        let first = text[range.lowerBound]
        if ("<{[$%(*" as StaticString).contains(first), range.count > 2 {
            let last = text[range.upperBound - 1]
            let second = text[range.lowerBound + 1]
            if (">}])%*" as StaticString).contains(last) || second == byte("{")
                || second == byte("(") || first == byte("<")
            {
                return true
            }
            if first == byte("$"), isLetter(second), isIdentifier(text, range.dropFirst()) {
                return true
            }
        }
        if hasRun(text, range) { return true }
        let openings = Self.openings
        for index in range where openings.contains(text[index], text[index + 1]) {
            let first = lowered(text[index])
            for word in words
            where word.utf8Start[0] == first && index + word.utf8CodeUnitCount <= range.upperBound
                && text.has(word, at: index)
            {
                return true
            }
        }
        for word in whole where text.equals(range, word) { return true }
        return false
    }

    private static let openings = LetterPairs(opening: words.map { Substring("\($0)") })

    /// Five equal characters in a row, or fewer than four different ones in a long value.
    private static func hasRun(_ text: Bytes, _ range: Range<Int>) -> Bool {
        var run = 1
        var seen: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for index in range {
            let current = text[index]
            if index > range.lowerBound, current == text[index - 1] {
                run += 1
                if run >= 5 { return true }
            } else {
                run = 1
            }
            let bit: UInt64 = 1 << UInt64(current & 63)
            switch current >> 6 {
            case 0: seen.0 |= bit
            case 1: seen.1 |= bit
            case 2: seen.2 |= bit
            default: seen.3 |= bit
            }
        }
        let different =
            seen.0.nonzeroBitCount + seen.1.nonzeroBitCount + seen.2.nonzeroBitCount
            + seen.3.nonzeroBitCount
        return range.count >= 12 && different < 5
    }

    private static func isIdentifier(_ text: Bytes, _ range: Range<Int>) -> Bool {
        range.allSatisfy { isAlphanumeric(text[$0]) || text[$0] == byte("_") }
    }

    private static let words: [StaticString] = [
        "example", "placeholder", "changeme", "change_me", "redacted", "your_", "your-", "yourkey",
        "_here", "-here", "insert", "replace", "xxxx", "....", "****", "####", "todo", "dummy",
        "sample", "randomstring", "1234567890abcdef", "process.env", "getenv", "environ",
    ]
    private static let whole: [StaticString] = [
        "null", "none", "nil", "true", "false", "undefined", "string", "password", "passwd",
        "secret", "token", "key", "value", "user", "username", "test", "user:pass",
        "user:password", "username:password", "test:test", "foo", "bar", "foo:bar", "empty",
        "required", "optional", "bearer", "basic", "pass", "unknown", "n/a", "login", "default",
        "object", "int", "bool", "text", "str", "self", "this", "env", "config",
    ]
}
