extension FeatureReader {
    /// Where in its line a word stands.
    struct Position {
        /// Words before it, up to three.
        var near: UInt64
        /// How long the line is, in fours.
        var length: UInt64
        /// The word that opens the line.
        var opening: UInt64

        @inline(__always)
        init(_ place: Int, of count: Int, after opening: UInt64) {
            near = UInt64(min(place, 3))
            length = UInt64(min(count, 40) / 4)
            self.opening = opening
        }
    }

    /// What a word says of itself: its letters, what lists and rules say of it, and what the rest
    /// of the document shows.
    func own(
        _ token: Token,
        in text: UnsafeBufferPointer<UInt8>,
        _ here: View,
        _ features: UnsafeMutablePointer<UInt32>
    ) {
        var writer = FeatureWriter(features, template: 0)
        writer.add(1)
        writer.add(setting)
        writer.add(here.word)
        writer.add(here.exact)
        writer.add(here.shape)
        writer.add(language, here.shape)
        writer.add(language, here.suffix)
        for length in 1...5 { writer.add(Self.prefix(of: token, in: text, length)) }
        for length in 1...5 { writer.add(Self.suffix(of: token, in: text, length)) }
        writer.add(here.shape, here.suffix)
        writer.add(here.marks, here.shape)
        writer.add(setting, here.word)
        writer.add(here.hint)
        writer.add(here.hint, here.shape)
        writer.add(here.hint, here.word)
        writer.add(setting, here.hint)
        writer.add(UInt64(token.elsewhere), here.shape)
        writer.add(UInt64(token.elsewhere), here.marks)
    }

    /// What the word before says.
    func asBefore(_ word: View, _ features: UnsafeMutablePointer<UInt32>) {
        var writer = FeatureWriter(features, template: Self.ownCount)
        writer.add(word.exact)
        writer.add(word.suffix)
    }

    /// What the word after says.
    func asAfter(_ word: View, _ features: UnsafeMutablePointer<UInt32>) {
        var writer = FeatureWriter(features, template: Self.ownCount + 2)
        writer.add(word.exact)
        writer.add(word.suffix)
    }

    /// What the second word before says.
    func asSecondBefore(_ word: View, _ features: UnsafeMutablePointer<UInt32>) {
        var writer = FeatureWriter(features, template: Self.ownCount + 4)
        writer.add(word.word)
    }

    /// What the second word after says.
    func asSecondAfter(_ word: View, _ features: UnsafeMutablePointer<UInt32>) {
        var writer = FeatureWriter(features, template: Self.ownCount + 5)
        writer.add(word.word)
    }

    /// What words together say, and the place in the line.
    @inline(__always)
    func around(
        _ views: UnsafeBufferPointer<View>,
        _ at: Int,
        _ position: Position,
        _ features: UnsafeMutablePointer<UInt32>
    ) {
        let (before, here, after) = (views[at - 1], views[at], views[at + 1])
        var writer = FeatureWriter(features, template: Self.ownCount + Self.besideCount)
        writer.add(before.word, here.word)
        writer.add(here.word, after.word)
        writer.add(before.word, after.word)
        writer.add(views[at - 2].word, before.word)
        writer.add(after.word, views[at + 2].word)
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
        writer.add(before.marks, here.shape)
        writer.add(after.marks, here.shape)
        writer.add(before.marks &* 31 ^ after.marks, here.marks)
        writer.add(before.hint, here.hint)
        writer.add(here.hint, after.hint)
        writer.add(position.near, here.shape)
        writer.add(position.near << 8 | position.length, here.shape)
        writer.add(position.opening, here.shape)
        writer.add(setting << 8 | position.near, here.shape)
        writer.add(here.run.before, here.run.length)
        writer.add(here.run.after, here.run.length)
        writer.add(here.run.last, here.run.length)
        writer.add(here.run.last, here.word)
    }
}

/// Writes hashes one behind the other; the number of its template says which question a feature
/// answers.
struct FeatureWriter {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var next: UnsafeMutablePointer<UInt32>
    private var seed: UInt64

    @inline(__always)
    init(_ start: UnsafeMutablePointer<UInt32>, template: Int) {
        next = start
        seed = 0x2545_F491_4F6C_DD1D &+ Self.step &* UInt64(template)
    }

    @inline(__always) mutating func add(_ value: UInt64) { add(value, 0) }

    @inline(__always) mutating func add(_ first: UInt64, _ second: UInt64) {
        seed &+= Self.step
        var state = (first ^ seed) &* 0xBF58_476D_1CE4_E5B9
        state ^= state >> 29
        state = (state ^ second) &* 0x94D0_49BB_1331_11EB
        next.pointee = UInt32(truncatingIfNeeded: state >> 32)
        next += 1
    }
}
