/// A matter asked for by its name, whatever is in use.
extension AdvisoryIndex {
    /// The records of one matter: the one of this name or alias, with its aliases, the worst first.
    /// Nil when no imported record has the name. What was withdrawn is found too, and says so.
    public func matter(_ name: String) -> Assessment.Match? {
        guard let known = firstRecord(named: name) else { return nil }
        var records: [Record] = []
        for number in 0..<advisoryCount where group(of: number) == known.group {
            if let record = record(number) { records.append(record) }
        }
        records.sort { Self.isWorse($0, $1) }
        // The record that was asked for names the matter, unless it is spoken of by an alias.
        if let place = records.firstIndex(where: { $0.id == name }) {
            records.insert(records.remove(at: place), at: 0)
        }
        let fixed = entries(of: known.group).map(\.fixed)
        return Assessment.Match(records: records, isCertain: true, fixedTexts: fixed)
    }

    /// The packages that a matter speaks of, in order.
    public func packages(of match: Assessment.Match) -> [PackageName] {
        let names = Set(entries(of: match.record.group).compactMap { package($0.package) })
        return names.sorted {
            ($0.ecosystem.rawValue, $0.name) < ($1.ecosystem.rawValue, $1.name)
        }
    }

    private func firstRecord(named name: String) -> Record? {
        var alias: Record?
        for number in 0..<advisoryCount {
            guard let record = record(number) else { continue }
            if record.id == name { return record }
            if alias == nil, record.aliases.contains(name) { alias = record }
        }
        return alias
    }
}
