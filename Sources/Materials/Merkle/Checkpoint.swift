/// What a log signs: its name, its size and its root (C2SP tlog-checkpoint).
///
/// A log that signs two of them which do not agree has lied, and any two people who compare what
/// they were shown can prove it.
public struct Checkpoint: Hashable, Sendable {
    /// The log's name, which is also the name of its key.
    public var origin: String
    /// How many leaves the log has, 0…2^63 − 1.
    public var size: Int
    /// The hash of the whole tree (RFC 6962 §2.1).
    public var root: Digest
    /// Further lines, each non-empty. Nobody can audit them, so we write none.
    public var extensions: [String]

    /// A checkpoint as its log states it; nothing is checked before it is read or opened.
    public init(origin: String, size: Int, root: Digest, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Which rule a checkpoint broke.
    public enum Failure: Error, Hashable, Sendable {
        /// The note around it is not one, or is not signed as asked.
        case note(NoteFailure)
        /// Fewer than three lines, or no final line feed.
        case tooFewLines
        /// The first line is empty.
        case emptyOrigin
        /// The second line is not a decimal from 0 to 2^63 − 1.
        case badSize
        /// The third line is not thirty-two bytes in canonical base64.
        case badRoot
        /// An empty line follows the root.
        case emptyExtension
        /// Size 0 with another root than that of nothing.
        case emptyLogWithRoot
        /// Signed by the log's key, but under another log's name.
        case otherOrigin
        /// Signed by a key that had handed over by then, or had not come into force.
        case retiredKey
        /// Of the size at which a key handed over, with another root than was handed over.
        case otherHistory
    }

    /// The signed text: three lines and the extensions.
    public var body: [UInt8] {
        let lines = [origin, String(size), root.base64] + extensions
        return lines.flatMap { Array($0.utf8) + [TextLines.lineFeed] }
    }

    /// Reads a body, believing whoever wrote it.
    public init(body: some Sequence<UInt8>) throws(Failure) {
        try self.init(spelling: body)
        guard size > 0 || root == .emptyRoot else { throw .emptyLogWithRoot }
    }

    /// Reads a body for its spelling alone: an empty log may claim any root.
    init(spelling body: some Sequence<UInt8>) throws(Failure) {
        var lines = TextLines(body)
        guard let origin = lines.next(), let size = lines.next(), let root = lines.next() else {
            throw .tooFewLines
        }
        guard let name = String(validating: origin, as: UTF8.self), !name.isEmpty else {
            throw .emptyOrigin
        }
        guard let size = Decimal.decode(size) else { throw .badSize }
        guard let root = Digest(base64Bytes: root) else { throw .badRoot }
        var extensions: [String] = []
        while !lines.isAtEnd {
            guard let line = lines.next() else { throw .tooFewLines }
            guard let text = String(validating: line, as: UTF8.self), !text.isEmpty else {
                throw .emptyExtension
            }
            extensions.append(text)
        }
        self.init(origin: name, size: size, root: root, extensions: extensions)
    }

    /// Signs the checkpoint with its log's key, which must bear the log's name.
    public func signed(by key: SigningKey) throws -> SignedNote {
        precondition(key.name.isIdentical(to: origin), "a log's key bears the log's name")
        return SignedNote(text: body, signatures: [try key.sign(body)])
    }
}

extension Checkpoint {
    /// A checkpoint that its log has signed, and the cosignatures under it that verified.
    public struct Opened: Hashable, Sendable {
        /// What the log signed.
        public let checkpoint: Checkpoint
        /// The latest of each key, in the order of `witnesses`.
        public let cosignatures: [Cosignature]
        /// The note it came in, with every signature line, also those that did not count.
        public let note: SignedNote
    }

    /// Reads a signed checkpoint of the log with `key`, and counts which `witnesses` cosigned it.
    public static func open(
        _ bytes: some Collection<UInt8>,
        by key: VerifierKey,
        witnesses: [VerifierKey] = []
    ) throws(Failure) -> Opened {
        try open(try SignedNote.read(bytes), by: [key], witnesses: witnesses)
    }

    /// Opens a note that is already read.
    public static func open(
        _ note: SignedNote,
        by key: VerifierKey,
        witnesses: [VerifierKey] = []
    ) throws(Failure) -> Opened {
        try open(note, by: [key], witnesses: witnesses)
    }

    /// Opens a note that is already read, signed by at least one of `keys`.
    public static func open(
        _ note: SignedNote,
        by keys: [VerifierKey],
        witnesses: [VerifierKey] = []
    ) throws(Failure) -> Opened {
        let verified: VerifiedNote
        do {
            verified = try note.verified(by: keys + witnesses)
        } catch {
            throw .note(error)
        }
        // A witness alone does not make a checkpoint: the log itself must have signed.
        let signer = verified.signers.first { $0.time == nil && keys.contains($0.key) }
        guard let signer else { throw .note(.noKnownSignature) }
        let checkpoint = try Checkpoint(body: verified.text)
        guard checkpoint.origin.isIdentical(to: signer.key.name) else { throw .otherOrigin }
        let cosignatures = witnesses.compactMap { witness in
            verified.cosignatures.filter { $0.key == witness }.max { $0.time < $1.time }
        }
        return Opened(checkpoint: checkpoint, cosignatures: cosignatures, note: note)
    }
}

extension SignedNote {
    /// Reads a note that ought to hold a checkpoint.
    static func read(_ bytes: some Collection<UInt8>) throws(Checkpoint.Failure) -> SignedNote {
        do {
            return try SignedNote(bytes: bytes)
        } catch {
            throw .note(error)
        }
    }
}
