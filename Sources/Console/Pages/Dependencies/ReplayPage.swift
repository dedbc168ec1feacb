package import Markup
package import Provenance

/// A real attack, minute by minute, against what this house is made of.
extension DependencyPages {
    package static func replay(
        _ rehearsal: Rehearsal,
        controls: [Rehearsal.Control],
        outcome: Rehearsal.Outcome
    ) -> Page {
        let here = Set(outcome.poisoned).count
        return Page(
            rehearsal.name,
            crumbs: [crumb, .init("Replay")],
            summary: """
                What happened, how surely that is known, and at which minute each control of this \
                house would have stopped it.
                """,
            figures: Figures([
                .init(grouped(outcome.uses), "Uses of \(rehearsal.package.name)"),
                .init(grouped(here), "Of a poisoned release"),
                .init("\(outcome.minutes) min", "Open, by pins and digests alone"),
                .init("\(outcome.minutesAtBest) min", "Open, if installs are checked"),
            ]),
            sections: [
                .init("controls", "Controls", ReplayDrawing(rehearsal, controls).html),
                .init("timeline", "What happened", timeline(rehearsal)),
            ]
        )
    }

    private static func timeline(_ rehearsal: Rehearsal) -> HTML {
        Listing(
            "In order",
            [.init("When"), .init("What")],
            rows: rehearsal.happenings.sorted { $0.moment < $1.moment }.map { happening in
                [
                    Moment(seconds: Int(happening.moment.seconds)).html,
                    "\(chip(happening.standing)) \(happening.words)",
                ]
            },
            elsewhere: "in `cordon dependencies replay`",
            empty: Empty(.nothingYet, "Nothing is known of it.")
        ).html
    }

    private static func chip(_ standing: Rehearsal.Standing) -> Chip {
        switch standing {
        case .confirmed: Chip(.good, "confirmed")
        case .press: Chip(.note, "press")
        case .disputed: Chip(.attention, "disputed")
        }
    }
}

/// For each control, how long the house would have stood open, on one scale of minutes.
private struct ReplayDrawing {
    private static let rowHeight = 44
    private let controls: [Rehearsal.Control]
    private let start: Instant
    private let end: Instant

    init(_ rehearsal: Rehearsal, _ controls: [Rehearsal.Control]) {
        self.controls = controls
        start = rehearsal.releases.map(\.uploaded).min() ?? rehearsal.advised
        end = rehearsal.removed
    }

    private var minutesMax: Int { Swift.max(1, Int(end.seconds - start.seconds) / 60) }

    private func minutes(_ control: Rehearsal.Control) -> Int {
        let stop = control.isInPlace ? control.stops ?? end : end
        return Swift.max(0, Int(min(stop, end).seconds - start.seconds) / 60)
    }

    private var finding: String {
        controls.map { "\($0.name): open for \(minutes($0)) minutes" }.joined(separator: "; ") + "."
    }

    var html: HTML {
        """
        <figure class="chart">
        <figcaption>Minutes open, had this been the only control</figcaption>
        <svg role="img" width="100%" height="\(controls.count * Self.rowHeight + 24)" \
        aria-labelledby="replay-title replay-desc">
        <title id="replay-title">Minutes open, had this been the only control</title>
        <desc id="replay-desc">\(finding)</desc>
        \(controls.indices.map(draw))\
        <text class="muted" x="0" y="\(controls.count * Self.rowHeight + 16)">on the index</text>
        <text class="muted value" x="100%" y="\(controls.count * Self.rowHeight + 16)">\
        taken down after \(minutesMax) min</text>
        </svg>
        <details><summary>The same as a table</summary>
        \(table)</details>
        </figure>

        """
    }

    private func draw(_ place: Int) -> HTML {
        let control = controls[place]
        let top = place * Self.rowHeight
        let count = minutes(control)
        let width = count * 100 / minutesMax
        let words = count == 0 ? "stopped at once" : "\(count) min"
        let bar: HTML? =
            width > 0
            ? """
            <rect class="series-2" x="0" y="\(top + 20)" width="\(width)%" height="12"/>

            """ : nil
        return """
            <text x="0" y="\(top + 13)">\(control.name)</text>
            <text class="muted value" x="100%" y="\(top + 13)">\(words)</text>
            <rect class="track" x="0" y="\(top + 20)" width="100%" height="12"/>
            \(bar)
            """
    }

    private var table: Listing {
        Listing(
            "Controls",
            [.init("Control"), .init("State"), .number("Open (min)"), .init("Why")],
            rows: controls.map { control in
                [
                    HTML(text: control.name),
                    (control.isInPlace ? Chip(.good, "in place") : Chip(.attention, "missing"))
                        .html,
                    HTML(text: grouped(minutes(control))),
                    HTML(text: control.words + (control.proviso.map { ", " + $0 } ?? "")),
                ]
            },
            elsewhere: "in `cordon dependencies replay`",
            empty: Empty(.nothingYet, "There are no controls.")
        )
    }
}
