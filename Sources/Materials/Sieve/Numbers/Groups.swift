/// A number as people write it: groups of digits with separators between them.
///
/// `+33 6 12 34 56 78`, `11.02.1966` and `4111-1111-1111-1111` are all groups. Separators of one
/// to three bytes are reduced to one: a space of any kind is 0x20, `) ` is `)`.
///
/// Not copyable, since a dozen readers are handed the same groups and a copy for each of them cost
/// more than what most of them do.
struct Groups: ~Copyable {
    struct Group {
        var start = 0
        var end = 0
        /// The separator before the group; 0 for the first.
        var separator: UInt8 = 0
        var count: Int { end - start }
    }

    /// More groups than any number has that we know.
    static let countMax = 12
    /// A longer run of digits is no number about anyone.
    static let digitsMax = 34

    /// A group as it is kept, in bytes from the first: small, since every reader is handed all.
    private struct Packed {
        var start: UInt16 = 0
        var end: UInt16 = 0
        var separator: UInt8 = 0
    }

    private var storage = InlineArray<12, Packed>(repeating: Packed())
    private(set) var count = 0
    /// Digits of all groups: too few of them spare most readers their look.
    private(set) var digitCount = 0
    private(set) var start = 0

    /// Digits of the first group.
    var firstCount: Int { Int(storage[0].end) }
    /// Where the last group ends.
    var end: Int { start + Int(storage[max(0, count - 1)].end) }
    /// The separator after the first group, 0 where it is the only one.
    var mark: UInt8 { storage[1].separator }

    subscript(index: Int) -> Group {
        guard index < count else { return Group() }
        let packed = storage[index]
        return Group(
            start: start + Int(packed.start),
            end: start + Int(packed.end),
            separator: packed.separator
        )
    }

    /// Reads groups from the digit at `start` of `text`; written in place, since a group is too
    /// large to be handed back for every number.
    mutating func read(_ text: Bytes, at start: Int) {
        self.start = start
        var index = start
        var separator: UInt8 = 0
        while count < Self.countMax {
            let first = index
            while isDigit(text[index]), index - first <= Self.digitsMax { index += 1 }
            guard index > first, index - first <= Self.digitsMax else { break }
            storage[count] = Packed(
                start: UInt16(first - start),
                end: UInt16(index - start),
                separator: separator
            )
            count += 1
            digitCount += index - first
            guard let (found, length) = Self.separator(in: text, at: index),
                isDigit(text[index + length])
            else { break }
            separator = found
            index += length
        }
    }

    private static func separator(in text: Bytes, at index: Int) -> (UInt8, Int)? {
        let length = spaceLength(in: text, at: index)
        if length > 0 {
            let next = text[index + length]
            if next == byte("(") { return (next, length + 1) }
            if next == byte("-") || next == byte("/"),
                spaceLength(in: text, at: index + length + 1) > 0
            {
                return (next, length + 1 + spaceLength(in: text, at: index + length + 1))
            }
            return (0x20, length)
        }
        switch text[index] {
        case byte(")"), byte("."), byte("/"):
            let after = text[index + 1]
            if after == byte("-") { return (text[index], 2) }
            return (text[index], 1 + spaceLength(in: text, at: index + 1))
        case byte("-"), byte(","), byte(":"):
            return (text[index], 1)
        default:
            return nil
        }
    }

    /// Bytes of the space at `index`: ASCII, no-break (C2 A0) or narrow no-break (E2 80 AF).
    static func spaceLength(in text: Bytes, at index: Int) -> Int {
        if text[index] == 0x20 { return 1 }
        if text[index] == 0xC2, text[index + 1] == 0xA0 { return 2 }
        if text[index] == 0xE2, text[index + 1] == 0x80, text[index + 2] == 0xAF { return 3 }
        return 0
    }

    /// The value of the group at `index`, for groups short enough to be one.
    func value(in text: Bytes, _ index: Int) -> Int {
        let group = self[index]
        guard index < count, group.count <= 9 else { return -1 }
        var value = 0
        for place in group.start..<group.end {
            value = value * 10 + Int(text[place] & 0x0F)
        }
        return value
    }
}

extension StaticString {
    /// Whether this ASCII literal holds `byte`; inlined, a short literal becomes a bit test.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        for index in 0..<utf8CodeUnitCount where utf8Start[index] == byte { return true }
        return false
    }
}
