/// At most four numbers that say how things stand, under the heading of a page.
public struct Figures: Component {
    /// One number, what it counts, and what to compare it with.
    public struct Figure: Sendable {
        let value: String
        let label: String
        let note: String?

        /// - Parameters:
        ///   - value: the number, grouped and with its unit: `4.2 MB`.
        ///   - label: what is counted.
        ///   - note: what it is compared with, or how it was counted.
        public init(_ value: String, _ label: String, note: String? = nil) {
            self.value = value
            self.label = label
            self.note = note
        }
    }

    /// More than four are a table, and a reader would read none of them.
    public static let countMax = 4

    private let figures: [Figure]

    /// - Parameter figures: at most `countMax`, the most telling first.
    public init(_ figures: [Figure]) {
        precondition(figures.count <= Self.countMax, "A page shows at most four figures.")
        self.figures = figures
    }

    /// A description list, or nothing at all if there are no figures.
    public var html: HTML {
        figures.isEmpty ? .none : "<dl class=\"figures\">\(figures.map(draw))</dl>\n"
    }

    private func draw(_ figure: Figure) -> HTML {
        let note: HTML? = figure.note.map { "<dd class=\"muted\">\($0)</dd>" }
        return """
            <div><dt>\(figure.label)</dt><dd class="figure">\(figure.value)</dd>\(note)</div>
            """
    }
}

/// Names and values, one below the other: the record of a page.
public struct Fields: Component {
    private let fields: [(name: String, value: HTML)]

    /// - Parameter fields: in reading order; a value of nil is left out with its name.
    public init(_ fields: [(name: String, value: HTML?)]) {
        self.fields = fields.compactMap { field in field.value.map { (field.name, $0) } }
    }

    /// A description list of the fields that have a value.
    public var html: HTML {
        "<dl class=\"fields\">\(fields.map(draw))</dl>\n"
    }

    private func draw(_ field: (name: String, value: HTML)) -> HTML {
        "<div><dt>\(field.name)</dt><dd>\(field.value)</dd></div>\n"
    }
}
