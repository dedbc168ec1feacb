package import Defence
package import Kernel
package import Markup
import Provenance

/// What one thing could reach between two moments, drawn as the tree of the earliest ways.
extension DependencyPages {
    /// - Parameter leaves: numbers of the leaves that say how a thing was reached, by their events.
    package static func blast(
        _ blast: Blast,
        leaves: [ID<any Event>: Int],
        containing: ContainmentAsk? = nil
    ) -> Page {
        let (start, reached) = (blast.start, blast.reached)
        let drawing = BlastDrawing(blast, leaves)
        return Page(
            "What \(Dependencies.words(for: start)) could reach",
            crumbs: [crumb, .init("Reach")],
            summary: """
                Between \(Moment(seconds: Int(blast.first.seconds))) and \
                \(Moment(seconds: Int(blast.last.seconds))): along connections while they held, \
                and never back in time.
                """,
            figures: Figures(figures(of: blast)),
            sections: [
                .init("drawing", "Drawn", reached.isEmpty ? nothing : drawing.html)
            ] + people(blast.people) + remarks(blast.remarks)
                + (containing.map { [.init("contain", "Contain it", $0.html)] } ?? []) + [
                    .init(
                        "ask",
                        "Ask again",
                        blastForm(
                            component: start.kind == .component
                                ? start.name : start.kind.word + ":" + start.name,
                            from: blast.first.description,
                            until: blast.last.description
                        )
                    )
                ]
        )
    }

    /// What whoever answers for it asks first.
    private static let foremost: [Provenance.Reach.Kind] = [
        .dataset, .worker, .client, .secret, .machine, .supplier, .tool, .component, .subject,
        .country, .clause, .clock,
    ]

    private static func figures(of blast: Blast) -> [Figures.Figure] {
        let counts = Dictionary(grouping: blast.reached, by: \.node.kind).mapValues(\.count)
        let kinds = foremost.compactMap { kind in
            counts[kind].map { Figures.Figure(grouped($0), plural(kind, $0)) }
        }
        guard blast.people.count > 0 else { return Array(kinds.prefix(4)) }
        return [.init(grouped(blast.people.count), "People")] + kinds.prefix(3)
    }

    /// Whom the reached documents are about, by country.
    private static func people(_ people: Blast.People) -> [Page.Section] {
        guard people.count > 0 else { return [] }
        let rows: [[HTML]] = people.byCountry.sorted { $0.key < $1.key }.map { country, count in
            ["\(Foreign(country))", HTML(text: grouped(count))]
        }
        let total: HTML = """
            <p>The documents that were reached are about \(grouped(people.count)) \
            \(people.count == 1 ? "person" : "people"), as far as it was found out.</p>

            """
        let listing = Listing(
            "People by country",
            [.init("Country"), .number("People")],
            rows: rows,
            elsewhere: "in `cordon dependencies blast --json`",
            empty: Empty(.nothingMatches, "The map knows of no country in these documents.")
        )
        return [.init("people", "People", "\(total)\(listing)")]
    }

    /// Where what somebody said by hand meets what was observed, once for each pair.
    private static func remarks(_ remarks: [Blast.Remark]) -> [Page.Section] {
        guard !remarks.isEmpty else { return [] }
        let items = remarks.prefix(Listing.rowCountMax).map { remark -> HTML in
            "<li>\(Foreign(remark.words)).</li>\n"
        }
        return [.init("remarks", "Said and observed", "<ul>\n\(items)</ul>\n")]
    }

    private static var nothing: HTML {
        Empty(.nothingMatches, "No connection that held then leads away from it.").html
    }

    private static func plural(_ kind: Provenance.Reach.Kind, _ count: Int) -> String {
        let word = kind.word.prefix(1).uppercased() + kind.word.dropFirst()
        if count == 1 { return word }
        return word.hasSuffix("y") ? word.dropLast() + "ies" : word + "s"
    }
}

/// The tree of ways: whoever was reached hangs below what it was reached over.
struct BlastDrawing {
    /// Rows that are drawn; the rest stands in the table and is counted.
    private static let rowsMax = 60
    private static let rowHeight = 26
    /// How far in each step stands, in pixels.
    private static let step = 18
    /// Letters of a name that fit beside the time on a telephone.
    private static let nameMax = 30

    private struct Row {
        let node: Provenance.Reach.Node
        let earliest: Instant?
        let depth: Int
        /// The row of what it was reached over.
        let parent: Int?
    }

    private let blast: Blast
    private let leaves: [ID<any Event>: Int]
    private var rows: [Row] = []

    private var reached: [Provenance.Reach.Reached] { blast.reached }

    init(_ blast: Blast, _ leaves: [ID<any Event>: Int]) {
        self.blast = blast
        self.leaves = leaves
        var below: [Provenance.Reach.Node: [Provenance.Reach.Reached]] = [:]
        for thing in reached where thing.path.count >= 2 {
            below[thing.path[thing.path.count - 2], default: []].append(thing)
        }
        add(Row(node: blast.start, earliest: nil, depth: 0, parent: nil), below)
    }

    private mutating func add(
        _ row: Row,
        _ below: [Provenance.Reach.Node: [Provenance.Reach.Reached]]
    ) {
        guard rows.count < Self.rowsMax else { return }
        let place = rows.count
        rows.append(row)
        let next = (below[row.node] ?? []).sorted {
            ($0.earliest, $0.node) < ($1.earliest, $1.node)
        }
        for thing in next {
            add(
                Row(
                    node: thing.node,
                    earliest: thing.earliest,
                    depth: min(row.depth + 1, 8),
                    parent: place
                ),
                below
            )
        }
    }

    private var finding: String {
        let kinds = Dictionary(grouping: reached, by: \.node.kind)
            .sorted { $0.key.rawValue < $1.key.rawValue }
        let words = kinds.map { "\($0.value.count) \($0.key.word)" }.joined(separator: ", ")
        return "It could reach \(words)."
    }

    var html: HTML {
        let height = rows.count * Self.rowHeight + 8
        let hidden = reached.count + 1 - rows.count
        let isMixed = reached.contains { !isObserved($0.node) }
        let legend: HTML? =
            isMixed ? "<p>Dashed: somebody said so by hand. All else was observed.</p>\n" : nil
        let rest: HTML? =
            hidden > 0 ? "<p>\(grouped(hidden)) more are not drawn; see the table.</p>\n" : nil
        return """
            <figure class="chart">
            <figcaption>The earliest way to each</figcaption>
            <svg role="img" width="100%" height="\(height)" \
            aria-labelledby="blast-title blast-desc">
            <title id="blast-title">The earliest way to each</title>
            <desc id="blast-desc">\(finding)</desc>
            \(rows.indices.map(draw))</svg>
            \(legend)\(rest)<details><summary>The same as a table</summary>
            \(table)</details>
            </figure>

            """
    }

    private func draw(_ place: Int) -> HTML {
        let row = rows[place]
        let across = row.depth * Self.step + 8
        let down = place * Self.rowHeight + 17
        let line: HTML? = row.parent.map { parent in
            let from = rows[parent].depth * Self.step + 8
            let top = parent * Self.rowHeight + 23
            // What somebody said is drawn apart from what was seen.
            let dashes = isObserved(row.node) ? "none" : "2 3"
            return """
                <path class="axis" fill="none" stroke-dasharray="\(dashes)" \
                d="M\(from) \(top) V\(down) H\(across - 6)"/>

                """
        }
        let time: HTML? = row.earliest.map { moment in
            "<text class=\"muted value\" x=\"100%\" y=\"\(down + 4)\">\(clock(moment))</text>\n"
        }
        return """
            \(line)\(mark(row.node.kind, across, down))\
            <text x="\(across + 10)" y="\(down + 4)">\(label(row.node))</text>
            \(time)
            """
    }

    private func isObserved(_ node: Provenance.Reach.Node) -> Bool {
        blast.evidence[node]?.isObserved ?? true
    }

    /// A shape for each kind, so that colour is not needed to tell them apart.
    private func mark(_ kind: Provenance.Reach.Kind, _ x: Int, _ y: Int) -> HTML {
        switch kind {
        case .component:
            "<rect class=\"series-2\" x=\"\(x - 5)\" y=\"\(y - 5)\" width=\"10\" height=\"10\"/>\n"
        case .tool, .machine, .supplier:
            "<circle class=\"series-1\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\"/>\n"
        case .secret:
            """
            <path class="series-2" d="M\(x) \(y - 6) L\(x + 6) \(y + 5) L\(x - 6) \(y + 5) Z"/>

            """
        case .worker, .subject, .client, .country:
            """
            <path class="series-4" d="M\(x) \(y - 6) L\(x + 6) \(y) L\(x) \(y + 6) \
            L\(x - 6) \(y) Z"/>

            """
        case .dataset, .clause, .clock:
            "<rect class=\"series-3\" x=\"\(x - 3)\" y=\"\(y - 6)\" width=\"6\" height=\"12\"/>\n"
        }
    }

    private func label(_ node: Provenance.Reach.Node) -> HTML {
        let words = Dependencies.words(for: node)
        let name = words.hasPrefix("pkg:") ? String(words.dropFirst(4)) : words
        let short = name.count > Self.nameMax ? name.prefix(Self.nameMax - 1) + "…" : name[...]
        return "\(short) <tspan class=\"muted\">\(node.kind.word)</tspan>"
    }

    /// `24 Mar 10:39`
    private func clock(_ moment: Instant) -> String {
        let text = moment.description
        guard text.count >= 16 else { return text }
        return String(text.dropFirst(11).prefix(5))
    }

    private var table: Listing {
        Listing(
            "What it could reach",
            [
                .init("What"), .init("Kind"), .init("Earliest"), .init("How it is known"),
                .init("Over"),
            ],
            rows: reached.map { thing in
                let over = thing.path.dropFirst().dropLast().map(Dependencies.words)
                return [
                    "\(Foreign(Dependencies.words(for: thing.node)))",
                    HTML(text: thing.node.kind.word),
                    Moment(seconds: Int(thing.earliest.seconds)).html, basis(of: thing.node),
                    HTML(text: over.joined(separator: " → ")),
                ]
            },
            elsewhere: "in `cordon dependencies blast`",
            empty: Empty(.nothingMatches, "It could reach nothing.")
        )
    }

    /// What happened, and the leaf that says so.
    private func basis(of node: Provenance.Reach.Node) -> HTML {
        guard let evidence = blast.evidence[node] else { return "" }
        let purpose: HTML? = evidence.detail.map { " for \(Foreign($0))" }
        let leaf: HTML? = leaves[evidence.event].map { number in
            ", <a href=\"/ledger/\(number)\">leaf \(grouped(number))</a>"
        }
        return "\(evidence.words)\(purpose)\(leaf)"
    }
}
