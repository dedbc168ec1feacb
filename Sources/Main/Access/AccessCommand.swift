import ArgumentParser

/// `cordon access …`: what of the room reads, or takes a secret; its verbs stand beside it.
struct AccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "Who gets in: people, suppliers, and identity providers.",
        discussion: """
            Changes of state are verbs of the room: `cordon access enrol`, `assign`, `place`, \
            `suspend`, `reinstate`, each with its fields as options.
            """,
        subcommands: [AccessProvider.self]
    )
}
