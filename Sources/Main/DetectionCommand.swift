import ArgumentParser
import Console
import Custody
import Foundation
import Sieve
import Tagging

/// `cordon detection …`: how well names and secrets are found, and how the taggers are trained.
struct DetectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detection",
        abstract: "Measures detection on labelled files, and trains its models.",
        subcommands: [Evaluate.self, Answers.self, Train.self]
    )

    /// The rules with the models that come with the program, or with others that the user named.
    static func detector(
        names: String?,
        court: String?,
        mode: DetectionMode
    ) throws -> Detector {
        var models = try TaggerModels()
        if let names { models.names = try model(in: names) }
        if let court { models.court = try model(in: court) }
        return try Detector.ofRules().with(models, for: mode.bounds)
    }

    private static func model(in path: String) throws -> TaggerModel {
        do {
            return try TaggerModel(contents(of: path))
        } catch is TaggerModel.Failure {
            throw TerminalFailure(
                .wrongUse,
                "\(path) is no model, or is damaged.",
                advice: "Give a file that `cordon detection train` wrote with this version."
            )
        }
    }

    /// The bytes of a file that the user named.
    static func contents(of path: String) throws -> [UInt8] {
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw TerminalFailure(
                .wrongUse,
                "\(path) cannot be read.",
                advice: "Check the path and who may read it."
            )
        }
        return [UInt8](contents)
    }

    /// The labelled texts in a file that the user named.
    static func texts(in path: String) throws -> [LabelledText] {
        do {
            return try LabelledFile.texts(in: contents(of: path))
        } catch let failure as LabelledFile.Failure {
            let reason =
                switch failure {
                case .unknownFormat: "is in no format that is known here"
                case .lineUnreadable(let line): "cannot be read at line \(line)"
                case .damagedArchive: "is a damaged gzip file"
                }
            throw TerminalFailure(
                .wrongUse,
                "\(path) \(reason).",
                advice: """
                    Give JSON lines with "text" and "spans", or one word and its tag a line with \
                    an empty line between sentences; either may be packed with gzip.
                    """
            )
        }
    }
}

extension DetectionMode: ExpressibleByArgument {}
extension TaggerTraining.Task: ExpressibleByArgument {}
