import ArgumentParser

/// `cordon policy …`: the rules of the gate, read, checked, laid out, asked and explained.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Checks, formats, asks and explains access policies written in Cedar.",
        subcommands: [
            PolicyCheck.self, PolicyFormat.self, PolicyAuthorize.self, PolicyExplain.self,
            PolicyTest.self,
        ]
    )
}
