import Custody
import Kernel

enum AccessTables {
    static let member = Table(
        "access_member",
        columns: [
            .text("id"),
            .text("key", check: "length(key) = 64"),
            .text("supplier").optional,
            .integer("time"),
        ],
        key: ["id"],
        unique: [["key"]],
        indexes: [["supplier"]]
    )

    static let role = Table(
        "access_role",
        columns: [.text("member"), .text("role")],
        key: ["member", "role"],
        references: ["member": "access_member"]
    )

    /// Whom an act shut out: a member, a supplier or everyone, each for itself; and who did it.
    static let shut = Table(
        "access_shut",
        columns: [.text("whom"), .text("actor"), .integer("time")],
        key: ["whom"]
    )

    /// Rules name roles and kinds of things, not people: they may stand in clear.
    static let proposal = Table(
        "access_proposal",
        columns: [
            .text("id"),
            .text("base"),
            .text("digest"),
            .text("text"),
            .text("reason"),
            .text("proposer"),
            .text("state", check: "state IN ('open', 'adopted', 'withdrawn')"),
            .integer("time"),
            .text("adopter").optional,
            .integer("adopted").optional,
        ],
        key: ["id"]
    )

    static let weighing = Table(
        "access_weighing",
        columns: [
            .text("proposal"), .text("actor"), .integer("asked"), .integer("changed"),
            .integer("time"),
        ],
        key: ["proposal", "actor"],
        references: ["proposal": "access_proposal"]
    )

    /// Which rules are in force: none or one row.
    static let force = Table(
        "access_force",
        columns: [.integer("one", check: "one = 1"), .text("digest"), .text("proposal")],
        key: ["one"],
        references: ["proposal": "access_proposal"]
    )

    static let all = [
        member, role, shut, ReviewTables.review, proposal, weighing, force, LoanTables.loan,
    ]

    static let projections = people + rules + LoanTables.projections + ReviewTables.projections

    private static let people = [
        Projection { (event: Access.Enrolled, stamp, db) in
            try db.execute(
                """
                INSERT INTO access_member (id, key, supplier, time)
                VALUES (\(event.member), \(event.key), \(event.supplier.value), \(stamp.time))
                ON CONFLICT (id) DO UPDATE SET key = excluded.key
                """
            )
            try db.execute("DELETE FROM access_role WHERE member = \(event.member)")
            try give(event.roles, to: event.member, in: db)
        },
        Projection { (event: Access.Assigned, _, db) in
            try db.execute("DELETE FROM access_role WHERE member = \(event.member)")
            try give(event.roles, to: event.member, in: db)
        },
        Projection { (event: Access.Placed, _, db) in
            try db.execute(
                """
                UPDATE access_member SET supplier = \(event.supplier.value)
                WHERE id = \(event.member)
                """
            )
        },
        Projection { (event: Access.Suspended, stamp, db) in
            try db.execute(
                """
                INSERT INTO access_shut (whom, actor, time)
                VALUES (\(event.whom.description), \(stamp.actor), \(stamp.time))
                """
            )
        },
        Projection { (event: Access.Revoked, _, db) in
            let struck = Access.struckKey(of: event.member)
            try db.execute("UPDATE access_member SET key = \(struck) WHERE id = \(event.member)")
        },
        Projection { (event: Access.Reinstated, _, db) in
            try db.execute("DELETE FROM access_shut WHERE whom = \(event.whom.description)")
        },
        // Whoever is forgotten as a person is no member any more.
        Projection { (event: Vault.Erased, _, db) in
            let id = event.subject.description
            try db.execute("DELETE FROM access_role WHERE member = \(id)")
            try db.execute("DELETE FROM access_shut WHERE whom = \(id)")
            try db.execute("DELETE FROM access_review WHERE member = \(id)")
            try db.execute("DELETE FROM access_member WHERE id = \(id)")
        },
    ]

    private static let rules = [
        Projection { (event: Access.Proposed, stamp, db) in
            try db.execute(
                """
                INSERT INTO access_proposal
                    (id, base, digest, text, reason, proposer, state, time)
                VALUES (
                    \(event.proposal), \(event.base), \(RuleSet.textDigest(of: event.text)),
                    \(event.text), \(event.reason), \(stamp.actor), 'open', \(stamp.time)
                )
                """
            )
        },
        Projection { (event: Access.Weighed, stamp, db) in
            try db.execute(
                """
                INSERT INTO access_weighing (proposal, actor, asked, changed, time)
                VALUES (
                    \(event.proposal), \(stamp.actor), \(event.asked), \(event.changed),
                    \(stamp.time)
                )
                ON CONFLICT (proposal, actor) DO UPDATE SET
                    asked = excluded.asked, changed = excluded.changed, time = excluded.time
                """
            )
        },
        Projection { (event: Access.Adopted, stamp, db) in
            try db.execute(
                """
                UPDATE access_proposal
                SET state = 'adopted', adopter = \(stamp.actor), adopted = \(stamp.time)
                WHERE id = \(event.proposal)
                """
            )
            try db.execute(
                """
                INSERT INTO access_force (one, digest, proposal)
                VALUES (1, \(event.digest), \(event.proposal))
                ON CONFLICT (one) DO UPDATE SET
                    digest = excluded.digest, proposal = excluded.proposal
                """
            )
        },
        Projection { (event: Access.Withdrawn, _, db) in
            try db.execute(
                "UPDATE access_proposal SET state = 'withdrawn' WHERE id = \(event.proposal)"
            )
        },
    ]

    private static func give(
        _ roles: [Role],
        to member: ID<Principal>,
        in db: Database
    ) throws {
        for role in roles {
            try db.execute(
                "INSERT INTO access_role (member, role) VALUES (\(member), \(role.rawValue))"
            )
        }
    }
}
