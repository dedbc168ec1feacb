/// Which rule a proof broke.
public enum ProofFailure: Error, Hashable, Sendable {
    /// The index is negative, or not below the size.
    case indexOutsideLog
    /// The old size is negative, or above the new one.
    case sizesOutOfOrder
    /// The proof has fewer hashes than the tree is deep.
    case tooShort
    /// The proof has more hashes than the tree is deep.
    case tooLong
    /// The proof leads from the leaf to another root.
    case otherRoot
    /// The proof does not start from the old root.
    case otherOldRoot
    /// The proof starts from the old root, but leads to another new one.
    case otherNewRoot
}
