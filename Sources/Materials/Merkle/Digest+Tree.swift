internal import Crypto

// RFC 6962 §2.1. A leaf and a node are hashed behind different first bytes, so that no entry can be
// passed off as a node: that is what makes a proof a proof.
extension Digest {
    /// The root of a tree without entries: the hash of nothing.
    public static let emptyRoot = Digest(finalizing: SHA256())

    /// The hash of a leaf that holds `entry`.
    public static func leaf(_ entry: some Collection<UInt8>) -> Digest {
        var hasher = SHA256()
        Prefix.leaf.update(&hasher)
        let done: Void? = entry.withContiguousStorageIfAvailable { bytes in
            hasher.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        }
        if done == nil { hasher.update(data: Array(entry)) }
        return Digest(finalizing: hasher)
    }

    /// The hash of the node over `left` and `right`.
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hasher = SHA256()
        Prefix.node.update(&hasher)
        left.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        right.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return Digest(finalizing: hasher)
    }

    /// The hash of `bytes`, with no prefix.
    public static func plain(_ bytes: some Collection<UInt8>) -> Digest {
        var hasher = SHA256()
        hasher.update(data: Array(bytes))
        return Digest(finalizing: hasher)
    }

    /// The root over a power of two of neighbouring hashes.
    static func root(ofComplete hashes: ArraySlice<Digest>) -> Digest {
        precondition(hashes.count.nonzeroBitCount == 1, "a complete subtree has 2^n hashes")
        var row = Array(hashes)
        while row.count > 1 {
            for pair in 0..<row.count / 2 {
                row[pair] = node(row[2 * pair], row[2 * pair + 1])
            }
            row.removeLast(row.count / 2)
        }
        return row[0]
    }

    /// The root over neighbouring complete subtrees, largest and leftmost first.
    static func root(ofPeaks peaks: some BidirectionalCollection<Digest>) -> Digest {
        guard var root = peaks.last else { return emptyRoot }
        for peak in peaks.dropLast().reversed() { root = node(peak, root) }
        return root
    }

    private enum Prefix: UInt8 {
        case leaf = 0
        case node = 1

        func update(_ hasher: inout SHA256) {
            Swift.withUnsafeBytes(of: rawValue) { hasher.update(bufferPointer: $0) }
        }
    }
}
