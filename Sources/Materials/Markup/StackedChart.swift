/// Wholes divided into parts, one bar for each whole.
public struct StackedChart: Component {
    /// One bar.
    public struct Whole: Sendable {
        let name: String
        let parts: [Amount]

        /// - Parameter parts: in the same order in every bar, at most `partCountMax`.
        public init(_ name: String, _ parts: [Amount]) {
            precondition(parts.count <= StackedChart.partCountMax, "A bar has at most five parts.")
            self.name = name
            self.parts = parts
        }

        var sum: Double { parts.reduce(0) { $0 + $1.value } }
    }

    /// As many as there are series whose colours can be told apart.
    public static let partCountMax = seriesCount
    /// More bars than this are a table, which is easier to read.
    public static let wholeCountMax = 8
    private static let rowHeight = 46

    private let id: String
    private let title: String
    private let finding: String
    private let wholes: [Whole]

    /// - Parameters:
    ///   - id: unique in its page.
    ///   - finding: what the chart shows, in a sentence.
    ///   - wholes: 1…`wholeCountMax`, each with the same parts.
    public init(_ id: StaticString, _ title: String, finding: String, _ wholes: [Whole]) {
        precondition(
            (1...Self.wholeCountMax).contains(wholes.count),
            "A stacked chart shows one to eight bars."
        )
        precondition(
            wholes.allSatisfy { $0.parts.map(\.name) == wholes[0].parts.map(\.name) },
            "Every bar has the same parts in the same order."
        )
        self.id = id.description
        self.title = title
        self.finding = finding
        self.wholes = wholes
    }

    /// The figure, with its parts in a key and as a table.
    public var html: HTML {
        let bars = wholes.enumerated().map { index, whole in
            draw(whole, at: index * Self.rowHeight)
        }
        return Chart(
            id: id,
            title: title,
            finding: finding,
            height: wholes.count * Self.rowHeight,
            drawing: "\(Series.grains(of: id))\(bars)",
            key: key,
            data: data
        ).html
    }

    private func draw(_ whole: Whole, at top: Int) -> HTML {
        var html: HTML = "<text x=\"0\" y=\"\(top + 14)\">\(shortened(whole.name))</text>\n"
        var start = 0.0
        for (index, part) in whole.parts.enumerated() where part.value > 0 {
            html += Series(chart: id, index: index).bar(
                from: place(start, of: whole.sum),
                over: place(part.value, of: whole.sum),
                top: top + 21,
                height: 16
            )
            start += part.value
        }
        return html
    }

    /// With one bar the key says the amounts too; with more, the table does.
    private var key: HTML {
        let marks: [HTML] = wholes[0].parts.enumerated().map { index, part in
            let words: HTML? = wholes.count == 1 ? " <b>\(part.words)</b>" : nil
            return "<li>\(Series(chart: id, index: index).mark) \(part.name)\(words)</li>"
        }
        return "<ul class=\"key\">\(marks)</ul>\n"
    }

    private var data: Table {
        Table(
            title,
            [.init("Name")] + wholes[0].parts.map { .number($0.name) },
            rows: wholes.map { whole in ["\(whole.name)"] + whole.parts.map { "\($0.words)" } },
            elsewhere: "in the table of this section",
            empty: Empty(.nothingYet, "The parts of the chart would stand here.")
        )
    }
}
