import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

/// What protects the home: replaced without touching a single document.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Replace what protects the home.",
        subcommands: [Rotate.self]
    )

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replace the root key; documents stay as they are.",
            discussion: """
                Without --new-passphrase-file the new key is a file, keys/root.key. Backups of the \
                `keys` folder made before still open under the old one.
                """
        )

        @Option(help: "Protect the home by the passphrase in this file.")
        var newPassphraseFile: String?

        @OptionGroup var place: HomeOptions

        func run() async throws {
            var next = Home.Protection.keyFile
            if let newPassphraseFile {
                var reading = HomeOptions()
                reading.passphraseFile = newPassphraseFile
                next = .passphrase(try reading.passphrase())
            }
            let home = try await place.open()
            let receipt = try await reporting {
                let room = Strongroom(ledger: home.ledger, folder: place.home + "/vault")
                let receipt = try await room.rotate(
                    to: next,
                    keys: place.home + "/keys",
                    as: .owner
                )
                try await home.close()
                return receipt
            }
            let terminal = place.terminal
            try terminal.answer(["event": receipt.id.description])
            terminal.say("The root key is replaced. Back up the `keys` folder anew.")
        }
    }
}
