import Documents
import Kernel
import Markup
import Sieve

extension Release.Tally {
    /// Counts the passages that give away how the work is done, by kind.
    mutating func count(passagesOf readings: [[Detection.Reading]]) {
        for passage in readings.joined().flatMap(\.passages) {
            operations[passage.kind.rawValue, default: 0] += 1
        }
    }

    /// What remains risky because of such passages: names are cut out of them, their sense is not.
    var operationsRisk: ReleaseReport.RemainingRisk? {
        guard !operations.isEmpty else { return nil }
        let told = Passage.Kind.allCases.compactMap { kind in
            operations[kind.rawValue].map { "\(kind.noun): \($0)" }
        }
        return ReleaseReport.RemainingRisk(
            .medium,
            "The data tells how the work is done",
            explanation: """
                Passages were found that give away more than people. \
                \(told.joined(separator: "; ")). Names, secrets and numbers in them are treated \
                like any other; what they say is not.
                """,
            advice: "Read them with `cordon detect`; leave out what the recipient must not learn."
        )
    }
}

extension Passage.Kind {
    /// As a heading of a list.
    var noun: String {
        switch self {
        case .systemPrompt: "System prompts"
        case .rubric: "Rubrics and grading guidelines"
        case .goldAnswer: "Gold answers"
        case .clientRequirement: "Clients and their requirements"
        case .codename: "Codenames"
        case .credentialHandover: "Credentials handed over"
        case .transcript: "Talks between people and machines"
        }
    }
}
