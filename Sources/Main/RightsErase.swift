import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

extension RightsCommand {
    /// Forgets a person, once it is certain who is meant.
    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy the keys to everything that is about one person alone.",
            discussion: """
                Shows what would be destroyed and asks, unless --yes is given. Nothing is erased \
                while a legal hold stands. Documents about others too are named, so that they can \
                be cut down by hand. The certificate says which keys are gone and where in the log \
                that stands.
                """
        )

        @OptionGroup var identity: Identity

        @Option(help: "The subject, from `cordon rights find`, where several were found.")
        var subject: String?

        @Option(help: "Why, in a few words and without names: it outlives the erasure.")
        var reason: String

        @Option(help: "Write the certificate of destruction to this file; it must not exist.")
        var certificate: String?

        @Flag(help: "Do not ask.")
        var yes = false

        @OptionGroup var place: HomeOptions

        private struct Answer: Encodable {
            let subject: String
            let event: String
            let destroyed: Int
            let shared: [String]
            let certificate: String?
        }

        func run() async throws {
            if let certificate, FileManager.default.fileExists(atPath: certificate) {
                throw TerminalFailure(
                    .wrongUse,
                    "The file for the certificate exists already.",
                    advice: "Name another with --certificate."
                )
            }
            let home = try await place.open()
            let answer: Answer
            do {
                answer = try await reporting { try await erase(in: home) }
            } catch {
                try? home.abandon()
                throw error
            }
            try await reporting { try await home.close() }
            try place.terminal.answer(answer)
            place.terminal.say(
                "Erased. \(answer.destroyed) documents were destroyed; event \(answer.event)."
            )
            if !answer.shared.isEmpty {
                place.terminal.say(
                    "Still sealed, being about others too; cut these down by hand:",
                    answer.shared.map { "  " + $0 }.joined(separator: "\n")
                )
            }
            if let certificate { place.terminal.say("The certificate is \(certificate).") }
        }

        private func erase(in home: Home) async throws -> Answer {
            let person = try await candidate(in: home)
            try confirm(person)
            let room = Strongroom(ledger: home.ledger, folder: place.home + "/vault")
            let receipt = try await Rights.erase(
                person.subject,
                reason: reason,
                from: room,
                as: .owner
            )
            try await home.sequencer.publish()
            if let certificate {
                let text = try await room.certificate(for: receipt).text()
                try Disk.create([UInt8](text.utf8), at: certificate)
            }
            return Answer(
                subject: person.subject.description,
                event: receipt.id.description,
                destroyed: receipt.event.documents.count,
                shared: receipt.event.shared.map(\.description),
                certificate: certificate
            )
        }

        /// The one person who is meant.
        private func candidate(in home: Home) async throws -> Rights.Candidate {
            let found = try await Found(bearing: identity.marks(in: home), in: home)
            let meant = found.candidates.filter { candidate in
                subject.map { $0 == candidate.subject.description } ?? true
            }
            if meant.count == 1 { return meant[0] }
            found.show(on: place.terminal)
            throw TerminalFailure(
                .wrongUse,
                meant.isEmpty
                    ? "Nobody of this description is named in what is sealed here."
                    : "\(meant.count) people could be meant.",
                advice: meant.isEmpty
                    ? "Try another name, address or number."
                    : "Say which with --subject; to erase all of them, do it one by one."
            )
        }

        private func confirm(_ person: Rights.Candidate) throws {
            guard !yes else { return }
            guard isatty(STDIN_FILENO) == 1 else {
                throw TerminalFailure(
                    .wrongUse,
                    "Nobody can be asked here whether to destroy \(person.destroyed) documents.",
                    advice: "Run it in a terminal, or add --yes."
                )
            }
            place.terminal.note(
                "This destroys \(person.destroyed) documents for ever, and leaves \(person.shared)"
                    + " that are about others. Write erase to go on:"
            )
            guard readLine() == "erase" else {
                throw TerminalFailure(
                    .wrongUse,
                    "Nothing was erased.",
                    advice: "Write the word erase to confirm."
                )
            }
        }
    }
}
