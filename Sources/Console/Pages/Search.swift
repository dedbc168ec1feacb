package import Markup

/// What a search found, among what whoever asked may see.
package struct Search: Sendable {
    /// One thing that was found, and the way to it.
    package struct Hit: Sendable {
        package let kind: String
        package let title: String
        package let meaning: String
        package let path: String

        package init(_ kind: String, _ title: String, _ meaning: String, path: String) {
            self.kind = kind
            self.title = title
            self.meaning = meaning
            self.path = path
        }
    }

    private let wanted: String
    private let hits: [Hit]

    /// Hits on the page; who looks for more says more.
    package static let hitsMax = 50
    /// Bytes that are looked for.
    package static let wantedMax = 100

    package init(_ wanted: String, _ hits: [Hit]) {
        self.wanted = wanted
        self.hits = hits
    }

    /// Where it is asked from, on every page.
    package static func box(words: Words) -> HTML {
        """
        <form role="search" method="get" action="/search"><input type="search" name="q" \
        maxlength="\(wantedMax)" aria-label="\(words.search)" placeholder="\(words.search)"/></form>
        """
    }

    package var page: Page {
        let rows: [[HTML]] = hits.prefix(Self.hitsMax).map { hit in
            [
                "<a href=\"\(hit.path)\">\(Foreign(hit.title))</a>", HTML(text: hit.kind),
                HTML(text: hit.meaning),
            ]
        }
        let empty =
            wanted.isEmpty
            ? Empty(.nothingYet, "Type a role, a supplier, a component, an act or an identifier.")
            : Empty(.nothingMatches, "Nothing you may see goes by this. Names are not searched.")
        return Page(
            "Search",
            summary: """
                Among what you may see: rooms, acts, people by role or supplier, projects, \
                components, and things by their identifier. Never in what is about people.
                """,
            figures: Figures([]),
            sections: [
                .init(
                    "found",
                    wanted.isEmpty ? "Nothing asked" : "Found",
                    Listing(
                        "Found",
                        [.init("What"), .init("Kind"), .init("About")],
                        rows: rows,
                        elsewhere: "under a longer word",
                        empty: empty
                    ).html
                )
            ]
        )
    }
}
