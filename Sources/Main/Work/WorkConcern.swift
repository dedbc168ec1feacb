import ArgumentParser
import Console
import Crypto
import Foundation
import Kernel
import People

/// The independent address: its key, and what was sealed to it. Works without any home.
struct WorkConcern: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "concern",
        abstract: "For an independent address: make its key, open what was sealed to it.",
        subcommands: [MakeKey.self, Open.self]
    )

    struct MakeKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key",
            abstract: "Make the address's secret key; its public key goes into a project's brief."
        )

        @Option(help: "The file to write; it must not exist.")
        var out: String

        func run() throws {
            let key = Curve25519.KeyAgreement.PrivateKey()
            try Disk.create(Array(key.rawRepresentation.base64EncodedString().utf8), at: out)
            let hex = key.publicKey.rawRepresentation.map { String(format: "%02x", $0) }.joined()
            print(hex)
        }
    }

    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a concern: base64 on standard input, words on standard output."
        )

        @Option(help: "The address's secret key file.")
        var key: String

        func run() throws {
            let text = String(decoding: try WorkFiles.read(key), as: UTF8.self)
            guard let bytes = Data(base64Encoded: text.trimmingCharacters(in: .newlines)),
                let secret = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
            else {
                throw TerminalFailure(.wrongUse, "This is no key file.", advice: "Check --key.")
            }
            do {
                print(try Workroom.ConcernBox.open(readLine() ?? "", with: secret))
            } catch is Workroom.ConcernBox.Unreadable {
                throw TerminalFailure(
                    .finding,
                    "This was not sealed to this address.",
                    advice: "Try another key."
                )
            }
        }
    }
}
