package import Custody
package import Kernel
package import Markup
import Sieve

package enum FindingPages {
    package static func queue(
        _ waiting: [(document: ID<Vault.Document>, count: Int, labels: [String])],
        count: Int
    ) -> Page {
        let rows: [[HTML]] = waiting.map { item in
            [
                link("/findings/\(item.document)", item.document.description),
                HTML(text: grouped(item.count)), HTML(text: item.labels.joined(separator: ", ")),
                Chip(.attention, "open").html,
            ]
        }
        return Page(
            "Findings",
            summary: """
                What the detectors were not sure of. Each was masked meanwhile; what you say \
                counts from the next release on.
                """,
            figures: Figures([.init(grouped(count), "Doubts to settle")]),
            sections: [
                .init(
                    "queue",
                    "Documents with doubts",
                    """
                    <div id="queue-list">\(Listing(
                        "Documents",
                        [.init("Document"), .number("Doubts"), .init("Kinds"), .init("State")],
                        rows: rows,
                        elsewhere: "here, once these are settled",
                        empty: Empty(.nothingYet, "No doubts wait. They come with releases.")
                    ))</div>
                    """
                )
            ]
        )
    }

    /// One doubt with the words around it.
    package struct Excerpt: Sendable {
        package let entry: Release.Entry
        package let before: String
        package let inside: String
        package let after: String
        /// How a form names it.
        package let name: String

        package init(
            entry: Release.Entry,
            before: String,
            inside: String,
            after: String,
            name: String
        ) {
            self.entry = entry
            self.before = before
            self.inside = inside
            self.after = after
            self.name = name
        }
    }

    package static func document(
        _ document: ID<Vault.Document>,
        _ excerpts: [Excerpt],
        more: Int,
        mark: String
    ) -> Page {
        let items: [HTML] = excerpts.map { excerpt in
            let words: HTML =
                excerpt.inside.isEmpty
                ? "(its place was not found again)"
                : """
                \(Foreign(excerpt.before))<mark>\(Foreign(excerpt.inside))</mark>\
                \(Foreign(excerpt.after))
                """
            return """
                <fieldset><legend>\(excerpt.entry.finding.label.rawValue)? <span class="muted">\
                record \(excerpt.entry.record + 1), \(excerpt.entry.field)\(places(excerpt.entry))\
                </span></legend>
                <p>\(words)</p>
                \(radio(excerpt.name, "yes", "It is"))\(radio(excerpt.name, "no", "It is not"))\
                \(radio(excerpt.name, "later", "Later"))</fieldset>

                """
        }
        let form = Ask(
            "/findings/\(document)",
            mark: mark,
            button: "Settle these",
            note: "This is recorded in the log.",
            fields: "\(items)"
        )
        return Page(
            "Doubts in \(document.description.suffix(8))",
            crumbs: [
                .init("Findings", link: "/findings"),
                .init(String(document.description.suffix(8))),
            ],
            summary: "Read each in its line and say whether it is what the detector took it for. "
                + "That you read this original is recorded.",
            figures: Figures([.init(grouped(more), "Further doubts after these")]),
            sections: [
                .init(
                    "doubts",
                    "Doubts",
                    excerpts.isEmpty
                        ? Empty(.nothingMatches, "Everything here is settled.").html : form.html
                )
            ]
        )
    }

    /// How many places one answer settles, where it is more than one.
    private static func places(_ entry: Release.Entry) -> String {
        entry.times.map { ", \(grouped($0)) places" } ?? ""
    }

    private static func radio(_ name: String, _ value: String, _ words: String) -> HTML {
        let isChosen = value == "later" ? Attribute("checked") : nil
        return """
            <label class="radio"><input type="radio" name="\(name)" value="\(value)"\(isChosen)/> \
            \(words)</label>

            """
    }
}
