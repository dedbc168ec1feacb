// Charts are inline SVG without a scale of their own: places across are in per cent, places down in
// pixels. A chart is then as wide as its column and its words keep their size, on a telephone and
// on paper. Colours are classes, since a `style=""` would be stopped by the page's own policy.

/// What every chart has: a finding in words, a drawing, and its data as a table under it.
struct Chart {
    /// Unique in its page; `title`, `desc` and patterns are named after it.
    let id: String
    let title: String
    /// What the chart shows, in a sentence, for those who do not see it.
    let finding: String
    /// Height of the drawing, in pixels.
    let height: Int
    let drawing: HTML
    /// What the marks stand for, under the drawing.
    var key: HTML = .none
    let data: Table

    var html: HTML {
        """
        <figure class="chart">
        <figcaption>\(title)</figcaption>
        <svg role="img" width="100%" height="\(height)" aria-labelledby="\(id)-title \(id)-desc">
        <title id="\(id)-title">\(title)</title>
        <desc id="\(id)-desc">\(finding)</desc>
        \(drawing)</svg>
        \(key)<details><summary>The same as a table</summary>
        \(data)</details>
        </figure>

        """
    }
}

/// One name and one amount of a chart.
public struct Amount: Sendable {
    let name: String
    let value: Double
    let words: String

    /// - Parameters:
    ///   - value: 0 or more; anything else is drawn as 0.
    ///   - words: the value as it is read, with its unit.
    public init(_ name: String, _ value: Double, _ words: String) {
        self.name = name
        self.value = value.isFinite ? max(0, value) : 0
        self.words = words
    }

    /// A count, drawn and read as itself.
    public init(_ name: String, _ count: Int) {
        self.init(name, Double(count), grouped(count))
    }
}

/// Where `value` stands on a scale from 0 to `end`, in per cent for an SVG attribute.
func place(_ value: Double, of end: Double) -> String {
    guard end > 0 else { return "0%" }
    return decimal(min(1, value / end) * 100, places: 2) + "%"
}

/// `text` short enough to stand in a chart; the whole is in the table under it.
func shortened(_ text: String, to count: Int = 40) -> String {
    text.count <= count ? text : text.prefix(count - 1) + "…"
}

/// The classes of the series, in CONSOLE's order.
let seriesCount = 5

/// How a series looks: its colour, and over it a grain that tells it apart without colour.
struct Series {
    let chart: String
    let index: Int

    /// Lines and dots in the colour of the page, drawn over the series' own colour.
    static func grains(of chart: String) -> HTML {
        """
        <defs>
        <pattern id="\(chart)-grain-1" width="6" height="6" patternUnits="userSpaceOnUse">\
        <path class="grain" d="M-1 7 L7 -1 M-1 1 L1 -1 M5 7 L7 5"/></pattern>
        <pattern id="\(chart)-grain-2" width="5" height="5" patternUnits="userSpaceOnUse">\
        <circle class="dot" cx="2.5" cy="2.5" r="1.1"/></pattern>
        <pattern id="\(chart)-grain-3" width="4" height="4" patternUnits="userSpaceOnUse">\
        <path class="grain" d="M0 2 H4"/></pattern>
        <pattern id="\(chart)-grain-4" width="6" height="6" patternUnits="userSpaceOnUse">\
        <path class="grain" d="M0 3 H6 M3 0 V6"/></pattern>
        </defs>

        """
    }

    /// A bar of this series, from `start` over `width`, both in per cent.
    func bar(from start: String, over width: String, top: Int, height: Int) -> HTML {
        let grain: HTML? =
            index == 0
            ? nil
            : """
            <rect x="\(start)" y="\(top)" width="\(width)" height="\(height)" \
            fill="url(#\(chart)-grain-\(index))"/>
            """
        return """
            <rect class="series-\(index + 1)" x="\(start)" y="\(top)" width="\(width)" \
            height="\(height)"/>\(grain)

            """
    }

    /// The mark beside this series' name in the key.
    var mark: HTML {
        """
        <svg class="mark" width="12" height="12" aria-hidden="true">\
        \(bar(from: "0", over: "12", top: 0, height: 12))</svg>
        """
    }
}
