/// One measure against its limit, with what it was before.
public struct BulletChart: Component {
    private static let height = 40

    private let id: String
    private let title: String
    private let finding: String
    private let measure: Amount
    private let before: Amount
    private let limit: Amount?
    private let end: Double

    /// - Parameters:
    ///   - id: unique in its page.
    ///   - finding: what the chart shows, in a sentence.
    ///   - measure: where it stands now, drawn as a bar from zero.
    ///   - before: where it stood, drawn as a diamond.
    ///   - limit: what it should stay under, drawn as a line across.
    ///   - end: where the scale ends; it grows to hold every amount.
    public init(
        _ id: StaticString,
        _ title: String,
        finding: String,
        measure: Amount,
        before: Amount,
        limit: Amount? = nil,
        end: Double
    ) {
        self.id = id.description
        self.title = title
        self.finding = finding
        self.measure = measure
        self.before = before
        self.limit = limit
        self.end = max(end, measure.value, before.value, limit?.value ?? 0)
    }

    private var amounts: [Amount] { [measure, before] + (limit.map { [$0] } ?? []) }

    /// The figure, with its amounts in a key and as a table.
    public var html: HTML {
        let line: HTML? = limit.map { limit in
            let across = place(limit.value, of: end)
            return """
                <line class="limit" x1="\(across)" x2="\(across)" y1="6" y2="34"/>

                """
        }
        return Chart(
            id: id,
            title: title,
            finding: finding,
            height: Self.height,
            drawing: """
                <rect class="track" x="0" y="12" width="100%" height="16"/>
                <rect class="series-1" x="0" y="12" width="\(place(measure.value, of: end))" \
                height="16"/>
                \(line)<svg class="loose" x="\(place(before.value, of: end))" y="20">\
                <path class="before" d="M0 -7 L7 0 L0 7 L-7 0 Z"/></svg>

                """,
            key: key,
            data: data
        ).html
    }

    private var key: HTML {
        let line: HTML? = limit.map { limit in
            """
            <li><svg class="mark" width="12" height="12" aria-hidden="true">\
            <line class="limit" x1="6" x2="6" y1="0" y2="12"/></svg> \
            \(limit.name) <b>\(limit.words)</b></li>
            """
        }
        return """
            <ul class="key"><li>\(Series(chart: id, index: 0).mark) \(measure.name) \
            <b>\(measure.words)</b></li><li><svg class="mark" width="12" height="12" \
            aria-hidden="true"><path class="before" d="M6 1 L11 6 L6 11 L1 6 Z"/></svg> \
            \(before.name) <b>\(before.words)</b></li>\(line)</ul>

            """
    }

    private var data: Table {
        Table(
            title,
            [.init("What"), .number("Value")],
            rows: amounts.map { ["\($0.name)", "\($0.words)"] },
            elsewhere: "in the table of this section",
            empty: Empty(.nothingYet, "The measure of the chart would stand here.")
        )
    }
}
