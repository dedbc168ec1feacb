import ArgumentParser
import Custody
import Foundation
import Tagging

extension DetectionCommand {
    /// Makes a model from labelled files: the same bytes for the same files and seed, anywhere.
    struct Train: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a model from labelled files.",
            discussion: """
                The files are those that `cordon detection evaluate` takes. Answers of reviewers \
                are JSON lines too, as `cordon detection answers` writes them: their spans have \
                "accepted": true or false; about the rest of such a text, the present models are \
                believed. The model is written to --out and is not used before it is named to \
                `cordon detect` or `cordon detection evaluate`, or replaces the one that comes \
                with the program. After a file's name, ":hold" leaves out every tenth block of \
                fifty texts, which `cordon detection evaluate --hold 10` then scores, and \
                ":small" takes every fifth text, without its capitals and at half weight. \
                Probabilities are calibrated on thirds of the texts that were held out in turn.
                """
        )

        @Option(help: "What is to be told: names in any text, or what to mask in court papers.")
        var task = TaggerTraining.Task.names

        @Option(parsing: .upToNextOption, help: "The labelled files, in this order.")
        var data: [String]

        @Option(parsing: .upToNextOption, help: "Files of answers that reviewers gave.")
        var answers: [String] = []

        @Option(help: "Where the model is written.")
        var out: String

        @Option(help: "What the order of lines follows from.")
        var seed: UInt64 = 1

        @Option(help: "Times that every line is seen, 1 to 100.")
        var epochs: Int?

        func validate() throws {
            guard (1...100).contains(epochs ?? 1) else {
                throw ValidationError("--epochs must be 1 to 100")
            }
        }

        func run() throws {
            let terminal = Terminal(.people)
            var course = TaggerCourse(task, detector: try .ofRules())
            for file in data { try add(file, to: &course) }
            if !answers.isEmpty {
                let present = try Detector()
                for file in answers {
                    course.add(answered: try DetectionCommand.texts(in: file), present: present)
                }
            }
            var settings = task.settings
            settings.seed = seed
            if let epochs { settings.epochs = epochs }
            guard let (model, report) = course.model(settings, progress: terminal.note) else {
                return
            }
            try Data(model).write(to: URL(filePath: out), options: .atomic)
            terminal.say(
                "\(out): \(model.count) bytes",
                "Calibration error over \(report.count) held out: "
                    + String(format: "%.3f, and %.3f after.", report.before, report.after)
            )
        }

        private func add(_ file: String, to course: inout TaggerCourse) throws {
            let isHeld = file.hasSuffix(":hold")
            let isSmall = file.hasSuffix(":small")
            let path = isHeld ? file.dropLast(5) : isSmall ? file.dropLast(6) : file[...]
            let texts = LabelledFile.divided(
                try DetectionCommand.texts(in: String(path)),
                part: isHeld ? 10 : 0
            ).kept
            if isSmall { course.addSmall(texts) } else { course.add(texts) }
        }
    }
}
