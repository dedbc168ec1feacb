package import Kernel

extension DataMap {
    /// A path that was sealed anew, by its place in the event that first brought it.
    package struct Site: Codable, Hashable, Sendable {
        let position: Int
        let sealed: String
    }

    /// Keeps all paths of an event but those that name somebody who is erased.
    package struct Resite: Command {
        package static let name = "datamap.resite"
        package static let thing = ThingKind.source

        var source: ID<Source>
        /// The event that first brought the paths.
        var observed: ID<any Event>
        /// Under which key those lie that are kept; made already.
        var batch: ID<Batch>
        var sites: [Site]

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Resited {
            let row = try db.row(
                "SELECT batch FROM datamap_batch WHERE event = \(observed) AND source = \(source)"
            )
            guard let row else { throw Failure.unknownSource }
            return Resited(
                source: source,
                observed: observed,
                former: row.id(0),
                batch: batch,
                sites: sites
            )
        }
    }

    /// Paths lie under another key, and those that are not among them are noise.
    package struct Resited: Event {
        package static let name = "datamap.resited.v1"

        package let source: ID<Source>
        package let observed: ID<any Event>
        package let former: ID<Batch>
        package let batch: ID<Batch>
        package let sites: [Site]

        package var seal: KeyName { .document(source) }
        package var erases: [KeyName] { [.document(former)] }
    }

    /// Forgets the paths that tell of somebody: those that spell their name, their address or
    /// their number, and those of items that are about them alone, in whatever event they stand.
    ///
    /// Every event of every scan is looked at, since a path says only when it is open whom it
    /// names: some milliseconds for each few hundred files.
    ///
    /// - Parameter marks: what the person goes by.
    /// - Returns: how many paths were forgotten.
    @discardableResult
    package static func forgetPaths(
        of marks: Set<Vault.Mark>,
        in ledger: Ledger
    ) async throws -> Int {
        guard !marks.isEmpty else { return 0 }
        let marker = Rights.Marker(
            ring: ledger.ring,
            lists: try Minimization.SurrogateLists.bundled()
        )
        var names = PathNames(marks: marks, marker: marker)
        let (own, batches) = try await ledger.store.read { db in
            let rows = try db.rows("SELECT event, source FROM datamap_batch ORDER BY event")
            return (try items(ofOnly: marks, in: db), rows.map { row in
                (event: row.id(0) as ID<any Event>, source: row.id(1) as ID<Source>)
            })
        }
        var shelf = PathShelf(ledger)
        var forgotten = 0
        for (event, source) in batches {
            try Task.checkCancellation()
            var kept: [(position: Int, item: ItemDigest, path: Personal<String>)] = []
            var found = 0
            for (position, each) in try await shelf.paths(event).enumerated() {
                guard let path = each.path else { continue }
                if own.contains(each.item) || names.tell(path) {
                    found += 1
                } else {
                    kept.append((position, each.item, path))
                }
            }
            guard found > 0 else { continue }
            let batch = ID<Batch>()
            let seal = PathSeal(try ledger.ring.secrets(making: [.document(batch)])[0])
            let sites = try kept.map { each in
                Site(position: each.position, sealed: try seal.seal(each.path, of: each.item))
            }
            try await ledger.perform(
                Resite(source: source, observed: event, batch: batch, sites: sites),
                as: .system
            )
            forgotten += found
        }
        return forgotten
    }

    /// Items that name nobody but the bearer of an address or a number among `marks`.
    private static func items(
        ofOnly marks: Set<Vault.Mark>,
        in db: Database
    ) throws -> Set<ItemDigest> {
        var items: Set<ItemDigest> = []
        for mark in marks.sorted() where mark.kind.isStrong {
            for row in try db.rows(
                """
                SELECT DISTINCT n.item FROM datamap_named n
                WHERE n.kind = \(mark.kind.rawValue) AND n.digest = \(mark.digest)
                    AND NOT EXISTS (
                        SELECT 1 FROM datamap_named o
                        WHERE o.item = n.item AND o.event = n.event AND o.number <> n.number
                    )
                """
            ) { items.insert(row.text(0)) }
        }
        return items
    }
}
