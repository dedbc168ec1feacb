package import Markup
package import Provenance

/// What one thing could reach between two moments, drawn as the tree of the earliest ways.
extension DependencyPages {
    package static func blast(
        from start: Provenance.Reach.Node,
        between first: Instant,
        and last: Instant,
        _ reached: [Provenance.Reach.Reached],
        containing: ContainmentAsk? = nil
    ) -> Page {
        let kinds = Dictionary(grouping: reached, by: \.node.kind)
        let figures = kinds.sorted { $0.value.count > $1.value.count }.prefix(4).map { kind, all in
            Figures.Figure(grouped(all.count), plural(kind, all.count))
        }
        let drawing = BlastDrawing(start, reached)
        return Page(
            "What \(start.name) could reach",
            crumbs: [crumb, .init("Reach")],
            summary: """
                Between \(Moment(seconds: Int(first.seconds))) and \
                \(Moment(seconds: Int(last.seconds))): along connections while they held, and \
                never back in time.
                """,
            figures: Figures(figures),
            sections: [
                .init("drawing", "Drawn", reached.isEmpty ? nothing : drawing.html)
            ] + (containing.map { [.init("contain", "Contain it", $0.html)] } ?? []) + [
                .init(
                    "ask",
                    "Ask again",
                    blastForm(
                        component: start.kind == .component
                            ? start.name : start.kind.word + ":" + start.name,
                        from: first.description,
                        until: last.description
                    )
                )
            ]
        )
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

    private let reached: [Provenance.Reach.Reached]
    private var rows: [Row] = []

    init(_ start: Provenance.Reach.Node, _ reached: [Provenance.Reach.Reached]) {
        self.reached = reached
        var below: [Provenance.Reach.Node: [Provenance.Reach.Reached]] = [:]
        for thing in reached where thing.path.count >= 2 {
            below[thing.path[thing.path.count - 2], default: []].append(thing)
        }
        add(Row(node: start, earliest: nil, depth: 0, parent: nil), below)
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
            \(rest)<details><summary>The same as a table</summary>
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
            return """
                <path class="axis" fill="none" d="M\(from) \(top) V\(down) H\(across - 6)"/>

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
        let name = node.name.hasPrefix("pkg:") ? String(node.name.dropFirst(4)) : node.name
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
            [.init("What"), .init("Kind"), .init("Earliest"), .init("Over")],
            rows: reached.map { thing in
                let over = thing.path.dropFirst().dropLast().map(\.name)
                return [
                    "\(Foreign(thing.node.name))", HTML(text: thing.node.kind.word),
                    Moment(seconds: Int(thing.earliest.seconds)).html,
                    HTML(text: over.joined(separator: " → ")),
                ]
            },
            elsewhere: "in `cordon dependencies blast`",
            empty: Empty(.nothingMatches, "It could reach nothing.")
        )
    }
}
