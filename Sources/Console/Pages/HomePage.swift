package import Custody
package import Markup

/// The first page: how things stand, and what waits for whoever looks.
package struct HomePage: Sendable {
    package var name: String
    package var documents: Int?
    package var doubts: Int?
    package var releases: [Release.Listed]?
    package var people: Int?
    package var proposals: Int?
    package var logSize: Int
    package var passkeys: Int
    package var hasCodes: Bool

    package init(name: String, logSize: Int, passkeys: Int, hasCodes: Bool) {
        self.name = name
        self.logSize = logSize
        self.passkeys = passkeys
        self.hasCodes = hasCodes
    }

    package var page: Page {
        let figures = [
            documents.map { Figures.Figure(grouped($0), "Documents sealed") },
            doubts.map { Figures.Figure(grouped($0), "Doubts to settle") },
            people.map { Figures.Figure(grouped($0), "People") },
            Figures.Figure(grouped(logSize), "Leaves in the log"),
        ].compactMap(\.self)
        return Page(
            "Good day, \(name)",
            summary: "How things stand, and what waits for you.",
            figures: Figures(Array(figures.prefix(Figures.countMax))),
            sections: [waiting] + (releases.map { [recent($0)] } ?? [])
        )
    }

    private var waiting: Page.Section {
        var rows: [[HTML]] = []
        if let doubts, doubts > 0 {
            rows.append([
                "<a href=\"/findings\">Findings of doubt</a>", HTML(text: grouped(doubts)),
                Chip(.attention, "open").html,
            ])
        }
        if let proposals, proposals > 0 {
            rows.append([
                "<a href=\"/policies\">Proposed rules</a>", HTML(text: grouped(proposals)),
                Chip(.attention, "open").html,
            ])
        }
        if passkeys < 2 && !hasCodes {
            rows.append([
                "<a href=\"/account\">A second passkey or codes, should you lose this one</a>",
                "1", Chip(.note, "advised").html,
            ])
        }
        return .init(
            "waiting",
            "Waiting for you",
            """
            <div id="waiting-list" data-live="/live">\(Listing(
                "Waiting",
                [.init("What"), .number("How many"), .init("State")],
                rows: rows,
                elsewhere: "in their rooms",
                empty: Empty(.nothingYet, "Nothing waits for you. What does appears here.")
            ))</div><p id="live" class="muted" role="status"></p>

            """
        )
    }

    private func recent(_ releases: [Release.Listed]) -> Page.Section {
        .init("recent", "Latest releases", "\(ReleasePages.table(releases))")
    }
}
