/// A complete subtree: the 2^`level` leaves from `index` · 2^`level` on.
///
/// Complete subtrees are all that a log ever needs to keep. Their hashes never change once their
/// leaves exist, and every proof and every root is folded from a few of them.
public struct Subtree: Hashable, Sendable {
    /// The height above the leaves, 0…62.
    public var level: Int
    /// The position in its row, from 0.
    public var index: Int

    /// - Parameters:
    ///   - level: height above the leaves, 0…62.
    ///   - index: position in its row, from 0.
    public init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }

    /// The leaves it covers.
    public var leaves: Range<Int> { index << level..<(index + 1) << level }

    /// The complete subtrees that make up `leaves`, largest and leftmost first.
    ///
    /// `leaves` must be a subtree of some log: its start is a multiple of the power of two at or
    /// above its length. Every range of a proof and every whole log is one.
    static func peaks(of leaves: Range<Int>) -> [Subtree] {
        var peaks: [Subtree] = []
        var start = leaves.lowerBound
        var rest = leaves.count
        while rest > 0 {
            let level = Int.bitWidth - 1 - rest.leadingZeroBitCount
            peaks.append(Subtree(level: level, index: start >> level))
            start += 1 << level
            rest -= 1 << level
        }
        return peaks
    }

    /// The size of the left part where a tree of `size` ≥ 2 leaves divides: the largest power of
    /// two strictly below `size` (RFC 6962 §2.1).
    static func split(_ size: Int) -> Int {
        1 << (Int.bitWidth - 1 - (size - 1).leadingZeroBitCount)
    }
}

extension Digest {
    /// The root over `leaves`, folded from the stored hashes of its complete subtrees.
    static func root<Failure: Error>(
        of leaves: Range<Int>,
        stored: (Subtree) throws(Failure) -> Digest
    ) throws(Failure) -> Digest {
        var hashes: [Digest] = []
        for peak in Subtree.peaks(of: leaves) { hashes.append(try stored(peak)) }
        return root(ofPeaks: hashes)
    }
}
