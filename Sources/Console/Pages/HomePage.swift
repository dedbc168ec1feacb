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
    private let words: PlaceWords

    package init(
        name: String,
        logSize: Int,
        passkeys: Int,
        hasCodes: Bool,
        words: PlaceWords
    ) {
        self.words = words
        self.name = name
        self.logSize = logSize
        self.passkeys = passkeys
        self.hasCodes = hasCodes
    }

    package var page: Page {
        let figures = [
            documents.map { Figures.Figure(grouped($0), words.documents) },
            doubts.map { Figures.Figure(grouped($0), words.doubts) },
            people.map { Figures.Figure(grouped($0), words.people) },
            Figures.Figure(grouped(logSize), words.leaves),
        ].compactMap(\.self)
        return Page(
            "\(words.greeting), \(name)",
            summary: HTML(text: words.homeSummary),
            figures: Figures(Array(figures.prefix(Figures.countMax))),
            sections: [waiting] + (releases.map { [recent($0)] } ?? [])
        )
    }

    private var waiting: Page.Section {
        var rows: [[HTML]] = []
        if let doubts, doubts > 0 {
            rows.append([
                "<a href=\"/findings\">\(words.findings)</a>", HTML(text: grouped(doubts)),
                Chip(.attention, words.open).html,
            ])
        }
        if let proposals, proposals > 0 {
            rows.append([
                "<a href=\"/policies\">\(words.proposed)</a>", HTML(text: grouped(proposals)),
                Chip(.attention, words.open).html,
            ])
        }
        if passkeys < 2 && !hasCodes {
            rows.append([
                "<a href=\"/account\">\(words.secondKey)</a>",
                "1", Chip(.note, words.advised).html,
            ])
        }
        return .init(
            "waiting",
            words.waiting,
            """
            <div id="waiting-list" data-live="/live">\(Listing(
                words.waiting,
                [.init(words.what), .number(words.howMany), .init(words.state)],
                rows: rows,
                elsewhere: words.inTheirRooms,
                empty: Empty(.nothingYet, words.nothingWaits, in: words.language)
            ))</div><p id="live" class="muted" role="status"></p>

            """
        )
    }

    private func recent(_ releases: [Release.Listed]) -> Page.Section {
        .init("recent", words.latest, "\(ReleasePages.table(releases))")
    }
}
