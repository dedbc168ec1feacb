/// Versions of Maven's artifacts (the POM reference, "Version Order Specification").
///
/// The shorter side is padded with what suits the other's token, so no key of bytes orders them
/// all. A key here is the list of tokens: separator, kind, and the number or word, ended by a zero.
enum MavenVersion {
    private struct Token {
        /// `.` or `-`.
        var separator: UInt8
        var text: ArraySlice<UInt8>

        var isNumber: Bool { text.first?.isDigit == true }
        var isNull: Bool { text.isEmpty || (isNumber && text.isZero) }
    }

    static func key(_ whole: [UInt8]) -> [UInt8]? {
        let text = PythonVersion.folded(whole)
        guard !text.isEmpty, !text.contains(0) else { return nil }
        var tokens = tokens(text)
        trim(&tokens)
        var writer = KeyWriter(text.count + 8)
        for token in tokens {
            writer.mark(token.separator)
            writer.text(token.isNumber ? ArraySlice(token.text.drop { $0 == 0x30 }) : token.text)
            // What is left of a number that was zero is nothing; the kind tells them apart.
            writer.mark(token.isNumber ? 2 : 1)
        }
        return writer.bytes
    }

    private static func tokens(_ text: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var separator = UInt8(ascii: "-")
        var start = 0
        func close(_ end: Int, beforeDigit: Bool) {
            var piece = text[start..<end]
            if piece.isEmpty { piece = ArraySlice("0".utf8) }
            tokens.append(Token(separator: separator, text: alias(piece, beforeDigit: beforeDigit)))
        }
        var place = 0
        while place < text.count {
            let byte = text[place]
            if byte == 0x2E || byte == 0x2D {
                close(place, beforeDigit: false)
                separator = byte
                start = place + 1
            } else if place > start, byte.isDigit != text[place - 1].isDigit {
                close(place, beforeDigit: byte.isDigit)
                separator = UInt8(ascii: "-")
                start = place
            }
            place += 1
        }
        close(text.count, beforeDigit: false)
        return tokens
    }

    private static func alias(_ piece: ArraySlice<UInt8>, beforeDigit: Bool) -> ArraySlice<UInt8> {
        let renamed: String
        switch (String(decoding: piece, as: UTF8.self), beforeDigit) {
        case ("cr", _): renamed = "rc"
        case ("ga", _), ("final", _), ("release", _): renamed = ""
        case ("a", true): renamed = "alpha"
        case ("b", true): renamed = "beta"
        case ("m", true): renamed = "milestone"
        default: return piece
        }
        return ArraySlice(renamed.utf8)
    }

    /// Drops null tokens from the end, and again before each hyphen.
    private static func trim(_ tokens: inout [Token]) {
        var place = tokens.count - 1
        while place > 0 {
            if tokens[place].isNull,
                place == tokens.count - 1 || tokens[place + 1].separator == UInt8(ascii: "-")
            {
                tokens.remove(at: place)
            }
            place -= 1
        }
    }

    /// One token of a key, and the padding that stands where a key has ended.
    private struct Part {
        var separator: UInt8
        var text: ArraySlice<UInt8>
        var isNumber: Bool
    }

    private struct Parts: Sequence, IteratorProtocol {
        var rest: ArraySlice<UInt8>

        mutating func next() -> Part? {
            guard let separator = rest.first,
                let end = rest.dropFirst().firstIndex(of: 0), end + 1 < rest.endIndex
            else { return nil }
            let part = Part(
                separator: separator,
                text: rest[(rest.startIndex + 1)..<end],
                isNumber: rest[end + 1] == 2
            )
            rest = rest[(end + 2)...]
            return part
        }
    }

    static func isLess(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        var lefts = Parts(rest: left)
        var rights = Parts(rest: right)
        while true {
            let one = lefts.next()
            let other = rights.next()
            guard let some = one ?? other else { return false }
            let padding = Part(separator: some.separator, text: [], isNumber: some.isNumber)
            let difference = difference(one ?? padding, other ?? padding)
            if difference != 0 { return difference < 0 }
        }
    }

    private static func difference(_ left: Part, _ right: Part) -> Int {
        func rank(_ part: Part) -> Int {
            part.isNumber ? (part.separator == 0x2E ? 3 : 2) : (part.separator == 0x2D ? 1 : 0)
        }
        if left.isNumber && right.isNumber && left.separator == right.separator {
            if left.text.count != right.text.count { return left.text.count - right.text.count }
            return order(left.text, right.text)
        }
        if left.separator != right.separator || left.isNumber != right.isNumber {
            if left.separator == right.separator { return left.isNumber ? 1 : -1 }
            return rank(left) - rank(right)
        }
        let ranks = (qualifier(left.text), qualifier(right.text))
        return ranks.0 != ranks.1 ? ranks.0 - ranks.1 : order(left.text, right.text)
    }

    private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        if left.lexicographicallyPrecedes(right) { return -1 }
        return left == right ? 0 : 1
    }

    private static func qualifier(_ word: ArraySlice<UInt8>) -> Int {
        switch String(decoding: word, as: UTF8.self) {
        case "alpha": 1
        case "beta": 2
        case "milestone": 3
        case "rc": 4
        case "snapshot": 5
        case "": 6
        case "sp": 7
        default: 8
        }
    }
}
