/// What a page says, apart from the frame it hangs in and the way it is delivered.
///
/// In the order it is read: where we are, what this is, at most four figures, then sections.
public struct Page: Sendable {
    /// A part of a page with a heading, which a link can lead to.
    public struct Section: Sendable {
        /// The heading's identifier in the page: lower-case letters and hyphens.
        public let id: String
        public let title: String
        public let body: HTML

        public init(_ id: StaticString, _ title: String, _ body: HTML) {
            self.id = id.description
            self.title = title
            self.body = body
        }

        var html: HTML {
            """
            <section aria-labelledby="\(id)">
            <h2 id="\(id)">\(title)</h2>
            \(body)</section>

            """
        }
    }

    /// A step on the way here, outermost first; without a link, the last is the page itself.
    public struct Crumb: Sendable {
        public let title: String
        public let link: String?

        public init(_ title: String, link: String? = nil) {
            self.title = title
            self.link = link
        }
    }

    public var title: String
    public var crumbs: [Crumb]
    /// One sentence that says what this is.
    public var summary: HTML
    public var figures: Figures
    public var sections: [Section]

    public init(
        _ title: String,
        crumbs: [Crumb] = [],
        summary: HTML,
        figures: Figures,
        sections: [Section]
    ) {
        self.title = title
        self.crumbs = crumbs
        self.summary = summary
        self.figures = figures
        self.sections = sections
    }

    /// Everything inside `<main>`.
    public var body: HTML {
        """
        \(breadcrumb)<h1>\(title)</h1>
        <p class="summary">\(summary)</p>
        \(figures)\(sections.map(\.html))
        """
    }

    private var breadcrumb: HTML? {
        guard !crumbs.isEmpty else { return nil }
        let steps: [HTML] = crumbs.map { crumb in
            guard let link = crumb.link else { return "<li>\(crumb.title)</li>" }
            return "<li><a href=\"\(link)\">\(crumb.title)</a></li>"
        }
        return """
            <nav class="crumbs" aria-label="Breadcrumb"><ol>\(steps)</ol></nav>

            """
    }
}
