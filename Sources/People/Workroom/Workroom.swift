package import Kernel

/// Where outside hands work on inside data: briefed, bounded, fairly paid, and heard.
///
/// A project says what it is for, what is asked, what it pays and what is recorded of whoever works
/// on it (`Begin`), and under which guideline (`Guide`, versioned). A worker is engaged (`Engage`),
/// reads and accepts (`Accept`), passes the modules (`Sit`), and from then on the room publishes
/// what the gate asks of outsiders: training, contract and purposes. Work comes one task at a time,
/// on a lease that ends (`Lease`), and is handed in once (`Submit`). A rejection needs a reason and
/// can be contested before somebody else, by a day (`Judge`, `Contest`, `Review`). What was
/// accepted is sealed back into the vault with where each label came from (`SealBack`).
///
/// What is shown and answered is sealed in the events; the tables hold identifiers, numbers and
/// states. A worker is a pseudonym everywhere here: their member identifier.
package enum Workroom {
    /// Work for one purpose under one guideline.
    package enum Project {}
    /// The terms under which one worker works on one project.
    package enum Engagement {}
    /// Something to learn and to be asked about.
    package enum Module {}
    /// One thing to label.
    package enum Task {}
    /// Something somebody said to an independent address.
    package enum Concern {}
    /// Something that was raised with the project's contact.
    package enum Escalation {}
    /// Labels that were accepted and sealed back.
    package enum Batch {}

    /// Bytes of a reason.
    package static let reasonMax = 2_000
    /// Tasks in one event: bounds its body.
    package static let tasksMax = 500
    /// Days in which a contested rejection, or a disputed record, must be reviewed.
    package static let reviewDays: Int64 = 14
    /// How long after its end a lease can still be handed in: a laptop that was closed over a
    /// week-end loses nothing.
    package static let graceMax: Int64 = 7 * day

    /// Most that one wait counts: whoever comes back the next morning has not waited all night.
    static let waitMax: Int64 = 30 * 60_000

    static let day: Int64 = 86_400_000
    static let hour: Int64 = 3_600_000

    package static let room = Room(
        name: "workroom",
        summary: "Brief, bound, pay and hear the people who label data",
        tables: WorkroomTables.all,
        projections: WorkroomTables.projections,
        verbs: [
            Verb(Guide.self, summary: "Give a project its guideline, or the next version of it"),
            Verb(Teach.self, summary: "Add a module that workers must pass"),
            Verb(Engage.self, summary: "Offer a worker terms on a project"),
            Verb(Accept.self, summary: "Accept terms, guideline and notice"),
            Verb(Sit.self, summary: "Answer the questions of a module"),
            Verb(Reopen.self, summary: "Open a module again to somebody who failed it"),
            Verb(Return.self, summary: "Give a task back undone"),
            Verb(Judge.self, summary: "Accept or, with a reason, reject a submission"),
            Verb(Contest.self, summary: "Contest a rejection"),
            Verb(Review.self, summary: "Decide a contested rejection of somebody else's"),
            Verb(End.self, summary: "End an engagement, with reasons and notice"),
            Verb(Leave.self, summary: "End one's own engagement, at once"),
            Verb(Reply.self, summary: "Answer what somebody raised"),
            Verb(Dispute.self, summary: "Dispute what one's own record says"),
            Verb(Hear.self, summary: "Decide what somebody disputes"),
            Verb(Rate.self, summary: "Say how mature a supplier is, with evidence"),
            Verb(Confirm.self, summary: "Confirm what somebody else said of a supplier"),
        ],
        acts: [
            Act(Begin.self, summary: "Begin a project"),
            Act(Add.self, summary: "Give a project tasks"),
            Act(Settle.self, summary: "Stop paying for tasks that are sure, or ambiguous"),
            Act(Lease.self, summary: "Take the next task, for a while"),
            Act(Submit.self, summary: "Hand in the answers to a leased task"),
            Act(Wait.self, summary: "Find that there is no task, and begin to wait"),
            Act(Keep.self, summary: "Keep what was answered so far"),
            Act(Raise.self, summary: "Raise something with the project's contact"),
            Act(Reveal.self, summary: "See a masked field, for a reason"),
            Act(Report.self, summary: "Report a concern to an independent address"),
            Act(Look.self, summary: "Look at a worker's record"),
            Act(Export.self, summary: "Take accepted answers out, in a format that others read"),
            Act(SealBack.self, summary: "Seal accepted labels back into the vault"),
            Act(Trace.self, summary: "Record from which session a leak seems to come"),
        ],
        reactions: [givesBack, givesBackLeft],
        attributes: WorkroomFacts.sources
    )

    static func check(reason: String) throws(Failure) {
        guard (1...reasonMax).contains(reason.utf8.count) else { throw .badReason }
    }
}

extension ThingKind {
    /// Work for one purpose.
    package static let project = ThingKind("Project")
    /// One worker's terms on one project.
    package static let engagement = ThingKind("Engagement")
    /// Answers that were handed in.
    package static let submission = ThingKind("Submission")
    /// Who sends people.
    package static let supplier = ThingKind("Supplier")
    /// What somebody disputes of their record.
    package static let dispute = ThingKind("Dispute")
}
