/// Semantic versions, read tolerantly: npm, crates.io, Go, Swift, Pub, Hex, and NuGet, which folds
/// case.
///
/// More or fewer than three numbers are allowed, a leading `v` and everything from `+` are dropped.
/// A core part that is not a number compares as text below every number, as tolerant readers do.
enum SemanticVersion {
    static func key(_ whole: [UInt8], foldsCase: Bool) -> [UInt8]? {
        var text = whole[...]
        while let first = text.first, first.isSpace { text.removeFirst() }
        while let last = text.last, last.isSpace { text.removeLast() }
        if text.first == UInt8(ascii: "=") { text.removeFirst() }
        if text.first?.lowered == UInt8(ascii: "v") { text.removeFirst() }
        guard text.first?.isDigit == true else { return nil }
        if let plus = text.firstIndex(of: UInt8(ascii: "+")) { text = text[..<plus] }
        let hyphen = text.firstIndex(of: UInt8(ascii: "-"))
        let core = text[..<(hyphen ?? text.endIndex)]
        var writer = KeyWriter(text.count + 8)
        guard writeCore(core, &writer) else { return nil }
        guard let hyphen else {
            writer.mark(255)
            return writer.bytes
        }
        let identifiers = text[(hyphen + 1)...].split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        for identifier in identifiers {
            if !identifier.isEmpty, identifier.allSatisfy(\.isDigit) {
                writer.mark(1)
                writer.number(identifier)
            } else {
                guard !identifier.contains(0) else { return nil }
                writer.mark(2)
                writer.text(foldsCase ? identifier.map(\.lowered) : Array(identifier))
            }
        }
        writer.mark(0)
        return writer.bytes
    }

    private static func writeCore(_ core: ArraySlice<UInt8>, _ writer: inout KeyWriter) -> Bool {
        var numbers = core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        while let last = numbers.last, last.isZero, numbers.count > 1 { numbers.removeLast() }
        if numbers.count == 1, numbers[0].isZero { numbers = [] }
        for number in numbers {
            guard number.allSatisfy(\.isDigit) else { return false }
            writer.number(number)
        }
        writer.mark(0)
        return true
    }
}

/// Versions of PHP packages, as Composer normalises them: numbers, a stability, its number.
enum ComposerVersion {
    static func key(_ whole: [UInt8]) -> [UInt8]? {
        var text = PythonVersion.folded(whole)[...]
        if let plus = text.firstIndex(of: UInt8(ascii: "+")) { text = text[..<plus] }
        if text.first == UInt8(ascii: "v") { text.removeFirst() }
        var writer = KeyWriter(text.count)
        // A branch, such as `dev-main`, is below every release and equal to none.
        if text.starts(with: "dev-".utf8) {
            writer.mark(0)
            writer.text(text.dropFirst(4))
            return writer.bytes
        }
        guard text.first?.isDigit == true else { return nil }
        writer.mark(1)
        let pieces = pieces(text)
        let cut = pieces.firstIndex { !($0.first?.isDigit ?? false) } ?? pieces.count
        var numbers = pieces[..<cut]
        while let last = numbers.last, last.isZero { numbers.removeLast() }
        for number in numbers { writer.number(number) }
        writer.mark(0)
        for piece in pieces[cut...] {
            if piece.first?.isDigit == true {
                // Between a bare stability and a later one.
                writer.mark(6)
                writer.number(piece)
            } else {
                writer.mark(rank(String(decoding: piece, as: UTF8.self)))
            }
        }
        writer.mark(5)
        return writer.bytes
    }

    private static func pieces(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = text.startIndex
        var place = start
        func isSeparator(_ byte: UInt8) -> Bool {
            byte == 0x2E || byte == 0x2D || byte == 0x5F
        }
        while place < text.endIndex {
            if isSeparator(text[place]) {
                if place > start { pieces.append(text[start..<place]) }
                start = place + 1
            } else if place > start, text[place].isDigit != text[place - 1].isDigit {
                pieces.append(text[start..<place])
                start = place
            }
            place += 1
        }
        if place > start { pieces.append(text[start..<place]) }
        return pieces
    }

    private static func rank(_ word: String) -> UInt8 {
        switch word {
        case "dev": 1
        case "a", "alpha": 2
        case "b", "beta": 3
        case "rc", "c": 4
        case "p", "pl", "patch": 7
        default: 0
        }
    }
}
