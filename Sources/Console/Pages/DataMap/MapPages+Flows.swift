package import Custody
import Kernel
package import Markup

extension MapPages {
    package static func flows(_ flows: [DataMap.Flow], sources: [String], mark: String) -> Page {
        let findings = flows.count(where: \.isFinding)
        return Page(
            "Flows",
            crumbs: crumbs + [.init("Flows")],
            summary: "Where data goes: what was declared, and what was seen to happen.",
            figures: Figures([
                .init(grouped(flows.count), "Flows"),
                .init(grouped(findings), "Seen, and never declared"),
                .init(grouped(flows.count { $0.items == 0 }), "Declared, and not seen"),
            ]),
            sections: [
                .init(
                    "flows",
                    "Drawn",
                    flows.isEmpty
                        ? Empty(.nothingYet, "No flow was observed or declared.").html
                        : FlowDrawing(flows).html
                )
            ] + (sources.isEmpty ? [] : [.init("declare", "Declare a flow", form(sources, mark))])
        )
    }

    private static func form(_ sources: [String], _ mark: String) -> HTML {
        Ask(
            "/map/flows",
            mark: mark,
            button: "Declare it",
            note: "This is recorded in the log.",
            fields: """
                \(Choice("source", "From", sources.map { ($0, $0) }))\
                \(Blank("to", "To", hint: "Another source, a team or an organisation; no person."))\
                \(Blank("purpose", "Why it goes there"))\
                \(Blank("country", "Third country", hint: "By its code, such as US.",
                    lengthMax: 2, isNeeded: false))\
                \(Blank("safeguard", "What protects it there", isNeeded: false))
                """
        ).html
    }
}

/// Flows as arrows, one a row, so that they can be read on any width: from the left to the right.
struct FlowDrawing: Component {
    private let flows: [DataMap.Flow]

    /// Arrows that are drawn; the rest stands in the table.
    private static let rowsMax = 40
    private static let rowHeight = 44
    /// Letters of a name that fit on half a telephone.
    private static let nameMax = 20

    init(_ flows: [DataMap.Flow]) { self.flows = flows }

    private var finding: String {
        let findings = flows.count(where: \.isFinding)
        return findings == 0
            ? "Every flow that was seen was declared."
            : "\(findings) of \(flows.count) flows were seen and never declared."
    }

    var html: HTML {
        let shown = flows.prefix(Self.rowsMax)
        return """
            <figure class="chart">
            <figcaption>From source to recipient</figcaption>
            <svg role="img" width="100%" height="\(shown.count * Self.rowHeight + 8)" \
            aria-labelledby="flow-title flow-desc">
            <title id="flow-title">From source to recipient</title>
            <desc id="flow-desc">\(finding)</desc>
            \(shown.enumerated().map { draw($0.element, $0.offset) })</svg>
            <details open=""><summary>The same as a table</summary>
            \(table)</details>
            </figure>

            """
    }

    /// Seen and declared is a whole line, declared alone a dotted one; what nobody declared is
    /// drawn as what passes a limit is.
    private func draw(_ flow: DataMap.Flow, _ place: Int) -> HTML {
        let line = place * Self.rowHeight + 32
        let style = flow.isFinding ? "limit" : flow.items > 0 ? "line line-1" : "line line-3"
        let words = flow.items > 0 ? grouped(flow.items) : "not seen"
        return """
            <text x="0" y="\(line - 10)">\(short(flow.source))</text>
            <text class="muted" x="50%" y="\(line - 10)" text-anchor="middle">\(words)</text>
            <text class="value" x="100%" y="\(line - 10)">\(short(flow.recipient))</text>
            <line class="\(style)" x1="0" x2="100%" y1="\(line)" y2="\(line)"/>
            <svg x="100%" y="\(line)" class="loose"><path class="line line-1" \
            d="M-11 -5 L-3 0 L-11 5"/></svg>

            """
    }

    private func short(_ name: String) -> String {
        name.count > Self.nameMax ? name.prefix(Self.nameMax - 1) + "…" : name
    }

    private var table: Listing {
        Listing(
            "Flows",
            [
                .init("From"), .init("To"), .init("Through"), .number("Items"), .init("State"),
                .init("Seen as"), .init("Purpose"), .init("Country"), .init("Safeguard"),
            ],
            rows: flows.map { flow in
                [
                    HTML(text: flow.source), "\(Foreign(flow.recipient))",
                    HTML(text: flow.through ?? ""), HTML(text: grouped(flow.items)),
                    state(of: flow).html,
                    HTML(text: flow.seen.joined(separator: ", ")), MapPages.said(flow.purpose),
                    HTML(text: flow.country ?? ""), HTML(text: flow.safeguard ?? ""),
                ]
            },
            elsewhere: "in `cordon datamap flows`",
            empty: Empty(.nothingYet, "No flow was observed or declared.")
        )
    }

    private func state(of flow: DataMap.Flow) -> Chip {
        if flow.isFinding { return Chip(.danger, "undeclared") }
        return flow.items > 0 ? Chip(.good, "declared") : Chip(.idle, "not seen")
    }
}
