package import Kernel

extension Vault {
    /// Somebody whom a document names.
    package struct Person: Hashable, Codable, Sendable {
        /// Who it is, or a new identifier for who is not known yet.
        package var subject: ID<Subject>
        package var marks: [Mark]
        /// Named in a document that is about others: it survives their erasure, to be cut down.
        package var isMentioned: Bool

        package init(subject: ID<Subject> = ID(), marks: [Mark], isMentioned: Bool = false) {
            self.subject = subject
            self.marks = marks
            self.isMentioned = isMentioned
        }
    }

    /// `people` with the identifiers they go by already, where they are known.
    ///
    /// One address or staff number is one person. A name alone is one person only while nothing
    /// says otherwise: a subject too many is found twice, one too few has another's documents
    /// destroyed.
    static func recognised(_ people: [Person], in db: Database) throws -> [Person] {
        var taken: Set<ID<Subject>> = []
        return try people.map { person in
            var person = person
            if let known = try subject(bearing: person.marks, in: db), !taken.contains(known) {
                person.subject = known
            }
            taken.insert(person.subject)
            return person
        }
    }

    private static func subject(bearing marks: [Mark], in db: Database) throws -> ID<Subject>? {
        for mark in marks where mark.kind.isStrong {
            let known = try subjects(bearing: mark, in: db)
            if known.count == 1 { return known[0] }
        }
        guard let name = marks.first(where: { $0.kind == .name }) else { return nil }
        let namesakes = try subjects(bearing: name, in: db)
            .map { (subject: $0, marks: try Self.marks(of: $0, in: db)) }
            .filter { Mark.areCompatible(Set(marks), $0.marks) }
        if namesakes.count == 1 { return namesakes[0].subject }
        // Whoever is known by the name alone is one; which of the others it is, nobody can say.
        let bare = namesakes.filter { !$0.marks.contains(where: \.kind.isStrong) }
        return bare.count == 1 ? bare[0].subject : nil
    }

    /// Everybody who bears a mark, at most ``pageMax``.
    package static func subjects(bearing mark: Mark, in db: Database) throws -> [ID<Subject>] {
        try db.rows(
            """
            SELECT DISTINCT subject FROM vault_mark
            WHERE kind = \(mark.kind.rawValue) AND digest = \(mark.digest)
            ORDER BY subject LIMIT \(pageMax)
            """
        ).map { $0.id(0) }
    }

    /// Every mark that some document gives a person.
    static func marks(of subject: ID<Subject>, in db: Database) throws -> Set<Mark> {
        let rows = try db.rows(
            "SELECT DISTINCT kind, digest FROM vault_mark WHERE subject = \(subject)"
        )
        return Set(
            rows.compactMap { row in
                Mark.Kind(rawValue: row.text(0)).flatMap { Mark(kind: $0, digest: row.text(1)) }
            }
        )
    }
}
