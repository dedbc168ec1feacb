/// The sums of weights of words that were met before.
///
/// More than half of the features look at one word alone, and most words of a text are words of any
/// text. What such features add up to is kept under the letters of the word and all that lists,
/// rules and the document say of it, and held against them letter by letter before it is believed:
/// a tagger with a memory reads exactly what one without would. Each place holds the word that was
/// last met there, so that hostile text can empty the memory but neither fill nor mislead it.
struct WordMemory {
    /// Words that are remembered at once: a megabyte, as much as stays near the processor.
    private static let placesMax = 1 << 13
    /// Bytes of the longest word that is remembered.
    private static let lettersMax = 24

    /// What one word adds to the scores of its own tag and of its neighbours'.
    struct Sums {
        var own = SIMD16<Int16>.zero
        /// Of the word after it, for which it is the one before.
        var asBefore = SIMD16<Int16>.zero
        var asAfter = SIMD16<Int16>.zero
        var asSecondBefore = SIMD16<Int16>.zero
        var asSecondAfter = SIMD16<Int16>.zero
        var shape: UInt64 = 0
        var suffix: UInt64 = 0
    }

    private struct Entry {
        /// The bytes of the word, and in the last lane everything else that its sums follow from.
        var identity = SIMD4<UInt64>.zero
        var word: UInt64 = 0
        var sums = Sums()
    }

    private var entries = [Entry](repeating: Entry(), count: Self.placesMax)

    /// What the word adds, remembered or made by `make`.
    @inline(__always)
    mutating func sums(
        of token: Token,
        in text: UnsafeBufferPointer<UInt8>,
        _ setting: UInt64,
        _ make: () -> Sums
    ) -> Sums {
        let length = Int(token.end - token.start)
        guard length <= Self.lettersMax else { return make() }
        var identity = SIMD4<UInt64>.zero
        identity[0] = Self.letters(text, Int(token.start), min(length, 8))
        if length > 8 {
            identity[1] = Self.letters(text, Int(token.start) + 8, min(length, 16) - 8)
            if length > 16 {
                identity[2] = Self.letters(text, Int(token.start) + 16, length - 16)
            }
        }
        // One more than the length, so that no word is taken for an empty place; at most 25.
        identity[3] =
            UInt64(token.marks) | UInt64(token.hint) << 16 | UInt64(token.elsewhere) << 32
            | UInt64(length + 1) << 40 | UInt64(token.form & 7) << 45 | setting << 48
        var mixed = token.key ^ identity[3] &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 32) &* 0xBF58_476D_1CE4_E5B9
        let place = Int(truncatingIfNeeded: mixed >> 40) & (Self.placesMax - 1)
        return entries.withUnsafeMutableBufferPointer { entries in
            if entries[place].identity == identity, entries[place].word == token.key {
                return entries[place].sums
            }
            let sums = make()
            entries[place] = Entry(identity: identity, word: token.key, sums: sums)
            return sums
        }
    }

    /// Up to eight bytes of the text in one number.
    @inline(__always)
    private static func letters(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ count: Int
    ) -> UInt64 {
        if start + 8 <= text.count, let base = text.baseAddress {
            let bytes = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self).littleEndian
            return count == 8 ? bytes : bytes & (1 << UInt64(count * 8) - 1)
        }
        var bytes: UInt64 = 0
        for index in 0..<count { bytes |= UInt64(text[start + index]) << UInt64(index * 8) }
        return bytes
    }
}
