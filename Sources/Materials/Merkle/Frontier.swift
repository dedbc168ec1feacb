/// The right edge of a log: all it takes to append the next leaf and to know the root.
///
/// It holds one hash for each set bit of the size, at most sixty-three, so that it fits one column
/// of one row and can be replaced in the transaction that numbers the leaves.
public struct Frontier: Hashable, Sendable {
    /// How many leaves have been appended, 0…2^63 − 1.
    public private(set) var size: Int
    /// The roots of the complete subtrees, largest and leftmost first.
    private var peaks: [Digest]

    /// The frontier of the empty log.
    public init() {
        size = 0
        peaks = []
    }

    /// Appends one leaf by its hash.
    public mutating func append(_ leaf: Digest) {
        precondition(size < Int.max, "a log holds at most 2^63 − 1 leaves")
        var hash = leaf
        // Each trailing one bit of the size is a complete subtree waiting for its right sibling.
        for _ in 0..<(~size).trailingZeroBitCount { hash = .node(peaks.removeLast(), hash) }
        peaks.append(hash)
        size += 1
    }

    /// Appends leaves in order, by their hashes.
    public mutating func append(contentsOf leaves: some Sequence<Digest>) {
        for leaf in leaves { append(leaf) }
    }

    /// The root of the log as it stands.
    public var root: Digest { Digest.root(ofPeaks: peaks) }
}

// Stored form: the size in eight big-endian bytes, then the peaks, thirty-two bytes each.
extension Frontier {
    /// Why stored bytes are not a frontier.
    public enum Failure: Error, Equatable, Sendable {
        /// Fewer than eight bytes, or a size above 2^63 − 1.
        case badSize
        /// Not one hash for each set bit of the size.
        case wrongLength
    }

    /// The stored form, 8…2024 bytes.
    public var bytes: [UInt8] {
        UInt64(size).bigEndianBytes + peaks.flatMap(\.bytes)
    }

    /// The frontier that was stored as `bytes`.
    ///
    /// The bytes are trusted only as far as the caller's root says: compare `root` with it.
    public init(bytes: some Collection<UInt8>) throws(Failure) {
        guard
            let stored = UInt64(bigEndianBytes: bytes.prefix(8)),
            let size = Int(exactly: stored)
        else { throw .badSize }
        let rest = Array(bytes.dropFirst(8))
        guard rest.count == size.nonzeroBitCount * Digest.length else { throw .wrongLength }
        self.size = size
        peaks = Digest.row(rest)
    }
}

extension Digest {
    /// Splits `bytes`, a multiple of thirty-two of them, into digests.
    static func row(_ bytes: [UInt8]) -> [Digest] {
        precondition(bytes.count.isMultiple(of: length), "a row is a whole number of digests")
        return bytes.withUnsafeBytes { source in
            (0..<source.count / length).map { position in
                Digest(
                    storage: source.loadUnaligned(
                        fromByteOffset: position * length,
                        as: InlineArray<32, UInt8>.self
                    )
                )
            }
        }
    }
}

extension UInt64 {
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

    /// The number in exactly eight big-endian bytes, or `nil` for any other count.
    init?(bigEndianBytes bytes: some Collection<UInt8>) {
        guard bytes.count == 8 else { return nil }
        self = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
