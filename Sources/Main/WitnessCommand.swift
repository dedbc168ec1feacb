import ArgumentParser
import Foundation
import Logging
import Merkle
import Server

/// `cordon witness`: the same program, with its own key and its own folder, watching other logs.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Cosign the logs of others, and never two histories of one.",
        subcommands: [Create.self, Trust.self, Key.self, Status.self, Serve.self]
    )

    /// Where the witness lives, and who reads the answer.
    struct Options: ParsableArguments {
        @Option(help: "The witness's folder.")
        var store: String

        @Flag(help: "Answer in JSON, for machines.")
        var json = false

        /// Runs `body` on the folder; a failure is told on the error stream and in the exit code.
        func attempt(_ body: (WitnessStore) async throws -> Void) async throws {
            do {
                try await body(WitnessStore(path: store))
            } catch let failure as WitnessStore.Failure {
                throw tell(failure.message, failure.exit)
            } catch let failure as VerifierKey.Failure {
                throw tell(failure.message, .wrongUse)
            } catch let code as ExitCode {
                throw code
            } catch {
                throw tell("the witness stopped: \(error)", .worldBroken)
            }
        }

        /// Prints `answer` as JSON or as `text`.
        func tell(_ text: @autoclosure () -> String, json answer: some Encodable) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let told = json ? try encoder.encode(answer) : Data(text().utf8)
            // Unbuffered: whoever started a server waits for its first line.
            FileHandle.standardOutput.write(told + Data("\n".utf8))
        }

        private func tell(_ message: String, _ code: ExitCode) -> ExitCode {
            FileHandle.standardError.write(Data("cordon witness: \(message)\n".utf8))
            return code
        }
    }

    /// A key, as machines read it.
    struct KeyAnswer: Encodable {
        let key: String
        let name: String

        init(_ key: VerifierKey) {
            self.key = key.description
            name = key.name
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the folder and its key, once."
        )

        @OptionGroup var options: Options

        @Option(help: "The witness's name: an address without a scheme, such as witness.example.")
        var name: String

        func run() async throws {
            try await options.attempt { store in
                var generator = SystemRandomNumberGenerator()
                let seed = (0..<32).map { _ in
                    UInt8.random(in: .min ... .max, using: &generator)
                }
                let key = try store.create(name: name, seed: seed)
                try options.tell(key.description, json: KeyAnswer(key))
            }
        }
    }

    struct Trust: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Follow the log with this verifier key from now on."
        )

        @OptionGroup var options: Options

        @Argument(help: "The log's verifier key: name+identifier+base64.")
        var vkey: String

        func run() async throws {
            try await options.attempt { store in
                let key = try VerifierKey(vkey)
                try store.trust(key)
                try options.tell("follows \(key.name)", json: KeyAnswer(key))
            }
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the witness's own verifier key."
        )

        @OptionGroup var options: Options

        func run() async throws {
            try await options.attempt { store in
                let key = try store.verifierKey()
                try options.tell(key.description, json: KeyAnswer(key))
            }
        }
    }
}

extension ExitCode {
    /// The caller asked for what cannot be.
    static let wrongUse = ExitCode(2)
    /// The disk, the network or a store failed.
    static let worldBroken = ExitCode(3)
}

extension WitnessStore.Failure {
    /// What to tell whoever runs the witness.
    var message: String {
        switch self {
        case .notCreated: "there is no witness here; make one with `cordon witness create`"
        case .alreadyCreated: "there is a witness here already; its key is never replaced"
        case .inUse: "another process is using this folder; stop it first"
        case .damaged(let file): "the file \(file) does not hold what it should"
        case .notALogKey: "this is not the key of a log"
        case .alreadyTrusted: "this key is trusted already"
        case .system(let words): "the system refused: \(words)"
        }
    }

    var exit: ExitCode {
        switch self {
        case .notCreated, .alreadyCreated, .notALogKey, .alreadyTrusted: .wrongUse
        case .inUse, .damaged, .system: .worldBroken
        }
    }
}

extension VerifierKey.Failure {
    /// What is wrong with a key or a name that somebody typed.
    var message: String {
        switch self {
        case .malformed: "a key reads name+identifier+base64"
        case .badName: "a name has no spaces and no +, and at most 255 bytes"
        case .otherKeyID: "the identifier is not that of the key beside it; is it complete?"
        case .badKey: "the key does not have the length of its kind"
        case .unsupportedKind: "keys of this kind cannot sign here"
        }
    }
}
