import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup
import Merkle

/// `cordon status`: what a home holds, in figures; no name, no finding's value.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell what a home holds: log, releases, documents, keys, doubts."
    )

    @OptionGroup var place: HomeOptions

    func run() async throws {
        let terminal = place.terminal
        guard Home.exists(at: place.home) else {
            try terminal.answer(Empty(home: place.home))
            terminal.say(
                "There is no home in \(place.home) yet. The first run of this makes one:",
                "  cordon protect FOLDER --purpose \"what the data is for\" --out release"
            )
            return
        }
        let status = try await reporting {
            let home = try await place.look()
            do {
                let status = try await Status(of: home)
                try home.abandon()
                return status
            } catch {
                try? home.abandon()
                throw error
            }
        }
        try terminal.answer(status)
        show(status, on: terminal)
    }

    private struct Empty: Encodable {
        let home: String
        let exists = false
    }

    private func show(_ status: Status, on terminal: Terminal) {
        let log = status.log
        let waiting = log.events - log.published
        terminal.show(
            "Home \(place.home)",
            TerminalTable(block: [
                ("Log", log.name),
                ("Events", grouped(log.events)),
                (
                    "Published",
                    waiting > 0
                        ? "\(grouped(log.published)), \(grouped(waiting)) to come"
                        : grouped(log.published)
                ),
                ("Witnesses", witnesses(log)),
                ("Keys held", grouped(status.keys.held)),
                ("Keys destroyed", grouped(status.keys.destroyed)),
                ("Documents sealed", grouped(status.vault.sealed)),
                ("Documents destroyed", grouped(status.vault.shredded)),
                ("Legal holds", grouped(status.vault.holds)),
                ("Doubts waiting", grouped(status.doubts)),
            ])
        )
        if status.holdings.isEmpty {
            terminal.say("", "Nothing is held yet; `cordon protect` reads a folder.")
        } else {
            terminal.show("Held, by format", holdings(status))
        }
        if !status.releases.isEmpty { terminal.show("Releases, newest first", releases(status)) }
    }

    private func witnesses(_ log: Status.Log) -> String {
        guard log.witnesses > 0 else { return "none" }
        let signed = "\(grouped(log.witnesses - log.absent.count)) of \(grouped(log.witnesses))"
        guard !log.absent.isEmpty else { return signed + " signed the last checkpoint" }
        return signed + "; not yet " + log.absent.joined(separator: ", ")
    }

    private func holdings(_ status: Status) -> TerminalTable {
        TerminalTable(
            ["Format", "Documents", "Size", "Records", "Not assessed"],
            numbers: [1, 2, 3, 4],
            rows: status.holdings.map {
                [
                    $0.format, grouped($0.documents), size($0.bytes), grouped($0.records),
                    grouped($0.notAssessed),
                ]
            }
        )
    }

    private func releases(_ status: Status) -> TerminalTable {
        TerminalTable(
            ["Release", "Made", "Until", "Records", "Doubts"],
            numbers: [3, 4],
            rows: status.releases.map { release in
                let made = Date(timeIntervalSince1970: Double(release.time) / 1000)
                return [
                    release.id.description, made.formatted(.iso8601), release.until,
                    grouped(release.records), grouped(release.doubts),
                ]
            }
        )
    }
}

/// The figures of a home.
private struct Status: Encodable {
    struct Log: Encodable {
        let name: String
        let events: Int
        let published: Int
        let witnesses: Int
        /// Names of those whose line the published checkpoint lacks.
        let absent: [String]
    }

    struct Keys: Encodable {
        let held: Int
        let destroyed: Int
    }

    let exists = true
    let log: Log
    let keys: Keys
    let vault: Vault.Count
    let doubts: Int
    let holdings: [DataMap.Holding]
    let releases: [Release.Listed]

    init(of home: Home) async throws {
        let ledger = home.ledger
        let keys = try ledger.ring.count()
        self.keys = Keys(held: keys.held, destroyed: keys.destroyed)
        let note = try home.publication.folder.read(.checkpoint)
        let published = try note.map {
            try Checkpoint.open($0, by: ledger.identity.verifier).checkpoint.size
        }
        log = Log(
            name: ledger.identity.origin,
            events: try await ledger.size().events,
            published: published ?? 0,
            witnesses: try HomeWitnesses.lines(of: home.path).count,
            absent: try home.publication.attendance().filter { !$0.hasCosigned }.map(\.name)
        )
        (vault, doubts, holdings, releases) = try await ledger.store.read { db in
            (
                try Vault.count(in: db),
                try Release.doubtCount(in: db),
                try DataMap.holdings(in: db),
                try Release.editions(limit: 10, in: db)
            )
        }
    }
}
