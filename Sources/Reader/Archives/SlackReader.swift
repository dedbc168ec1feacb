import Documents

/// Reads a Slack export: its people, its lists, and its conversations day by day.
struct SlackReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    private static let userLists: Set<String> = ["users.json", "org_users.json"]
    private static let channelLists: Set<String> = [
        "channels.json", "groups.json", "dms.json", "mpims.json",
    ]

    func read(
        _ archive: Archive,
        root: String,
        in container: [String]
    ) throws(NotAssessed) {
        var export = SlackExport()
        // Names first: messages mention people whose list may stand anywhere in the archive.
        try archive.visit(counts: false) { entry throws(NotAssessed) in
            let name = String(entry.name.dropFirst(root.count))
            let isUsers = Self.userLists.contains(name)
            guard isUsers || Self.channelLists.contains(name) else { return }
            guard let bytes = try unpacked(entry, of: archive, in: container) else { return }
            export.learn(from: Self.records(bytes).records, isUsers: isUsers)
        }
        try archive.visit(counts: false) { entry throws(NotAssessed) in
            let name = String(entry.name.dropFirst(root.count))
            let isDay = Format.isSlackDay(name)
            guard isDay || !name.contains("/"), name.hasSuffix(".json") else {
                return try ArchiveReader(outlet).readEntry(entry, of: archive, in: container)
            }
            guard let bytes = try unpacked(entry, of: archive, in: container) else { return }
            let place = container + [entry.name]
            let (records, notices) = Self.records(bytes)
            for notice in notices {
                outlet.note(notice.kind, in: place, count: notice.count, notice.detail)
            }
            let channel = name.split(separator: "/").first.map(String.init) ?? name
            for record in records {
                let isMessage = isDay && record.kind == .object
                let shown =
                    isMessage
                    ? export.message(record, channel: channel) : export.row(record)
                try outlet.put(shown, in: place)
            }
        }
        if export.withheldCount > 0 {
            let detail = "addresses that would open private files"
            outlet.note(.withheld, in: container, count: export.withheldCount, detail)
        }
    }

    private func unpacked(
        _ entry: Archive.Entry,
        of archive: Archive,
        in container: [String]
    ) throws(NotAssessed) -> [UInt8]? {
        do throws(NotAssessed) {
            return try archive.bytes(of: entry)
        } catch  where error.cause == .limit {
            throw error
        } catch {
            outlet.note(.notAssessed, in: container + [entry.name], error.reason)
            return nil
        }
    }

    private static func records(_ bytes: [UInt8]) -> (records: [Record], notices: [Notice]) {
        guard var reader = PlainReader(.json) else { return ([], []) }
        var records: [Record] = []
        reader.feed(bytes.span, into: &records)
        reader.finish(into: &records)
        return (records, reader.notices)
    }
}
