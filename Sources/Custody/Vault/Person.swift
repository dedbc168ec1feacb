import Crypto
package import Kernel
package import Sealing

extension Vault {
    /// A keyed digest of something that tells one person from others: what the vault finds a
    /// person's documents by, without holding a name.
    ///
    /// *Trusted?* Whoever owns the tables sees that two documents share a mark, and learns nothing
    /// about whom; whoever also owns the house's key can test a guess.
    package struct Mark: Hashable, Codable, Sendable {
        package enum Kind: String, Codable, Sendable, CaseIterable {
            /// First forename and family name, plain. Two people may share it.
            case name
            case email
            /// The number an employer gives its people.
            case staffNumber

            /// Whether no two people are known to share one.
            var isStrong: Bool { self != .name }
        }

        package let kind: Kind
        /// Sixteen bytes in hexadecimal.
        let digest: String

        /// The mark of `value`, which is folded to small letters without blanks at either end.
        /// `key` is derived from the house's key for marks alone.
        package init(_ kind: Kind, _ value: String, under key: Secret) {
            let folded = value.lowercased().split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            self.kind = kind
            let code = key.withUnsafeBytes { bytes in
                HMAC<SHA256>.authenticationCode(
                    for: [UInt8]("\(kind.rawValue)\0\(folded)".utf8),
                    using: SymmetricKey(data: bytes)
                )
            }
            digest = hexadecimal(code.prefix(16))
        }

        init(kind: Kind, digest: String) {
            self.kind = kind
            self.digest = digest
        }
    }

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

    /// The key under which people are marked.
    package static func markKey(of ring: KeyRing) -> Secret { ring.houseKey.derived(for: "people") }

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
        let namesakes = try subjects(bearing: name, in: db).filter { namesake in
            let theirs = try Self.marks(of: namesake, in: db)
            return Mark.Kind.allCases.filter(\.isStrong).allSatisfy { kind in
                let mine = marks.filter { $0.kind == kind }
                let others = theirs.filter { $0.kind == kind }
                return mine.isEmpty || others.isEmpty || !others.isDisjoint(with: mine)
            }
        }
        return namesakes.count == 1 ? namesakes[0] : nil
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
                Mark.Kind(rawValue: row.text(0)).map { Mark(kind: $0, digest: row.text(1)) }
            }
        )
    }
}
