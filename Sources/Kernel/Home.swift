package import Foundation
import Glibc
import Merkle
import Sealing

/// A home: everything one Cordon keeps, in one folder, and the ledger opened in it.
///
///     cordon.sqlite       events and projections (embedded default; else PostgreSQL)
///     keys/               lock, root.key (unless a passphrase), ring.sqlite, log-key, head
///     ledger/             checkpoint, tile/…, verifier-key: the public log, C2SP tlog-tiles
///     vault/  work/       sealed documents; runs under way
///
/// Back up `keys` apart from the rest, and keep its backups young: a key destroyed on purpose
/// lives on in them for as long as they do.
package final class Home: Sendable {
    /// What protects the root key.
    package enum Protection: Sendable {
        case keyFile
        case passphrase(String)
    }

    package let path: String
    package let ledger: Ledger
    package let publication: Publication
    package let sequencer: Sequencer
    let hold: HomeHold

    private init(path: String, ledger: Ledger, publication: Publication, hold: HomeHold) {
        self.path = path
        self.ledger = ledger
        self.publication = publication
        self.hold = hold
        sequencer = Sequencer(ledger: ledger, publication: publication)
    }

    /// What a caller may choose when a home is opened.
    package struct Options: Sendable {
        package var rooms: [Room]
        /// The rules of the gate. There are no built-in ones: who opens a home says who may what.
        package var policy: any Policy
        package var witnesses: [WitnessLine] = []
        package var faults = Faults.none
        package var now: @Sendable () -> Date = { Date() }
        /// Whether opening finishes what a crash interrupted; off for whoever only looks.
        package var finishesWork = true

        package init(rooms: [Room], policy: any Policy) {
            self.rooms = rooms
            self.policy = policy
        }
    }

    /// Whether there is a home at `path`.
    package static func exists(at path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/keys/lock")
    }

    /// Makes a new home at `path`: root key, key ring, log identity, database, first checkpoint.
    ///
    /// `database` is nil for the embedded store, else a PostgreSQL URI. Throws
    /// `Broken(.homeExists)` rather than touch anything that is there.
    package static func create(
        at path: String,
        protection: Protection = .keyFile,
        database: String? = nil,
        origin: String? = nil,
        options: Options
    ) async throws -> Home {
        guard !exists(at: path) else {
            throw Broken(.homeExists, "There is a home here already. Nothing was changed.")
        }
        try Disk.makeFolder(path)
        let hold = try HomeHold(path, isShared: database != nil)
        try HomeMaking.begin(at: path)
        let root = try makeRoot(path, protection)
        let stores = try HomeStores(path: path, database: database, faults: options.faults)
        let ring = try KeyRing(
            store: stores.keys,
            root: root.secret,
            isNew: true,
            faults: options.faults
        )
        let name = origin ?? "cordon.invalid/\(ID<Home>().description.prefix(18))"
        let identity = try LogIdentity.create(
            origin: name,
            at: path + "/keys/log-key",
            sealedBy: ring
        )
        let ledger = try await Ledger.open(
            store: stores.events,
            ring: ring,
            rooms: options.rooms,
            policy: options.policy,
            identity: identity,
            isNew: true,
            faults: options.faults,
            now: options.now
        )
        try Disk.replace(
            [UInt8]((identity.verifier.description + "\n").utf8),
            at: path + "/ledger/verifier-key",
            mode: 0o644
        )
        try Disk.replace([UInt8]((database ?? "sqlite").utf8), at: path + "/database")
        let home = Home(
            path: path,
            ledger: ledger,
            publication: publication(path, options),
            hold: hold
        )
        try await home.sequencer.publish()
        // Last: a home without its lock file is one whose making was interrupted.
        // Whole or not there: half a lock would be a home that nobody can open.
        try Disk.replace([UInt8](root.lock.text.utf8), at: path + "/keys/lock")
        try HomeMaking.end(at: path)
        return home
    }

    /// Opens the home at `path`, checks its log against every copy, and finishes what a crash
    /// interrupted. `passphrase` is asked for only where one protects the home.
    package static func open(
        at path: String,
        passphrase: () throws -> String,
        options: Options
    ) async throws -> Home {
        guard let text = try Disk.read(path + "/keys/lock", lengthMax: RootLock.textByteCountMax)
        else {
            throw Broken(
                .homeMissing,
                "There is no home at this place. Make one with `cordon protect`, or name another "
                    + "with --home."
            )
        }
        let database = try Disk.read(path + "/database", lengthMax: 4096)
            .map { String(decoding: $0, as: UTF8.self) }
        let address = database == "sqlite" ? nil : database
        let hold = try HomeHold(path, isShared: address != nil)
        let root = try openRoot(path, String(decoding: text, as: UTF8.self), passphrase)
        let stores = try HomeStores(path: path, database: address, faults: options.faults)
        let ring = try KeyRing(store: stores.keys, root: root, isNew: false, faults: options.faults)
        func openLedger() async throws -> Ledger {
            try await Ledger.open(
                store: stores.events,
                ring: ring,
                rooms: options.rooms,
                policy: options.policy,
                identity: try LogIdentity.open(at: path + "/keys/log-key", sealedBy: ring),
                isNew: false,
                faults: options.faults,
                now: options.now
            )
        }
        var ledger = try await openLedger()
        try HomeMaking.end(at: path)
        if options.finishesWork {
            let change = KeyChange(path: path, ledger: ledger, faults: options.faults)
            if try await change.resume(root: root) { ledger = try await openLedger() }
        }
        let publication = publication(path, options)
        try await publication.checkAgainst(ledger)
        if options.finishesWork { try await ledger.resume() }
        return Home(path: path, ledger: ledger, publication: publication, hold: hold)
    }

    /// Publishes what is committed, then lets go of the stores and the folder.
    package func close() async throws {
        try await sequencer.publish()
        try abandon()
    }

    /// Lets go without publishing; what is committed is published at the next opening.
    package func abandon() throws {
        defer { hold.release() }
        try ledger.store.close()
        try ledger.ring.close()
    }

    private static func publication(_ path: String, _ options: Options) -> Publication {
        Publication(
            folder: LogFolder(path: path + "/ledger"),
            copy: path + "/keys/head",
            witnesses: options.witnesses,
            faults: options.faults
        )
    }

    // MARK: Root key

    private static func makeRoot(
        _ path: String,
        _ protection: Protection
    ) throws -> (lock: RootLock, secret: Secret) {
        var generator = SystemRandomNumberGenerator()
        switch protection {
        case .passphrase(let passphrase):
            let made = try RootLock.create(passphrase: passphrase, using: &generator)
            return (made.lock, made.root)
        case .keyFile:
            let root = Secret.random(using: &generator)
            try Disk.create([UInt8](KeyFile.text(of: root).utf8), at: path + "/keys/root.key")
            return (RootLock(.keyFile, for: root), root)
        }
    }

    static func openRoot(
        _ path: String,
        _ text: String,
        _ passphrase: () throws -> String
    ) throws -> Secret {
        do {
            let lock = try RootLock(text: text)
            switch lock.source {
            case .passphrase:
                return try lock.open(with: .passphrase(try passphrase()))
            case .keyFile:
                guard let key = try Disk.read(path + "/keys/root.key", lengthMax: 4096) else {
                    throw Broken(
                        .keyMissing,
                        "The key file `keys/root.key` is missing. Put it back from your backup."
                    )
                }
                return try lock.open(with: .keyFile(text: String(decoding: key, as: UTF8.self)))
            case .token:
                throw Broken(
                    .keyRefused,
                    "This home is locked by a PKCS #11 device, which this build does not speak to."
                )
            }
        } catch let refusal as RootLock.Refusal {
            throw Broken(.keyRefused, message(for: refusal), detail: "\(refusal)")
        }
    }

    private static func message(for refusal: RootLock.Refusal) -> String {
        switch refusal {
        case .wrongKey: "This passphrase or key file does not open the home."
        case .argon2id: "There is not enough memory to check the passphrase."
        default: "The home's `keys/lock` or `keys/root.key` is damaged. Restore it from its backup."
        }
    }
}

/// The making of a home, which a crash may interrupt: begun again from nothing, but only where a
/// mark says that what lies there was never a home.
enum HomeMaking {
    private static let parts = ["keys", "ledger", "vault", "work", "database"]

    static func begin(at path: String) throws {
        let mark = path + "/making"
        let isInterrupted = try Disk.read(mark, lengthMax: 16) != nil
        let files = try FileManager.default.contentsOfDirectory(atPath: path)
        let left = files.filter { parts.contains($0) || $0.hasPrefix("cordon.sqlite") }
        guard left.isEmpty || isInterrupted else {
            throw Broken(
                .homeExists,
                """
                There are parts of a home here, but not its `keys/lock`. Restore the `keys` folder \
                from your backup, or name another place with --home.
                """
            )
        }
        for name in left { try FileManager.default.removeItem(atPath: path + "/" + name) }
        if !isInterrupted { try Disk.create([], at: mark) }
        for folder in ["/keys", "/ledger", "/vault", "/work"] {
            try Disk.makeFolder(path + folder)
        }
    }

    /// Takes the mark away: what lies here now is a home.
    static func end(at path: String) throws {
        let mark = path + "/making"
        guard try Disk.read(mark, lengthMax: 16) != nil else { return }
        try FileManager.default.removeItem(atPath: mark)
        try Disk.flushFolder(of: mark)
    }
}

/// The two stores of a home: events, and keys outside of the events' backups.
struct HomeStores {
    let events: any Store
    let keys: any Store

    init(path: String, database: String?, faults: Faults) throws {
        if let database {
            events = try ReplicatedStore(url: database, faults: faults)
        } else {
            events = try EmbeddedStore(path: path + "/cordon.sqlite", faults: faults)
        }
        keys = try EmbeddedStore(path: path + "/keys/ring.sqlite", erasesDeleted: true)
    }
}

/// Keeps a second process out of an embedded home: one writer, one sequencer, one vault.
final class HomeHold: Sendable {
    private let file: Int32

    /// Takes the folder for this process, shared where the database arbitrates between replicas.
    init(_ path: String, isShared: Bool) throws {
        file = Glibc.open(path + "/in-use", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Disk.failed("open", path + "/in-use") }
        // A process that was just started by the last holder keeps its lock until it runs its own
        // program: so a refusal counts only when it lasts.
        var tries = 0
        while flock(file, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            tries += 1
            if tries < 20 {
                usleep(25_000)
                continue
            }
            Glibc.close(file)
            throw Broken(
                .homeBusy,
                "Another Cordon is working in this home. Wait for it, or name another with --home."
            )
        }
    }

    /// Takes the folder for this process alone, where others may have shared it until now.
    func takeAlone() throws {
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            // Asking for more gave up what was held.
            _ = flock(file, LOCK_SH | LOCK_NB)
            throw Broken(
                .homeBusy,
                "Other replicas work in this home. Stop them first: they hold the old key."
            )
        }
    }

    func release() { _ = flock(file, LOCK_UN) }

    deinit { Glibc.close(file) }
}
