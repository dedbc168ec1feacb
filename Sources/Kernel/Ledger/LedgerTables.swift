/// The ledger's own tables: the only ones that cannot be rebuilt from the events, since they hold
/// them.
enum LedgerTables {
    /// What leads from each version of these tables to the next one, the first from 1 to 2.
    static let steps: [[SQL]] = [
        // Which keys are destroyed is the key ring's to say.
        ["ALTER TABLE ledger_erasure DROP COLUMN done"]
    ]

    /// Counts up when these tables change; `Ledger.open` migrates from any earlier number.
    static let version = steps.count + 1

    static let event = Table(
        "ledger_event",
        columns: [
            .serial("ord"),
            .text("id"),
            .text("name"),
            .integer("time"),
            .blob("leaf", check: "length(leaf) <= 512"),
            // Of the leaf, when it was made: a bit that flips before numbering is noticed.
            .blob("hash", check: "length(hash) = 32"),
            .text("seal"),
            // Salt and body, sealed; gone when their key is destroyed.
            .blob("body").optional,
            .text("idempotency").optional,
            .blob("request").optional,
            // Number in the log, given after commit.
            .integer("idx").optional,
        ],
        key: ["ord"],
        unique: [["id"], ["idempotency"], ["idx"]],
        indexes: [["seal"], ["name"]]
    )

    static let head = Table(
        "ledger_head",
        columns: [
            .integer("one", check: "one = 1"),
            .integer("size"),
            .blob("frontier"),
            .blob("note"),
            .integer("time"),
        ],
        key: ["one"]
    )

    /// Reactions that an event calls for and that have not happened yet.
    static let due = Table(
        "ledger_due",
        columns: [.text("event"), .text("reaction")],
        key: ["event", "reaction"]
    )

    /// Keys that an event ordered destroyed.
    static let erasure = Table(
        "ledger_erasure",
        columns: [.text("name"), .text("event")],
        key: ["name"]
    )

    /// What the tables of each room looked like when they were made.
    static let schema = Table(
        "ledger_schema",
        columns: [.text("room"), .text("fingerprint")],
        key: ["room"]
    )

    static let all = [event, head, due, erasure, schema]

    /// Quick to find, few at a time: what has no number yet.
    static let unnumbered: SQL = """
        CREATE INDEX ledger_event_unnumbered ON ledger_event (ord) WHERE idx IS NULL
        """
}
