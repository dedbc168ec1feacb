package import Markup

// The frame of every page: skip link, bar, rail, main. What a page says is a `Page`; how it reaches
// the reader is a `Delivery`. A report in a file and a room on a server differ in nothing else, so
// who has read one knows the other.
//
// A self-contained page asks nobody for anything: its policy allows one inline style, named by its
// hash, and neither script, image, font, form nor frame. It can be mailed, filed and opened in ten
// years, and opening it tells nobody.

/// Hangs a page in the frame that all pages share.
package struct Frame: Sendable {
    /// How the page and its style reach the reader.
    package enum Delivery: Sendable {
        /// One file with its style inside.
        case selfContained
        /// Answered by a server that sends its policy as a header, and style and script from these
        /// paths.
        case served(stylesheet: String, script: String)
    }

    /// A way to another place, in the rail.
    package struct Way: Sendable {
        let title: String
        let link: String
        let isCurrent: Bool
        /// The key that leads there, after `g`.
        let key: String?

        package init(_ title: String, link: String, isCurrent: Bool = false, key: String? = nil) {
            self.title = title
            self.link = link
            self.isCurrent = isCurrent
            self.key = key
        }
    }

    private let delivery: Delivery
    private let heading: String
    private let ways: [Way]?
    private let notice: HTML
    private let bar: HTML
    private let settings: Settings

    /// - Parameters:
    ///   - heading: what the rail leads through: `On this page`, `Custody`.
    ///   - ways: what the rail holds; nil for the sections of the page itself.
    ///   - notice: what stands above everything, on every page.
    ///   - bar: what follows the product's name at the top.
    ///   - settings: how the reader wants their pages.
    package init(
        _ delivery: Delivery,
        heading: String = "On this page",
        ways: [Way]? = nil,
        notice: HTML = .none,
        bar: HTML = .none,
        settings: Settings = Settings()
    ) {
        self.delivery = delivery
        self.heading = heading
        self.ways = ways
        self.notice = notice
        self.bar = bar
        self.settings = settings
    }

    /// The whole document, from its type to its last tag; `rest` follows the page's sections.
    package func document(_ page: Page, after rest: HTML = .none) -> HTML {
        var page = page
        page.crumbsLabel = settings.words.crumbs
        let rail = rail(of: page)
        let theme = settings.theme == .auto ? nil : Attribute("data-theme", settings.theme.rawValue)
        let density = settings.density == .compact ? Attribute("data-density", "compact") : nil
        // Keys need the script, which only a served page has.
        let keys: Attribute? =
            if case .served = delivery, settings.hasKeys { Attribute("data-keys", "on") } else {
                nil
            }
        return """
            <!DOCTYPE html>
            <html lang="\(settings.language.rawValue)"\(theme)\(density)\(keys)>
            <head>
            <meta charset="utf-8"/>
            \(head)<meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="referrer" content="no-referrer"/>
            <meta name="robots" content="noindex"/>
            <title>\(page.title) – Cordon</title>
            \(style)
            </head>
            <body>
            <a class="skip" href="#main">\(settings.words.skip)</a>
            <header class="bar">\(notice)<span class="product">Cordon</span>\(bar)</header>
            \(ways?.isEmpty == true ? alone(page, rest) : beside(rail, page, rest))
            </body>
            </html>

            """
    }

    private func beside(_ rail: HTML, _ page: Page, _ rest: HTML) -> HTML {
        """
        <details class="menu"><summary>\(heading)</summary>
        <nav aria-label="\(heading), \(settings.words.railShort)">\(rail)</nav></details>
        <div class="frame">
        <nav class="rail" aria-labelledby="rail-heading"><p id="rail-heading">\(heading)</p>
        \(rail)</nav>
        <main id="main" tabindex="-1">
        \(page.body)\(rest)</main>
        </div>
        """
    }

    /// A page that leads nowhere yet, such as the one to sign in on.
    private func alone(_ page: Page, _ rest: HTML) -> HTML {
        """
        <div class="alone">
        <main id="main" tabindex="-1">
        \(page.body)\(rest)</main>
        </div>
        """
    }

    private func rail(of page: Page) -> HTML {
        let ways = ways ?? page.sections.map { Way($0.title, link: "#" + $0.id) }
        let items: [HTML] = ways.map { way in
            let current = way.isCurrent ? Attribute("aria-current", "page") : nil
            let key = way.key.map { Attribute("data-key", $0) }
            return "<li><a href=\"\(way.link)\"\(current)\(key)>\(way.title)</a></li>\n"
        }
        return "<ol>\(items)</ol>"
    }

    private var head: HTML? {
        guard case .selfContained = delivery else { return nil }
        return Self.policy
    }

    private var style: HTML {
        switch delivery {
        case .selfContained: HTML(stylesheet: Stylesheet.bytes)
        case .served(let stylesheet, let script):
            """
            <link rel="stylesheet" href="\(stylesheet)"/>
            <script src="\(script)" defer=""></script>
            """
        }
    }

    /// What a self-contained page may do: apply its own style, and nothing else.
    private static var policy: HTML {
        """
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src '\(Stylesheet.policySource)'; base-uri 'none'; form-action 'none'"/>

        """
    }
}
