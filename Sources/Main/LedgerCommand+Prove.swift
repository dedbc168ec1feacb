import ArgumentParser
import Console
import Foundation
import Kernel
import Merkle

extension LedgerCommand {
    /// Copies the public log for an auditor.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the public log for an auditor, checked on the way.",
            discussion: """
                The copy holds leaves without personal data, their tree, the signed checkpoint \
                and the verifier key. `cordon ledger check` reads it, and so does any other \
                program that knows C2SP tlog-tiles.
                """
        )

        @Argument(help: "The folder to make; it must not exist.")
        var folder: String

        @OptionGroup var place: HomeOptions

        private struct Answer: Encodable {
            let folder: String
            let size: Int
            let root: String
            let key: String
        }

        func run() async throws {
            guard !FileManager.default.fileExists(atPath: folder) else {
                throw TerminalFailure(
                    .wrongUse,
                    "The folder for the copy exists already.",
                    advice: "Name another, or move it away."
                )
            }
            let home = try await place.open()
            let key = home.ledger.identity.verifier
            let source = home.publication.folder
            let checkpoint: Checkpoint
            do {
                checkpoint = try await reporting {
                    try await home.sequencer.publish()
                    return try await source.copy(to: folder, key: key)
                }
            } catch {
                try? home.abandon()
                throw error
            }
            try await reporting { try await home.close() }
            let terminal = place.terminal
            try terminal.answer(
                Answer(
                    folder: folder,
                    size: checkpoint.size,
                    root: checkpoint.root.base64,
                    key: key.description
                )
            )
            terminal.say(
                "Copied the log of \(key.name), \(checkpoint.size) leaves, to \(folder).",
                "Whoever receives it checks it with the key that you tell them another way:",
                "  cordon ledger check \(folder) --key \(key)"
            )
        }
    }

    /// Writes the receipt of one event.
    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the receipt of one event, which anybody can check offline."
        )

        @Argument(help: "The event's identifier, or its number in the log.")
        var event: String

        @Option(help: "The file to write; leaf-NUMBER.tlog-proof unless said.")
        var out: String?

        @OptionGroup var place: HomeOptions

        private struct Answer: Encodable {
            let event: String
            let index: Int
            let size: Int
            let receipt: String
        }

        func run() async throws {
            let home = try await place.open()
            let answer: Answer
            do {
                answer = try await reporting { try await write(from: home) }
            } catch {
                try? home.abandon()
                throw error
            }
            try await reporting { try await home.close() }
            try place.terminal.answer(answer)
            place.terminal.say(
                "Wrote the receipt of leaf \(answer.index) of \(answer.size): \(answer.receipt)",
                "  cordon verify \(answer.receipt) --key \(place.home)/ledger/verifier-key"
            )
        }

        private func write(from home: Home) async throws -> Answer {
            try await home.sequencer.publish()
            var found: ID<any Event>?
            if let index = Int(event) {
                found = try await home.ledger.event(at: index)
            } else if let id = ID<any Event>(event) {
                found = try await home.ledger.index(of: id) == nil ? nil : id
            }
            guard let found else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no event of this number or identifier in the log.",
                    advice: "Numbers run from 0; `cordon status` tells how many there are."
                )
            }
            let receipt = try await home.ledger.proof(of: found, in: home.publication)
            let checkpoint = try Checkpoint.open(
                receipt.checkpoint,
                by: home.ledger.identity.verifier
            ).checkpoint
            let path = out ?? "leaf-\(receipt.index).tlog-proof"
            try Disk.replace(receipt.bytes, at: path, mode: 0o644)
            return Answer(
                event: found.description,
                index: receipt.index,
                size: checkpoint.size,
                receipt: path
            )
        }
    }
}
