package import Kernel

extension DataMap {
    /// Puts a source on the map, so that it can be scanned.
    package struct Add: Command {
        package static let name = "datamap.add"
        package static let thing = ThingKind.source

        package var source: ID<Source>
        package var name: String
        package var kind: Kind
        /// Path or address; it may name a person, hence sealed.
        package var address: Personal<String>
        /// The sealed document that holds what opens it; nil where nothing does.
        package var credential: ID<Vault.Document>?
        package var particulars: Particulars

        package init(
            source: ID<Source> = ID(),
            name: String,
            kind: Kind,
            address: Personal<String>,
            credential: ID<Vault.Document>? = nil,
            particulars: Particulars = Particulars()
        ) {
            self.source = source
            self.name = name
            self.kind = kind
            self.address = address
            self.credential = credential
            self.particulars = particulars
        }

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Added {
            try check(name: name)
            try check(particulars)
            let size = address.reveal(for: Occasion("measuring an address")) { $0.utf8.count }
            guard (1...addressMax).contains(size) else { throw Failure.badAddress }
            guard try Self.isFree(name, in: db) else { throw Failure.nameTaken }
            guard try db.count("SELECT count(*) FROM datamap_source") < sourcesMax else {
                throw Failure.tooManySources
            }
            return Added(
                source: source,
                name: name,
                kind: kind,
                address: address,
                credential: credential,
                particulars: particulars
            )
        }

        private static func isFree(_ name: String, in db: Database) throws -> Bool {
            try db.row(
                "SELECT 1 FROM datamap_source WHERE name = \(name)"
            ) == nil
        }
    }

    /// A source is on the map. Sealed under its own key: removing the source destroys that, and
    /// with it the names of everything that was seen there.
    package struct Added: Event {
        package static let name = "datamap.added.v1"

        package let source: ID<Source>
        package let name: String
        package let kind: Kind
        package let address: Personal<String>
        package let credential: ID<Vault.Document>?
        package let particulars: Particulars

        package var seal: KeyName { .document(source) }
    }

    /// Says what a source is for, who answers for it, and until when it is kept.
    package struct Describe: Command {
        package static let name = "datamap.describe"
        package static let thing = ThingKind.source

        package var source: ID<Source>
        /// All that is known of it now, older words included.
        package var particulars: Particulars

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Described {
            try check(particulars)
            _ = try DataMap.standing(source, in: db)
            return Described(source: source, particulars: particulars)
        }
    }

    /// It is known what a source is for.
    package struct Described: Event {
        package static let name = "datamap.described.v1"

        package let source: ID<Source>
        package let particulars: Particulars

        package var seal: KeyName { .document(source) }
    }

    /// Takes a source off the map, and forgets the names of all that was seen there.
    package struct Remove: Command {
        package static let name = "datamap.remove"
        package static let thing = ThingKind.source

        package var source: ID<Source>
        /// Why, in at most ``DataMap/lineMax`` bytes and without names.
        package var reason: String

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Removed {
            try check(line: reason)
            _ = try DataMap.standing(source, in: db)
            return Removed(source: source, reason: reason)
        }
    }

    /// A source is off the map; what is left says that there was one.
    package struct Removed: Event {
        package static let name = "datamap.removed.v1"

        package let source: ID<Source>
        package let reason: String

        package var erases: [KeyName] { [.document(source)] }
    }
}
