package import Custody
import Kernel
package import Markup

/// What lies outside the vault: the sources on the map, and what was read there.
///
/// No page of it holds a name of a person. Paths of files, which often do, are shown to whoever may
/// open sealed documents, and to nobody else.
package enum MapPages {
    static let crumbs: [Page.Crumb] = [
        .init("Data", link: "/data"), .init("Data map", link: "/map"),
    ]

    /// What the overview shows.
    package struct Overview: Sendable {
        let chart: DataMap.Chart
        let trend: [DataMap.TrendPoint]
        let alerts: [DataMap.Alert]
        let findings: Int
        /// The day asked about, and the day by whose knowledge; empty for now.
        let at: String
        let known: String

        package init(
            chart: DataMap.Chart,
            trend: [DataMap.TrendPoint],
            alerts: [DataMap.Alert],
            findings: Int,
            at: String,
            known: String
        ) {
            self.chart = chart
            self.trend = trend
            self.alerts = alerts
            self.findings = findings
            self.at = at
            self.known = known
        }
    }

    package static func overview(_ overview: Overview, mark: String) -> Page {
        let census = overview.chart.census
        let items = overview.chart.areas.reduce(0) { $0 + $1.items }
        let unread = overview.chart.areas.reduce(0) { $0 + $1.unread }
        return Page(
            "Data map",
            crumbs: [.init("Data", link: "/data"), .init("Data map")],
            summary: """
                What each place holds about people\(overview.at.isEmpty ? "" : ", as of "
                    + overview.at), as it was read there and not as somebody typed it in.
                """,
            figures: Figures([
                .init(
                    grouped(census.people),
                    "People",
                    note: "between \(grouped(census.least)) and \(grouped(census.most))"
                ),
                .init(grouped(items), "Items", note: "\(grouped(unread)) not read, or not whole"),
                .init(decimal(census.dispersion, places: 1), "Sources a person lies in"),
                .init(grouped(overview.findings), "Flows nobody declared"),
            ]),
            sections: [
                .init("sources", "Sources", sources(overview.chart)),
                .init("kinds", "Kinds of data by source", kinds(overview.chart)),
                .init("trend", "Over time", MapTrend(overview.trend, overview.alerts).html),
                .init("papers", "Papers and questions", ways),
                .init("time", "As of another day", asof(overview)),
                .init("add", "Put a place on the map", addForm(mark)),
            ]
        )
    }

    private static func sources(_ chart: DataMap.Chart) -> HTML {
        Listing(
            "Sources",
            [
                .init("Source"), .number("People"), .number("Items"), .number("Unread"),
                .init("Seen by"), .init("Purpose"), .init("Kept until"), .init("Scanned"),
            ],
            rows: chart.areas.map { area in
                [
                    link(to: area.source), HTML(text: people(of: area)),
                    HTML(text: grouped(area.items)), HTML(text: grouped(area.unread)),
                    exposure(of: area), said(area.source.purpose), said(area.source.kept),
                    area.scanned.map { Moment(seconds: Int($0 / 1000)).html }
                        ?? Chip(.idle, "not yet").html,
                ]
            },
            elsewhere: "in `cordon datamap show`",
            empty: Empty(.nothingYet, "Places that are put on the map appear here.")
        ).html
    }

    static func link(to source: DataMap.Listed) -> HTML {
        "<a href=\"/map/sources/\(source.id)\">\(source.name)</a>"
    }

    static func people(of area: DataMap.Chart.Area) -> String {
        grouped(area.people) + (area.crowds > 0 ? "+" : "")
    }

    /// What nobody said is a blank, and is seen to be one.
    static func said(_ words: String?) -> HTML {
        words.map { "\(Foreign($0))" } ?? Chip(.attention, "not said").html
    }

    /// The widest circle that can see something of it.
    static func exposure(of area: DataMap.Chart.Area) -> HTML {
        let widest = DataMap.Exposure.allCases.reversed().first { area.exposure[$0.words] != nil }
        guard let widest else { return .none }
        let state: Chip.Kind =
            switch widest {
            case .owner: .good
            case .group: .note
            case .everyone: .attention
            case .world: .danger
            }
        return Chip(state, widest.words).html
    }

    /// Sources that have a column of their own.
    private static let columnsMax = 6

    /// How many people each source knows something of, by kind of data.
    private static func kinds(_ chart: DataMap.Chart) -> HTML {
        let areas = chart.areas.sorted { $0.people > $1.people }.prefix(columnsMax)
        var labels: [String: Int] = [:]
        for area in chart.areas {
            for category in area.labels { labels[category.label, default: 0] += category.people }
        }
        let order = labels.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let hidden = chart.areas.count - areas.count
        let rest: HTML? =
            hidden > 0
            ? "<p class=\"muted\">\(grouped(hidden)) smaller sources are on their own pages.</p>\n"
            : nil
        return """
            \(Listing(
                "People by kind of data",
                [.init("Kind")] + areas.map { .number($0.source.name) },
                rows: order.map { label in
                    [HTML(text: label)] + areas.map { area in
                        let found = area.labels.first { $0.label == label }
                        return HTML(text: found.map { grouped($0.people) } ?? "")
                    }
                },
                elsewhere: "on the sources' pages",
                empty: Empty(.nothingYet, "Kinds of data appear once a source is scanned.")
            ))\(rest)
            """
    }

    private static let ways: HTML = """
        <ul>
        <li><a href="/map/changes">What the last scans found new, changed, gone or exposed</a></li>
        <li><a href="/map/copies">Copies across sources</a></li>
        <li><a href="/map/flows">Where data goes</a></li>
        <li><a href="/map/record">Record of processing</a> (GDPR Art. 30), \
        <a href="/map/record?language=fr" lang="fr">en français</a></li>
        <li><a href="/map/screening">Whether an impact assessment is due</a> (Art. 35)</li>
        <li><a href="/map/about">What is held about one person</a> (Art. 15)</li>
        </ul>

        """

    private static func asof(_ overview: Overview) -> HTML {
        """
        <form method="get" action="/map">
        \(Blank(
            "at",
            "What was held on",
            hint: "By when the items were last changed. Empty for today.",
            kind: .date,
            value: overview.at,
            isNeeded: false
        ))\(Blank(
            "known",
            "By what was known on",
            hint: "Empty for all that is known now.",
            kind: .date,
            value: overview.known,
            isNeeded: false
        ))<button>Show that day</button></form>

        """
    }

    private static func addForm(_ mark: String) -> HTML {
        Ask(
            "/map/sources",
            mark: mark,
            button: "Put it on the map",
            note: "This is recorded in the log. A scan never writes to its source.",
            fields: """
                \(Blank("name", "Name", hint: "Small letters, digits and dashes; no person's name.",
                    lengthMax: DataMap.nameMax))\
                \(Blank("place", "Place", hint: "A folder or database on the house's machine, "
                    + "imaps://USER@HOST, postgresql://… or s3://BUCKET."))\
                <div class="ask"><label for="credential">Password or key</label>
                <p class="hint" id="credential-hint">Sealed in the vault, and never shown again. \
                Empty where nothing is locked.</p>
                <input type="password" id="credential" name="credential" maxlength="4096" \
                autocomplete="off" aria-describedby="credential-hint"/></div>
                \(Blank("purpose", "Why the data is there", isNeeded: false))\
                \(Choice("basis", "Why that is lawful", bases))\
                \(Blank("until", "Kept until", hint: "A day, or a period in words.",
                    isNeeded: false))
                """
        ).html
    }

    static var bases: [(value: String, words: String)] {
        [("", "Not said")] + Minimization.LegalBasis.allCases.map { ($0.rawValue, $0.rawValue) }
    }
}
