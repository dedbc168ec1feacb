import ArgumentParser
import Console
import Custody
import Kernel

/// What somebody says about a source: why it is there, why that is lawful, and for how long.
struct ParticularsOptions: ParsableArguments {
    @Option(help: "Why the data is there.")
    var purpose: String?

    @Option(help: "Why that is lawful: `contract`, `6(1)(f)` …")
    var basis: String?

    @Option(help: "What lifts the ban on special categories: `employment law`, `9(2)(b)` …")
    var condition: String?

    @Option(help: "Until when it is kept: a day, or a period in words.")
    var until: String?

    @Option(help: "Who answers for it. Sealed.")
    var owner: String?

    func particulars() throws -> DataMap.Particulars {
        var particulars = DataMap.Particulars(purpose: purpose, until: until)
        particulars.owner = owner.map { Personal($0) }
        if let basis {
            particulars.basis = Minimization.LegalBasis(written: basis)
            guard particulars.basis != nil else {
                throw Self.unknown("--basis", Minimization.LegalBasis.allCases.map(\.rawValue))
            }
        }
        if let condition {
            particulars.condition = Minimization.SpecialCondition(written: condition)
            guard particulars.condition != nil else {
                throw Self.unknown(
                    "--condition",
                    Minimization.SpecialCondition.allCases.map(\.rawValue)
                )
            }
        }
        return particulars
    }

    private static func unknown(_ option: String, _ choices: [String]) -> TerminalFailure {
        TerminalFailure(
            .wrongUse,
            "\(option) is none that the law knows.",
            advice: "One of: " + choices.joined(separator: ", ") + "."
        )
    }
}
