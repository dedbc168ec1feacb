/// What a page says, apart from the frame it hangs in and the way it is delivered.
///
/// In the order it is read: where we are, what this is, at most four figures, then sections.
public struct Page: Sendable {
    /// A part of a page with a heading, which a link can lead to.
    public struct Section: Sendable {
        /// The heading's identifier in the page: lower-case letters and hyphens.
        public let id: String
        /// The heading, as text.
        public let title: String
        /// What stands under the heading.
        public let body: HTML

        /// - Parameter id: the heading's identifier, unique in its page; links end in it.
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
        /// What the step is called.
        public let title: String
        /// Where it leads; nil for the page itself.
        public let link: String?

        /// A step that can be gone back to, or without `link` the page that is shown.
        public init(_ title: String, link: String? = nil) {
            self.title = title
            self.link = link
        }
    }

    /// The heading of the page and the name of its tab.
    public var title: String
    /// The way here; empty for a page that stands at the top.
    public var crumbs: [Crumb]
    /// What the way here is called, for who hears the page, in the page's language.
    public var crumbsLabel = "Breadcrumb"
    /// One sentence that says what this is.
    public var summary: HTML
    /// At most four numbers that say how things stand.
    public var figures: Figures
    /// The parts of the page, the most important first.
    public var sections: [Section]

    /// - Parameters:
    ///   - title: the heading, as text.
    ///   - crumbs: the way here, outermost first.
    ///   - summary: one sentence that says what this is.
    ///   - figures: how things stand; may be empty.
    ///   - sections: the parts, the most important first.
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
            <nav class="crumbs" aria-label="\(crumbsLabel)"><ol>\(steps)</ol></nav>

            """
    }
}
