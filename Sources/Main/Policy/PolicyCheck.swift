import ArgumentParser
import Cedar

/// Reads policies, and with a schema checks that they can mean something and cannot fail.
struct PolicyCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says what is wrong with policies, where, and what to write instead."
    )

    @Argument(help: "The policies: .cedar files, or .json for the JSON form.")
    var policies: [String]

    @Option(help: "The schema: a .cedarschema file, or .json for the JSON form.")
    var schema: String?

    @Flag(help: "Answer in JSON.")
    var json = false

    func run() throws {
        try PolicyProblem.reported(json: json, check)
    }

    private func check() throws {
        let schema = try schema.map { try PolicyFile($0).schema() }
        var items: [JSON] = []
        var errorCount = 0
        var policyCount = 0
        for path in policies {
            let file = try PolicyFile(path)
            let diagnostics = try diagnostics(of: file, schema, &policyCount)
            errorCount += diagnostics.count { $0.severity == .error }
            for diagnostic in diagnostics {
                if json {
                    items.append(item(diagnostic, file))
                } else {
                    print(file.rendered(diagnostic) + "\n")
                }
            }
        }
        if json {
            print(
                JSON.object(["errors": JSON(.long(Int64(errorCount))), "found": .array(items)]).text
            )
        } else {
            print("\(policyCount) policies, \(errorCount) errors")
        }
        if errorCount > 0 { throw ExitCode.failure }
    }

    private func diagnostics(of file: PolicyFile, _ schema: Schema?, _ count: inout Int)
        throws -> [Diagnostic]
    {
        do {
            let policies = try file.policies()
            count += policies.entries.count
            return schema.map { Validator($0).validate(policies) } ?? []
        } catch let problem as PolicyProblem {
            return problem.diagnostics
        }
    }

    private func item(_ diagnostic: Diagnostic, _ file: PolicyFile) -> JSON {
        let place = diagnostic.place(in: String(decoding: file.bytes, as: UTF8.self))
        func number(_ value: Int?) -> JSON { value.map { JSON(.long(Int64($0))) } ?? JSON(.null) }
        func text(_ value: String?) -> JSON { value.map(JSON.text) ?? JSON(.null) }
        return .object([
            "file": .text(file.path), "line": number(place?.line), "column": number(place?.column),
            "severity": .text(diagnostic.severity.rawValue),
            "policy": text(diagnostic.policy?.description), "message": .text(diagnostic.message),
            "help": text(diagnostic.help),
        ])
    }
}
