import Kernel

enum WorkroomTables {
    static let project = Table(
        "workroom_project",
        columns: [
            .text("id"), .integer("guideline", check: "guideline >= 0"), .text("purpose"),
            .integer("sensitivity"), .integer("lease_minutes"), .integer("per_hour"),
            .integer("labels"), .integer("gold"), .integer("again"), .integer("pay"),
            .text("currency"), .text("questions"), .text("event"), .integer("time"),
        ],
        key: ["id"]
    )

    static let guideline = Table(
        "workroom_guideline",
        columns: [.text("project"), .integer("version"), .text("event"), .integer("time")],
        key: ["project", "version"],
        references: ["project": "workroom_project"]
    )

    static let module = Table(
        "workroom_module",
        columns: [
            .text("id"), .text("project"), .text("right_answers"), .integer("pass"),
            .integer("days"), .integer("draws"), .text("event"),
        ],
        key: ["id"],
        indexes: [["project"]],
        references: ["project": "workroom_project"]
    )

    /// `trained` is until when all modules of the project are passed; NULL when one is not.
    /// `agreed` is until when the terms say, whenever it ended.
    /// `waiting` is since when there has been no task; `waited` is the sum, in milliseconds.
    /// `leases` is how often they were shown a task, `leased` when they last were.
    static let engagement = Table(
        "workroom_engagement",
        columns: [
            .text("id"), .text("worker"), .text("project"),
            .text("state", check: "state IN ('offered', 'accepted', 'ended')"),
            .integer("until"), .integer("agreed"), .integer("notice_days"), .integer("accepted"),
            .integer("trained").optional, .integer("minutes"), .integer("hourly"),
            .text("currency"), .integer("waited"), .integer("waiting").optional, .text("event"),
            .text("country").optional, .integer("leases"), .integer("leased").optional,
        ],
        key: ["id"],
        indexes: [["worker"], ["project"]],
        references: ["project": "workroom_project"]
    )

    static let pass = Table(
        "workroom_pass",
        columns: [
            .text("worker"), .text("module"), .integer("until").optional, .integer("failures"),
            .integer("excused"),
        ],
        key: ["worker", "module"],
        references: ["module": "workroom_module"]
    )

    static let task = Table(
        "workroom_task",
        columns: [
            .text("id"), .text("project"), .text("batch"), .integer("number"), .integer("place"),
            .text("state", check: "state IN ('open', 'settled', 'ambiguous')"),
            .integer("gold", check: "gold IN (0, 1)"), .integer("taken"),
        ],
        key: ["id"],
        indexes: [["project", "state", "gold", "taken", "place"], ["project", "gold", "id"]],
        references: ["project": "workroom_project"]
    )

    /// Where the tasks of a project came from: a release, or '' where nobody said.
    static let origin = Table(
        "workroom_origin",
        columns: [.text("project"), .text("release"), .integer("tasks"), .integer("last")],
        key: ["project", "release"],
        references: ["project": "workroom_project"]
    )

    /// Whom accepted answers were taken out for, '' where nobody said; how many the last time.
    static let export = Table(
        "workroom_export",
        columns: [.text("project"), .text("recipient"), .integer("labels"), .integer("last")],
        key: ["project", "recipient"],
        references: ["project": "workroom_project"]
    )

    static let lease = Table(
        "workroom_lease",
        columns: [
            .text("id"), .text("task"), .text("worker"), .text("engagement"), .text("project"),
            .text("state", check: "state IN ('open', 'submitted', 'returned', 'expired')"),
            .text("serving", check: "serving IN ('work', 'gold', 'again')"),
            .integer("guideline"), .integer("taken"), .integer("ends"),
        ],
        key: ["id"],
        indexes: [
            ["worker", "state", "ends"], ["worker", "taken"], ["task", "worker"],
            ["project", "state", "ends"],
        ],
        references: ["task": "workroom_task"]
    )

    static let submission = Table(
        "workroom_submission",
        columns: [
            .text("lease"), .text("task"), .text("worker"), .text("engagement"),
            .text("project"),
            .text(
                "state",
                check: "state IN ('given', 'accepted', 'rejected', 'contested', 'upheld')"
            ),
            .integer("pay"), .integer("seconds"), .integer("correct").optional,
            .integer("time"), .text("event"), .text("judge").optional, .integer("due").optional,
            .text("verdict").optional, .text("contest").optional,
        ],
        key: ["lease"],
        indexes: [["project", "state"], ["worker", "time"], ["task"]],
        references: ["lease": "workroom_lease"]
    )

    static let reveal = Table(
        "workroom_reveal",
        columns: [
            .text("event"), .text("lease"), .text("field"), .integer("stretch").optional,
            .integer("time"),
        ],
        key: ["event"],
        indexes: [["lease"]],
        references: ["lease": "workroom_lease"]
    )

    /// What was answered to a task that is not handed in yet.
    static let draft = Table(
        "workroom_draft",
        columns: [.text("lease"), .text("event"), .integer("time")],
        key: ["lease"],
        references: ["lease": "workroom_lease"]
    )

    static let escalation = Table(
        "workroom_escalation",
        columns: [
            .text("id"), .text("project"), .text("engagement"), .text("worker"), .text("topic"),
            .integer("opened"), .integer("replied").optional, .text("event"),
            .text("reply").optional,
        ],
        key: ["id"],
        indexes: [["project", "opened"], ["worker"]],
        references: ["project": "workroom_project"]
    )

    static let concern = Table(
        "workroom_concern",
        columns: [.text("id"), .text("project"), .text("event"), .integer("time")],
        key: ["id"],
        references: ["project": "workroom_project"]
    )

    /// What somebody disputes. `against` is who ended the engagement, where that was done.
    static let dispute = Table(
        "workroom_dispute",
        columns: [
            .text("id"), .text("engagement"), .text("project"), .text("worker"),
            .text("against").optional,
            .text("state", check: "state IN ('open', 'upheld', 'granted')"),
            .integer("opened"), .integer("due"), .text("verdict").optional,
        ],
        key: ["id"],
        indexes: [["project", "state", "due"], ["worker"]],
        references: ["project": "workroom_project"]
    )

    /// What happened to a worker's record beside work: who looked, what they dispute, the end.
    static let note = Table(
        "workroom_note",
        columns: [
            .text("event"), .text("engagement"), .text("worker"), .text("kind"),
            .text("actor"), .integer("time"),
        ],
        key: ["event"],
        indexes: [["engagement"]]
    )

    static let batch = Table(
        "workroom_batch",
        columns: [
            .text("id"), .text("project"), .text("manifest"), .integer("labels"),
            .text("event"), .integer("time"),
        ],
        key: ["id"],
        references: ["project": "workroom_project"]
    )

    static let all = [
        project, guideline, module, engagement, pass, task, origin, export, lease, submission,
        reveal, draft, escalation, concern, dispute, note, batch, maturity,
    ]

    static let projections = projects + people + parting + work + judging + hearing
        + suppliers
}
