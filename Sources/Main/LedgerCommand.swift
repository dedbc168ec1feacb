import ArgumentParser
import Console
import Foundation
import Kernel
import Merkle

/// `cordon ledger`: the public log of a home, for whoever has to believe it.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Make, export, prove from and check a home's public log.",
        subcommands: [Create.self, Export.self, Prove.self, Check.self, Repair.self]
    )

    /// Makes a home with nothing in it but its log, so that others can be told its key first.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a home and its log, once, under a name of your choice."
        )

        @Option(help: "The log's name for ever: an address without a scheme, such as log.example.")
        var origin: String

        @Option(help: "Keep events in this PostgreSQL database instead of a file.")
        var database: String?

        @Flag(help: "Protect the home by a passphrase instead of a key file.")
        var askPassphrase = false

        @OptionGroup var place: HomeOptions

        private struct Answer: Encodable {
            let home: String
            let key: String
        }

        func validate() throws {
            let seed = [UInt8](repeating: 0, count: 32)
            guard (try? SigningKey(name: origin, kind: .ed25519, seed: seed)) != nil else {
                throw ValidationError("--origin has no spaces, no + and at most 255 bytes.")
            }
        }

        func run() async throws {
            let protection: Home.Protection =
                askPassphrase || place.passphraseFile != nil
                ? .passphrase(try place.passphrase()) : .keyFile
            let home = try await place.create(protection, database: database, origin: origin)
            let key = home.ledger.identity.verifier.description
            try await reporting { try await home.close() }
            try place.terminal.answer(Answer(home: place.home, key: key))
            place.terminal.say(
                "Made a home in \(place.home). Its log's verifier key, for everybody to keep:",
                "  \(key)"
            )
        }
    }

    /// Writes the public log anew from the database.
    struct Repair: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write every file of the public log anew that is not as it should be.",
            discussion: """
                Nothing is signed anew: the files must lead to the root that the home has signed, \
                or nothing is published.
                """
        )

        @OptionGroup var place: HomeOptions

        private struct Answer: Encodable {
            let size: Int
        }

        func run() async throws {
            let home = try await place.open()
            let size: Int
            do {
                size = try await reporting { try await home.sequencer.repair() }
            } catch {
                try? home.abandon()
                throw error
            }
            try await reporting { try await home.close() }
            try place.terminal.answer(Answer(size: size))
            place.terminal.say("The log is whole again: \(size) leaves. `cordon verify` checks it.")
        }
    }

    /// Checks a log's folder with nothing but its key.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every tile and every entry of a log, and that it only grew.",
            discussion: """
                Without a key of your own (--key), the one beside the checkpoint is taken: that \
                shows a whole log, not whose. Keep a checkpoint (--since) from every visit: a \
                log that shows you one history and others another cannot extend both.
                """
        )

        @Argument(help: "The folder that holds `checkpoint` and `tile`; the home's own if absent.")
        var folder: String?

        @Option(
            help: ArgumentHelp(
                "The verifier key of the log that you trust, or a file that holds it.",
                valueName: "vkey|file"
            )
        )
        var key: String?

        @Option(help: "A checkpoint that you kept: the log must have grown from it.")
        var since: String?

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let path = folder ?? place.home + "/ledger"
            guard FileManager.default.fileExists(atPath: path + "/checkpoint") else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no checkpoint in this folder, so there is no log.",
                    advice: "Name the folder that holds `checkpoint` and `tile`."
                )
            }
            let older = try since.map { try TrustFile.bytes(of: $0, named: "--since") }
            let key = try TrustFile.key(key ?? path + "/verifier-key")
            let claims = try await reporting {
                var claims = Claims()
                let audit = LogAudit(folder: LogFolder(path: path), key: key)
                let checkpoint = try await audit.check(&claims)
                if let older {
                    try await audit.check(
                        since: older,
                        named: "growth",
                        "it only grew from the checkpoint that you kept",
                        to: checkpoint,
                        mustGrow: true,
                        &claims
                    )
                }
                return claims
            }
            try ClaimsAnswer(of: path, kind: "log", claims).finish(on: place.terminal)
        }
    }
}
