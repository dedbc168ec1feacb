package import Kernel

extension Access {
    /// A member as a list shows one: no name, which the house does not hold.
    package struct Member: Codable, Hashable, Sendable {
        package let id: ID<Principal>
        package let key: String
        package let isSuspended: Bool
        package let roles: [Role]
        /// When they were enrolled, in milliseconds since 1970.
        package let since: Int64
    }

    /// A set of rules that was proposed, and what became of it.
    package struct Proposition: Codable, Hashable, Sendable {
        package enum State: String, Codable, Sendable { case open, adopted, withdrawn }

        package let id: ID<Proposal>
        package let base: String
        package let digest: String
        package let text: String
        package let reason: String
        package let proposer: ID<Principal>
        package let state: State
        package let time: Int64
        package let adopter: ID<Principal>?
        package let adopted: Int64?
    }

    /// The member called `id`, or nil.
    package static func member(_ id: ID<Principal>, in db: Database) throws -> Member? {
        let row = try db.row(
            "SELECT id, key, suspended, time FROM access_member WHERE id = \(id)"
        )
        return try row.map { try member($0, in: db) }
    }

    /// Members, oldest first; at most `limit`.
    package static func members(limit: Int = 10_000, in db: Database) throws -> [Member] {
        try db.rows(
            "SELECT id, key, suspended, time FROM access_member ORDER BY time, id LIMIT \(limit)"
        ).map { try member($0, in: db) }
    }

    private static func member(_ row: Row, in db: Database) throws -> Member {
        Member(
            id: row.id(0),
            key: row.text(1),
            isSuspended: row.bool(2),
            roles: try roles(of: row.text(0), in: db),
            since: Int64(row.int(3))
        )
    }

    static func roles(of member: String, in db: Database) throws -> [Role] {
        try db.rows("SELECT role FROM access_role WHERE member = \(member) ORDER BY role")
            .compactMap { Role(rawValue: $0.text(0)) }
    }

    /// The proposal called `id`, or nil.
    package static func proposal(
        _ id: ID<Proposal>,
        in db: Database
    ) throws -> Proposition? {
        try propositions("WHERE id = \(id)", in: db).first
    }

    /// Proposals, newest first; at most `limit`.
    package static func proposals(limit: Int = 200, in db: Database) throws -> [Proposition] {
        try propositions("ORDER BY time DESC, id LIMIT \(limit)", in: db)
    }

    private static func propositions(_ end: SQL, in db: Database) throws -> [Proposition] {
        try db.rows(
            """
            SELECT id, base, digest, text, reason, proposer, state, time, adopter, adopted
            FROM access_proposal \(end)
            """
        ).map { row in
            Proposition(
                id: row.id(0),
                base: row.text(1),
                digest: row.text(2),
                text: row.text(3),
                reason: row.text(4),
                proposer: row.id(5),
                state: Proposition.State(rawValue: row.text(6)) ?? .withdrawn,
                time: Int64(row.int(7)),
                adopter: row.isNull(8) ? nil : row.id(8),
                adopted: row.isNull(9) ? nil : Int64(row.int(9))
            )
        }
    }

    /// The proposal called `id`, while it can still be adopted.
    static func open(_ id: ID<Proposal>, in db: Database) throws -> Proposition {
        guard let found = try proposal(id, in: db) else { throw Failure.unknownProposal }
        guard found.state == .open else { throw Failure.notOpen }
        return found
    }

    /// Digest of the adopted part that is in force; of the program's own until one is adopted.
    package static func digestInForce(in db: Database) throws -> String {
        try db.row("SELECT digest FROM access_force WHERE one = 1")?.text(0) ?? standardDigest
    }

    private static let standardDigest = RuleSet.textDigest(of: RuleSet.standardText)

    /// The adopted part that is in force.
    package static func textInForce(in db: Database) throws -> String {
        try db.row(
            """
            SELECT p.text FROM access_force f JOIN access_proposal p ON p.id = f.proposal
            WHERE f.one = 1
            """
        )?.text(0) ?? RuleSet.standardText
    }

    /// Who has weighed a proposal.
    package static func weighers(
        of proposal: String,
        in db: Database
    ) throws -> [String] {
        try db.rows(
            "SELECT actor FROM access_weighing WHERE proposal = \(proposal) ORDER BY actor"
        ).map { $0.text(0) }
    }
}
