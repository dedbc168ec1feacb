import ArgumentParser

struct Cordon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cordon",
        abstract: "Makes it safe to train AI on people's data with other people's hands, and proves it.",
        version: "cordon " + Version.text,
        subcommands: [
            ProtectCommand.self, VerifyCommand.self, StatusCommand.self, DoctorCommand.self,
            DetectCommand.self, LedgerCommand.self, PolicyCommand.self, WitnessCommand.self,
        ]
    )
}

@main
enum Program {
    static func main() async { await Terminal.run(Cordon.self) }
}
