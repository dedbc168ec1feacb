import ArgumentParser

struct Cordon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cordon",
        abstract: "Make it safe to train AI on people's data with other people's hands.",
        discussion: """
            Rooms have verbs of their own, as in `cordon vault hold --document ID --reason TEXT`: \
            \(RoomVerbs.summary)
            """,
        version: "cordon " + Version.text,
        subcommands: [
            AccessCommand.self,
            ProtectCommand.self,
            VerifyCommand.self,
            StatusCommand.self,
            DoctorCommand.self,
            DataMapCommand.self,
            DemoCommand.self,
            DependenciesCommand.self,
            DetectCommand.self,
            DetectionCommand.self,
            DocumentsCommand.self,
            KeysCommand.self,
            LedgerCommand.self,
            PolicyCommand.self,
            ReviewCommand.self,
            RightsCommand.self,
            ServeCommand.self,
            TraceCommand.self,
            WitnessCommand.self,
            WorkCommand.self,
        ]
    )
}

@main
enum Program {
    static func main() async { await Terminal.run(Cordon.self) }
}
