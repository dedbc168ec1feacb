import ArgumentParser
import Console
import Custody
import Foundation
import Sieve

extension DetectionCommand {
    /// Scores on files whose entities are marked.
    struct Evaluate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Scores of detection on labelled files.",
            discussion: """
                Takes JSON lines with "text" and "spans" (start, end, label, and perhaps \
                identifier and entity; offsets in Unicode code points), CoNLL files, and CSV \
                tables with the labels of their columns in FILE.columns.json beside them; \
                packed with gzip or not. Entities count as found when every mention is covered \
                (Pilán et al. 2022).
                """
        )

        @Argument(help: "The labelled files.")
        var files: [String]

        @Option(help: "What findings are for: masking (rather too much) or search.")
        var mode = DetectionMode.masking

        @Flag(help: "Rules and lists alone, without the trained models.")
        var rules = false

        @Option(help: "A model for names to try instead of the one that comes with the program.")
        var names: String?

        @Option(help: "A model for courts to try instead of the one that comes with the program.")
        var court: String?

        @Option(help: "Only every so many blocks of fifty texts: those that train held out.")
        var hold = 0

        @Flag(help: "Answer with one JSON document.")
        var json = false

        func run() throws {
            let detector = try detector()
            let terminal = Terminal(json ? .machines : .people)
            var answers: [EvaluationAnswer] = []
            for file in files {
                let answer: EvaluationAnswer
                if let columns = try ColumnEvaluation(file: file, detector: detector) {
                    answer = EvaluationAnswer(file: file, columns: columns)
                } else {
                    answer = try EvaluationAnswer(file: file, scores(of: file, detector))
                }
                answers.append(answer)
                answer.show(on: terminal)
            }
            try terminal.answer(answers)
        }

        private func detector() throws -> Detector {
            if rules { return try Detector.ofRules() }
            return try DetectionCommand.detector(names: names, court: court, mode: mode)
        }

        private func scores(of file: String, _ detector: Detector) throws -> Evaluation {
            var texts = try DetectionCommand.texts(in: file)
            if hold > 1 { texts = LabelledFile.divided(texts, part: hold).held }
            var evaluation = Evaluation()
            for text in texts {
                evaluation.add(text, detector.findings(in: text.text, language: text.language))
            }
            return evaluation
        }
    }
}
