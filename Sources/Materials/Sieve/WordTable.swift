/// Words and what each of them says, as 64 bits; looked up by hash, one cache line each.
///
/// A `Dictionary` would hash the hash again, with a key of its own, and cost four times as much;
/// arrays would be retained and released at every look.
///
/// `@unchecked Sendable` holds because the memory is written before `init` returns and never after.
/// It is never given back: tables live as long as the program.
struct WordTable: @unchecked Sendable {
    private struct Entry {
        var key: UInt64
        var value: UInt64
    }

    private let entries: UnsafePointer<Entry>
    private let mask: Int
    /// A bit for each of `bitCount` values of other bits of the hash: a kilobyte that stays in the
    /// nearest cache and says of most words that they are not here.
    private let isPossible: UnsafePointer<UInt64>

    private static let bitCount = 8192

    /// The bit of `isPossible` that stands for `key`.
    @inline(__always)
    private static func bit(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: key >> 40) & (bitCount - 1)
    }

    /// - Parameter words: words in lower case with what each says; a word that comes twice says
    ///   both.
    init(_ words: [(word: Substring, value: UInt64)]) {
        // At least half empty, so that an empty slot ends every search soon.
        var capacity = 16
        while capacity < 2 * words.count { capacity *= 2 }
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
        entries.initialize(repeating: Entry(key: 0, value: 0), count: capacity)
        let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.bitCount / 64)
        bits.initialize(repeating: 0, count: Self.bitCount / 64)
        for (word, value) in words {
            let key = WordHash.of(word.utf8)
            var slot = Int(truncatingIfNeeded: key) & (capacity - 1)
            while entries[slot].key != 0, entries[slot].key != key {
                slot = (slot + 1) & (capacity - 1)
            }
            entries[slot].key = key
            entries[slot].value |= value
            bits[Self.bit(of: key) / 64] |= 1 << UInt64(Self.bit(of: key) % 64)
        }
        isPossible = UnsafePointer(bits)
        self.entries = UnsafePointer(entries)
        mask = capacity - 1
    }

    /// What the word in `range` says in any letter case, 0 if it is not in the table.
    @inline(__always)
    func value(of text: Bytes, _ range: Range<Int>) -> UInt64 {
        let key = WordHash.of(text, range)
        let bit = Self.bit(of: key)
        guard isPossible[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return 0 }
        var slot = Int(truncatingIfNeeded: key) & mask
        while entries[slot].key != 0 {
            if entries[slot].key == key { return entries[slot].value }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// A 64-bit hash of a word, eight bytes at a time from its end.
///
/// Capitals are made small by a bit that ASCII letters have when they are small, and so do the
/// second bytes of Latin-1 letters; that it changes some other bytes too does not matter to a hash.
enum WordHash {
    @inline(__always)
    static func of(_ text: Bytes, _ range: Range<Int>) -> UInt64 {
        var value = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
        var end = range.upperBound
        while end > range.lowerBound {
            value ^= text.eight(endingAt: end, count: min(8, end - range.lowerBound))
            value = value &* 0xD6E8_FEB8_6659_FD93
            value ^= value >> 32
            end -= 8
        }
        // 0 marks an empty slot.
        return value | 1 << 63
    }

    static func of(_ word: some Sequence<UInt8>) -> UInt64 {
        let word = Array(word)
        return word.withUnsafeBufferPointer { word in
            guard let base = word.baseAddress else { return 0 }
            return of(Bytes(base: base, count: word.count), 0..<word.count)
        }
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
