package import Custody
package import Kernel
package import Markup

package enum ReleasePages {
    static func table(_ releases: [Release.Listed]) -> Listing {
        let rows: [[HTML]] = releases.map { release in
            [
                link("/releases/\(release.id)", release.id.description),
                Moment(seconds: Int(release.time / 1000)).html, HTML(text: release.until),
                HTML(text: grouped(release.records)), HTML(text: grouped(release.documents)),
                HTML(text: grouped(release.doubts)),
            ]
        }
        return Listing(
            "Releases",
            [
                .init("Release"), .init("Made"), .init("Last day of use"), .number("Records"),
                .number("Documents"), .number("Doubts"),
            ],
            rows: rows,
            elsewhere: "on the following pages",
            empty: Empty(.nothingYet, "Releases appear here once they are made.")
        )
    }

    package static func list(_ releases: [Release.Listed], older: String?) -> Page {
        let next: HTML? = older.map { "<p><a href=\"/releases?before=\($0)\">Older</a></p>" }
        return Page(
            "Releases",
            summary: "Copies that were cut down to a purpose, and for how long they may be used.",
            figures: Figures([]),
            sections: [
                .init(
                    "releases",
                    "Releases",
                    """
                    <p><a href="/releases/new">Protect files and make a release</a></p>
                    <div id="release-list">\(table(releases))</div>\(next)
                    """
                )
            ]
        )
    }

    package static func release(
        _ made: Release.Made,
        at time: Int64,
        index: Int?,
        claims: [Claim]?,
        hasReport: Bool
    ) -> Page {
        let report: HTML? =
            hasReport
            ? "<p><a href=\"/releases/\(made.release)/report\">Read its report</a></p>" : nil
        let checked: [[HTML]] = (claims ?? []).map { claim in
            [
                HTML(text: claim.name), HTML(text: claim.statement),
                claim.result == .pass
                    ? Chip(.good, "holds").html : Chip(.danger, claim.result.rawValue).html,
                HTML(text: claim.detail),
            ]
        }
        return Page(
            "Release \(made.release.description.suffix(8))",
            crumbs: [
                .init("Releases", link: "/releases"),
                .init(String(made.release.description.suffix(8))),
            ],
            summary: "A copy cut down for “\(made.purpose)”.",
            figures: Figures([
                .init(grouped(made.records), "Records"),
                .init(grouped(made.documents.count), "Documents"),
            ]),
            sections: [
                .init(
                    "record",
                    "Record",
                    """
                    \(Fields([
                        ("Made", Moment(seconds: Int(time / 1000)).html),
                        ("Recipient", HTML(text: made.recipient)),
                        ("Legal basis", HTML(text: made.basis)),
                        ("Last day of use", HTML(text: made.until)),
                        ("Manifest", "\(Hash(made.manifest))"),
                        ("Leaf", index.map { "<a href=\"/ledger/\($0)\">\($0)</a>" }),
                    ]))\(report)
                    """
                ),
                .init(
                    "verify",
                    "Does it hold?",
                    Listing(
                        "Claims",
                        [.init("Claim"), .init("Statement"), .init("Result"), .init("Detail")],
                        rows: checked,
                        elsewhere: "in `cordon verify`",
                        empty: Empty(
                            .nothingToSee,
                            "Its folder was handed over and does not lie here. Whoever has it "
                                + "checks it with `cordon verify FOLDER`."
                        )
                    ).html
                ),
            ]
        )
    }
}
