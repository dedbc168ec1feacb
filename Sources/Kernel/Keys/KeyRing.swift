package import Sealing
import Synchronization

/// The keys of a home, wrapped: root → house → everything else.
///
/// It has a store of its own, outside the database of events and its backups: erasing is destroying
/// a key here, and a copy of the database made yesterday must not bring it back. A name whose key
/// was destroyed never gets another. *Trusted?* For confidentiality: whoever owns the ring *and*
/// the root key reads what the keys open, but cannot rewrite history unseen.
package final class KeyRing: Sendable {
    static let keys = Table(
        "ring_key",
        columns: [
            .text("name"),
            // NULL once destroyed: the row stays, so that the name is never used again.
            .blob("wrapped", check: "length(wrapped) > 32").optional,
        ],
        key: ["name"]
    )

    private let store: any Store
    private let faults: Faults
    /// The house's keys never leave memory while the home is open; others are fetched each time,
    /// so that a key another replica destroyed is gone here too.
    private let house: Mutex<HouseKeys>

    /// Opens the ring in `store`, making it (and the house's key) when `isNew`.
    package init(
        store: any Store,
        root: Secret,
        isNew: Bool,
        faults: Faults = .none
    ) throws {
        self.store = store
        self.faults = faults
        if isNew {
            var generator = SystemRandomNumberGenerator()
            let fresh = Secret.random(using: &generator)
            let wrapped = fresh.wrapped(under: root, name: KeyName.house.text, using: &generator)
            try store.writeNow { db in
                for statement in Self.keys.creation(for: db.dialect) { try db.execute(statement) }
                try Self.insert(.house, wrapped, in: db)
            }
            house = Mutex(HouseKeys([fresh]))
        } else {
            house = Mutex(try store.readNow { try Self.house(under: root, in: $0) })
        }
    }

    /// The house's key that is in force.
    package var houseKey: Secret { house.withLock { $0.current } }

    /// The house's first key: for what is compared across the years, such as fingerprints, and
    /// must be found again after the key was replaced. It seals nothing that is new.
    package var foundingKey: Secret { house.withLock { $0.first } }

    /// How often the house's key was replaced, and one: the epoch of what is sealed now.
    package var epoch: UInt32 { house.withLock { $0.epoch } }

    /// The house's key of an epoch, or nil when there is no such epoch yet.
    package func houseKey(of epoch: UInt32) -> Secret? { house.withLock { $0[epoch] } }

    /// The key called `name`, or nil when there never was one or it was destroyed.
    package func secret(_ name: KeyName) throws -> Secret? {
        if let epoch = name.houseEpoch { return houseKey(of: epoch) }
        switch try store.readNow({ try Self.wrapped(name, in: $0) }) {
        case .present(let wrapped): return try Self.unwrap(wrapped, under: houseKey, name)
        case .absent, .destroyed: return nil
        }
    }

    /// Makes the keys that are not there yet, all under one flush, and returns them in order.
    ///
    /// Keys are made before the event that relies on them: one that no event ever names does no
    /// harm. Throws `Broken(.keyMissing)` for a name whose key was destroyed.
    @discardableResult
    package func secrets(making names: [KeyName]) throws -> [Secret] {
        let keys = house.withLock { $0 }
        let house = keys.current
        try faults.pass("keys.create.before")
        let secrets = try store.writeNow { db in
            // Wrapped under a key that is no longer in force, a fresh one could not be opened.
            let retired = KeyName(stored: HouseKeys.retiredName(keys.epoch))
            guard case .absent = try Self.wrapped(retired, in: db) else {
                throw Broken(.overloaded, "The house's key was just replaced; try again.")
            }
            var generator = SystemRandomNumberGenerator()
            return try names.map { name in
                precondition(name.houseEpoch == nil, "the house's key is made with the house")
                switch try Self.wrapped(name, in: db) {
                case .present(let wrapped):
                    return try Self.unwrap(wrapped, under: house, name)
                case .destroyed:
                    throw Broken(
                        .keyMissing,
                        "This was erased; its key is destroyed and is never made again."
                    )
                case .absent:
                    let fresh = Secret.random(using: &generator)
                    let wrapped = fresh.wrapped(under: house, name: name.text, using: &generator)
                    try Self.insert(name, wrapped, in: db)
                    return fresh
                }
            }
        }
        try faults.pass("keys.create.after")
        return secrets
    }

    /// Destroys keys; what they sealed can never be read again. Names without a key are barred.
    package func destroy(_ names: [KeyName]) throws {
        precondition(
            names.allSatisfy { $0.houseEpoch == nil },
            "the house's key is destroyed with the house"
        )
        guard !names.isEmpty else { return }
        try faults.pass("keys.destroy.before")
        try store.writeNow { db in
            for name in names {
                try db.execute(
                    """
                    INSERT INTO ring_key (name, wrapped) VALUES (\(name.text), NULL)
                    ON CONFLICT (name) DO UPDATE SET wrapped = NULL
                    """
                )
            }
        }
        try forgetOldPages()
        try faults.pass("keys.destroy.after")
    }

    /// The names whose keys were destroyed.
    func destroyedNames() throws -> Set<KeyName> {
        let rows = try store.readNow { db in
            try db.rows("SELECT name FROM ring_key WHERE wrapped IS NULL")
        }
        return Set(rows.map { KeyName(stored: $0.text(0)) })
    }

    /// What was overwritten must not survive in the store's log of writes either.
    private func forgetOldPages() throws {
        if let store = store as? EmbeddedStore { try store.checkpoint() }
    }

    /// Wraps the house's key under a new root key; nothing is re-encrypted.
    package func rewrap(under root: Secret) throws {
        let house = houseKey
        try store.writeNow { db in
            var generator = SystemRandomNumberGenerator()
            let wrapped = house.wrapped(under: root, name: KeyName.house.text, using: &generator)
            try Self.update(KeyName.house.text, wrapped, in: db)
        }
        try forgetOldPages()
    }

    /// How many keys are held, and how many were destroyed.
    package func count() throws -> (held: Int, destroyed: Int) {
        try store.readNow { db in
            (
                try db.count("SELECT count(*) FROM ring_key WHERE wrapped IS NOT NULL"),
                try db.count("SELECT count(*) FROM ring_key WHERE wrapped IS NULL")
            )
        }
    }

    package func close() throws { try store.close() }

    /// Puts a fresh house's key in force, in one commit: all keys are wrapped anew under it, and
    /// the one before it is kept for what it sealed. Nothing sealed is touched.
    ///
    /// Throws `Broken(.keyRefused)` when `root` is not what the ring is under. Where replicas share
    /// the ring, the others must be closed: they hold the key before this one in memory.
    func replaceHouse(under root: Secret) throws {
        let old = house.withLock { $0 }
        var generator = SystemRandomNumberGenerator()
        let next = Secret.random(using: &generator)
        let replaced = old.replaced(by: next)
        try faults.pass("keys.replace.before")
        try store.writeNow { db in
            _ = try Self.house(under: root, in: db)
            var generator = SystemRandomNumberGenerator()
            for row in try db.rows("SELECT name, wrapped FROM ring_key WHERE name <> 'house'") {
                guard !row.isNull(1) else { continue }
                guard let wrapped = WrappedKey(stored: row.blob(1)) else {
                    throw Self.damaged("a key's length")
                }
                let name = row.text(0)
                let key = try Self.unwrap(wrapped, under: old.current, KeyName(stored: name))
                let again = key.wrapped(under: next, name: name, using: &generator)
                try Self.update(name, again, in: db)
            }
            let retired = KeyName(stored: HouseKeys.retiredName(old.epoch))
            let kept = old.current.wrapped(under: next, name: retired.text, using: &generator)
            try Self.insert(retired, kept, in: db)
            let name = KeyName.house.text
            let wrapped = next.wrapped(under: root, name: name, using: &generator)
            try Self.update(name, wrapped, in: db)
        }
        house.withLock { $0 = replaced }
        try forgetOldPages()
        try faults.pass("keys.replace.after")
    }

    // MARK: Rows

    private enum Found {
        case absent, destroyed
        case present(WrappedKey)
    }

    private static func wrapped(_ name: KeyName, in db: Database) throws -> Found {
        let row = try db.row("SELECT wrapped FROM ring_key WHERE name = \(name.text)")
        guard let row else { return .absent }
        if row.isNull(0) { return .destroyed }
        guard let key = WrappedKey(stored: row.blob(0)) else { throw damaged("a key's length") }
        return .present(key)
    }

    /// The house's keys of all epochs, the one in force being wrapped under `root`.
    private static func house(under root: Secret, in db: Database) throws -> HouseKeys {
        guard case .present(let wrapped) = try wrapped(.house, in: db) else {
            throw damaged("no house key")
        }
        let current = try unwrap(wrapped, under: root, .house)
        var keys: [Secret] = []
        while true {
            let name = KeyName(stored: HouseKeys.retiredName(UInt32(keys.count) + 1))
            guard case .present(let retired) = try Self.wrapped(name, in: db) else { break }
            keys.append(try unwrap(retired, under: current, name))
        }
        return HouseKeys(keys + [current])
    }

    private static func update(_ name: String, _ key: WrappedKey, in db: Database) throws {
        try db.execute("UPDATE ring_key SET wrapped = \(key.bytes) WHERE name = \(name)")
    }

    private static func insert(_ name: KeyName, _ key: WrappedKey, in db: Database) throws {
        try db.execute(
            "INSERT INTO ring_key (name, wrapped) VALUES (\(name.text), \(key.bytes))"
        )
    }

    private static func unwrap(
        _ key: WrappedKey,
        under wrapper: Secret,
        _ name: KeyName
    ) throws -> Secret {
        do {
            return try Secret(unwrapping: key, under: wrapper, name: name.text)
        } catch {
            throw damaged("a key does not unwrap: \(error)")
        }
    }

    private static func damaged(_ detail: String) -> Broken {
        Broken(
            .keyRefused,
            "The key ring is damaged or belongs to another root key. Restore it from its backup.",
            detail: detail
        )
    }
}
