import ArgumentParser

/// `cordon policy …`: the rules of the gate, read, checked, laid out, asked and explained.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "The rules of who may do what, written in Cedar: read, asked, proposed, adopted.",
        subcommands: [
            PolicyCheck.self, PolicyFormat.self, PolicyAuthorize.self, PolicyExplain.self,
            PolicyTest.self, PolicySchema.self, PolicyMatrix.self, PolicyDiff.self,
            PolicyShow.self, PolicyPropose.self, PolicyWhatIf.self, PolicyAdopt.self,
            PolicyWithdraw.self, PolicyHistory.self,
        ]
    )
}
