/// Amounts over time, as lines from a zero-based scale, each named at its end.
public struct LineChart: Component {
    /// One line; all lines of a chart have as many amounts, at the same times.
    public struct Line: Sendable {
        let name: String
        let amounts: [Amount]

        /// - Parameter amounts: in order of time; each is named after its time.
        public init(_ name: String, _ amounts: [Amount]) {
            self.name = name
            self.amounts = amounts
        }
    }

    private static let height = 190
    private static let top = 14.0
    private static let bottom = 160.0
    /// A label needs this much room, in pixels, not to touch the next.
    private static let labelHeight = 16.0
    /// Where the lines end and their names begin, in per cent.
    private static let plotWidth = 76.0

    private let id: String
    private let title: String
    private let finding: String
    private let lines: [Line]

    /// - Parameters:
    ///   - id: unique in its page.
    ///   - finding: what the chart shows, in a sentence.
    ///   - lines: one to five, each of two amounts or more.
    public init(_ id: StaticString, _ title: String, finding: String, _ lines: [Line]) {
        precondition((1...seriesCount).contains(lines.count), "A chart shows one to five lines.")
        precondition(
            lines.allSatisfy { $0.amounts.count == lines[0].amounts.count && $0.amounts.count > 1 },
            "Lines have two amounts or more, at the same times."
        )
        self.id = id.description
        self.title = title
        self.finding = finding
        self.lines = lines
    }

    private var end: Amount {
        let amounts = lines.flatMap(\.amounts)
        return amounts.max { $0.value < $1.value } ?? Amount("", 0)
    }

    /// The figure, each line named where it ends, with the amounts as a table.
    public var html: HTML {
        let plot = "\(decimal(Self.plotWidth, places: 0))%"
        let times = lines[0].amounts.map(\.name)
        return Chart(
            id: id,
            title: title,
            finding: finding,
            height: Self.height,
            drawing: """
                <line class="axis" x1="0" x2="\(plot)" y1="160" y2="160"/>
                <line class="grid" x1="0" x2="\(plot)" y1="14" y2="14"/>
                <text class="muted" x="0" y="10">\(end.words)</text>
                <svg x="0" y="14" width="\(plot)" height="146" viewBox="0 0 1000 1000" \
                preserveAspectRatio="none" class="loose">
                \(lines.enumerated().map { draw($0.element, $0.offset) })</svg>
                \(labels)<text class="muted" x="0" y="178">\(times.first ?? "")</text>
                <text class="muted value" x="\(plot)" y="178">\(times.last ?? "")</text>

                """,
            data: data
        ).html
    }

    private func draw(_ line: Line, _ index: Int) -> HTML {
        let step = 1000 / Double(line.amounts.count - 1)
        let points = line.amounts.enumerated().map { index, amount in
            let height = end.value > 0 ? amount.value / end.value : 0
            let across = Int((Double(index) * step).rounded())
            return "\(across),\(Int((1000 - height * 1000).rounded()))"
        }
        return """
            <polyline class="line line-\(index + 1)" vector-effect="non-scaling-stroke" \
            points="\(points.joined(separator: " "))"/>

            """
    }

    /// The names at the ends of the lines, moved apart where they would touch.
    private var labels: HTML {
        let ends = lines.enumerated().map { index, line in
            let value = line.amounts.last?.value ?? 0
            let share = end.value > 0 ? value / end.value : 0
            return (index: index, at: Self.bottom - share * (Self.bottom - Self.top))
        }
        var placed = ends.sorted { $0.at < $1.at }
        var free = Self.top
        for index in placed.indices {
            placed[index].at = max(placed[index].at, free)
            free = placed[index].at + Self.labelHeight
        }
        // What was pushed under the scale moves up again, and pushes those above it.
        free = Self.bottom
        for index in placed.indices.reversed() {
            placed[index].at = min(placed[index].at, free)
            free = placed[index].at - Self.labelHeight
        }
        let names: [HTML] = placed.map { index, at in
            """
            <text class="name-\(index + 1)" x="78%" y="\(Int(at) + 4)">\
            \(shortened(lines[index].name, to: 14))</text>

            """
        }
        return "\(names)"
    }

    private var data: Table {
        Table(
            title,
            [.init("When")] + lines.map { .number($0.name) },
            rows: lines[0].amounts.indices.map { index in
                ["\(lines[0].amounts[index].name)"]
                    + lines.map { "\($0.amounts[index].words)" }
            },
            elsewhere: "in the table of this section",
            empty: Empty(.nothingYet, "The amounts of the chart would stand here.")
        )
    }
}
