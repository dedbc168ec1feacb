import Custody
package import Kernel

/// Roles for a while: no job ends them, the gate compares times.
enum LoanTables {
    static let loan = Table(
        "access_loan",
        columns: [
            .text("id"), .text("member"), .text("role"), .integer("hours"),
            .text("state", check: "state IN ('asked', 'lent', 'over')"), .text("event"),
            .integer("time"), .text("lender").optional, .integer("until").optional,
        ],
        key: ["id"],
        indexes: [["member"]]
    )

    static let projections = [
        Projection { (event: Access.Asked, stamp, db) in
            try db.execute(
                """
                INSERT INTO access_loan (id, member, role, hours, state, event, time)
                VALUES (
                    \(event.loan), \(event.member), \(event.role.rawValue), \(event.hours),
                    'asked', \(stamp.event), \(stamp.time)
                )
                """
            )
        },
        Projection { (event: Access.Lent, stamp, db) in
            let until = stamp.time + Int64(event.hours) * 3_600_000
            try db.execute(
                """
                UPDATE access_loan
                SET state = 'lent', lender = \(stamp.actor), until = \(until)
                WHERE id = \(event.loan)
                """
            )
        },
        Projection { (event: Access.TakenBack, _, db) in
            try db.execute("UPDATE access_loan SET state = 'over' WHERE id = \(event.loan)")
        },
        // What a loan rests on is gone: it has to be asked for again.
        Projection { (event: Access.Assigned, _, db) in try end(event.member, in: db) },
        Projection { (event: Access.Revoked, _, db) in try end(event.member, in: db) },
        Projection { (event: Access.Enrolled, _, db) in try end(event.member, in: db) },
        Projection { (event: Vault.Erased, _, db) in
            let id = event.subject.description
            try db.execute("DELETE FROM access_loan WHERE member = \(id)")
        },
    ]

    private static func end(_ member: ID<Principal>, in db: Database) throws {
        try db.execute("UPDATE access_loan SET state = 'over' WHERE member = \(member)")
    }

    /// What this room tells the gate about loans.
    static let source = AttributeSource(
        [
            Declaration("asker", .text, isOptional: true, "Who asked for the role"),
            Declaration("role", .text, isOptional: true, "The role that was asked for"),
        ],
        of: .loan
    ) { id, db in
        guard let loan = ID<Access.Loan>(id), let found = try Access.loan(loan, in: db) else {
            return [:]
        }
        return ["asker": .text(found.member.description), "role": .text(found.role.rawValue)]
    }
}

extension Access {
    /// A role for a while, as a list shows it.
    package struct Lending: Codable, Hashable, Sendable {
        package enum State: String, Codable, Sendable { case asked, lent, over }

        package let id: ID<Loan>
        package let member: ID<Principal>
        package let role: Role
        package let hours: Int
        package let state: State
        /// When it was asked for, in milliseconds since 1970.
        package let time: Int64
        package let lender: ID<Principal>?
        /// Until when it holds, where it was lent.
        package let until: Int64?
        /// The event whose sealed body holds the reason.
        let event: ID<any Event>

        /// Whether it gives its role at `time`.
        package func holds(at time: Int64) -> Bool {
            state == .lent && time < until ?? 0
        }
    }

    package static func loan(_ id: ID<Loan>, in db: Database) throws -> Lending? {
        try loans("WHERE id = \(id)", in: db).first
    }

    /// What was asked for and lent, newest first; only of `member` where there is one.
    package static func loans(
        of member: ID<Principal>? = nil,
        limit: Int = 50,
        in db: Database
    ) throws -> [Lending] {
        let end: SQL = member.map { "WHERE member = \($0)" } ?? ""
        return try loans("\(end) ORDER BY time DESC, id LIMIT \(limit)", in: db)
    }

    /// Roles that somebody has at `time` because they were lent.
    static func lent(
        to member: ID<Principal>,
        at time: Int64,
        in db: Database
    ) throws -> [Role] {
        try loans("WHERE member = \(member) AND state = 'lent' AND until > \(time)", in: db)
            .map(\.role)
    }

    /// Why somebody asked; nil once they are forgotten.
    package static func reason(of loan: Lending, in ledger: Ledger) async throws -> String? {
        try await ledger.event(loan.event, as: Asked.self)?.reason
    }

    private static func loans(_ end: SQL, in db: Database) throws -> [Lending] {
        try db.rows(
            """
            SELECT id, member, role, hours, state, time, lender, until, event FROM access_loan
            \(end)
            """
        ).compactMap { row in
            guard let role = Role(rawValue: row.text(2)) else { return nil }
            return Lending(
                id: row.id(0),
                member: row.id(1),
                role: role,
                hours: row.int(3),
                state: Lending.State(rawValue: row.text(4)) ?? .over,
                time: Int64(row.int(5)),
                lender: row.isNull(6) ? nil : row.id(6),
                until: row.isNull(7) ? nil : Int64(row.int(7)),
                event: row.id(8)
            )
        }
    }
}
