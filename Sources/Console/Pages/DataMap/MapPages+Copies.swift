package import Custody
import Kernel
package import Markup

extension MapPages {
    /// A path for whoever may see it, and what stands for it for everybody else.
    static func path(_ path: Personal<String>?, _ item: String, isShown: Bool) -> HTML {
        let text = isShown ? path?.reveal(for: Occasion("showing where it lies")) { $0 } : nil
        return text.map { "\(Foreign($0))" } ?? "<code>\(item.prefix(8))</code>"
    }

    static func hiddenNote(_ showsPaths: Bool) -> HTML? {
        showsPaths
            ? nil
            : """
            <p class="muted">Paths may name people: they are shown to whoever may open sealed \
            documents.</p>

            """
    }

    /// Families drawn on one page, the largest first.
    private static let familiesMax = 25

    package static func copies(_ families: [DataMap.CopyFamily], showsPaths: Bool) -> Page {
        let members = families.reduce(0) { $0 + $1.items - 1 }
        let across = families.count { $0.sources > 1 }
        let hidden = families.count - min(families.count, familiesMax)
        let rest: HTML? =
            hidden > 0
            ? "<p>\(grouped(hidden)) smaller families: <code>cordon datamap copies</code>.</p>\n"
            : nil
        let body: HTML =
            families.isEmpty
            ? Empty(.nothingMatches, "No item says what another says.").html
            : "\(families.prefix(familiesMax).map { family($0, showsPaths) })\(rest)"
        return Page(
            "Copies",
            crumbs: crumbs + [.init("Copies")],
            summary: "What lies in more than one place, and which of it was likely first.",
            figures: Figures([
                .init(grouped(families.count), "Families"), .init(grouped(members), "Copies"),
                .init(grouped(across), "In more than one source"),
            ]),
            sections: [.init("families", "Families", "\(hiddenNote(showsPaths))\(body)")]
        )
    }

    private static func family(_ family: DataMap.CopyFamily, _ showsPaths: Bool) -> HTML {
        let untold = family.items - family.members.count
        let rest: HTML? =
            untold > 0
            ? "<p>\(grouped(untold)) more of them: <code>cordon datamap copies</code>.</p>\n"
            : nil
        let listing = Listing(
            title(of: family),
            [.init("Item"), .init("Source"), .init("So since"), .number("Alike"), .init("")],
            rows: family.members.map { member in
                [
                    path(member.path, member.item, isShown: showsPaths),
                    HTML(text: member.source), Moment(seconds: Int(member.since / 1000)).html,
                    HTML(text: decimal(member.likeness * 100, places: 0) + " %"),
                    member.isOriginal ? Chip(.note, "likely original").html : .none,
                ]
            },
            elsewhere: "in `cordon datamap copies`",
            empty: Empty(.nothingYet, "")
        )
        return "\(listing)\(rest)"
    }

    private static func title(of family: DataMap.CopyFamily) -> String {
        let kind =
            switch family.kind {
            case .exact: "Equal to the byte"
            case .text: "Texts that share most of their words"
            case .table: "Tables that share most of their values"
            case .picture: "Pictures that look the same"
            }
        return kind + ", in \(family.sources == 1 ? "one source" : "\(family.sources) sources")"
    }

    package static func changes(
        _ differences: [DataMap.Difference],
        isFull: Bool,
        showsPaths: Bool
    ) -> Page {
        let counts = Dictionary(grouping: differences, by: \.change).mapValues(\.count)
        let order: [(DataMap.Change, String)] = [
            (.sensitive, "Newly sensitive"), (.exposed, "Newly exposed"), (.new, "New"),
            (.changed, "Changed"),
        ]
        return Page(
            "Changes",
            crumbs: crumbs + [.init("Changes")],
            summary: "What the last scan of each source found other than before.",
            figures: Figures(
                order.map { .init(grouped(counts[$0.0] ?? 0) + (isFull ? "+" : ""), $0.1) }
            ),
            sections: [
                .init(
                    "changes",
                    "Changes",
                    """
                    \(hiddenNote(showsPaths))\(Listing(
                        "Changes",
                        [.init("Item"), .init("Source"), .init("Change"), .init("Noticed")],
                        rows: differences.map { difference in
                            [
                                path(difference.path, difference.item, isShown: showsPaths),
                                HTML(text: difference.source), chip(difference.change).html,
                                Moment(seconds: Int(difference.time / 1000)).html,
                            ]
                        },
                        elsewhere: "in `cordon datamap diff`",
                        empty: Empty(.nothingMatches, "Everything is as it was.")
                    ))
                    """
                )
            ]
        )
    }

    private static func chip(_ change: DataMap.Change) -> Chip {
        switch change {
        case .new: Chip(.note, "new")
        case .changed: Chip(.idle, "changed")
        case .gone: Chip(.idle, "gone")
        case .sensitive: Chip(.attention, "sensitive")
        case .exposed: Chip(.danger, "exposed")
        }
    }
}
