import Console
import Custody
import Foundation

/// The scores of one file, as they are shown and as they are written.
struct EvaluationAnswer: Encodable {
    struct Score: Encodable {
        let precision: Double?
        let recall: Double
        let f1: Double?
        let gold: Int
    }

    let file: String
    private(set) var texts = 0
    private(set) var entities: [String: Score] = [:]
    private(set) var tokens: Score?
    private(set) var names: [String: Score] = [:]
    private(set) var sources: [String: Score] = [:]
    private(set) var secrets: Score?
    private(set) var columns: [ColumnEvaluation.Column] = []

    init(file: String, columns: ColumnEvaluation) {
        self.file = file
        self.columns = columns.columns
    }

    init(file: String, _ evaluation: Evaluation) {
        self.file = file
        texts = evaluation.texts
        entities = evaluation.entities.mapValues {
            Score(precision: nil, recall: $0.recall, f1: nil, gold: $0.gold)
        }
        if evaluation.masked.gold > 0 { tokens = Self.score(evaluation.masked) }
        names = evaluation.exact.filter { $0.value.gold > 0 }.mapValues(Self.score)
        if !names.isEmpty { names["all"] = Self.score(evaluation.allNames) }
        sources = evaluation.sources.mapValues(Self.score)
        if evaluation.secrets.gold > 0 { secrets = Self.score(evaluation.secrets) }
    }

    private static func score(_ count: Evaluation.Count) -> Score {
        Score(precision: count.precision, recall: count.recall, f1: count.score, gold: count.gold)
    }

    /// One table a file.
    func show(on terminal: Terminal) {
        if !columns.isEmpty {
            let rows = columns.map { [$0.column, $0.label, $0.told, $0.isRight ? "" : "wrong"] }
            let right = columns.count { $0.isRight }
            terminal.show(
                "\(file): \(right) of \(columns.count) columns",
                TerminalTable(["Column", "Is", "Told", ""], rows: rows)
            )
            return
        }
        var rows: [[String]] = []
        for (identifier, score) in entities.sorted(by: { $0.key < $1.key }) {
            rows.append(Self.row("Entities covered, " + identifier.lowercased(), score))
        }
        if let tokens { rows.append(Self.row("Words covered", tokens)) }
        for (kind, score) in names.sorted(by: { $0.key < $1.key }) {
            rows.append(Self.row("Names, exact, " + kind, score))
        }
        for (source, score) in sources.sorted(by: { $0.key < $1.key }) {
            rows.append(Self.row("Names in " + source, score))
        }
        if let secrets { rows.append(Self.row("Secrets, overlapping", secrets)) }
        terminal.show(
            "\(file): \(texts) texts",
            TerminalTable(
                ["What", "Precision", "Recall", "F1", "Of"],
                numbers: [1, 2, 3, 4],
                rows: rows
            )
        )
    }

    private static func row(_ name: String, _ score: Score) -> [String] {
        let figure = { (value: Double?) in value.map { String(format: "%.3f", $0) } ?? "" }
        return [
            name, figure(score.precision), figure(score.recall), figure(score.f1),
            String(score.gold),
        ]
    }
}
