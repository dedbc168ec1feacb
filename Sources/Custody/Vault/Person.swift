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
        /// Sixteen bytes in hexadecimal; behind an address's, four of its domain's.
        let digest: String

        /// The mark of `value`, which is folded to small letters without blanks at either end.
        /// `key` is derived from the house's key for marks alone.
        package init(_ kind: Kind, _ value: String, under key: Secret) {
            let folded = value.lowercased().split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            self.kind = kind
            let whole = Self.code(of: "\(kind.rawValue)\0\(folded)", key).prefix(16)
            guard kind == .email, let sign = folded.lastIndex(of: "@") else {
                digest = hexadecimal(whole)
                return
            }
            let domain = Self.code(of: "domain\0\(folded[sign...])", key).prefix(4)
            digest = hexadecimal(whole) + hexadecimal(domain)
        }

        private static func code(of text: String, _ key: Secret) -> HMAC<SHA256>.MAC {
            key.withUnsafeBytes { bytes in
                HMAC<SHA256>.authenticationCode(
                    for: [UInt8](text.utf8),
                    using: SymmetricKey(data: bytes)
                )
            }
        }

        init(kind: Kind, digest: String) {
            self.kind = kind
            self.digest = digest
        }

        /// A fixed order, so that the same people are written the same way.
        var order: String { kind.rawValue + digest }

        /// What two people cannot both have several of: an employer gives one number, and one
        /// address in its domain; a private address beside it says nothing.
        private var scope: Substring {
            switch kind {
            case .name: "name"
            case .staffNumber: "number"
            case .email: digest.dropFirst(32)
            }
        }

        /// Whether one person can bear both: no address or number of theirs says otherwise.
        static func areCompatible(_ one: Set<Mark>, _ other: Set<Mark>) -> Bool {
            one.filter(\.kind.isStrong).allSatisfy { mine in
                other.contains(mine) || !other.contains { $0.scope == mine.scope }
            }
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

    /// The key under which people are marked: the same for as long as the house stands.
    package static func markKey(of ring: KeyRing) -> Secret {
        ring.foundingKey.derived(for: "people")
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
                Mark.Kind(rawValue: row.text(0)).map { Mark(kind: $0, digest: row.text(1)) }
            }
        )
    }
}
