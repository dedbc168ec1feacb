/// The proof that a log only grew: that its first `oldSize` leaves are still what they were.
public struct ConsistencyProof: Hashable, Sendable {
    /// How many leaves the log had; at most `newSize`.
    public var oldSize: Int
    /// How many leaves it has.
    public var newSize: Int
    /// At most sixty-three hashes; none when nothing was there before, or nothing was added.
    public var hashes: [Digest]

    /// A proof as somebody claims it; `verify(oldRoot:newRoot:)` judges it.
    public init(oldSize: Int, newSize: Int, hashes: [Digest]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes
    }

    /// Proves growth from `stored` hashes. `0 ≤ oldSize ≤ newSize` must hold.
    public init<Failure: Error>(
        oldSize: Int,
        newSize: Int,
        stored: (Subtree) throws(Failure) -> Digest
    ) throws(Failure) {
        var hashes: [Digest] = []
        for range in ConsistencyProof.parts(oldSize: oldSize, newSize: newSize) {
            hashes.append(try Digest.root(of: range, stored: stored))
        }
        self.init(oldSize: oldSize, newSize: newSize, hashes: hashes)
    }

    /// The leaves under each hash of the proof, in order: PROOF of RFC 6962 §2.1.2.
    static func parts(oldSize: Int, newSize: Int) -> [Range<Int>] {
        precondition(oldSize >= 0 && oldSize <= newSize, "a log only grows")
        guard oldSize > 0 else { return [] }
        var parts: [Range<Int>] = []
        var tree = 0..<newSize
        while tree.upperBound > oldSize {
            let middle = tree.lowerBound + Subtree.split(tree.count)
            let (left, right) = (tree.lowerBound..<middle, middle..<tree.upperBound)
            tree = oldSize <= middle ? left : right
            parts.append(oldSize <= middle ? right : left)
        }
        // The verifier knows the old root, so the old log itself is not repeated.
        if tree.lowerBound > 0 { parts.append(tree) }
        return parts.reversed()
    }

    /// Checks that the log under `oldRoot` grew into the one under `newRoot` (RFC 9162 §2.1.4.2).
    ///
    /// Growth from nothing needs no hash: it holds for every new root.
    public func verify(oldRoot: Digest, newRoot: Digest) throws(ProofFailure) {
        guard oldSize >= 0, oldSize <= newSize else { throw .sizesOutOfOrder }
        if oldSize == 0 || oldSize == newSize {
            guard hashes.isEmpty else { throw .tooLong }
            guard oldSize > 0 || oldRoot == .emptyRoot else { throw .otherOldRoot }
            guard oldSize < newSize || oldRoot == newRoot else { throw .otherNewRoot }
            return
        }
        try climb(oldRoot: oldRoot, newRoot: newRoot)
    }

    private func climb(oldRoot: Digest, newRoot: Digest) throws(ProofFailure) {
        // A complete old tree is itself the first part, and is left out of the proof.
        var parts = oldSize.nonzeroBitCount == 1 ? [oldRoot] + hashes : hashes
        guard !hashes.isEmpty else { throw .tooShort }
        let shared = (~(oldSize - 1)).trailingZeroBitCount
        var (here, last) = ((oldSize - 1) >> shared, (newSize - 1) >> shared)
        let seed = parts.removeFirst()
        var (old, new) = (seed, seed)
        for part in parts {
            guard last != 0 else { throw .tooLong }
            if here & 1 == 1 || here == last {
                old = .node(part, old)
                new = .node(part, new)
                while here & 1 == 0 && here != 0 {
                    here >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, part)
            }
            here >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .tooShort }
        guard old == oldRoot else { throw .otherOldRoot }
        guard new == newRoot else { throw .otherNewRoot }
    }
}
