/// One message on the pipe between the parent and a confined worker.
///
/// Eight bytes go before the body: a mark, the protocol version, the kind, a zero, and the body's
/// size in four bytes, least significant first. A frame over the limit is refused before a byte
/// of its body is kept. Neither side believes the other: the worker reads hostile files.
public struct Frame: Hashable, Sendable {
    /// The protocol version; a frame of another one is refused.
    public static let version: UInt8 = 3
    /// Largest body: a full record with all its names. Bytes.
    public static let bodySizeMax = 48 * 1024 * 1024
    static let headSize = 8
    private static let mark: UInt8 = 0xC0

    /// What a frame says.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// From the parent: a document begins, more of its bytes, no more of them.
        case begin = 1
        case bytes
        case end
        /// From the worker: it is ready, a record, a notice, a document read, a document refused.
        case ready = 16
        case record
        case notice
        case finished
        case refused
        /// Still at work.
        case alive
        /// What the document looks like, being a picture.
        case look
    }

    /// What the frame says.
    public var kind: Kind
    /// What it says it about; at most ``bodySizeMax`` bytes.
    public var body: [UInt8]

    /// A frame to be sent.
    public init(_ kind: Kind, body: [UInt8] = []) {
        self.kind = kind
        self.body = body
    }

    /// Appends the frame as it stands on the wire.
    public func append(to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + Self.headSize + body.count)
        bytes += [Self.mark, Self.version, kind.rawValue, 0]
        let size = UInt32(body.count)
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: size >> shift))
        }
        bytes += body
    }

    /// Reads the head of a frame: its kind and the size of its body.
    static func head(_ bytes: Span<UInt8>) throws(WireFault) -> (kind: Kind, size: Int) {
        guard bytes[0] == mark, bytes[1] == version, bytes[3] == 0 else { throw .version }
        guard let kind = Kind(rawValue: bytes[2]) else { throw .kind }
        let size = Int(bytes.littleEndian(at: 4, count: 4))
        guard size <= bodySizeMax else { throw .size }
        return (kind, size)
    }
}

/// Cuts a stream of bytes into frames.
public struct FrameDecoder: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0

    /// A decoder that has seen nothing yet.
    public init() {}

    /// Takes in more bytes.
    public mutating func feed(_ bytes: Span<UInt8>) {
        // What was read is let go of once it is the larger part, so that moving stays cheap.
        if start > 0 && start * 2 >= buffer.count {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(bytes)
    }

    /// The next whole frame, or nil until more bytes are fed.
    public mutating func next() throws(WireFault) -> Frame? {
        guard buffer.count - start >= Frame.headSize else { return nil }
        let head = try Frame.head(buffer.span.extracting(start..<start + Frame.headSize))
        let body = start + Frame.headSize
        guard buffer.count - body >= head.size else { return nil }
        start = body + head.size
        return Frame(head.kind, body: Array(buffer[body..<start]))
    }
}
