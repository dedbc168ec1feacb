import ArgumentParser
import Console
import Crypto
import Defence
import Foundation
import Kernel
import Provenance

/// `cordon dependencies canary`: credentials that open nothing, and who has them.
struct DependenciesCanary: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canary",
        abstract: "Plant credentials that open nothing, and find them again.",
        subcommands: [Plant.self, Check.self]
    )

    struct Plant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a canary, record where it will lie, and tell it once."
        )

        @Option(help: "aws, github, npm, pypi or password.")
        var kind: String

        @Option(help: "Where it will lie: tool:NAME, machine:NAME, secret:NAME.")
        var at: String

        @OptionGroup var place: HomeOptions

        func run() async throws {
            func random(_ count: Int) -> [UInt8] {
                var generator = SystemRandomNumberGenerator()
                return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            }
            guard let kind = Canary.Kind(rawValue: kind),
                let canary = Canary(kind, random: random(Canary.randomCount))
            else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no such kind of canary.",
                    advice: "Write aws, github, npm, pypi or password."
                )
            }
            let key = random(32)
            let command = Dependencies.Plant(
                kind: kind.rawValue,
                place: at,
                hint: canary.hint,
                key: key.hex,
                digest: Dependencies.digest(of: canary.secret, key: key)
            )
            try await place.acting { home, principal in
                _ = try await home.ledger.perform(command, as: principal)
                _ = try await home.sequencer.publish()
            }
            try place.terminal.answer(["canary": canary.secret, "place": at])
            place.terminal.say(canary.secret)
            place.terminal.note("Put it there now: it is told this once. `canary check` finds it.")
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look for planted canaries in files: logs, dumps, requests, repositories."
        )

        @Argument(help: "Files.")
        var files: [String]

        @Flag(help: "Record each that is found as an alarm in the ledger.")
        var record = false

        @OptionGroup var place: HomeOptions

        func run() async throws {
            var found: [(file: String, sighting: Dependencies.Sighting)] = []
            let contents = try files.map { ($0, try PackageFiles.read($0)) }
            if record {
                try await place.acting { home, principal in
                    found = try await Self.sightings(in: contents, of: home)
                    for (file, sighting) in found {
                        let name = String(PackageFiles.name(file).prefix(200))
                        let command = Dependencies.Sound(canary: sighting.canary, found: name)
                        _ = try await home.ledger.perform(command, as: principal)
                    }
                    _ = try await home.sequencer.publish()
                }
            } else {
                found = try await place.looking { home, _ in
                    try await Self.sightings(in: contents, of: home)
                }
            }
            let terminal = place.terminal
            try terminal.answer(
                found.map {
                    ["file": $0.file, "kind": $0.sighting.kind, "place": $0.sighting.place]
                }
            )
            guard !found.isEmpty else { return terminal.say("No canary stands in these files.") }
            terminal.show(
                found.count == 1
                    ? "A canary has left its place"
                    : "\(found.count) canaries have left their places",
                TerminalTable(
                    ["Planted at", "Kind", "Found in"],
                    rows: found.map { [$0.sighting.place, $0.sighting.kind, $0.file] }
                )
            )
            throw ExitCode(Ending.finding.rawValue)
        }

        private static func sightings(
            in contents: [(String, [UInt8])],
            of home: Home
        ) async throws -> [(file: String, sighting: Dependencies.Sighting)] {
            var found: [(file: String, sighting: Dependencies.Sighting)] = []
            for (file, bytes) in contents {
                let sightings = try await home.ledger.store.read {
                    try Dependencies.canaries(in: bytes, db: $0)
                }
                found += sightings.map { (file, $0) }
            }
            return found
        }
    }
}
