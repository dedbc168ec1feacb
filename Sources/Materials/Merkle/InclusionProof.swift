/// The proof that one leaf is in a log of some size: the hashes beside its way to the root.
public struct InclusionProof: Hashable, Sendable {
    /// The leaf's number, from 0.
    public var index: Int
    /// The size of the log that the proof speaks of.
    public var size: Int
    /// The siblings, the leaf's first; at most sixty-three.
    public var hashes: [Digest]

    /// A proof as somebody claims it; nothing is judged before it is verified against a root.
    public init(index: Int, size: Int, hashes: [Digest]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// Proves leaf `index` of `size` from `stored` hashes. `index` must be inside the log.
    public init<Failure: Error>(
        index: Int,
        size: Int,
        stored: (Subtree) throws(Failure) -> Digest
    ) throws(Failure) {
        var hashes: [Digest] = []
        for range in InclusionProof.siblings(index: index, size: size) {
            hashes.append(try Digest.root(of: range, stored: stored))
        }
        self.init(index: index, size: size, hashes: hashes)
    }

    /// The leaves under each sibling, the leaf's own sibling first: PATH of RFC 6962 §2.1.1.
    static func siblings(index: Int, size: Int) -> [Range<Int>] {
        precondition(index >= 0 && index < size, "the index lies inside the log")
        var siblings: [Range<Int>] = []
        var tree = 0..<size
        while tree.count > 1 {
            let middle = tree.lowerBound + Subtree.split(tree.count)
            let (left, right) = (tree.lowerBound..<middle, middle..<tree.upperBound)
            tree = index < middle ? left : right
            siblings.append(index < middle ? right : left)
        }
        return siblings.reversed()
    }

    /// Checks that `leaf` is where the proof says, under `root` (RFC 9162 §2.1.3.2).
    public func verify(leaf: Digest, root: Digest) throws(ProofFailure) {
        guard index >= 0, index < size else { throw .indexOutsideLog }
        var (here, last) = (index, size - 1)
        var hash = leaf
        for sibling in hashes {
            guard last != 0 else { throw .tooLong }
            if here & 1 == 1 || here == last {
                hash = .node(sibling, hash)
                // A right edge without a sibling rises until it has one.
                while here & 1 == 0 && here != 0 {
                    here >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            here >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .tooShort }
        guard hash == root else { throw .otherRoot }
    }
}
