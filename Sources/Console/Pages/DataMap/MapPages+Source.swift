package import Custody
import Kernel
package import Markup

extension MapPages {
    package static func source(
        _ area: DataMap.Chart.Area,
        owner: Bool,
        unread: [DataMap.Unread],
        showsPaths: Bool,
        mark: String
    ) -> Page {
        let source = area.source
        return Page(
            source.name,
            crumbs: crumbs + [.init(source.name)],
            summary: "\(kind(of: source)), and what was read in it.",
            figures: Figures([
                .init(people(of: area), "People"), .init(grouped(area.items), "Items"),
                .init(size(area.bytes), "Size"),
                .init(grouped(area.unread), "Not read, or not whole"),
            ]),
            sections: [
                .init("record", "Record", record(area, owner)),
                .init("kinds", "Kinds of data", kinds(of: area)),
                .init("spread", "Age, country and rights", spread(area)),
                .init("unread", "Not read, or not whole", list(unread, showsPaths)),
                .init("acts", "Acts", acts(on: source, mark)),
            ]
        )
    }

    private static func list(_ unread: [DataMap.Unread], _ showsPaths: Bool) -> HTML {
        """
        \(unread.isEmpty ? nil : hiddenNote(showsPaths))\(Listing(
            "Not read, or not whole",
            [.init("Item"), .init("Format"), .number("Size"), .init("Read"), .init("Why")],
            rows: unread.map { item in
                [
                    path(item.path, item.item, isShown: showsPaths), HTML(text: item.format),
                    HTML(text: size(item.bytes)), item.isPartial ? "partly" : "no",
                    HTML(text: item.reason ?? ""),
                ]
            },
            elsewhere: "in `cordon datamap unread`",
            empty: Empty(.nothingMatches, "Everything that was met was read whole.")
        ))
        """
    }

    private static func kind(of source: DataMap.Listed) -> String {
        switch source.kind {
        case .folder: "A folder with its files"
        case .maildir: "A mailbox as a folder"
        case .imap: "Mailboxes on a server"
        case .sqlite: "A SQLite database"
        case .git: "A Git repository with its history"
        case .postgresql: "A PostgreSQL database"
        case .bucket: "A bucket"
        }
    }

    private static func record(_ area: DataMap.Chart.Area, _ isOwned: Bool) -> HTML {
        let source = area.source
        return Fields([
            ("Purpose", said(source.purpose)),
            ("Legal basis", said(source.basis?.rawValue)),
            (
                "Condition for special categories",
                source.condition.map { HTML(text: $0.rawValue) }
            ),
            ("Kept until", said(source.kept)),
            ("Somebody answers for it", said(isOwned ? "yes, sealed" : nil)),
            ("On the map since", Moment(seconds: Int(source.added / 1000)).html),
            ("Last scanned", area.scanned.map { Moment(seconds: Int($0 / 1000)).html }),
            ("Seen by", exposure(of: area)),
        ]).html
    }

    private static func kinds(of area: DataMap.Chart.Area) -> HTML {
        Listing(
            "Kinds of data",
            [.init("Kind"), .number("Findings"), .number("Items"), .number("People")],
            rows: area.labels.map {
                [
                    HTML(text: $0.label), HTML(text: grouped($0.findings)),
                    HTML(text: grouped($0.items)), HTML(text: grouped($0.people)),
                ]
            },
            elsewhere: "in `cordon datamap show`",
            empty: area.scanned == nil
                ? Empty(.nothingYet, "Scan it to see what it holds.")
                : Empty(.nothingMatches, "Nothing about people was found in it.")
        ).html
    }

    private static func spread(_ area: DataMap.Chart.Area) -> HTML {
        Fields([
            ("Last changed", words(area.ages)), ("Countries told", words(area.countries)),
            ("Born in", words(area.decades)), ("Seen by", words(area.exposure)),
            (
                "Rights",
                words(Dictionary(uniqueKeysWithValues: area.rights.map { ($0.rights, $0.items) }))
            ),
        ]).html
    }

    private static func words(_ counts: [String: Int]) -> HTML? {
        guard !counts.isEmpty else { return nil }
        let parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8)
            .map { "\($0.key): \(grouped($0.value))" }
        return HTML(text: parts.joined(separator: ", "))
    }

    private static func acts(on source: DataMap.Listed, _ mark: String) -> HTML {
        """
        \(Ask(
            "/map/sources/\(source.id)/scan",
            mark: mark,
            button: "Scan it now",
            note: "Only what changed is read again. Nothing is written to it."
        ))\(Ask(
            "/map/sources/\(source.id)/describe",
            mark: mark,
            button: "Note this",
            note: "What is left empty stays as it was.",
            fields: """
                \(Blank("purpose", "Why the data is there", isNeeded: false))\
                \(Choice("basis", "Why that is lawful", bases))\
                \(Blank("until", "Kept until", isNeeded: false))\
                \(Blank("owner", "Who answers for it", hint: "Sealed.", isNeeded: false))
                """
        ))\(Ask(
            "/map/sources/\(source.id)/remove",
            mark: mark,
            button: "Take it off the map",
            note: "The key to what was seen there is destroyed. This is recorded in the log.",
            isGrave: true,
            fields: Blank("reason", "Why", hint: "Without names.").html
        ))
        """
    }

    /// A scan that goes on, or what came of it.
    package static func scan(
        _ name: String,
        progress: DataMap.Scan.Progress,
        outcome: DataMap.Scan.Outcome?,
        failure: String?
    ) -> Page {
        let state: HTML =
            if let failure {
                "<p class=\"problem\" role=\"alert\">\(failure)</p>\n"
            } else if let outcome {
                """
                \(Fields([
                    ("Items", HTML(text: grouped(outcome.items))),
                    ("Read", HTML(text: grouped(outcome.read))),
                    ("Not read, or not whole", HTML(text: grouped(outcome.unread))),
                    ("Changes", words(outcome.changes) ?? "none"),
                ]))<p><a href="/map">Back to the map</a></p>
                """
            } else {
                """
                <p>\(Chip(.note, "scanning"))</p>
                <p>\(Progress("Items seen", done: progress.seen, of: 0))</p>
                <p>\(grouped(progress.read)) looked into, \(size(progress.bytes)).</p>
                """
            }
        return Page(
            "Scan of \(name)",
            crumbs: crumbs + [.init("Scan")],
            summary: "You may leave: it goes on, and what was recorded is not read again.",
            figures: Figures([]),
            sections: [
                .init(
                    "progress",
                    outcome == nil ? "Progress" : "What came of it",
                    """
                    <div id="run" data-live="/live">\(state)</div>
                    <p id="live" class="muted" role="status">Without a script, reload this page.</p>

                    """
                )
            ]
        )
    }
}
