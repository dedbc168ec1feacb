import ArgumentParser
import Cedar
import FoundationEssentials

/// Lays out policies, or translates them between their two forms.
struct PolicyFormat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format",
        abstract: "Lays out policies the one way, keeping comments."
    )

    @Argument(help: "The policies: .cedar files, or .json for the JSON form.")
    var policies: [String]

    @Flag(help: "Write the JSON form.")
    var json = false

    @Flag(help: "Change the files instead of printing.")
    var inPlace = false

    @Flag(help: "Only say which files are laid out otherwise.")
    var check = false

    func validate() throws {
        if json && inPlace { throw ValidationError("--json prints; it changes no files.") }
    }

    func run() throws {
        try PolicyProblem.reported(json: false, format)
    }

    private func format() throws {
        var isClean = true
        for path in policies {
            let file = try PolicyFile(path)
            let text = try formatted(file)
            if check {
                if Array(text.utf8) != file.bytes {
                    print("\(path) is laid out otherwise")
                    isClean = false
                }
            } else if inPlace {
                try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            } else {
                print(text, terminator: "")
            }
        }
        if !isClean { throw ExitCode.failure }
    }

    private func formatted(_ file: PolicyFile) throws -> String {
        if json { return try file.policies().json.text + "\n" }
        if file.path.hasSuffix(".json") {
            let policies = try file.policies().written.map(\.policy.description)
            return policies.joined(separator: "\n\n") + "\n"
        }
        return try file.reading { file in
            try Formatter.format(String(decoding: file.bytes, as: UTF8.self))
        }
    }
}
