import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

/// The sealed originals: what there is, how to read one, and what is due to be destroyed.
struct DocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents",
        abstract: "List, open and destroy the sealed originals.",
        subcommands: [List.self, Open.self, Sweep.self, Certificate.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what the vault holds, by identifier."
        )

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let home = try await place.open()
            let documents = try await reporting {
                try await home.ledger.store.read { try DataMap.documents(in: $0) }
            }
            try await reporting { try await home.close() }
            let terminal = place.terminal
            try terminal.answer(documents)
            guard !documents.isEmpty else {
                terminal.say("Nothing is sealed here yet. `cordon protect` seals what it reads.")
                return
            }
            terminal.show(
                "Sealed documents",
                TerminalTable(
                    ["Document", "Format", "Bytes", "Records", "State"],
                    numbers: [2, 3],
                    rows: documents.map { document in
                        [
                            document.id.description, document.format, "\(document.bytes)",
                            "\(document.records)", document.state.rawValue,
                        ]
                    }
                )
            )
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a sealed original to a file. The opening is recorded."
        )

        @Argument(help: "The document's identifier, from `cordon documents list`.")
        var document: String

        @Option(help: "Why it is opened, in a few words.")
        var purpose: String

        @Option(help: "The file to write; it must not exist.")
        var out: String

        @OptionGroup var place: HomeOptions

        func run() async throws {
            guard let id = ID<Vault.Document>(document) else {
                throw TerminalFailure(
                    .wrongUse,
                    "This is not an identifier.",
                    advice: "Copy one from `cordon documents list`."
                )
            }
            guard !FileManager.default.fileExists(atPath: out) else {
                throw TerminalFailure(
                    .wrongUse,
                    "The output file exists already.",
                    advice: "Name another with --out."
                )
            }
            let card = try await place.acting { home, principal in
                let room = Strongroom(ledger: home.ledger, folder: place.home + "/vault")
                return try await write(id, from: room, for: principal)
            }
            let terminal = place.terminal
            let name = card.name.reveal(for: Occasion("telling its owner what was opened")) { $0 }
            try terminal.answer(["out": out, "name": name])
            terminal.say("Wrote \(name) to \(out). The opening is recorded.")
        }

        /// All of it or nothing: what failed to prove itself half-way is taken away again.
        private func write(
            _ id: ID<Vault.Document>,
            from room: Strongroom,
            for principal: Principal
        ) async throws -> Vault.Card {
            try Disk.create([], at: out)
            guard let file = FileHandle(forWritingAtPath: out) else {
                throw Disk.failed("write", out)
            }
            defer { try? file.close() }
            do {
                return try await room.open(id, for: purpose, as: principal) { bytes in
                    try file.write(contentsOf: Data(bytes))
                }
            } catch {
                try? FileManager.default.removeItem(atPath: out)
                throw error
            }
        }
    }

    struct Sweep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy every document whose retention date has come. Run it daily."
        )

        @OptionGroup var place: HomeOptions

        func run() async throws {
            let home = try await place.open()
            let sweep = try await reporting {
                let room = Strongroom(ledger: home.ledger, folder: place.home + "/vault")
                let sweep = try await room.sweep(now: Date())
                try await home.close()
                return sweep
            }
            let terminal = place.terminal
            try terminal.answer(["destroyed": sweep.destroyed.count, "held": sweep.held])
            terminal.say(
                "Destroyed \(sweep.destroyed.count); kept \(sweep.held) under a legal hold."
            )
        }
    }
}
