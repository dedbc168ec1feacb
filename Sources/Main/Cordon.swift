import ArgumentParser

@main
struct Cordon: AsyncParsableCommand {
    func run() async throws {}
}
