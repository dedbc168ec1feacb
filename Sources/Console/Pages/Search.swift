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
    private let words: PlaceWords

    /// Hits on the page; who looks for more says more.
    package static let hitsMax = 50
    /// Bytes that are looked for.
    package static let wantedMax = 100

    package init(_ wanted: String, _ hits: [Hit], words: PlaceWords) {
        self.words = words
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
            ? Empty(.nothingYet, words.typeSomething, in: words.language)
            : Empty(.nothingMatches, words.notFound, in: words.language)
        return Page(
            words.search,
            summary: HTML(text: words.searchSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "found",
                    wanted.isEmpty ? words.nothingAsked : words.found,
                    Listing(
                        words.found,
                        [.init(words.what), .init(words.kind), .init(words.about)],
                        rows: rows,
                        elsewhere: words.longerWord,
                        empty: empty
                    ).html
                )
            ]
        )
    }
}
