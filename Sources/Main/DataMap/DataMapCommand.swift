import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

/// What is held and where: sources on the map, passes over them, and what came to light.
struct DataMapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datamap",
        abstract: "Map what is held about people: where, whose, how old, and who can see it.",
        discussion: """
            Put places on the map with `cordon datamap add`, look into them with `cordon datamap \
            scan`, and see what there is with `cordon datamap show`. Nothing is ever written to a \
            place that is scanned.
            """,
        subcommands: [
            Add.self, Scan.self, Show.self, Diff.self, Copies.self, Watch.self, Flows.self,
            Declare.self, Describe.self, Remove.self, Limit.self, Introduce.self, Record.self,
            Screen.self, LineageExport.self, CroissantExport.self, Unread.self,
        ]
    )

    /// The source that `name` means, or a failure that says how to find it.
    static func source(_ name: String, in home: Home) async throws -> DataMap.Listed {
        let found = try await home.ledger.store.read { try DataMap.source(named: name, in: $0) }
        guard let found else { throw DataMap.Failure.unknownSource }
        return found
    }

    /// A day as midnight in UTC, or an instant (RFC 3339), in milliseconds since 1970.
    static func moment(_ text: String, option: String) throws -> Int64 {
        let day = try? Date(text, strategy: .iso8601.year().month().day())
        guard let date = day ?? (try? Date(text, strategy: .iso8601)) else {
            throw TerminalFailure(
                .wrongUse,
                "\(option) is neither a day nor an instant.",
                advice: "Write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ."
            )
        }
        return Int64(date.timeIntervalSince1970 * 1000)
    }

    static func day(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            .formatted(.iso8601.year().month().day())
    }
}

extension DataMapCommand {
    /// Puts a place on the map.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a place on the map.",
            discussion: """
                PLACE is a folder or file (also Maildir, MBOX and chat exports), a Git repository, \
                a SQLite database, a PostgreSQL address (postgresql://…), a mailbox on a server \
                (imaps://USER@HOST), or a bucket (s3://BUCKET, with --endpoint for one that is \
                not Amazon's). A password or key is read from --credential-file, sealed in the \
                vault, and never shown again.
                """
        )

        @Argument(help: "Where the data lies.")
        var place: String

        @Option(help: "What to call it: small letters, digits, dashes.")
        var name: String

        @OptionGroup var words: ParticularsOptions

        @Option(
            help: ArgumentHelp("Read what opens the place from this file.", valueName: "file")
        )
        var credentialFile: String?

        @Option(help: "For a bucket: its server, as in http://127.0.0.1:9000.")
        var endpoint: String?

        @Option(help: "For a bucket: its region.")
        var region = "us-east-1"

        @Option(help: "For a database: look into this many rows of each table; all unless said.")
        var sample: Int?

        @Option(
            help: ArgumentHelp(
                "For a mail server: who vouches for it, as certificates in a file.",
                valueName: "file"
            )
        )
        var authority: String?

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let place = try place(of: place)
            let particulars = try words.particulars()
            let credential = try credential()
            let home = try await DataMapCommand.opening(options)
            let source = ID<DataMap.Source>()
            let key = try options.memberKey()
            do {
                let principal = try await options.principal(key, in: home)
                try await reporting {
                    try await DataMap.add(
                        source,
                        name: name,
                        place,
                        credential: credential,
                        particulars,
                        in: home,
                        as: principal
                    )
                }
                try await reporting { try await home.close() }
            } catch {
                try? home.abandon()
                throw error
            }
            try options.terminal.answer(
                Answer(source: source.description, name: name, kind: place.kind.rawValue)
            )
            options.terminal.say(
                "`\(name)` is on the map. Look into it with:",
                "  cordon datamap scan \(name)"
            )
        }

        private struct Answer: Encodable {
            let source: String
            let name: String
            let kind: String
        }

        private func place(of text: String) throws -> DataMap.Address {
            guard sample.map({ $0 > 0 }) ?? true else {
                throw TerminalFailure(
                    .wrongUse,
                    "--sample is a number of rows from 1 on.",
                    advice: "Leave it out to look into all of them."
                )
            }
            guard
                let place = DataMap.Address(
                    text,
                    from: FileManager.default.currentDirectoryPath,
                    endpoint: endpoint,
                    region: region,
                    sample: sample,
                    authority: authority
                )
            else {
                guard !text.hasPrefix("imap") else {
                    throw TerminalFailure(
                        .wrongUse,
                        "This is no mailbox that may be asked for a password.",
                        advice: "Write imaps://USER@HOST; imap:// is for this very machine."
                    )
                }
                throw TerminalFailure(
                    .wrongUse,
                    "This place is not there, or of no kind that is scanned.",
                    advice: "See `cordon help datamap add`."
                )
            }
            return place
        }

        private func credential() throws -> [UInt8]? {
            guard let credentialFile else { return nil }
            guard let bytes = try Disk.read(credentialFile, lengthMax: 64 << 10), !bytes.isEmpty
            else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no credential in the file you named.",
                    advice: "Check --credential-file."
                )
            }
            return bytes.last == 0x0A ? bytes.dropLast() : bytes
        }
    }

    /// Opens the home, or makes one, said aloud.
    static func opening(_ options: HomeOptions) async throws -> Home {
        if Home.exists(at: options.home) { return try await options.open() }
        let protection: Home.Protection =
            options.passphraseFile != nil ? .passphrase(try options.passphrase()) : .keyFile
        let home = try await options.create(protection, database: nil)
        options.terminal.say("Made a new home in \(options.home), with a log of its own.")
        return home
    }
}
