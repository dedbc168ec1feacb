extension AdvisoryIndex {
    /// Compiles advisories into the bytes of an index.
    ///
    /// Ranges become intervals of keys; of the versions given by name only those are kept that no
    /// interval covers. Texts are left out but for one line each.
    public static func compile(_ set: AdvisorySet, at now: Instant) -> [UInt8] {
        var compiler = Compiler()
        let advisories = set.sorted
        for advisory in advisories { compiler.groups.join(advisory) }
        for (number, advisory) in advisories.enumerated() { compiler.add(advisory, UInt32(number)) }
        return compiler.finish(now)
    }

    private struct Compiler {
        struct Entry {
            var advisory: UInt32
            var intervals: [Interval] = []
            var exact: [(key: [UInt8], isText: Bool)] = []
            var fixed = ""
            var isUncertain = false
        }

        struct Interval {
            /// Empty: from the beginning.
            var low: [UInt8]
            /// Nil: without end.
            var high: [UInt8]?
            var isHighIncluded = false

            func contains(_ key: [UInt8], _ order: VersionOrder) -> Bool {
                if !low.isEmpty, VersionKey.isLess(key[...], low[...], in: order) { return false }
                guard let high else { return true }
                if VersionKey.isLess(key[...], high[...], in: order) { return true }
                return isHighIncluded && !VersionKey.isLess(high[...], key[...], in: order)
            }
        }

        var groups = AliasGroups()
        private var packages: [String: [Entry]] = [:]
        private var coverage: [String: Coverage] = [:]
        private var records: [UInt8] = []
        private var blob: [UInt8] = []
        private var stored: [[UInt8]: UInt32] = [:]

        mutating func add(_ advisory: Advisory, _ number: UInt32) {
            var names: Set<String> = []
            for affected in advisory.affected {
                guard let place = Ecosystem.parse(osv: affected.ecosystem) else { continue }
                let name = PackageName(place.ecosystem, affected.name, release: place.release)
                let key = AdvisoryIndex.key(of: name)
                var entry = Entry(advisory: number)
                let versionOrder = place.ecosystem.order
                addRanges(affected, versionOrder, to: &entry)
                addVersions(affected, versionOrder, to: &entry)
                packages[key, default: []].append(entry)
                names.insert(AdvisoryIndex.ecosystemKey(of: name))
            }
            if advisory.withdrawn == nil {
                for name in names { coverage[name, default: Coverage()].count(advisory.kind) }
            }
            addRecord(advisory)
        }

        private func addRanges(
            _ affected: Advisory.Affected,
            _ order: VersionOrder?,
            to entry: inout Entry
        ) {
            for events in affected.ranges {
                guard let order else {
                    entry.isUncertain = true
                    continue
                }
                var turns: [(key: [UInt8], rank: Int, event: Advisory.Event)] = []
                for event in events {
                    let rank = if case .introduced = event { 0 } else { 1 }
                    if event.version == "0", rank == 0 {
                        turns.append(([], 0, event))
                    } else if let key = order.key(event.version) {
                        turns.append((key.bytes, rank, event))
                    } else {
                        entry.isUncertain = true
                    }
                }
                turns.sort { left, right in
                    if left.key.isEmpty || right.key.isEmpty {
                        return left.key.isEmpty && !right.key.isEmpty
                    }
                    if VersionKey.isLess(left.key[...], right.key[...], in: order) { return true }
                    if VersionKey.isLess(right.key[...], left.key[...], in: order) { return false }
                    return left.rank < right.rank
                }
                walk(turns.map { ($0.key, $0.event) }, to: &entry)
            }
        }

        private func walk(_ turns: [([UInt8], Advisory.Event)], to entry: inout Entry) {
            var open: [UInt8]?
            for (key, event) in turns {
                switch event {
                case .introduced: if open == nil { open = key }
                case .fixed(let version):
                    guard let low = open else { continue }
                    entry.intervals.append(Interval(low: low, high: key))
                    if !entry.fixed.split(separator: " ").contains(Substring(version)) {
                        entry.fixed += entry.fixed.isEmpty ? version : " " + version
                    }
                    open = nil
                case .lastAffected:
                    guard let low = open else { continue }
                    entry.intervals.append(Interval(low: low, high: key, isHighIncluded: true))
                    open = nil
                }
            }
            if let open { entry.intervals.append(Interval(low: open, high: nil)) }
        }

        private func addVersions(
            _ affected: Advisory.Affected,
            _ order: VersionOrder?,
            to entry: inout Entry
        ) {
            for version in affected.versions {
                guard let order, let key = order.key(version) else {
                    entry.exact.append((Array(version.utf8), true))
                    continue
                }
                let isCovered = entry.intervals.contains { $0.contains(key.bytes, order) }
                if !isCovered { entry.exact.append((key.bytes, false)) }
            }
        }

        private mutating func addRecord(_ advisory: Advisory) {
            let group = UInt32(groups.group(of: advisory.id))
            var row: [UInt8] = []
            append(string: advisory.id, to: &row)
            append(string: advisory.summary, to: &row)
            append(string: advisory.aliases.joined(separator: " "), to: &row)
            row.appendNumber(group)
            row.append(advisory.kind.rawValue)
            row.append(advisory.severity.rawValue)
            row.append(advisory.score.map { UInt8(($0 * 10).rounded()) } ?? 255)
            row.append(advisory.withdrawn == nil ? 0 : 1)
            row.appendNumber(UInt64(bitPattern: advisory.modified?.seconds ?? 0))
            records += row
        }

        private mutating func place(of bytes: [UInt8]) -> UInt32 {
            if let place = stored[bytes] { return place }
            let place = UInt32(blob.count)
            blob += bytes
            stored[bytes] = place
            return place
        }

        /// Where it lies in the blob, and its length: eight bytes.
        private mutating func append(_ bytes: [UInt8], to table: inout [UInt8]) {
            table.appendNumber(place(of: bytes))
            table.appendNumber(UInt32(bytes.count))
        }

        private mutating func append(string: String, to table: inout [UInt8]) {
            append(Array(string.utf8), to: &table)
        }

        mutating func finish(_ now: Instant) -> [UInt8] {
            var packageTable: [UInt8] = []
            var entryTable: [UInt8] = []
            var intervalTable: [UInt8] = []
            var exactTable: [UInt8] = []
            var coverageTable: [UInt8] = []
            let names = packages.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for name in names {
                let entries = packages[name] ?? []
                append(string: name, to: &packageTable)
                packageTable.appendNumber(UInt32(entryTable.count / Layout.entrySize))
                packageTable.appendNumber(UInt32(entries.count))
                for entry in entries {
                    entryTable.appendNumber(entry.advisory)
                    entryTable.appendNumber(UInt32(intervalTable.count / Layout.intervalSize))
                    entryTable.appendNumber(UInt32(entry.intervals.count))
                    entryTable.appendNumber(UInt32(exactTable.count / Layout.exactSize))
                    entryTable.appendNumber(UInt32(entry.exact.count))
                    append(string: entry.fixed, to: &entryTable)
                    entryTable.appendNumber(UInt32(entry.isUncertain ? 1 : 0))
                    for interval in entry.intervals {
                        append(interval.low, to: &intervalTable)
                        append(interval.high ?? [], to: &intervalTable)
                        intervalTable.appendNumber(
                            UInt32(interval.high == nil ? 2 : interval.isHighIncluded ? 1 : 0)
                        )
                    }
                    for exact in entry.exact {
                        append(exact.key, to: &exactTable)
                        exactTable.appendNumber(UInt32(exact.isText ? 1 : 0))
                    }
                }
            }
            for (name, count) in coverage.sorted(by: { $0.key < $1.key }) {
                append(string: name, to: &coverageTable)
                coverageTable.appendNumber(UInt32(count.vulnerabilities))
                coverageTable.appendNumber(UInt32(count.malware))
            }
            let sections = [
                packageTable, entryTable, intervalTable, exactTable, records, coverageTable, blob,
            ]
            var bytes = Layout.magic
            bytes.appendNumber(UInt64(bitPattern: now.seconds))
            for section in sections { bytes.appendNumber(UInt64(section.count)) }
            return sections.reduce(into: bytes) { $0 += $1 }
        }
    }
}

extension [UInt8] {
    /// A whole number, least significant byte first.
    mutating func appendNumber(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
