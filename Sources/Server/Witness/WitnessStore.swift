package import Merkle

/// A witness's folder: its key, the logs it follows, and the latest checkpoint it cosigned of each.
///
///     DIR/key          the private key, made once, readable by its owner alone
///     DIR/logs         the verifier keys of the logs, one a line
///     DIR/<hex>        the latest checkpoint of one log, by the hash of its name, cosigned
///
/// **Trusted?** With the witness's whole worth. Whoever can write here can cosign a fork; whoever can
/// roll it back, by restoring a backup for instance, lets a log roll back too. So it is kept apart
/// from the logs it watches and is never restored; a lost witness starts again under a new key.
/// Checkpoints are read back only if this witness's own cosignature on them verifies.
package struct WitnessStore: Sendable {
    private let folder: Folder

    /// What stands in the way of using the folder.
    package enum Failure: Error, Equatable, Sendable {
        /// No key has been made here.
        case notCreated
        /// There is a key already. It is never replaced.
        case alreadyCreated
        /// Another process is using the folder.
        case inUse
        /// A file does not hold what it should.
        case damaged(file: String)
        /// The key is a witness's, or of a kind that we cannot check.
        case notALogKey
        /// The log's key is trusted already.
        case alreadyTrusted
        /// The system refused, in its own words.
        case system(String)
    }

    /// The latest checkpoint cosigned of one log.
    package struct Record: Sendable {
        package let checkpoint: Checkpoint
        /// When it was cosigned, in seconds since 1970.
        package let time: Int
        /// The checkpoint with its log's signature and the witness's.
        package let note: SignedNote
    }

    private static let keyFile = "key"
    private static let logsFile = "logs"
    /// Room for some two thousand logs.
    private static let logsLengthMax = 1 << 20

    package init(path: String) {
        folder = Folder(path: path)
    }

    /// Takes sole use of the folder.
    func lock() throws(Failure) -> FolderLock {
        let lock: FolderLock? = try attempt { () throws(Folder.Failure) in try FolderLock(folder) }
        guard let lock else { throw .inUse }
        return lock
    }

    /// Makes the folder and its key, from thirty-two bytes of `seed`, once.
    package func create(name: String, seed: [UInt8]) throws -> VerifierKey {
        let key = try SigningKey(name: name, kind: .cosignature, seed: seed)
        try attempt { () throws(Folder.Failure) in try folder.create() }
        let text = Array((key.privateText + "\n").utf8)
        try withExtendedLifetime(try lock()) { () throws(Failure) in
            guard try read(WitnessStore.keyFile) == nil else { throw .alreadyCreated }
            try attempt { () throws(Folder.Failure) in
                try folder.create(WitnessStore.keyFile, with: text)
            }
        }
        return key.verifier
    }

    /// The witness's key.
    func signingKey() throws(Failure) -> SigningKey {
        guard let line = try lines(of: WitnessStore.keyFile)?.first else { throw .notCreated }
        guard let key = try? SigningKey(privateText: line), key.verifier.kind == .cosignature else {
            throw .damaged(file: WitnessStore.keyFile)
        }
        return key
    }

    /// The public half of the witness's key.
    package func verifierKey() throws(Failure) -> VerifierKey { try signingKey().verifier }

    /// The keys of the logs it follows.
    package func trusted() throws(Failure) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        for line in try lines(of: WitnessStore.logsFile) ?? [] {
            guard let key = try? VerifierKey(line) else {
                throw .damaged(file: WitnessStore.logsFile)
            }
            keys.append(key)
        }
        return keys
    }

    /// Follows the log with `key` from now on. A log may have several keys, all under its name.
    package func trust(_ key: VerifierKey) throws(Failure) {
        guard key.kind == .ed25519 else { throw .notALogKey }
        _ = try signingKey()
        try withExtendedLifetime(try lock()) { () throws(Failure) in
            let keys = try trusted()
            guard !keys.contains(where: { $0.publicKey == key.publicKey }) else {
                throw .alreadyTrusted
            }
            let text = (keys + [key]).map { "\($0)\n" }.joined()
            try attempt { () throws(Folder.Failure) in
                try folder.replace(WitnessStore.logsFile, with: Array(text.utf8))
            }
        }
    }

    /// The latest checkpoint cosigned of the log named `origin`, signed by one of `keys`.
    package func record(
        of origin: String,
        keys: [VerifierKey],
        witness: VerifierKey
    ) throws(Failure) -> Record? {
        let file = WitnessStore.name(of: origin)
        guard let bytes = try read(file) else { return nil }
        guard
            let note = try? SignedNote(bytes: bytes),
            let opened = try? Checkpoint.open(note, by: keys, witnesses: [witness]),
            Array(opened.checkpoint.origin.utf8) == Array(origin.utf8),
            let time = opened.cosignatures.first?.time
        else { throw .damaged(file: file) }
        return Record(checkpoint: opened.checkpoint, time: time, note: note)
    }

    /// Records a cosigned checkpoint. When this returns, it survives the loss of power.
    func record(_ note: SignedNote, of origin: String) throws(Failure) {
        let (name, bytes) = (WitnessStore.name(of: origin), note.bytes)
        try attempt { () throws(Folder.Failure) in try folder.replace(name, with: bytes) }
    }

    /// The file, and the path on the network, of the log named `origin`.
    package static func name(of origin: String) -> String {
        Digest.plain(Array(origin.utf8)).hex
    }

    private func lines(of file: String) throws(Failure) -> [String]? {
        guard let bytes = try read(file) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .damaged(file: file)
        }
        return text.split(separator: "\n").map(String.init)
    }

    private func read(_ file: String) throws(Failure) -> [UInt8]? {
        try attempt { () throws(Folder.Failure) in
            try folder.read(file, lengthMax: WitnessStore.logsLengthMax)
        }
    }

    private func attempt<Result: ~Copyable>(
        _ body: () throws(Folder.Failure) -> Result
    ) throws(Failure) -> Result {
        do {
            return try body()
        } catch {
            throw .system(error.description)
        }
    }
}
