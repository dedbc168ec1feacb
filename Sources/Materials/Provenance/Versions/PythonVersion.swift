/// Versions of Python packages (PEP 440), with the order of older setuptools for the rest.
enum PythonVersion {
    /// The parts of a version, as ranges of decimal digits in the text it was read from.
    struct Parts {
        var epoch: ArraySlice<UInt8> = []
        var release: [ArraySlice<UInt8>] = []
        /// 1 alpha, 2 beta, 3 release candidate.
        var pre: (rank: UInt8, number: ArraySlice<UInt8>)?
        var post: ArraySlice<UInt8>?
        var development: ArraySlice<UInt8>?
        var local: [ArraySlice<UInt8>] = []

        /// Not meant for those who did not ask for it.
        var isPrerelease: Bool { pre != nil || development != nil }
    }

    static func key(_ text: [UInt8]) -> [UInt8]? {
        if let plain = numbersAlone(text) { return plain }
        let plain = folded(text)
        guard !plain.isEmpty else { return nil }
        guard let parts = parse(plain) else { return SetuptoolsVersion.key(plain) }
        return key(parts)
    }

    /// The key of a version of numbers and dots alone, which nearly all are, without more ado.
    private static func numbersAlone(_ text: [UInt8]) -> [UInt8]? {
        var writer = KeyWriter(text.count + 8)
        writer.mark(1)
        writer.mark(1)
        var start = 0
        // Where the key ended after the last number that was not zero.
        var end = 2
        for place in 0...text.count {
            if place < text.count, text[place].isDigit { continue }
            guard place > start, place == text.count || text[place] == 0x2E else { return nil }
            writer.number(text[start..<place])
            if !text[start..<place].isZero { end = writer.bytes.count }
            start = place + 1
        }
        writer.shorten(to: end)
        writer.raw(final)
        return writer.bytes
    }

    /// What follows the numbers of a final release: no pre, no post, no development, no label.
    private static let final: [UInt8] = [0, 4, 0, 1, 0]

    /// Trimmed and in lower case.
    static func folded(_ text: [UInt8]) -> [UInt8] {
        var start = 0
        var end = text.count
        while start < end, text[start].isSpace { start += 1 }
        while end > start, text[end - 1].isSpace { end -= 1 }
        return text[start..<end].map(\.lowered)
    }

    static func key(_ parts: Parts) -> [UInt8] {
        var writer = KeyWriter(24)
        writer.mark(1)
        writer.number(parts.epoch)
        var release = parts.release[...]
        while let last = release.last, last.isZero { release.removeLast() }
        for number in release { writer.number(number) }
        writer.mark(0)
        if let pre = parts.pre {
            writer.mark(pre.rank)
            writer.number(pre.number)
        } else {
            writer.mark(parts.post == nil && parts.development != nil ? 0 : 4)
        }
        if let post = parts.post {
            writer.mark(1)
            writer.number(post)
        } else {
            writer.mark(0)
        }
        if let development = parts.development {
            writer.mark(0)
            writer.number(development)
        } else {
            writer.mark(1)
        }
        for segment in parts.local {
            let isNumber = segment.allSatisfy(\.isDigit)
            writer.mark(isNumber ? 2 : 1)
            if isNumber { writer.number(segment) } else { writer.text(segment) }
        }
        writer.mark(0)
        return writer.bytes
    }

    /// Reads a version in lower case; nil when it does not fit PEP 440.
    static func parse(_ text: [UInt8]) -> Parts? {
        var reader = Reader(text: text)
        return reader.version()
    }

    private struct Reader {
        let text: [UInt8]
        var place = 0

        private var current: UInt8 { place < text.count ? text[place] : 0 }

        init(text: [UInt8]) { self.text = text }

        private mutating func digits() -> ArraySlice<UInt8> {
            let start = place
            while current.isDigit { place += 1 }
            return text[start..<place]
        }

        private mutating func take(_ word: StaticString) -> Bool {
            let count = word.utf8CodeUnitCount
            guard place + count <= text.count else { return false }
            let isHere = word.withUTF8Buffer { letters in
                letters.indices.allSatisfy { letters[$0] == text[place + $0] }
            }
            if isHere { place += count }
            return isHere
        }

        private mutating func skipSeparator() {
            if current == 0x2E || current == 0x2D || current == 0x5F { place += 1 }
        }

        mutating func version() -> Parts? {
            _ = take("v")
            var parts = Parts()
            var number = digits()
            guard !number.isEmpty else { return nil }
            if take("!") {
                parts.epoch = number
                number = digits()
                guard !number.isEmpty else { return nil }
            }
            parts.release.append(number)
            while current == 0x2E, place + 1 < text.count, text[place + 1].isDigit {
                place += 1
                parts.release.append(digits())
            }
            parts.pre = prerelease()
            parts.post = postrelease()
            parts.development = suffix { $0.take("dev") }
            if take("+") {
                guard let local = localLabel() else { return nil }
                parts.local = local
            }
            return place == text.count ? parts : nil
        }

        /// A word with an optional separator before it, and a number that may be missing after it.
        private mutating func suffix(_ word: (inout Reader) -> Bool) -> ArraySlice<UInt8>? {
            let start = place
            skipSeparator()
            guard word(&self) else {
                place = start
                return nil
            }
            let afterWord = place
            skipSeparator()
            let number = digits()
            // A separator without a number belongs to what comes next.
            if number.isEmpty { place = afterWord }
            return number
        }

        private mutating func prerelease() -> (rank: UInt8, number: ArraySlice<UInt8>)? {
            var rank: UInt8 = 0
            let number = suffix { reader in
                if reader.take("alpha") || reader.take("a") {
                    rank = 1
                } else if reader.take("beta") || reader.take("b") {
                    rank = 2
                } else if reader.take("preview") || reader.take("pre") || reader.take("rc")
                    || reader.take("c")
                {
                    rank = 3
                }
                return rank > 0
            }
            return number.map { (rank, $0) }
        }

        private mutating func postrelease() -> ArraySlice<UInt8>? {
            if current == 0x2D, place + 1 < text.count, text[place + 1].isDigit {
                place += 1
                return digits()
            }
            return suffix { $0.take("post") || $0.take("rev") || $0.take("r") }
        }

        private mutating func localLabel() -> [ArraySlice<UInt8>]? {
            var segments: [ArraySlice<UInt8>] = []
            while true {
                let start = place
                while current.isDigit || current.isLetter { place += 1 }
                guard place > start else { return nil }
                segments.append(text[start..<place])
                guard current == 0x2E || current == 0x2D || current == 0x5F else { return segments }
                place += 1
            }
        }
    }
}

/// The order of versions before PEP 440, which still stand in the index: below every later one.
enum SetuptoolsVersion {
    static func key(_ text: [UInt8]) -> [UInt8] {
        var parts: [[UInt8]] = []
        for piece in pieces(text) + [Array("final".utf8)] {
            guard let part = part(piece) else { continue }
            if part.first == UInt8(ascii: "*") {
                if part.lexicographicallyPrecedes("*final".utf8) {
                    while parts.last == Array("*final-".utf8) { parts.removeLast() }
                }
                while parts.last == Array("00000000".utf8) { parts.removeLast() }
            }
            parts.append(part)
        }
        var writer = KeyWriter(text.count + 8)
        writer.mark(0)
        for part in parts { writer.text(part) }
        return writer.bytes
    }

    /// Runs of digits, runs of letters, dots, and hyphens; other bytes stand alone.
    private static func pieces(_ text: [UInt8]) -> [[UInt8]] {
        func kind(_ byte: UInt8) -> Int {
            byte.isDigit ? 0 : byte.isLetter ? 1 : byte == 0x2E ? 2 : byte == 0x2D ? 3 : 4
        }
        var pieces: [[UInt8]] = []
        var previous = -1
        for byte in text {
            let kind = kind(byte)
            if kind == previous, kind == 0 || kind == 1 || kind == 4 {
                pieces[pieces.count - 1].append(byte)
            } else {
                pieces.append([byte])
            }
            previous = kind
        }
        return pieces
    }

    private static func part(_ piece: [UInt8]) -> [UInt8]? {
        let word = String(decoding: piece, as: UTF8.self)
        if word == "." || word.isEmpty { return nil }
        if piece[0].isDigit {
            let padding = max(0, 8 - piece.count)
            return [UInt8](repeating: UInt8(ascii: "0"), count: padding) + piece
        }
        let renamed =
            switch word {
            case "pre", "preview", "rc": "c"
            case "-": "final-"
            case "dev": "@"
            default: word
            }
        return Array(("*" + renamed).utf8)
    }
}
