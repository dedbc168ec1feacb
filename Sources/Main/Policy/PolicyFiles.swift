import ArgumentParser
import Cedar
import Console
import Foundation
import People

/// A file that a policy command reads, with its name for messages.
struct PolicyFile {
    let path: String
    let bytes: [UInt8]

    init(_ path: String) throws {
        self.path = path
        do {
            bytes = Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "\(path) cannot be read.",
                advice: "Name a file that may be read."
            )
        }
    }

    private var text: String { String(decoding: bytes, as: UTF8.self) }
    private var isJSON: Bool { path.hasSuffix(".json") }

    /// Runs `read`, and turns what it throws into messages with their places in this file.
    func reading<Result>(_ read: (PolicyFile) throws -> Result) throws -> Result {
        do {
            return try read(self)
        } catch let error as Diagnostic {
            throw PolicyProblem(diagnostics: [error], text: text, path: path)
        } catch let errors as Diagnostics {
            throw PolicyProblem(diagnostics: errors.all, text: text, path: path)
        }
    }

    /// The policies, from JSON when the name says so.
    func policies() throws -> PolicySet {
        try reading { file in
            file.isJSON
                ? try PolicySet(JSON(parsing: file.bytes)) : try PolicySet(parsing: file.bytes)
        }
    }

    /// The schema, from JSON when the name says so.
    func schema() throws -> Schema {
        try reading { file in
            file.isJSON
                ? try Schema(JSON(parsing: file.bytes))
                : try Schema(SchemaSource(parsing: file.bytes))
        }
    }

    /// The rules, each with its name, as they could be proposed; checked for nothing else.
    func rules() throws -> RuleSet {
        try reading { try RuleSet(String(decoding: $0.bytes, as: UTF8.self)) }
    }

    /// Everything that is wrong with this file.
    func problem(_ diagnostics: [Diagnostic]) -> PolicyProblem {
        PolicyProblem(diagnostics: diagnostics, text: text, path: path)
    }

    /// The lines that say what is wrong, or why a warning.
    func rendered(_ diagnostic: Diagnostic) -> String {
        diagnostic.rendered(in: text, named: path)
    }
}

/// A file that could not be understood.
struct PolicyProblem: Error {
    let diagnostics: [Diagnostic]
    let text: String
    let path: String

    /// Runs `body`; of a file that cannot be understood it says where and why, with the line, and
    /// ends as after a question that was asked wrongly.
    static func reported(json: Bool, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let problem as PolicyProblem {
            guard json else {
                for diagnostic in problem.diagnostics {
                    let lines = diagnostic.rendered(in: problem.text, named: problem.path) + "\n\n"
                    try FileHandle.standardError.write(contentsOf: Data(lines.utf8))
                }
                throw ExitCode(Ending.wrongUse.rawValue)
            }
            throw problem.failure
        }
    }

    /// The first thing that is wrong, for a machine.
    private var failure: TerminalFailure {
        let first = diagnostics.first
        let place = first?.place(in: text).map { ":\($0.line):\($0.column)" } ?? ""
        return TerminalFailure(
            .wrongUse,
            "\(path)\(place): \(first?.message ?? "cannot be understood")",
            advice: first?.help ?? "Mend the file; `cordon policy check` shows the place."
        )
    }
}

/// The options of a question: what asks, and what is known.
struct PolicyQuestion: ParsableArguments {
    @Argument(help: "The policies: a .cedar file, or .json for the JSON form.")
    var policies: String

    @Option(help: "A JSON file with principal, action, resource and context.")
    var request: String

    @Option(help: "A JSON file with the list of entities.")
    var entities: String?

    @Option(help: "The schema: a .cedarschema file, or .json for the JSON form.")
    var schema: String?

    @Flag(help: "Answer in JSON.")
    var json = false

    /// Everything that was named, read and checked against the schema if there is one.
    func read() throws -> (policies: PolicySet, request: Request, entities: Entities) {
        try Self.read(policies, request, entities, schema)
    }

    /// As above, from the files with these names.
    static func read(
        _ policies: String,
        _ request: String,
        _ entities: String?,
        _ schema: String?
    ) throws -> (policies: PolicySet, request: Request, entities: Entities) {
        let schema = try schema.map { try PolicyFile($0).schema() }
        let policies = try PolicyFile(policies).policies()
        let entities = try entities.map { path in
            try PolicyFile(path).reading { file in
                try Entities(JSON(parsing: file.bytes), schema: schema)
            }
        }
        let request = try PolicyFile(request).reading { file in
            let request = try Request(JSON(parsing: file.bytes), schema: schema)
            try schema?.validate(request)
            return request
        }
        let known = try entities ?? Entities(schema?.actionEntities ?? [])
        return (policies, request, known)
    }
}

extension JSON {
    static func text(_ text: String) -> JSON { .string(Text(text)) }
}
