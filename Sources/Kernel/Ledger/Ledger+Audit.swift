package import Merkle
import Sealing

extension Ledger {
    /// What was found wrong with the database's events, held against the log that was published.
    package struct Audit: Sendable {
        /// Numbered events looked at, those that have no number yet, and those whose body is gone.
        package fileprivate(set) var numbered = 0
        package fileprivate(set) var waiting = 0
        package fileprivate(set) var erased = 0
        /// Events whose leaf is not the entry that the log holds, or not that of the row.
        package fileprivate(set) var otherLeaves = 0
        /// Events whose body does not open, or is not what the leaf commits to.
        package fileprivate(set) var otherBodies = 0
        /// The root over all numbered leaves.
        package fileprivate(set) var frontier = Frontier()
    }

    /// Reads every event once, in the order of the log, and holds it against `published`.
    package func audit(against published: Checkpoint, in folder: LogFolder) async throws -> Audit {
        var audit = Audit()
        var reader = folder.reader(of: published)
        while true {
            let first = audit.numbered
            let rows = try await store.read { db in
                try db.rows(
                    """
                    SELECT idx, id, name, time, leaf, hash, seal, body FROM ledger_event
                    WHERE idx >= \(first) ORDER BY idx LIMIT \(Self.pageMax)
                    """
                )
            }
            guard let last = rows.last else { break }
            var entries: [[UInt8]] = []
            let end = min(published.size, last.int(0) + 1)
            if first < end {
                try await reader.forEachEntry(in: first..<end) { _, entry in entries.append(entry) }
            }
            for (offset, row) in rows.enumerated() {
                let entry = offset < entries.count ? entries[offset] : nil
                if row.int(0) != first + offset { audit.otherLeaves += 1 }
                audit.frontier.append(.leaf(row.blob(4)))
                check(row, entry, &audit)
            }
            audit.numbered += rows.count
        }
        let waiting = try await store.read { db in
            try db.rows(
                """
                SELECT ord, id, name, time, leaf, hash, seal, body FROM ledger_event
                WHERE idx IS NULL ORDER BY ord LIMIT \(Self.pageMax)
                """
            )
        }
        for row in waiting { check(row, nil, &audit) }
        audit.waiting = waiting.count
        return audit
    }

    /// 1. The row's leaf is the entry at its number, where that is published already.
    /// 2. It has the hash that it was stored with, and says what the row says.
    /// 3. The body opens, unless it was erased, and is what the leaf commits to.
    private func check(_ row: Row, _ entry: [UInt8]?, _ audit: inout Audit) {
        let bytes = row.blob(4)
        let leaf = try? Leaf(bytes: bytes)
        let isEntry = entry.map { $0 == bytes } ?? true  // 1
        let isRow = leaf.map {
            $0.event == row.id(1) && $0.type == row.text(2) && $0.time == Int64(row.int(3))
        }
        guard isEntry, isRow == true, Digest.leaf(bytes).bytes == row.blob(5), let leaf else {
            audit.otherLeaves += 1  // 2
            return
        }
        guard !row.isNull(7) else {
            audit.erased += 1
            return
        }
        do {
            let name = KeyName(stored: row.text(6))
            guard let opened = try seals.openWhole(row.blob(7), of: leaf.event, under: name)
            else {
                audit.erased += 1
                return
            }
            let commitment = BodyCommitment(stored: leaf.commitment)
            let isCommitted = commitment?.commits(to: opened.body, salt: opened.salt) ?? false
            if !isCommitted { audit.otherBodies += 1 }  // 3
        } catch {
            audit.otherBodies += 1
        }
    }
}
