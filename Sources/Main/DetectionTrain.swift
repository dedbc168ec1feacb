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
                are JSON lines too, their spans with "accepted": true or false; about the rest \
                of such a text, the present models are believed. The model is written to --out \
                and is not used before it replaces the one that comes with the program, or is \
                named to evaluate. After a file's name, ":hold" leaves out every tenth block of \
                fifty texts, which `cordon detection evaluate --hold 10` then scores, and \
                ":small" takes every fifth text, without its capitals and at half weight.
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
            guard var training = TaggerTraining(task, detector: try .ofRules()) else { return }
            for file in data { try add(file, to: &training) }
            if !answers.isEmpty {
                let present = try Detector()
                for file in answers {
                    for text in try DetectionCommand.texts(in: file) {
                        training.add(answered: text, present: present)
                    }
                }
            }
            var settings = task.settings
            settings.seed = seed
            if let epochs { settings.epochs = epochs }
            var set = training.set
            terminal.note("\(set.lineCount) lines, \(set.wordCount) words")
            var trainer = Trainer(&set, settings: settings)
            trainer.train(on: set) { epoch, loss in
                terminal.note("epoch \(epoch): \(loss) nats a word")
            }
            let model = trainer.model()
            try Data(model).write(to: URL(filePath: out), options: .atomic)
            terminal.say("\(out): \(model.count) bytes")
        }

        private func add(_ file: String, to training: inout TaggerTraining) throws {
            let isHeld = file.hasSuffix(":hold")
            let isSmall = file.hasSuffix(":small")
            let path = isHeld ? file.dropLast(5) : isSmall ? file.dropLast(6) : file[...]
            let texts = LabelledFile.divided(
                try DetectionCommand.texts(in: String(path)),
                part: isHeld ? 10 : 0
            ).kept
            for (place, text) in texts.enumerated() {
                if !isSmall {
                    training.add(text)
                } else if place % 5 == 0 {
                    training.addSmall(text, weight: 0.5)
                }
            }
        }
    }
}
