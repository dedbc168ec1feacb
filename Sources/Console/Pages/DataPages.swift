package import Custody
import Kernel
package import Markup

/// What is held: documents by identifier, kind and number. Names of files are sealed with them.
package enum DataPages {
    package static func list(
        _ documents: [Vault.Shelved],
        count: Vault.Count,
        holdings: [DataMap.Holding],
        findings: [(label: String, count: Int)],
        older: String?
    ) -> Page {
        let rows: [[HTML]] = documents.map { document in
            [
                link("/data/\(document.id)", document.id.description),
                chip(document).html,
                HTML(text: document.length.map { size($0) } ?? ""),
                document.sealed.map { Moment(seconds: Int($0 / 1000)).html } ?? .none,
                document.until.map { Moment(seconds: Int($0 / 1000)).dayHTML } ?? .none,
            ]
        }
        let kinds: [[HTML]] = holdings.map { holding in
            [
                HTML(text: holding.format), HTML(text: grouped(holding.documents)),
                HTML(text: size(holding.bytes)), HTML(text: grouped(holding.records)),
                HTML(text: grouped(holding.notAssessed)),
            ]
        }
        let next: HTML? = older.map { "<p><a href=\"/data?after=\($0)\">Further documents</a></p>" }
        return Page(
            "Data",
            summary: "What the vault holds, and how much of which kind of personal data is in it.",
            figures: Figures([
                .init(grouped(count.sealed), "Documents sealed"),
                .init(grouped(count.shredded), "Destroyed"),
                .init(grouped(count.holds), "Legal holds"),
                .init(grouped(findings.reduce(0) { $0 + $1.count }), "Findings"),
            ]),
            sections: [
                .init("findings", "What is in it", "\(chart(findings))\(wayToTheMap)"),
                .init(
                    "kinds",
                    "By kind of file",
                    Listing(
                        "Holdings",
                        [
                            .init("Kind"), .number("Documents"), .number("Size"),
                            .number("Records"),
                            .number("Not assessed"),
                        ],
                        rows: kinds,
                        elsewhere: "in the data map",
                        empty: Empty(.nothingYet, "What `cordon protect` takes in appears here.")
                    ).html
                ),
                .init(
                    "documents",
                    "Documents",
                    """
                    <div id="document-list">\(Listing(
                        "Documents",
                        [.init("Document"), .init("State"), .number("Size"), .init("Sealed"),
                         .init("Kept until")],
                        rows: rows,
                        elsewhere: "on the following pages",
                        empty: Empty(.nothingYet, "Sealed documents appear here.")
                    ))</div>\(next)
                    """
                ),
            ]
        )
    }

    private static let wayToTheMap: HTML = """
        <p><a href="/map">The data map</a> shows what lies in other places.</p>

        """

    private static func chart(_ findings: [(label: String, count: Int)]) -> HTML {
        guard !findings.isEmpty else {
            return Empty(.nothingYet, "Findings are counted here once documents are read.").html
        }
        let first = findings.max { $0.count < $1.count }
        return BarChart(
            "findings-chart",
            "Findings by kind",
            finding: "The most frequent kind is \(first?.label ?? "none").",
            unit: "Findings",
            findings.map { Amount($0.label, Double($0.count), grouped($0.count)) }
        ).html
    }

    static func chip(_ document: Vault.Shelved) -> Chip {
        document.isSealed ? Chip(.good, "sealed") : Chip(.idle, "shredded")
    }

    package static func document(
        _ document: Vault.Shelved,
        holds: Int,
        openings: [Vault.Opening],
        index: Int?,
        mark: String
    ) -> Page {
        let rows: [[HTML]] = openings.map { opening in
            [
                Moment(seconds: Int(opening.time / 1000)).html,
                "\(Hash(opening.actor.description))", HTML(text: opening.purpose),
            ]
        }
        let acts = Self.acts(on: document, mark)
        return Page(
            "Document \(document.id.description.suffix(8))",
            crumbs: [
                .init("Data", link: "/data"), .init(String(document.id.description.suffix(8))),
            ],
            summary: "A sealed original: what is known of it without opening it.",
            figures: Figures([
                .init(document.length.map { size($0) } ?? "gone", "Size"),
                .init(grouped(holds), "Legal holds"),
                .init(grouped(openings.count), "Times opened"),
            ]),
            sections: [
                .init(
                    "record",
                    "Record",
                    Fields([
                        ("Identifier", "\(Hash(document.id.description))"),
                        ("State", chip(document).html),
                        ("Sealed", document.sealed.map { Moment(seconds: Int($0 / 1000)).html }),
                        (
                            "Kept until",
                            document.until.map { Moment(seconds: Int($0 / 1000)).dayHTML }
                        ),
                        ("Leaf", index.map { "<a href=\"/ledger/\($0)\">\($0)</a>" }),
                    ]).html
                ),
                .init(
                    "openings",
                    "Who opened it",
                    Listing(
                        "Openings",
                        [.init("When"), .init("Who"), .init("For")],
                        rows: rows,
                        elsewhere: "in the log",
                        empty: Empty(.nothingYet, "Nobody has opened it.")
                    ).html
                ),
            ] + (acts.map { [.init("acts", "Acts", $0)] } ?? [])
        )
    }

    /// What can be done about a document that is still there.
    private static func acts(on document: Vault.Shelved, _ mark: String) -> HTML? {
        let back: HTML = "<input type=\"hidden\" name=\"back\" value=\"/data/\(document.id)\"/>\n"
        guard document.isSealed else { return nil }
        return """
            \(Ask(
                    "/data/\(document.id)/hold",
                    mark: mark,
                    button: "Hold this document",
                    note: "This is recorded in the log.",
                    fields: """
                        \(back)\(Blank("reason", "The matter", hint: "A file number; no names."))
                        """
                ))\(Ask(
                    "/data/\(document.id)/shred",
                    mark: mark,
                    button: "Shred this document",
                    note: "Its only key is destroyed: no copy can be read again. "
                        + "This is recorded in the log.",
                    isGrave: true,
                    fields: """
                        \(back)\(Blank("why", "Why it is destroyed", hint: "Without names."))
                        """
                ))
            """
    }
}
