import Kernel

/// The vault's tables, and how its events turn into rows.
///
/// `Sealed` and `Opened` are sealed under the document's own key, so after its destruction a
/// rebuild no longer sees them. Therefore a shredded row holds nothing but what `Shredded` or
/// `Erased` say: both ways lead to the same tombstone.
enum VaultTables {
    static let document = Table(
        "vault_document",
        columns: [
            .text("id"),
            .text("state", check: "state IN ('sealed', 'shredded')"),
            // Bytes of the document itself, and the digest that its sealed file goes by.
            .integer("length", check: "length >= 0").optional,
            .text("blob").optional,
            .integer("sealed").optional,
            // Destroyed on or after this time, unless held.
            .integer("until").optional,
            // Whether it names more people than are indexed.
            .integer("crowd", check: "crowd IN (0, 1)"),
            .integer("shredded").optional,
            .text("cause", check: "cause IN ('request', 'retention', 'erasure')").optional,
            // The event that left the row as it is.
            .text("event"),
        ],
        key: ["id"],
        unique: [["blob"]],
        indexes: [["state", "until"]]
    )

    static let subject = Table(
        "vault_subject",
        columns: [
            .text("document"), .text("subject"),
            .text("role", check: "role IN ('about', 'mentioned')"),
        ],
        key: ["document", "subject"],
        indexes: [["subject"]]
    )

    /// What people are found by; a document's marks go with it.
    static let mark = Table(
        "vault_mark",
        columns: [.text("kind"), .text("digest"), .text("subject"), .text("document")],
        key: ["kind", "digest", "subject", "document"],
        indexes: [["subject"], ["document"]]
    )

    // No foreign key: a hold's events outlive the document's, and are replayed without it.
    static let hold = Table(
        "vault_hold",
        columns: [.text("id"), .text("document"), .integer("placed")],
        key: ["id"],
        indexes: [["document"]]
    )

    static let opening = Table(
        "vault_opening",
        columns: [
            .text("event"), .text("document"), .text("actor"), .integer("time"),
            .text("purpose"),
        ],
        key: ["event"],
        indexes: [["document"]]
    )

    /// Root keys that were ordered replaced, by the lock file that came with the new one.
    static let rotation = Table(
        "vault_rotation",
        columns: [.text("lock"), .text("protection"), .integer("time")],
        key: ["lock"]
    )

    static let all = [document, subject, mark, hold, opening, rotation]

    static let projections = [
        Projection(write: sealed), Projection(write: opened), Projection(write: retained),
        Projection(write: held), Projection(write: lifted), Projection(write: shredded),
        Projection(write: erased), Projection(write: rotated),
    ]

    private static func sealed(_ event: Vault.Sealed, _ stamp: Stamp, _ db: Database) throws {
        let until = event.until?.value ?? .null
        try db.execute(
            """
            INSERT INTO vault_document (id, state, length, blob, sealed, until, crowd, event)
            VALUES (
                \(event.document), 'sealed', \(event.length), \(event.blob), \(stamp.time),
                \(until), \(event.isCrowd ? 1 : 0), \(stamp.event)
            )
            """
        )
        for person in event.people { try name(person, in: event.document, db) }
    }

    private static func name(
        _ person: Vault.Person,
        in document: ID<Vault.Document>,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO vault_subject (document, subject, role)
            VALUES (
                \(document), \(person.subject), \(person.isMentioned ? "mentioned" : "about")
            )
            """
        )
        for mark in Set(person.marks) {
            try db.execute(
                """
                INSERT INTO vault_mark (kind, digest, subject, document)
                VALUES (\(mark.kind.rawValue), \(mark.digest), \(person.subject), \(document))
                """
            )
        }
    }

    private static func opened(_ event: Vault.Opened, _ stamp: Stamp, _ db: Database) throws {
        try db.execute(
            """
            INSERT INTO vault_opening (event, document, actor, time, purpose)
            VALUES (
                \(stamp.event), \(event.document), \(stamp.actor), \(stamp.time),
                \(event.purpose)
            )
            """
        )
    }

    private static func retained(_ event: Vault.Retained, _ stamp: Stamp, _ db: Database) throws {
        try db.execute(
            """
            UPDATE vault_document SET until = \(event.until), event = \(stamp.event)
            WHERE id = \(event.document) AND state = 'sealed'
            """
        )
    }

    private static func held(_ event: Vault.Held, _ stamp: Stamp, _ db: Database) throws {
        try db.execute(
            """
            INSERT INTO vault_hold (id, document, placed)
            VALUES (\(event.hold), \(event.document), \(stamp.time))
            """
        )
    }

    private static func lifted(_ event: Vault.Lifted, _ stamp: Stamp, _ db: Database) throws {
        try db.execute("DELETE FROM vault_hold WHERE id = \(event.hold)")
    }

    private static func shredded(_ event: Vault.Shredded, _ stamp: Stamp, _ db: Database) throws {
        try bury(event.document, cause: event.cause, stamp, db)
    }

    private static func erased(_ event: Vault.Erased, _ stamp: Stamp, _ db: Database) throws {
        for document in event.documents { try bury(document, cause: .erasure, stamp, db) }
        try db.execute("DELETE FROM vault_subject WHERE subject = \(event.subject)")
        try db.execute("DELETE FROM vault_mark WHERE subject = \(event.subject)")
    }

    private static func rotated(_ event: Vault.Rotated, _ stamp: Stamp, _ db: Database) throws {
        try db.execute(
            """
            INSERT INTO vault_rotation (lock, protection, time)
            VALUES (\(event.lock), \(event.protection), \(stamp.time))
            """
        )
    }

    private static func bury(
        _ document: ID<Vault.Document>,
        cause: Vault.Cause,
        _ stamp: Stamp,
        _ db: Database
    ) throws {
        try db.execute(
            """
            INSERT INTO vault_document (id, state, crowd, shredded, cause, event)
            VALUES (
                \(document), 'shredded', 0, \(stamp.time), \(cause.rawValue), \(stamp.event)
            )
            ON CONFLICT (id) DO UPDATE SET
                state = 'shredded', length = NULL, blob = NULL, sealed = NULL, until = NULL,
                crowd = 0, shredded = excluded.shredded, cause = excluded.cause,
                event = excluded.event
            """
        )
        try db.execute("DELETE FROM vault_subject WHERE document = \(document)")
        try db.execute("DELETE FROM vault_mark WHERE document = \(document)")
        try db.execute("DELETE FROM vault_opening WHERE document = \(document)")
    }
}
