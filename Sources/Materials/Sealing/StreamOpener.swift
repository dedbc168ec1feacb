import Crypto
public import FoundationEssentials

/// Opens a sealed stream, one chunk at a time, in bounded memory.
///
/// The sink receives nothing that has not been verified, and everything it receives stands where
/// it stood when it was sealed. But only when ``finish(into:)`` returns is the stream known to be
/// complete: until then, whoever uses what came out must be able to take it back.
public struct StreamOpener: ~Copyable {
    private let key: Secret
    private let context: String
    private var keys: StreamKeys?
    private var pending: [UInt8] = []
    private var chunk: UInt64 = 0
    private var refusal: StreamRefusal?

    /// Begins to open a stream that was sealed under `key` and `context`.
    public init(key: Secret, context: String) {
        self.key = key
        self.context = context
    }

    /// Takes the next bytes, in pieces of any size, and lends the sink each chunk that proves
    /// authentic. Throws a ``StreamRefusal``, now and ever after, or what the sink throws.
    public mutating func update(
        _ bytes: UnsafeRawBufferPointer,
        into sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        if let refusal { throw refusal }
        do {
            var rest = bytes[...]
            if keys == nil { rest = try readHeader(from: rest) }
            guard let keys else { return }
            try openChunks(in: rest, with: keys, into: sink)
        } catch let error as StreamRefusal {
            refusal = error
            throw error
        }
    }

    /// Opens the last chunk. When this returns, the stream is whole.
    public consuming func finish(into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        if let refusal { throw refusal }
        guard let keys else {
            throw StreamFormat.isHeaderBegun(by: pending)
                ? StreamRefusal.headerCutShort : StreamRefusal.notSealed
        }
        let last = pending
        try last.withUnsafeBytes { try open($0, isLast: true, with: keys, into: sink) }
    }

    /// Collects the header and checks it, field by field; returns what follows it.
    private mutating func readHeader(
        from bytes: Slice<UnsafeRawBufferPointer>
    ) throws(StreamRefusal) -> Slice<UnsafeRawBufferPointer> {
        let missing = StreamFormat.headerByteCount - pending.count
        pending += bytes.prefix(missing)
        guard StreamFormat.isHeaderBegun(by: pending) else { throw .notSealed }
        guard pending.count == StreamFormat.headerByteCount else { return bytes.dropFirst(missing) }
        keys = try StreamFormat.keys(from: pending, key: key, context: context)
        pending.removeAll(keepingCapacity: true)
        return bytes.dropFirst(missing)
    }

    private mutating func openChunks(
        in bytes: Slice<UnsafeRawBufferPointer>,
        with keys: StreamKeys,
        into sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var rest = bytes
        // As when sealing: a full chunk waits until another byte shows that it is not the last.
        if !pending.isEmpty {
            let room = StreamFormat.sealedChunkByteCount - pending.count
            pending += rest.prefix(room)
            rest = rest.dropFirst(room)
            guard !rest.isEmpty else { return }
            try pending.withUnsafeBytes { try open($0, isLast: false, with: keys, into: sink) }
            pending.removeAll(keepingCapacity: true)
        }
        while rest.count > StreamFormat.sealedChunkByteCount {
            let whole = UnsafeRawBufferPointer(
                rebasing: rest.prefix(StreamFormat.sealedChunkByteCount)
            )
            try open(whole, isLast: false, with: keys, into: sink)
            rest = rest.dropFirst(StreamFormat.sealedChunkByteCount)
        }
        pending += rest
    }

    private mutating func open(
        _ sealed: UnsafeRawBufferPointer,
        isLast: Bool,
        with keys: StreamKeys,
        into sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard chunk < StreamFormat.chunkCountMax else { throw StreamRefusal.tooLong }
        guard let opened = keys.open(sealed, at: chunk, isLast: isLast) else {
            throw keys.diagnosis(of: sealed, at: chunk, isLast: isLast)
        }
        guard !opened.isEmpty || chunk == 0 else { throw StreamRefusal.emptyEnd(chunk: chunk) }
        chunk += 1
        try opened.withUnsafeBytes(sink)
    }
}

extension StreamOpener {
    /// Opens `sealed` whole: for what is in memory anyway. Returns nothing of a refused stream.
    public static func open(
        _ sealed: some ContiguousBytes,
        key: Secret,
        context: String
    ) throws(StreamRefusal) -> [UInt8] {
        var opener = StreamOpener(key: key, context: context)
        var opened: [UInt8] = []
        do {
            try sealed.withUnsafeBytes { sealed in
                try opener.update(sealed) { opened += $0 }
            }
            try opener.finish { opened += $0 }
        } catch {
            throw (error as? StreamRefusal) ?? .notSealed
        }
        return opened
    }
}
