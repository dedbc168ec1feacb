/// Words and what each of them says, as 64 bits; looked up by hash, a cache line or two each.
///
/// A `Dictionary` would hash the hash again, with a key of its own, and cost four times as much.
struct WordTable: Sendable {
    private let keys: [UInt64]
    private let values: [UInt64]
    private let mask: Int

    /// - Parameter entries: hashes and what their words say; equal hashes say all of it together.
    init(_ entries: [(key: UInt64, value: UInt64)]) {
        // At least half empty, so that an empty slot ends every search soon.
        var capacity = 16
        while capacity < 2 * entries.count { capacity *= 2 }
        var keys = [UInt64](repeating: 0, count: capacity)
        var values = keys
        for entry in entries {
            var slot = Int(truncatingIfNeeded: entry.key) & (capacity - 1)
            while keys[slot] != 0, keys[slot] != entry.key { slot = (slot + 1) & (capacity - 1) }
            keys[slot] = entry.key
            values[slot] |= entry.value
        }
        self.keys = keys
        self.values = values
        mask = capacity - 1
    }

    /// What the word with this hash says, 0 if it is not in the table.
    subscript(key: UInt64) -> UInt64 {
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return values[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// Pairs of letters that words of a list begin or end with: one look tells most other words apart
/// before they are hashed. Letter case and all but five bits of a byte are left out.
struct LetterPairs: Sendable {
    private var bits = InlineArray<32, UInt32>(repeating: 0)

    /// The first two bytes of every word.
    init(opening words: some Sequence<Substring>) {
        for word in words { insert(Array(word.utf8.prefix(2))) }
    }

    /// The last two bytes of every word.
    init(closing words: some Sequence<Substring>) {
        for word in words { insert(Array(word.utf8.suffix(2))) }
    }

    private mutating func insert(_ pair: [UInt8]) {
        guard pair.count == 2 else { return }
        bits[Int(pair[0] & 31)] |= 1 << UInt32(pair[1] & 31)
    }

    @inline(__always)
    func contains(_ first: UInt8, _ second: UInt8) -> Bool {
        bits[Int(first & 31)] >> UInt32(second & 31) & 1 == 1
    }
}
