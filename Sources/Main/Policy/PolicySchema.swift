import ArgumentParser
import Cedar
import Console
import People

/// The words that rules are written in.
struct PolicySchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the schema of the house's rules, derived from its commands."
    )

    @Flag(help: "Print the JSON form.")
    var json = false

    func run() throws {
        let source = try HomeOptions.policy().schema.source
        print(json ? source.json.text : source.description, terminator: json ? "\n" : "")
    }
}

/// Every command and every role.
struct PolicyMatrix: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Prints which role may use which command, by asking the rules everything.",
        discussion: """
            Without a file, of the rules that come with the program. A column is somebody in good \
            standing with one role: enrolled, not suspended, signed in with two proofs.
            """
    )

    @Argument(help: "Rules to ask instead: a .cedar file, each rule with its @id.")
    var rules: String?

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    func run() throws {
        try PolicyProblem.reported(json: json) {
            let rules = try rules.map { try PolicyFile($0).rules() }
            let asked = try rules ?? RuleSet(RuleSet.standardText)
            let matrix = try PermissionMatrix(of: asked, under: HomeOptions.policy().schema)
            if json {
                try Terminal(.machines).answer(matrix)
            } else {
                print(matrix.markdown(of: asked), terminator: "")
            }
        }
    }
}

/// What two sets of rules answer otherwise.
struct PolicyDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Lists what one set of rules allows and another does not, over all questions.",
        discussion: """
            Goes through every way in which the rules can tell questions apart, so what is not \
            listed does not change. Ends with 1 when something does.
            """
    )

    @Argument(help: "The older rules: a .cedar file, each rule with its @id.")
    var older: String

    @Argument(help: "The newer rules; the older ones are those of the program if this is absent.")
    var newer: String?

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    func run() throws {
        try PolicyProblem.reported(json: json) {
            let first = try PolicyFile(older).rules()
            let second = try newer.map { try PolicyFile($0).rules() }
            let schema = try HomeOptions.policy().schema
            let difference = try PolicyDifference(
                second == nil ? RuleSet(RuleSet.standardText) : first,
                second ?? first,
                under: schema
            )
            if json { try Terminal(.machines).answer(difference) } else { show(difference) }
            if !difference.changes.isEmpty { throw ExitCode(Ending.finding.rawValue) }
        }
    }

    private func show(_ difference: PolicyDifference) {
        for change in difference.changes {
            let roles = change.roles.isEmpty ? "" : " in " + change.roles.joined(separator: " and ")
            print("\(change.isOpened ? "+" : "-") \(change.action): \(change.principal)\(roles)")
            if !change.given.isEmpty { print("    when " + change.given.joined(separator: ", ")) }
            print("    allowed by " + change.allowing.joined(separator: ", "))
            if !change.denying.isEmpty {
                print("    denied by " + change.denying.joined(separator: ", "))
            }
        }
        print("\(difference.changes.count) changes, over \(difference.cases) ways to ask")
        print("\(difference.alike) kinds of questions have the same rules in both")
        if !difference.unmodelled.isEmpty {
            print(
                "Not gone through in every way: " + difference.unmodelled.joined(separator: "; ")
            )
        }
    }
}
