package import Kernel

extension Vault {
    /// What the tables know of a document: nothing about what it says or what it is called.
    package struct Shelved: Sendable, Hashable {
        package let id: ID<Document>
        /// Bytes of the document itself; nil once shredded.
        package let length: Int?
        /// The digest its sealed file goes by; nil once shredded.
        package let blob: String?
        /// When it was sealed, in milliseconds since 1970; nil once shredded.
        package let sealed: Int64?
        /// When it is to be destroyed, in milliseconds since 1970.
        package let until: Int64?
        /// When and why it was destroyed.
        package let shredded: Int64?
        package let cause: Cause?
        /// The event that left it as it is.
        package let event: ID<any Event>

        package var isSealed: Bool { blob != nil }
    }

    /// One time that somebody opened a document.
    package struct Opening: Sendable, Hashable {
        package let event: ID<any Event>
        package let actor: ID<Principal>
        package let time: Int64
        package let purpose: String
    }

    /// Answers per page of a listing.
    package static let pageMax = 500

    /// How many documents are sealed and destroyed, and how many legal holds stand.
    package struct Count: Codable, Sendable, Hashable {
        package let sealed: Int
        package let shredded: Int
        package let holds: Int
    }

    package static func count(in db: Database) throws -> Count {
        Count(
            sealed: try db.count("SELECT count(*) FROM vault_document WHERE state = 'sealed'"),
            shredded: try db.count("SELECT count(*) FROM vault_document WHERE state = 'shredded'"),
            holds: try db.count("SELECT count(*) FROM vault_hold")
        )
    }

    private static let columns: SQL = "id, length, blob, sealed, until, shredded, cause, event"

    package static func document(_ id: ID<Document>, in db: Database) throws -> Shelved? {
        try db.row("SELECT \(columns) FROM vault_document WHERE id = \(id)").map(shelved)
    }

    /// Documents in the order of their identifiers, after `last`, at most `limit`.
    package static func documents(
        after last: ID<Document>? = nil,
        limit: Int = pageMax,
        in db: Database
    ) throws -> [Shelved] {
        let start = last?.description ?? ""
        return try db.rows(
            """
            SELECT \(columns) FROM vault_document WHERE id > \(start) ORDER BY id LIMIT \(limit)
            """
        ).map(shelved)
    }

    /// The holds on a document, oldest first.
    package static func holds(on document: ID<Document>, in db: Database) throws -> [ID<Hold>] {
        try db.rows(
            "SELECT id FROM vault_hold WHERE document = \(document) ORDER BY placed, id"
        ).map { $0.id(0) }
    }

    /// Who opened a document, newest first, at most ``pageMax``.
    package static func openings(
        of document: ID<Document>,
        in db: Database
    ) throws -> [Opening] {
        try db.rows(
            """
            SELECT event, actor, time, purpose FROM vault_opening WHERE document = \(document)
            ORDER BY time DESC, event LIMIT \(pageMax)
            """
        ).map {
            Opening(
                event: $0.id(0),
                actor: $0.id(1),
                time: Int64($0.int(2)),
                purpose: $0.text(3)
            )
        }
    }

    /// Documents whose day has come and that nothing holds, at most ``pageMax``, longest due
    /// first.
    static func due(at time: Int64, in db: Database) throws -> [Shelved] {
        try db.rows(
            """
            SELECT \(columns) FROM vault_document
            WHERE state = 'sealed' AND until <= \(time) AND NOT EXISTS (
                SELECT 1 FROM vault_hold WHERE vault_hold.document = vault_document.id
            )
            ORDER BY until, id LIMIT \(pageMax)
            """
        ).map(shelved)
    }

    /// How many documents are past their day and held back by a legal hold.
    static func heldBack(at time: Int64, in db: Database) throws -> Int {
        try db.count(
            """
            SELECT count(*) FROM vault_document
            WHERE state = 'sealed' AND until <= \(time) AND EXISTS (
                SELECT 1 FROM vault_hold WHERE vault_hold.document = vault_document.id
            )
            """
        )
    }

    /// Whether a sealed file by this digest belongs to a document.
    static func isShelved(blob: String, in db: Database) throws -> Bool {
        try db.count("SELECT count(*) FROM vault_document WHERE blob = \(blob)") > 0
    }

    /// The sealed files that belong to documents, among those whose digest begins with `part`.
    static func blobs(in part: String, in db: Database) throws -> Set<String> {
        // Every hexadecimal digit sorts before `g`, in both stores.
        let rows = try db.rows(
            "SELECT blob FROM vault_document WHERE blob >= \(part) AND blob < \(part + "g")"
        )
        return Set(rows.map { $0.text(0) })
    }

    /// Whether the root key was ordered replaced by the one that this lock file is for.
    static func isRecorded(rotationTo lock: String, in db: Database) throws -> Bool {
        try db.count("SELECT count(*) FROM vault_rotation WHERE lock = \(lock)") > 0
    }

    /// The sealed document called `id`, free of holds if it is to be destroyed.
    static func sealed(
        _ id: ID<Document>,
        toDestroy: Bool = false,
        in db: Database
    ) throws -> Shelved {
        guard let document = try document(id, in: db) else { throw Failure.unknown }
        guard document.isSealed else { throw Failure.alreadyShredded }
        if toDestroy {
            // A legal hold outranks everyone, the person it is about included.
            let holds = try holds(on: id, in: db)
            guard holds.isEmpty else { throw Failure.held(by: holds) }
        }
        return document
    }

    private static func shelved(_ row: Row) -> Shelved {
        Shelved(
            id: row.id(0),
            length: row.optional(1, Row.int),
            blob: row.optional(2, Row.text),
            sealed: row.optional(3, Row.int).map(Int64.init),
            until: row.optional(4, Row.int).map(Int64.init),
            shredded: row.optional(5, Row.int).map(Int64.init),
            cause: row.optional(6, Row.text).flatMap(Cause.init),
            event: row.id(7)
        )
    }
}
