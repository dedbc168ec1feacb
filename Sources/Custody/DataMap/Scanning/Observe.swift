package import Kernel
import Sieve

extension DataMap {
    /// Begins a pass over a source; the one that a crash interrupted goes on instead.
    package struct Begin: Command {
        package static let name = "datamap.begin"
        package static let thing = ThingKind.source

        package var source: ID<Source>
        package var pass: ID<Pass>
        /// Whether every item is read again, whatever its hint says.
        package var isThorough: Bool

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Begun {
            _ = try DataMap.standing(source, in: db)
            let open = try db.row(
                "SELECT 1 FROM datamap_pass WHERE source = \(source) AND ended IS NULL"
            )
            guard open == nil else { throw Failure.alreadyScanning }
            return Begun(source: source, pass: pass, isThorough: isThorough)
        }
    }

    /// A pass began.
    package struct Begun: Event {
        package static let name = "datamap.begun.v1"

        package let source: ID<Source>
        package let pass: ID<Pass>
        package let isThorough: Bool
    }

    /// Records what a pass saw of some items.
    package struct Observe: Command {
        package static let name = "datamap.observe"
        package static let thing = ThingKind.source

        package var source: ID<Source>
        package var pass: ID<Pass>
        /// Under which key the paths lie; nil where they lie open.
        package var batch: ID<Batch>?
        package var observations: [Observation]

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Observed {
            guard observations.count <= observationsMax else { throw Failure.tooMuch }
            try DataMap.check(pass, of: source, in: db)
            let judged = try observations.map { observation in
                var observation = observation
                observation.changes = try Self.changes(observation, in: db)
                return observation
            }
            return Observed(source: source, pass: pass, batch: batch, observations: judged)
        }

        private static func changes(
            _ observation: Observation,
            in db: Database
        ) throws -> [Change] {
            let before = try DataMap.version(of: observation.item, in: db)
            let isSpecial = observation.content.map { sensitivity(of: $0) == .special } ?? false
            guard let before else {
                return [.new] + (isSpecial ? [.sensitive] : [])
                    + (observation.exposure >= .everyone ? [.exposed] : [])
            }
            var changes: [Change] = []
            if let content = observation.content, content.fingerprint != before.fingerprint {
                changes.append(.changed)
                if isSpecial, before.sensitivity != .special { changes.append(.sensitive) }
            }
            if observation.exposure > before.exposure { changes.append(.exposed) }
            return changes
        }
    }

    /// Items were seen. Sealed under the source's key, and their paths under one of their own.
    package struct Observed: Event {
        package static let name = "datamap.observed.v1"

        package let source: ID<Source>
        package let pass: ID<Pass>
        /// Under which key the paths lie; nil where they lie open, as in homes of earlier versions.
        package let batch: ID<Batch>?
        package let observations: [Observation]

        package var seal: KeyName { .document(source) }
    }

    /// Records that items are no longer where they were.
    package struct Strike: Command {
        package static let name = "datamap.strike"
        package static let thing = ThingKind.source
        /// Items in one event.
        package static let itemsMax = 5_000

        package var source: ID<Source>
        package var pass: ID<Pass>
        package var items: [ItemDigest]

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Struck {
            guard items.count <= Self.itemsMax else { throw Failure.tooMuch }
            try DataMap.check(pass, of: source, in: db)
            return Struck(source: source, pass: pass, items: items)
        }
    }

    /// Items are gone from their source.
    package struct Struck: Event {
        package static let name = "datamap.struck.v1"

        package let source: ID<Source>
        package let pass: ID<Pass>
        package let items: [ItemDigest]

        package var seal: KeyName { .document(source) }
    }

    /// Ends a pass that saw the whole source.
    package struct Finish: Command {
        package static let name = "datamap.finish"
        package static let thing = ThingKind.source

        package var source: ID<Source>
        package var pass: ID<Pass>
        /// Items that were there.
        package var items: Int
        /// The house as it stands after the pass.
        package var measures: Measures
        /// The largest families of copies; nil where they are what the last pass told.
        package var copies: [FoundFamily]?

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Finished {
            try DataMap.check(pass, of: source, in: db)
            return Finished(
                source: source,
                pass: pass,
                items: items,
                measures: measures,
                copies: copies
            )
        }
    }

    /// A pass is over.
    package struct Finished: Event {
        package static let name = "datamap.finished.v1"

        package let source: ID<Source>
        package let pass: ID<Pass>
        package let items: Int
        package let measures: Measures
        /// Nil where they are what the last pass told, and in homes of earlier versions.
        package let copies: [FoundFamily]?
    }

    /// Figures that are watched over time.
    package struct Measures: Codable, Hashable, Sendable {
        /// Distinct people, as near as can be told.
        package var people: Int
        package var peopleMin: Int
        package var peopleMax: Int
        /// In how many sources a person's data lies, on average.
        package var dispersion: Double
        /// The largest share of all people that lies in one source, 0…1.
        package var concentration: Double
        /// Items that repeat another.
        package var copies: Int

        package static let none = Measures(
            people: 0,
            peopleMin: 0,
            peopleMax: 0,
            dispersion: 0,
            concentration: 0,
            copies: 0
        )
    }

    static func check(_ pass: ID<Pass>, of source: ID<Source>, in db: Database) throws {
        let open = try db.row(
            """
            SELECT 1 FROM datamap_pass
            WHERE id = \(pass) AND source = \(source) AND ended IS NULL
            """
        )
        guard open != nil else { throw Failure.notScanning }
    }

    /// How much harm the worst of it could do.
    static func sensitivity(of content: Content) -> Sensitivity {
        content.findings.keys.map { Label(rawValue: $0).map(Sensitivity.init) ?? .special }
            .max() ?? .none
    }
}
