import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

extension DocumentsCommand {
    /// Writes what proves that a document is gone.
    struct Certificate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Certify that a document was destroyed, when and why.",
            discussion: """
                The certificate names the event in the log that ordered it; `cordon ledger prove` \
                writes that event's receipt, which anybody can check offline.
                """
        )

        @Argument(help: "The document's identifier.")
        var document: String

        @Option(help: "The file to write; it must not exist. The terminal, unless said.")
        var out: String?

        @OptionGroup var place: HomeOptions

        func run() async throws {
            guard let id = ID<Vault.Document>(document) else {
                throw TerminalFailure(
                    .wrongUse,
                    "This is not an identifier.",
                    advice: "Copy one from `cordon documents list` or an erasure's answer."
                )
            }
            let home = try await place.open()
            let certificate: Custody.Certificate
            do {
                certificate = try await reporting {
                    let room = Strongroom(ledger: home.ledger, folder: place.home + "/vault")
                    return try await room.certificate(of: id)
                }
                if let out {
                    try await reporting {
                        try Disk.create([UInt8](certificate.text().utf8), at: out)
                    }
                }
            } catch {
                try? home.abandon()
                throw error
            }
            try await reporting { try await home.close() }
            let terminal = place.terminal
            try terminal.answer(certificate)
            if out == nil { terminal.say(try certificate.text()) }
            terminal.say(
                "Its receipt in the log: cordon ledger prove \(certificate.event)"
            )
        }
    }
}
