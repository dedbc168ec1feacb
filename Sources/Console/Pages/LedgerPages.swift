import Kernel
package import Markup
package import Merkle

package enum LedgerPages {
    package static func list(
        checkpoint: String,
        size: Int,
        key: String,
        leaves: [(index: Int, name: String, time: Int64)],
        older: Int?
    ) -> Page {
        let rows: [[HTML]] = leaves.map { leaf in
            [
                "<a href=\"/ledger/\(leaf.index)\">\(leaf.index)</a>",
                "<code>\(leaf.name)</code>", Moment(seconds: Int(leaf.time / 1000)).html,
            ]
        }
        let next: HTML? = older.map { "<p><a href=\"/ledger?before=\($0)\">Older</a></p>" }
        return Page(
            "Ledger",
            summary:
                "Everything that happened, in order, provable to somebody who trusts none of us.",
            figures: Figures([.init(grouped(size), "Leaves under the signed head")]),
            sections: [
                .init(
                    "leaves",
                    "Leaves",
                    """
                    <div id="leaf-list">\(Listing(
                        "Leaves",
                        [.init("Leaf"), .init("Event"), .init("When")],
                        rows: rows,
                        elsewhere: "on the following pages",
                        empty: Empty(.nothingYet, "What happens appears here.")
                    ))</div>\(next)
                    """
                ),
                .init(
                    "checkpoint",
                    "Signed head",
                    """
                    <p class="muted">Served to anybody at \
                    <a href="/log/checkpoint">/log/checkpoint</a>; the key is at \
                    <a href="/log/verifier-key">/log/verifier-key</a>.</p>
                    <pre>\(checkpoint)</pre><pre>\(key)</pre>

                    """
                ),
            ]
        )
    }

    /// A leaf, and the way from it up to the root that the head signs, drawn.
    package static func proof(
        index: Int,
        name: String,
        time: Int64,
        size: Int,
        leaf: Digest,
        steps: [(hash: Digest, isLeft: Bool)],
        root: Digest
    ) -> Page {
        let rows: [[HTML]] = steps.enumerated().map { place, step in
            [
                HTML(text: "\(place + 1)"), HTML(text: step.isLeft ? "left" : "right"),
                "\(Hash(step.hash.hex))",
            ]
        }
        return Page(
            "Leaf \(index)",
            crumbs: [.init("Ledger", link: "/ledger"), .init("Leaf \(index)")],
            summary: "That this happened is under the signed head: here is the way up.",
            figures: Figures([.init("\(steps.count)", "Hashes on the way")]),
            sections: [
                .init(
                    "record",
                    "Record",
                    Fields([
                        ("Event", "<code>\(name)</code>"),
                        ("When", Moment(seconds: Int(time / 1000)).html),
                        ("Leaf hash", "\(Hash(leaf.hex))"),
                        ("Root of \(size)", "\(Hash(root.hex))"),
                    ]).html
                ),
                .init("drawn", "The way up", drawing(index, leaf, steps, root)),
                .init(
                    "hashes",
                    "Hashes",
                    """
                    \(Listing(
                        "Siblings, from the leaf up",
                        [.init("Step"), .init("Side"), .init("Hash")],
                        rows: rows,
                        elsewhere: "in the receipt",
                        empty: Empty(.nothingYet, "The leaf is the root: nothing stands beside it.")
                    ))<p><a href="/ledger/\(index)/receipt">Take the receipt along</a>: \
                    anybody can check it offline with the log’s key.</p>

                    """
                ),
            ]
        )
    }

    private static let rowHeight = 44

    /// Leaf, siblings and root, each hash with its side (CONSOLE.md, *Charts*).
    private static func drawing(
        _ index: Int,
        _ leaf: Digest,
        _ steps: [(hash: Digest, isLeft: Bool)],
        _ root: Digest
    ) -> HTML {
        let height = (steps.count + 2) * rowHeight
        func node(_ words: String, _ across: String, _ top: Int, _ series: StaticString) -> HTML {
            """
            <svg x="\(across)" y="\(top)" class="loose"><rect \
            class="\(String(describing: series))" x="-70" y="0" width="140" height="24" \
            rx="3"/><text class="node" x="0" y="17">\(words)</text></svg>

            """
        }
        var pieces: [HTML] = []
        for (place, step) in steps.enumerated() {
            let top = height - (place + 2) * rowHeight
            let across = step.isLeft ? "22%" : "78%"
            pieces.append(
                """
                <line class="axis" x1="50%" y1="\(top + 12)" x2="\(across)" \
                y2="\(top + rowHeight + 12)"/>
                <line class="axis" x1="50%" y1="\(top + 12)" x2="50%" y2="\(top + rowHeight + 12)"/>

                """
            )
            pieces.append(node(short(step.hash), across, top + rowHeight, "sibling"))
        }
        for place in 0...steps.count {
            let top = height - (place + 1) * rowHeight
            let isRoot = place == steps.count
            let words = place == 0 ? "leaf " + short(leaf) : isRoot ? "root " + short(root) : "hash"
            pieces.append(node(words, "50%", top, isRoot ? "root" : place == 0 ? "leaf" : "inner"))
        }
        return """
            <figure class="chart proof"><svg role="img" aria-labelledby="proof-title proof-desc" \
            width="100%" height="\(height)"><title id="proof-title">Proof of leaf \(index)</title>
            <desc id="proof-desc">\(steps.count) siblings lead from the leaf to the root.</desc>
            \(pieces)</svg></figure>

            """
    }

    private static func short(_ digest: Digest) -> String { String(digest.hex.prefix(8)) }
}
