/// Versions of Debian packages (Debian Policy 5.6.12).
enum DebianVersion {
    static func key(_ whole: [UInt8]) -> [UInt8]? {
        var text = whole[...]
        while let first = text.first, first.isSpace { text.removeFirst() }
        while let last = text.last, last.isSpace { text.removeLast() }
        guard !text.isEmpty, text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        var writer = KeyWriter(text.count * 2)
        if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            let epoch = text[..<colon]
            guard !epoch.isEmpty, epoch.allSatisfy(\.isDigit) else { return nil }
            writer.number(epoch)
            text = text[(colon + 1)...]
        } else {
            writer.number([])
        }
        let hyphen = text.lastIndex(of: UInt8(ascii: "-"))
        write(text[..<(hyphen ?? text.endIndex)], &writer)
        write(hyphen.map { text[($0 + 1)...] } ?? [], &writer)
        return writer.bytes
    }

    /// The end of a run without digits: after `~`, before everything else.
    private static let end: UInt8 = 2

    private static func write(_ part: ArraySlice<UInt8>, _ writer: inout KeyWriter) {
        var rest = part
        repeat {
            let word = rest.prefix { !$0.isDigit }
            rest = rest.dropFirst(word.count)
            for byte in word { writer.mark(weight(byte)) }
            writer.mark(end)
            let digits = rest.prefix(while: \.isDigit)
            rest = rest.dropFirst(digits.count)
            writer.number(digits)
        } while !rest.isEmpty
        writer.mark(end)
    }

    private static func weight(_ byte: UInt8) -> UInt8 {
        if byte == UInt8(ascii: "~") { return 1 }
        return byte.isLetter ? byte : byte | 0x80
    }
}

/// Versions of Red Hat packages: `[epoch:]version[-release]`, by rpm's comparison.
enum RPMVersion {
    static func key(_ whole: [UInt8]) -> [UInt8]? {
        var text = whole[...]
        guard !text.isEmpty else { return nil }
        var writer = KeyWriter(text.count * 2)
        if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            guard text[..<colon].allSatisfy(\.isDigit) else { return nil }
            writer.number(text[..<colon])
            text = text[(colon + 1)...]
        } else {
            writer.number([])
        }
        let hyphen = text.lastIndex(of: UInt8(ascii: "-"))
        write(text[..<(hyphen ?? text.endIndex)], &writer)
        write(hyphen.map { text[($0 + 1)...] } ?? [], &writer)
        return writer.bytes
    }

    /// Tilde below the end, the end below a caret, then letters, then numbers.
    private static func write(_ part: ArraySlice<UInt8>, _ writer: inout KeyWriter) {
        var rest = part
        while let byte = rest.first {
            if byte == UInt8(ascii: "~") {
                writer.mark(1)
                rest.removeFirst()
            } else if byte == UInt8(ascii: "^") {
                writer.mark(3)
                rest.removeFirst()
            } else if byte.isDigit {
                let digits = rest.prefix(while: \.isDigit)
                writer.mark(5)
                writer.number(digits)
                rest = rest.dropFirst(digits.count)
            } else if byte.isLetter {
                let letters = rest.prefix(while: \.isLetter)
                writer.mark(4)
                writer.text(letters)
                rest = rest.dropFirst(letters.count)
            } else {
                rest.removeFirst()
            }
        }
        writer.mark(2)
    }
}

/// Versions of Alpine packages: numbers, a letter, suffixes, and a build number.
enum AlpineVersion {
    private static let suffixes: [(word: String, rank: UInt8)] = [
        ("alpha", 1), ("beta", 2), ("pre", 3), ("rc", 4), ("cvs", 6), ("svn", 7), ("git", 8),
        ("hg", 9), ("p", 10),
    ]

    static func key(_ text: [UInt8]) -> [UInt8]? {
        var rest = text[...]
        guard rest.first?.isDigit == true else { return nil }
        var writer = KeyWriter(text.count + 8)
        writer.number(take(&rest))
        while rest.first == 0x2E, rest.dropFirst().first?.isDigit == true {
            rest.removeFirst()
            let digits = take(&rest)
            // A part with a leading zero is a fraction and compares as text.
            if digits.first == UInt8(ascii: "0") {
                writer.mark(1)
                writer.text(digits)
            } else {
                writer.mark(2)
                writer.number(digits)
            }
        }
        writer.mark(0)
        if let letter = rest.first, letter.isLetter {
            writer.mark(letter)
            rest.removeFirst()
        } else {
            writer.mark(0)
        }
        while rest.first == UInt8(ascii: "_") {
            rest.removeFirst()
            guard let suffix = suffixes.first(where: { rest.starts(with: $0.word.utf8) }) else {
                return nil
            }
            rest = rest.dropFirst(suffix.word.utf8.count)
            writer.mark(suffix.rank)
            writer.number(take(&rest))
        }
        writer.mark(5)
        if rest.first == UInt8(ascii: "~") {
            rest = rest.dropFirst().drop { $0.hexValue != nil }
        }
        if rest.starts(with: "-r".utf8) {
            rest = rest.dropFirst(2)
            writer.number(take(&rest))
        } else {
            writer.number([])
        }
        return rest.isEmpty ? writer.bytes : nil
    }

    private static func take(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix(while: \.isDigit)
        rest = rest.dropFirst(digits.count)
        return digits
    }
}

/// Versions of Ruby's gems: runs of digits and of letters; letters come before the end.
enum RubyVersion {
    static func key(_ whole: [UInt8]) -> [UInt8]? {
        let text = PythonVersion.folded(whole)
        var segments: [ArraySlice<UInt8>] = []
        var writer = KeyWriter(text.count + 8)
        for part in text.split(separator: 0x2E) {
            // A hyphen stands for `.pre.`.
            for (index, piece) in part.split(separator: 0x2D).enumerated() {
                if index > 0 { segments.append(ArraySlice("pre".utf8)) }
                var rest = piece
                while let first = rest.first {
                    guard first.isDigit || first.isLetter else { return nil }
                    let run = rest.prefix { $0.isDigit == first.isDigit }
                    segments.append(run)
                    rest = rest.dropFirst(run.count)
                }
            }
        }
        guard segments.isEmpty || segments[0].first?.isDigit == true else { return nil }
        let cut = segments.firstIndex { $0.first?.isDigit == false } ?? segments.count
        for list in [segments[..<cut], segments[cut...]] {
            var numbers = list
            while let last = numbers.last, last.isZero { numbers.removeLast() }
            for segment in numbers {
                let isNumber = segment.first?.isDigit == true
                writer.mark(isNumber ? 3 : 1)
                if isNumber { writer.number(segment) } else { writer.text(segment) }
            }
        }
        writer.mark(2)
        return writer.bytes
    }
}
