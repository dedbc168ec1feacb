import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Merkle
import People

/// The keys of the home: replaced without touching a single document.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Replace the keys of the home.",
        subcommands: [Rotate.self, Member.self, Token.self, ReplaceHouse.self, ReplaceLog.self]
    )

    /// Makes the key by which somebody else acts in a home: theirs alone.
    struct Member: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a member's key file, on the member's own machine.",
            discussion: """
                The file opens with its passphrase only: something you have, and something you \
                know. The home is told the public key: the owner runs the line that is printed, \
                and the member then acts with --as FILE.
                """
        )

        @Option(help: "The file to write; it must not exist.")
        var out: String

        @Option(help: "Read the new passphrase from this file instead of asking.")
        var newPassphraseFile: String?

        @Flag(help: "Answer in JSON, for machines.")
        var json = false

        func run() throws {
            let passphrase = try HomeOptions.passphrase(
                "the new key file",
                newPassphraseFile,
                option: "--new-passphrase-file"
            )
            var generator = SystemRandomNumberGenerator()
            let made = try MemberKey.create(passphrase: passphrase, using: &generator)
            do {
                try Disk.create([UInt8](made.text.utf8), at: out)
            } catch let broken as Broken {
                throw TerminalFailure(
                    .wrongUse,
                    "The key file cannot be written: it exists, or its folder does not.",
                    advice: "Name another with --out. (\(broken.code.rawValue))"
                )
            }
            let terminal = Terminal(json ? .machines : .people)
            try terminal.answer(["member": made.key.member.description, "key": made.key.key])
            terminal.say(
                "Made \(out). The owner enrols it, with the roles it is to have:",
                "  cordon access enrol --member \(made.key.member) --key \(made.key.key) \\",
                "    --roles '[\"auditor\"]'"
            )
        }
    }

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

    struct ReplaceHouse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replace-house",
            abstract: "Replace the house's key: what is recorded from now on lies under a new one.",
            discussion: """
                What was recorded before stays readable: the key before is kept, wrapped under the \
                new one. Nothing is encrypted again. A copy of the `keys` folder made before opens \
                nothing that is recorded after.
                """
        )

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let home = try await place.open()
            let epoch = try await reporting {
                let epoch = try await home.replaceHouseKey(
                    as: .owner,
                    passphrase: place.passphrase
                )
                try await home.close()
                return epoch
            }
            let terminal = place.terminal
            try terminal.answer(["epoch": Int(epoch)])
            terminal.say(
                "The house's key is replaced: epoch \(epoch). Back up the `keys` folder anew."
            )
        }
    }

    struct ReplaceLog: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replace-log",
            abstract: "Replace the key that the log signs with; it stays the same log.",
            discussion: """
                Both keys sign the handover, which lies in the log's folder. The old key signs \
                nothing larger from then on and is destroyed here; backups of `keys` still hold it.
                """
        )

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let home = try await place.open()
            let key = try await reporting { try await home.replaceLogKey(as: .owner) }
            let terminal = place.terminal
            try terminal.answer(["key": key.description])
            terminal.say(
                "The log signs with another key now:",
                "  \(key)",
                "Give it to whoever verifies. Each witness must be told: cordon witness trust.",
                "In ledger/trust-policy, if there is one, add the line: log \(key)",
                "Back up the `keys` folder anew."
            )
        }
    }
}
