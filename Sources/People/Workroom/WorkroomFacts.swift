import Kernel

/// What this room tells the gate: about workers, training, contract and purposes; about what they
/// act on, whose it is.
enum WorkroomFacts {
    static let sources = [worker, sent, engagement, submission, dispute, supplier]

    /// Whoever has no engagement has none of these, and absent means no.
    private static let worker = AttributeSource(HouseSchema.awaited) { principal, db in
        guard principal.kind == .member else { return [:] }
        let row = try db.row(
            """
            SELECT MAX(until), MAX(trained) FROM workroom_engagement
            WHERE worker = \(principal.id) AND accepted > 0
            """
        )
        guard let row, !row.isNull(0) else { return [:] }
        let purposes = try db.rows(
            """
            SELECT DISTINCT p.purpose
            FROM workroom_engagement e JOIN workroom_project p ON p.id = e.project
            WHERE e.worker = \(principal.id) AND e.accepted > 0 ORDER BY p.purpose
            """
        )
        var facts: [String: Attributes.Fact] = [
            "contractUntil": .moment(Int64(row.int(0))),
            "purposes": .list(purposes.map { $0.text(0) }),
        ]
        if !row.isNull(1) { facts["trainedUntil"] = .moment(Int64(row.int(1))) }
        return Attributes(facts)
    }

    private static let engagement = AttributeSource(
        [
            Declaration("worker", .text, isOptional: true, "Whose terms these are"),
            Declaration(
                "modulesUntil",
                .moment,
                isOptional: true,
                "All modules of the project are passed until then"
            ),
            Declaration(
                "sensitivity",
                .number,
                isOptional: true,
                "How sensitive the project's data is, 0 to 3"
            ),
        ],
        of: .engagement
    ) { id, db in
        let row = try db.row(
            """
            SELECT e.worker, e.trained, p.sensitivity
            FROM workroom_engagement e JOIN workroom_project p ON p.id = e.project
            WHERE e.id = \(id)
            """
        )
        guard let row else { return [:] }
        var facts: [String: Attributes.Fact] = [
            "worker": .text(row.text(0)), "sensitivity": .number(Int64(row.int(2))),
        ]
        if !row.isNull(1) { facts["modulesUntil"] = .moment(Int64(row.int(1))) }
        return Attributes(facts)
    }

    private static let submission = AttributeSource(
        [
            Declaration("worker", .text, isOptional: true, "Who handed it in"),
            Declaration("judge", .text, isOptional: true, "Who rejected it"),
        ],
        of: .submission
    ) { id, db in
        let row = try db.row(
            "SELECT worker, judge FROM workroom_submission WHERE lease = \(id)"
        )
        guard let row else { return [:] }
        var facts: [String: Attributes.Fact] = ["worker": .text(row.text(0))]
        if !row.isNull(1) { facts["judge"] = .text(row.text(1)) }
        return Attributes(facts)
    }

    private static let dispute = AttributeSource(
        [
            Declaration("worker", .text, isOptional: true, "Who disputes"),
            Declaration("against", .text, isOptional: true, "Who ended the engagement"),
        ],
        of: .dispute
    ) { id, db in
        let row = try db.row("SELECT worker, against FROM workroom_dispute WHERE id = \(id)")
        guard let row else { return [:] }
        var facts: [String: Attributes.Fact] = ["worker": .text(row.text(0))]
        if !row.isNull(1) { facts["against"] = .text(row.text(1)) }
        return Attributes(facts)
    }

    /// Of whoever a supplier sent: until when it counts as audited, once two people said so. One
    /// fact for rules to ask: every further one multiplies what a comparison of rules goes through.
    private static let sent = AttributeSource([
        Declaration(
            "auditedUntil",
            .moment,
            isOptional: true,
            "The supplier that sent this person counts as audited until then, as two people said"
        )
    ]) { principal, db in
        guard principal.kind == .member,
            let supplier = try Access.supplier(of: principal.id, in: db),
            let rating = try Workroom.maturity(of: supplier, in: db),
            rating.confirmer != nil, rating.maturity == .audited
        else { return [:] }
        return ["auditedUntil": .moment(rating.until)]
    }

    private static let supplier = AttributeSource(
        [Declaration("rater", .text, isOptional: true, "Who said how mature it is")],
        of: .supplier
    ) { name, db in
        guard let rating = try Workroom.maturity(of: name, in: db) else { return [:] }
        return ["rater": .text(rating.rater.description)]
    }
}
