import Kernel
package import Markup
package import People

/// From whose copy a leaked file seems to come, and how surely.
package enum TracePage {
    package static let noFile = "Choose the leaked file first."

    private static let title = "Trace a leak"

    /// - Parameter problem: why nothing was traced.
    package static func ask(mark: String, problem: String? = nil) -> Page {
        let said: HTML? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
        return Page(
            problem == nil ? title : "Error: " + title,
            crumbs: [.init("People and access", link: "/people"), .init(title)],
            summary: """
                Every copy that a worker sees is marked for its session. A file that got out can \
                say from which session it seems to come, whatever became of the names and order \
                of its fields and rows.
                """,
            figures: Figures([]),
            sections: [
                .init(
                    "leak",
                    "The leaked file",
                    """
                    \(said)<form method="post" action="/trace" enctype="multipart/form-data">
                    <input type="hidden" name="form" value="\(mark)"/>
                    <div class="ask"><label for="file">File</label>
                    <p class="hint" id="file-hint">Running text, JSON, JSON lines or a table. It \
                    is read and not kept; the log keeps its fingerprint and what was found.</p>
                    <input type="file" id="file" name="file" required="" \
                    aria-describedby="file-hint"/></div>
                    <button>Trace this file</button></form>

                    """
                )
            ]
        )
    }

    package static func found(_ found: Workroom.Desk.Tracing) -> Page {
        let named = Set(found.named.map(\.engagement))
        let rows: [[HTML]] = found.candidates.map { suspect in
            [
                "<code>\(suspect.engagement.description)</code>",
                HTML(text: "\(suspect.matches) of \(found.marks)"),
                HTML(text: scientific(suspect.falseAccusation)),
                named.contains(suspect.engagement)
                    ? Chip(.attention, "for a person to weigh").html
                    : Chip(.idle, "too little").html,
            ]
        }
        return Page(
            title,
            crumbs: [
                .init("People and access", link: "/people"), .init(title, link: "/trace"),
                .init("Found"),
            ],
            summary: HTML(
                text: named.isEmpty
                    ? "No session is named: the evidence would accuse innocent people."
                    : "This is evidence for a person to weigh, and no verdict."
            ),
            figures: Figures([
                .init(grouped(found.marks), "Marks read"),
                .init(grouped(found.sessions), "Sessions that could have leaked"),
                .init(grouped(found.unknownRows), "Rows of no known record"),
            ]),
            sections: [
                .init(
                    "candidates",
                    "Candidates",
                    """
                    \(Listing(
                        "Candidates, the likeliest first",
                        [
                            .init("Engagement"), .number("Matches"),
                            .number("Innocent sessions expected to match as well"),
                            .init("Evidence"),
                        ],
                        rows: rows,
                        elsewhere: "in `cordon trace --json`",
                        empty: Empty(.nothingMatches, "No mark of any session stands in this file.")
                    ))<p class="muted">Its fingerprint is <code>\(found.leak)</code>. That it was \
                    traced, and what was found, stands in the log.</p>

                    """
                )
            ]
        )
    }

    /// A small number in a few digits: `0.0003`, or `3 × 10⁻⁹` below a millionth.
    private static func scientific(_ number: Double) -> String {
        guard number > 0 else { return "0" }
        guard number < 1e-6 else {
            let rounded = (number * 1e6).rounded() / 1e6
            return rounded >= 0.01 ? "\((rounded * 100).rounded() / 100)" : "\(rounded)"
        }
        var (mantissa, exponent) = (number, 0)
        while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        return "\(Int(mantissa.rounded())) × 10^\(exponent)"
    }
}
