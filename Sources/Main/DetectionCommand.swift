import ArgumentParser
import Console
import Custody
import Foundation
import Sieve

/// `cordon detection …`: how well names and secrets are found, and how the taggers are trained.
struct DetectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detection",
        abstract: "Measures detection on labelled files, and trains its models.",
        subcommands: [Evaluate.self, Train.self]
    )

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
