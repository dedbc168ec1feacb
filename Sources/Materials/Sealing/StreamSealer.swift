import Crypto
public import FoundationEssentials

/// Seals a stream of any length, one 64 KiB chunk at a time, in bounded memory.
///
/// Bytes go in by ``update(_:into:)`` and come out, sealed, through the sink; ``finish(into:)``
/// seals the last chunk. It cannot be copied: two continuations of one stream would use the same
/// nonce for two messages, which gives both away.
public struct StreamSealer: ~Copyable {
    private let keys: StreamKeys
    private let salt: [UInt8]
    private var pending: [UInt8] = []
    private var chunk: UInt64 = 0
    private var hasHeader = false

    /// Begins a stream.
    /// - Parameters:
    ///   - key: Opens the stream again. One key may seal any number of streams.
    ///   - context: What this stream is, in words that never change (`vault/blob/7f…`): it opens
    ///     under the same context only.
    ///   - generator: Draws the salt. Must be cryptographically secure, as the system's is.
    public init(
        key: Secret,
        context: String,
        cipher: Cipher = .aes256GCM,
        using generator: inout some RandomNumberGenerator
    ) {
        salt = generator.bytes(StreamFormat.saltByteCount)
        keys = StreamKeys(key, salt: salt, context: context, cipher: cipher)
    }

    /// Seals whatever is certain not to be the last chunk of what it was given so far.
    ///
    /// The sink is lent each piece for the length of its call. After an error from it the stream
    /// is torn, and is only good to be thrown away.
    public mutating func update(
        _ bytes: UnsafeRawBufferPointer,
        into sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var rest = bytes[...]
        // A full chunk waits until another byte shows that it is not the last.
        if !pending.isEmpty {
            let room = StreamFormat.chunkByteCount - pending.count
            pending += rest.prefix(room)
            rest = rest.dropFirst(room)
            guard !rest.isEmpty else { return }
            try pending.withUnsafeBytes { try seal($0, isLast: false, into: sink) }
            pending.removeAll(keepingCapacity: true)
        }
        while rest.count > StreamFormat.chunkByteCount {
            let whole = UnsafeRawBufferPointer(
                rebasing: rest.prefix(StreamFormat.chunkByteCount)
            )
            try seal(whole, isLast: false, into: sink)
            rest = rest.dropFirst(StreamFormat.chunkByteCount)
        }
        pending += rest
    }

    /// Seals the last chunk. Without it the stream is refused as cut short.
    public consuming func finish(into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let last = pending
        try last.withUnsafeBytes { try seal($0, isLast: true, into: sink) }
    }

    private mutating func seal(
        _ bytes: UnsafeRawBufferPointer,
        isLast: Bool,
        into sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard chunk < StreamFormat.chunkCountMax else { throw StreamRefusal.tooLong }
        if !hasHeader {
            let header = StreamFormat.prelude(keys.cipher) + salt + keys.commitment
            try header.withUnsafeBytes(sink)
            hasHeader = true
        }
        let sealed = keys.seal(bytes, at: chunk, isLast: isLast)
        chunk += 1
        try sealed.withUnsafeBytes { sealed in
            try sink(UnsafeRawBufferPointer(rebasing: sealed[Cipher.nonceByteCount...]))
        }
    }
}

extension StreamSealer {
    /// Seals `bytes` whole: for what is in memory anyway.
    public static func seal(
        _ bytes: some ContiguousBytes,
        key: Secret,
        context: String,
        cipher: Cipher = .aes256GCM,
        using generator: inout some RandomNumberGenerator
    ) throws(StreamRefusal) -> [UInt8] {
        var sealer = StreamSealer(key: key, context: context, cipher: cipher, using: &generator)
        var sealed: [UInt8] = []
        do {
            try bytes.withUnsafeBytes { bytes in
                try sealer.update(bytes) { sealed += $0 }
            }
            try sealer.finish { sealed += $0 }
        } catch {
            throw (error as? StreamRefusal) ?? .tooLong
        }
        return sealed
    }
}
