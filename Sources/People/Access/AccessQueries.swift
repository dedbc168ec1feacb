package import Kernel

extension Access {
    /// A member as a list shows one: no name, which the house does not hold.
    package struct Member: Codable, Hashable, Sendable {
        package let id: ID<Principal>
        package let key: String
        /// Whether they are shut out: themselves, with their supplier, or with everyone.
        package let isSuspended: Bool
        /// Who sent them, where somebody did.
        package let supplier: String?
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
        try members("WHERE m.id = \(id)", in: db).first
    }

    /// Members, oldest first; at most `limit`.
    package static func members(limit: Int = 10_000, in db: Database) throws -> [Member] {
        try members("ORDER BY m.time, m.id LIMIT \(limit)", in: db)
    }

    private static func members(_ end: SQL, in db: Database) throws -> [Member] {
        try db.rows(
            """
            SELECT m.id, m.key, m.supplier, m.time, (
                SELECT count(*) FROM access_shut s
                WHERE s.whom IN (m.id, 'supplier:' || m.supplier, 'everyone')
            )
            FROM access_member m \(end)
            """
        ).map { row in
            Member(
                id: row.id(0),
                key: row.text(1),
                isSuspended: row.bool(4),
                supplier: row.isNull(2) ? nil : row.text(2),
                roles: try roles(of: row.text(0), in: db),
                since: Int64(row.int(3))
            )
        }
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

extension Access {
    /// A supplier by what it sent.
    package struct Supplier: Codable, Hashable, Sendable {
        package let name: String
        package let members: Int
        package let isSuspended: Bool
    }

    /// Suppliers that sent somebody, after `last` in the order of their names.
    package static func suppliers(
        after last: String = "",
        limit: Int,
        in db: Database
    ) throws -> [Supplier] {
        let names = try db.rows(
            """
            SELECT DISTINCT supplier FROM access_member WHERE supplier > \(last)
            ORDER BY supplier LIMIT \(limit)
            """
        ).map { $0.text(0) }
        return try names.map { name in
            Supplier(
                name: name,
                members: try memberCount(from: name, in: db),
                isSuspended: try isShut(.supplier(name), in: db)
            )
        }
    }

    static func memberCount(from supplier: String, in db: Database) throws -> Int {
        try db.count("SELECT count(*) FROM access_member WHERE supplier = \(supplier)")
    }

    /// Who is meant, in the order of their identifiers; at most `limit`, after `last`.
    package static func members(
        meant whom: Whom,
        after last: ID<Principal>? = nil,
        limit: Int = 100_000,
        in db: Database
    ) throws -> [ID<Principal>] {
        let end: SQL =
            switch whom {
            case .member(let member): "id = \(member)"
            case .supplier(let name): "supplier = \(name)"
            case .everyone: "1 = 1"
            }
        let start = last?.description ?? ""
        return try db.rows(
            """
            SELECT id FROM access_member WHERE \(end) AND id > \(start)
            ORDER BY id LIMIT \(limit)
            """
        ).map { $0.id(0) }
    }

    /// How many are meant.
    package static func memberCount(meant whom: Whom, in db: Database) throws -> Int {
        switch whom {
        case .member(let member): try Access.member(member, in: db) == nil ? 0 : 1
        case .supplier(let name): try memberCount(from: name, in: db)
        case .everyone: try db.count("SELECT count(*) FROM access_member")
        }
    }

    /// Whether an act shut out just this member, supplier, or everyone.
    package static func isShut(_ whom: Whom, in db: Database) throws -> Bool {
        try actor(shutting: whom, in: db) != nil
    }

    /// Who shut them out, where somebody did.
    static func actor(shutting whom: Whom, in db: Database) throws -> ID<Principal>? {
        try db.row("SELECT actor FROM access_shut WHERE whom = \(whom.description)")?.id(0)
    }

    /// Whether somebody is shut out, for whichever reason; the owner never is.
    package static func isSuspended(_ member: ID<Principal>, in db: Database) throws -> Bool {
        guard member != Principal.owner.id else { return false }
        // Who joined a moment ago and is not enrolled yet is shut out with everyone.
        return try Access.member(member, in: db)?.isSuspended ?? isShut(.everyone, in: db)
    }

    /// Every role that somebody who is meant has; none for everyone, who are not of one kind.
    static func roles(of whom: Whom, in db: Database) throws -> [Role] {
        switch whom {
        case .member(let member): try roles(of: member.description, in: db)
        case .supplier(let name):
            try db.rows(
                """
                SELECT DISTINCT r.role FROM access_role r
                JOIN access_member m ON m.id = r.member
                WHERE m.supplier = \(name) ORDER BY r.role
                """
            ).compactMap { Role(rawValue: $0.text(0)) }
        case .everyone: []
        }
    }
}
