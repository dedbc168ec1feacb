/// A value that a script puts together from what it holds itself, told without running it.
indirect enum FoldedValue: Sendable {
    case text([UInt8])
    case number(Int)
    case list([FoldedValue])

    /// Elements of a list, or bytes of a text, that are worked on.
    static let countMax = 8_192

    var bytes: [UInt8]? {
        if case .text(let bytes) = self { return bytes }
        return nil
    }

    var number: Int? {
        if case .number(let number) = self { return number }
        return nil
    }

    /// What it is made of: a text's bytes as texts of one letter, or a list's elements.
    func elements(areNumbers: Bool = false) -> [FoldedValue]? {
        switch self {
        case .number: nil
        case .list(let items): items
        case .text(let bytes):
            areNumbers ? bytes.map { .number(Int($0)) } : bytes.map { .text([$0]) }
        }
    }

    /// Numbers or texts of one letter, as the bytes that they are.
    var joinedBytes: [UInt8]? {
        guard case .list(let items) = self else { return bytes }
        var joined: [UInt8] = []
        for item in items {
            switch item {
            case .text(let bytes): joined += bytes
            case .number(let number):
                guard let byte = UInt8(exactly: number) else { return nil }
                joined.append(byte)
            case .list: return nil
            }
        }
        return joined
    }

    /// As code writes it into a text.
    var words: [UInt8]? {
        switch self {
        case .text(let bytes): bytes
        case .number(let number): Array(String(number).utf8)
        case .list: nil
        }
    }

    var reversed: FoldedValue? {
        switch self {
        case .text(let bytes): .text(bytes.reversed())
        case .list(let items): .list(items.reversed())
        case .number: nil
        }
    }
}

/// How a string was written that code puts together as it runs.
enum Folding: UInt8, Sendable {
    /// In pieces that are cut within a word.
    case pieced
    /// Turned into other letters or numbers, so that nobody reads it.
    case hidden
}
