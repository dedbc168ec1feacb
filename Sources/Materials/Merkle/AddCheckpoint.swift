/// What a log asks of a witness: to cosign its newest checkpoint (C2SP tlog-witness).
public struct AddCheckpoint: Hashable, Sendable {
    /// The size that the log believes the witness has seen.
    public var oldSize: Int
    /// From the old size to the checkpoint's; at most sixty-three hashes.
    public var hashes: [Digest]
    /// The checkpoint, signed by its log.
    public var note: SignedNote

    /// The most hashes that a proof can have.
    public static let hashCountMax = 63
    /// The longest request, in bytes.
    public static let lengthMax = 26 + (hashCountMax + 1) * 45 + SignedNote.lengthMax

    /// A request to cosign `note`. `oldSize` must not be negative, nor `hashes` more than
    /// `hashCountMax`.
    public init(oldSize: Int, hashes: [Digest], note: SignedNote) {
        precondition(oldSize >= 0 && hashes.count <= AddCheckpoint.hashCountMax)
        self.oldSize = oldSize
        self.hashes = hashes
        self.note = note
    }

    /// Which rule the text of a request broke.
    public enum Failure: Error, Hashable, Sendable {
        /// Longer than any request can be.
        case tooLong
        /// The first line is not `old` and a decimal.
        case badOldSize
        /// A line before the first empty one is not a hash in canonical base64.
        case badHash
        /// More than sixty-three hashes.
        case tooManyHashes
        /// No empty line follows the hashes.
        case noEmptyLine
        /// What follows is not a signed checkpoint.
        case badCheckpoint(Checkpoint.Failure)
    }

    /// The body of the request.
    public var bytes: [UInt8] {
        let lines = ["old \(oldSize)"] + hashes.map(\.base64) + ["", ""]
        return Array(lines.joined(separator: "\n").utf8) + note.bytes
    }

    /// Reads the body of a request.
    public init(bytes: some Collection<UInt8>) throws(Failure) {
        guard bytes.count <= AddCheckpoint.lengthMax else { throw .tooLong }
        var lines = TextLines(bytes)
        guard
            let first = lines.next(),
            first.starts(with: Array("old ".utf8)),
            let oldSize = Decimal.decode(first.dropFirst(4))
        else { throw .badOldSize }
        self.oldSize = oldSize
        hashes = []
        while true {
            guard let line = lines.next() else { throw .noEmptyLine }
            if line.isEmpty { break }
            guard hashes.count < AddCheckpoint.hashCountMax else { throw .tooManyHashes }
            guard let hash = Digest(base64Bytes: line) else { throw .badHash }
            hashes.append(hash)
        }
        do {
            note = try SignedNote.read(lines.rest)
            _ = try Checkpoint(spelling: note.unverifiedText)
        } catch {
            throw .badCheckpoint(error)
        }
    }

    /// The name of the log that the checkpoint claims to be of. Anyone may have written it.
    public var unverifiedOrigin: String {
        let line = note.unverifiedText.prefix { $0 != TextLines.lineFeed }
        return String(decoding: line, as: UTF8.self)
    }
}

extension AddCheckpoint {
    /// What a witness answers when the log's old size is not the one it has recorded.
    public struct Conflict: Hashable, Sendable {
        /// The size of the latest checkpoint that the witness cosigned, 0 if none.
        public let size: Int

        /// - Parameter size: how many leaves the recorded checkpoint has.
        public init(size: Int) { self.size = size }

        /// The media type of the answer.
        public static let mediaType = "text/x.tlog.size"

        /// The body of the answer.
        public var bytes: [UInt8] { Array("\(size)\n".utf8) }

        /// Reads the body of an answer, or `nil` unless it is a decimal and a line feed.
        public init?(bytes: some Collection<UInt8>) {
            var lines = TextLines(bytes)
            guard let line = lines.next(), lines.isAtEnd, let size = Decimal.decode(line) else {
                return nil
            }
            self.size = size
        }
    }
}
