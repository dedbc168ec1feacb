import ArgumentParser

/// Writes the fictional export of Harbour Line, and the gold labels of everything in it.
@main
struct ExampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cordon-example",
        abstract: "Writes a fictional employer's export at any size, with gold labels beside it.",
        discussion: "The same seed gives the same bytes on every machine. Nobody in it is real."
    )

    @Option(help: "Where everything random comes from.")
    var seed = Export.harbour.seed

    @Option(help: "People in each office, 4 to 100000.")
    var people = Export.harbour.people

    @Option(help: "Fill at least this size, such as 300MB or 1GB; without it, one office.")
    var size: ByteCount?

    @Option(help: "How a large export is spread: many or few files.")
    var shape = Export.Shape.many

    @Option(help: "The folder to write the export to.")
    var out: String

    @Option(help: "A folder outside the export for gold.jsonl; without it, no gold.")
    var gold: String?

    @Option(help: "A file for labelled talk about prompts, rubrics and clients, as JSON lines.")
    var operations: String?

    func validate() throws {
        guard (4...100_000).contains(people) else {
            throw ValidationError("--people must be 4 to 100000")
        }
        let separated = out.hasSuffix("/") ? out : out + "/"
        if let gold, (gold + "/").hasPrefix(separated) {
            throw ValidationError("--gold must lie outside --out: the answers are no part of it")
        }
    }

    func run() throws {
        var shelf = try Shelf(export: out, gold: gold)
        let export = Export(seed: seed, people: people, size: size?.bytes, shape: shape)
        try export.write(to: &shelf)
        let written = try shelf.close()
        if let operations {
            let lines = OperationsCorpus.committed.lines.joined(separator: "\n") + "\n"
            let file = try OutputFile(operations)
            try file.write(Array(lines.utf8))
            try file.close()
        }
        print("\(written.files) files, \(written.bytes) bytes in \(out)")
    }
}

extension Export.Shape: ExpressibleByArgument {}

/// A size as people write it: `900`, `64KB`, `300MB`, `1GB`, in powers of 1000.
struct ByteCount: ExpressibleByArgument {
    var bytes: Int

    init?(argument: String) {
        let digits = argument.prefix { $0.isNumber }
        let units = ["": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000]
        guard let unit = units[argument.dropFirst(digits.count).uppercased()],
            let number = Int(digits), number > 0
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        bytes = product
    }
}
