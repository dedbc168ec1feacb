public import Crypto

/// A SHA-256 hash: the name of a leaf, a subtree or a whole log.
///
/// The thirty-two bytes lie inline, so that an array of digests is one block of memory and
/// hashing a tree allocates nothing of ours.
public struct Digest: Sendable {
    /// The length of every digest, in bytes.
    public static let length = 32

    @usableFromInline
    var storage: InlineArray<32, UInt8>

    @inlinable
    init(storage: InlineArray<32, UInt8>) {
        self.storage = storage
    }

    /// The digest with exactly these bytes, or `nil` unless there are thirty-two of them.
    @inlinable
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.length else { return nil }
        var storage = InlineArray<32, UInt8>(repeating: 0)
        for (position, byte) in bytes.enumerated() { storage[position] = byte }
        self.storage = storage
    }

    /// The digest that `hasher` has arrived at.
    public init(finalizing hasher: SHA256) {
        storage = hasher.finalize().withUnsafeBytes { source in
            source.loadUnaligned(as: InlineArray<32, UInt8>.self)
        }
    }

    /// The thirty-two bytes, as an array.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// Lends the thirty-two bytes to `body` without copying them to the heap.
    @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Swift.withUnsafeBytes(of: storage, body)
    }

    @inlinable
    var words: (UInt64, UInt64, UInt64, UInt64) {
        withUnsafeBytes { source in
            (
                source.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                source.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                source.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                source.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }
}

extension Digest: Hashable {
    /// Compares word by word, and not in constant time: digests are public.
    @inlinable
    public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    /// Feeds the thirty-two bytes to `hasher`.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
