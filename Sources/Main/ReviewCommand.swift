import ArgumentParser
import Custody
import Foundation
import Kernel
import Sieve

/// The review queue: what the detector was not sure of.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "List and settle what the detector was not sure of.",
        subcommands: [List.self, Decide.self],
        defaultSubcommand: List.self
    )

    /// One doubt that waits, and the document it stands in.
    struct Doubt {
        let release: ID<Release.Edition>
        let document: ID<Vault.Document>
        let entry: Release.Entry
    }

    /// A doubt as a list for machines shows it, and as an answer names it.
    struct Line: Codable {
        let release: String
        let document: String
        let record: Int
        let field: String
        let start: Int
        let end: Int
        let label: String
        let score: Double
        /// Places of the document that one answer settles.
        let times: Int
        let meanwhile: String

        init(_ doubt: Doubt) {
            release = doubt.release.description
            document = doubt.document.description
            record = doubt.entry.record
            field = doubt.entry.field
            start = doubt.entry.finding.range.lowerBound
            end = doubt.entry.finding.range.upperBound
            label = doubt.entry.finding.label.rawValue
            score = doubt.entry.finding.score
            times = doubt.entry.times ?? 1
            meanwhile = doubt.entry.verb
        }
    }

    /// Doubts that nobody has settled, each once however many releases it stands in; by document.
    static func doubts(of release: String?, in home: Home) async throws -> [Doubt] {
        let waiting = try await home.ledger.store.read { try Release.waiting(in: $0) }
        var seen: Set<Place> = []
        var doubts: [Doubt] = []
        for part in waiting where release == nil || release == part.release.description {
            // A document that was erased took its doubts along.
            guard
                let event = try await home.ledger.event(part.event, as: Release.Doubted.self)
            else { continue }
            let judged = try await Release.judgements(on: event.document, in: home.ledger)
            for entry in event.doubts {
                guard judged.verdict(on: entry) == nil,
                    seen.insert(Place(event.document, entry)).inserted
                else { continue }
                doubts.append(
                    Doubt(release: event.release, document: event.document, entry: entry)
                )
            }
        }
        return doubts
    }

    /// Where a doubt stands, whichever release raised it.
    private struct Place: Hashable {
        let document: ID<Vault.Document>
        let record: Int
        let field: String
        let range: Range<Int>
        let label: Label

        init(_ document: ID<Vault.Document>, _ entry: Release.Entry) {
            self.document = document
            record = entry.record
            field = entry.field
            range = entry.finding.range
            label = entry.finding.label
        }
    }
}
