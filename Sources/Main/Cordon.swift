import ArgumentParser

@main
struct Cordon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cordon",
        subcommands: [DetectCommand.self, PolicyCommand.self, WitnessCommand.self]
    )
}
