/// A receipt that can be checked with nothing but the log's and the witnesses' keys: one entry's
/// place in a signed checkpoint (C2SP tlog-proof, files ending in `.tlog-proof`).
public struct TransparencyProof: Hashable, Sendable {
    /// Bytes for the application, which no signature covers.
    public var extra: [UInt8]?
    /// The entry's number, from 0.
    public var index: Int
    /// The inclusion proof, the leaf's sibling first.
    public var hashes: [Digest]
    /// The checkpoint, with its log's signature and cosignatures.
    public var checkpoint: SignedNote

    private static let header = Array("c2sp.org/tlog-proof@v1".utf8)
    /// The longest receipt we read, in bytes.
    public static let lengthMax = 2 * SignedNote.lengthMax

    /// A receipt put together by a log; nothing is checked here.
    public init(index: Int, hashes: [Digest], checkpoint: SignedNote, extra: [UInt8]? = nil) {
        self.extra = extra
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// Which rule a receipt broke.
    public enum Failure: Error, Hashable, Sendable {
        /// Longer than 128 KiB.
        case tooLong
        /// The first line is not that of version 1.
        case badHeader
        /// The extra line is not canonical base64.
        case badExtra
        /// The index line is missing, or not a decimal.
        case badIndex
        /// A line before the empty one is not a hash in canonical base64.
        case badHash
        /// More than sixty-three hashes.
        case tooManyHashes
        /// No empty line follows the hashes.
        case noEmptyLine
        /// The checkpoint is not one.
        case badCheckpoint(Checkpoint.Failure)
        /// The checkpoint is not one that the policy accepts.
        case notTrusted(TrustPolicy.Refusal)
        /// The entry is not where the receipt says.
        case notIncluded(ProofFailure)
    }

    /// The receipt's text.
    public var bytes: [UInt8] {
        var lines = [String(decoding: TransparencyProof.header, as: UTF8.self)]
        if let extra { lines.append("extra " + Base64.encode(extra)) }
        lines.append("index \(index)")
        lines += hashes.map(\.base64) + ["", ""]
        return Array(lines.joined(separator: "\n").utf8) + checkpoint.bytes
    }

    /// Reads a receipt, strictly: what it accepts is what `bytes` would write.
    public init(bytes: some Collection<UInt8>) throws(Failure) {
        guard bytes.count <= TransparencyProof.lengthMax else { throw .tooLong }
        var lines = TextLines(bytes)
        guard lines.next()?.elementsEqual(TransparencyProof.header) == true else {
            throw .badHeader
        }
        var line = lines.next()
        if let text = line, text.starts(with: Array("extra ".utf8)) {
            guard let extra = Base64.decode(text.dropFirst(6)) else { throw .badExtra }
            self.extra = extra
            line = lines.next()
        }
        guard
            let text = line,
            text.starts(with: Array("index ".utf8)),
            let index = Decimal.decode(text.dropFirst(6))
        else { throw .badIndex }
        self.index = index
        hashes = []
        while true {
            guard let line = lines.next() else { throw .noEmptyLine }
            if line.isEmpty { break }
            guard hashes.count < AddCheckpoint.hashCountMax else { throw .tooManyHashes }
            guard let hash = Digest(base64Bytes: line) else { throw .badHash }
            hashes.append(hash)
        }
        do {
            checkpoint = try SignedNote.read(lines.rest)
        } catch {
            throw .badCheckpoint(error)
        }
    }

    /// Checks that `leaf`, hashed from the application's own bytes, is in a log that `policy`
    /// trusts.
    ///
    /// 1. A trusted log signed the checkpoint, and enough witnesses cosigned it.
    /// 2. The inclusion proof binds leaf, index, size and root.
    @discardableResult
    public func verify(
        leaf: Digest,
        policy: TrustPolicy
    ) throws(Failure) -> Checkpoint.Opened {
        let opened: Checkpoint.Opened
        do {
            opened = try policy.open(checkpoint)  // 1
        } catch {
            throw .notTrusted(error)
        }
        let proof = InclusionProof(index: index, size: opened.checkpoint.size, hashes: hashes)
        do {
            try proof.verify(leaf: leaf, root: opened.checkpoint.root)  // 2
        } catch {
            throw .notIncluded(error)
        }
        return opened
    }
}
