/// Amounts side by side, as horizontal bars from zero, the longest first.
public struct BarChart: Component {
    /// More bars than this are a table; the rest are counted under the last one.
    public static let barCountMax = 12
    private static let rowHeight = 42

    private let id: String
    private let title: String
    private let finding: String
    private let unit: String
    private let amounts: [Amount]

    /// - Parameters:
    ///   - id: unique in its page.
    ///   - finding: what the chart shows, in a sentence.
    ///   - unit: what is counted, as the head of a column.
    ///   - amounts: at least one.
    public init(
        _ id: StaticString,
        _ title: String,
        finding: String,
        unit: String,
        _ amounts: [Amount]
    ) {
        precondition(!amounts.isEmpty, "A chart shows at least one amount.")
        self.id = id.description
        self.title = title
        self.finding = finding
        self.unit = unit
        self.amounts = amounts.sorted { $0.value > $1.value }
    }

    /// The figure, with the amounts as a table for those who cannot see it.
    public var html: HTML {
        let shown = amounts.prefix(Self.barCountMax)
        let end = shown.first?.value ?? 0
        let bars = shown.enumerated().map { index, amount in
            draw(amount, at: index * Self.rowHeight, of: end)
        }
        let left = amounts.count - shown.count
        let key: HTML? =
            left > 0 ? "<p class=\"muted\">and \(grouped(left)) smaller</p>\n" : nil
        return Chart(
            id: id,
            title: title,
            finding: finding,
            height: shown.count * Self.rowHeight,
            drawing: "\(bars)",
            key: key ?? .none,
            data: data
        ).html
    }

    private func draw(_ amount: Amount, at top: Int, of end: Double) -> HTML {
        """
        <text x="0" y="\(top + 14)">\(shortened(amount.name))</text>
        <text class="value" x="100%" y="\(top + 14)">\(amount.words)</text>
        <rect class="track" x="0" y="\(top + 21)" width="100%" height="10"/>
        <rect class="series-1" x="0" y="\(top + 21)" width="\(place(amount.value, of: end))" \
        height="10"/>

        """
    }

    private var data: Table {
        Table(
            title,
            [.init("Name"), .number(unit)],
            rows: amounts.map { ["\($0.name)", "\($0.words)"] },
            elsewhere: "in the table of this section",
            empty: Empty(.nothingYet, "The amounts of the chart would stand here.")
        )
    }
}
