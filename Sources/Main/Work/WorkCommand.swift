import ArgumentParser

/// `cordon work …`: the workroom from the command line. What is only a change of state is a verb
/// of the room (`cordon workroom judge …`, or `cordon work judge …`); here is what also reads.
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Projects, tasks, labels: brief people, hand out work, judge it, seal it back.",
        discussion: """
            Changes of state are verbs of the room: `cordon work guide`, `teach`, `engage`, \
            `accept`, `sit`, `return`, `judge`, `contest`, `review`, `end`, `dispute`. \
            `cordon workroom` lists them. A worker acts with --as KEYFILE.
            """,
        subcommands: [
            WorkBegin.self, WorkImport.self, WorkGuideline.self, WorkNext.self, WorkSubmit.self,
            WorkReveal.self, WorkReport.self, WorkRecord.self, WorkQuality.self, WorkSettle.self,
            WorkExport.self, WorkSealBack.self, WorkConcern.self,
        ]
    )
}
