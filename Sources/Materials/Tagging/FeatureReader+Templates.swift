extension FeatureReader {
    /// The words around, alone and in pairs.
    @inline(__always)
    func window(_ views: UnsafeBufferPointer<View>, _ at: Int, _ writer: inout FeatureWriter) {
        let (before, here, after) = (views[at - 1], views[at], views[at + 1])
        let (second, next) = (views[at - 2], views[at + 2])
        writer.add(1)
        writer.add(setting)
        writer.add(here.word)
        writer.add(here.exact)
        writer.add(before.exact)
        writer.add(after.exact)
        writer.add(second.word)
        writer.add(next.word)
        writer.add(before.word, here.word)
        writer.add(here.word, after.word)
        writer.add(before.word, after.word)
        writer.add(second.word, before.word)
        writer.add(after.word, next.word)
        writer.add(here.shape)
        writer.add(before.shape, here.shape)
        writer.add(here.shape, after.shape)
        writer.add(before.shape &* 31 ^ after.shape, here.shape)
        writer.add(here.shape, before.word)
        writer.add(here.shape, after.word)
        writer.add(here.gap)
        writer.add(after.gap)
        writer.add(here.gap, here.shape)
        writer.add(after.gap, here.shape)
        writer.add(here.gap &* 31 ^ after.gap, here.shape)
        writer.add(before.suffix)
        writer.add(after.suffix)
        writer.add(language, here.shape)
        writer.add(language, here.suffix)
    }

    /// The letters that the word begins and ends with.
    @inline(__always)
    func letters(
        of token: Token,
        in text: UnsafeBufferPointer<UInt8>,
        _ here: View,
        _ writer: inout FeatureWriter
    ) {
        for length in 1...5 { writer.add(Self.prefix(of: token, in: text, length)) }
        for length in 1...5 { writer.add(Self.suffix(of: token, in: text, length)) }
        writer.add(here.shape, here.suffix)
    }

    /// What lists and rules say of the word and its neighbours, and the rest of the document.
    @inline(__always)
    func lists(
        _ views: UnsafeBufferPointer<View>,
        _ at: Int,
        _ token: Token,
        _ writer: inout FeatureWriter
    ) {
        let (before, here, after) = (views[at - 1], views[at], views[at + 1])
        writer.add(here.marks, here.shape)
        writer.add(before.marks, here.shape)
        writer.add(after.marks, here.shape)
        writer.add(before.marks &* 31 ^ after.marks, here.marks)
        writer.add(here.hint)
        writer.add(here.hint, here.shape)
        writer.add(before.hint, here.hint)
        writer.add(here.hint, after.hint)
        writer.add(here.hint, here.word)
        writer.add(setting, here.hint)
        writer.add(UInt64(token.elsewhere), here.shape)
        writer.add(UInt64(token.elsewhere), here.marks)
    }

    /// Where in its line the word stands.
    @inline(__always)
    func position(
        _ place: Int,
        _ length: UInt64,
        _ opening: UInt64,
        _ here: View,
        _ writer: inout FeatureWriter
    ) {
        let near = UInt64(min(place, 3))
        writer.add(near, here.shape)
        writer.add(near << 8 | length, here.shape)
        writer.add(opening, here.shape)
        writer.add(setting << 8 | near, here.shape)
        writer.add(setting, here.word)
    }
}

/// Writes hashes one behind the other; the place of a feature says which question it answers.
struct FeatureWriter {
    private var next: UnsafeMutablePointer<UInt32>
    private var seed: UInt64 = 0x2545_F491_4F6C_DD1D

    @inline(__always) init(_ start: UnsafeMutablePointer<UInt32>) { next = start }

    @inline(__always) mutating func add(_ value: UInt64) { add(value, 0) }

    @inline(__always) mutating func add(_ first: UInt64, _ second: UInt64) {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var state = (first ^ seed) &* 0xBF58_476D_1CE4_E5B9
        state ^= state >> 29
        state = (state ^ second) &* 0x94D0_49BB_1331_11EB
        next.pointee = UInt32(truncatingIfNeeded: state >> 32)
        next += 1
    }
}
