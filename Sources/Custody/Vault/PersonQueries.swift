package import Kernel

extension Vault {
    /// A document that names a person.
    package struct Mention: Sendable, Hashable, Codable {
        package let document: ID<Document>
        /// Whether it is about them, and not only names them.
        package let isAbout: Bool
        /// Whether it is about others too, so that erasing this person does not destroy it.
        package let isShared: Bool
        /// How many legal holds keep it.
        package let holds: Int
        /// When it is to be destroyed, in milliseconds since 1970.
        package let until: Int64?
    }

    /// Documents that name one person, in the order of their identifiers; at most one more than
    /// ``documentsMax``.
    package static func mentions(of subject: ID<Subject>, in db: Database) throws -> [Mention] {
        try db.rows(
            """
            SELECT mine.document, mine.role, document.until, (
                SELECT count(*) FROM vault_subject AS other
                WHERE other.document = mine.document AND other.role = 'about'
                    AND other.subject <> mine.subject
            ), (
                SELECT count(*) FROM vault_hold WHERE vault_hold.document = mine.document
            )
            FROM vault_subject AS mine
            JOIN vault_document AS document ON document.id = mine.document
            WHERE mine.subject = \(subject)
            ORDER BY mine.document LIMIT \(documentsMax + 1)
            """
        ).map { row in
            let isAbout = row.text(1) == "about"
            return Mention(
                document: row.id(0),
                isAbout: isAbout,
                isShared: !isAbout || row.int(3) > 0,
                holds: row.int(4),
                until: row.optional(2, Row.int).map(Int64.init)
            )
        }
    }

    /// Sealed documents that name more people than are indexed; to be searched by hand.
    package static func crowds(in db: Database) throws -> Int {
        try db.count(
            "SELECT count(*) FROM vault_document WHERE state = 'sealed' AND crowd = 1"
        )
    }

    /// Whom a document is about, in the order of their identifiers.
    package static func subjects(of document: ID<Document>, in db: Database) throws -> [ID<Subject>]
    {
        try db.rows(
            """
            SELECT subject FROM vault_subject
            WHERE document = \(document) AND role = 'about' ORDER BY subject
            """
        ).map { $0.id(0) }
    }
}
