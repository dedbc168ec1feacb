internal import Markup

extension ReportPage {
    /// What was too doubtful to decide alone, and who answers for what was let pass.
    var review: Page.Section {
        let review = report.review
        let chip: Chip? =
            switch (review.waiting, review.masked + review.accepted.count) {
            case (1..., _): Chip(.attention, "waiting")
            case (_, 1...): Chip(.good, "decided")
            default: nil
            }
        return .init(
            "review",
            "Doubts and decisions",
            """
            \(Fields([
                ("Places masked to be safe", count(review.masked)),
                ("Doubts still waiting", "\(count(review.waiting)) \(chip?.html)"),
                ("Places let pass by somebody", count(review.accepted.reduce(0) { $0 + $1.count })),
            ]))\
            \(Table(
                "Risks that somebody accepted, and answers for",
                [
                    .init("What"), .init("Who"), .init("Reason"), .number("Findings"),
                    .init("When"),
                ],
                rows: review.accepted.prefix(Table.rowCountMax).map { accepted in
                    [
                        "\(Foreign(accepted.what))", "\(Foreign(accepted.by))",
                        "\(accepted.reason)", count(accepted.count),
                        "\(Moment(seconds: accepted.at))",
                    ]
                },
                total: review.accepted.count,
                elsewhere: Self.elsewhere,
                empty: noneFound("Nobody accepted a risk.")
            ))
            """
        )
    }

    /// Files that say the same as another.
    var duplicates: Page.Section {
        let groups = report.duplicates.groups
        return .init(
            "duplicates",
            "Duplicates",
            Table(
                "Files that say the same; one of each was kept",
                [.init("Kept"), .init("Left out"), .init("Likeness")],
                rows: groups.prefix(Table.rowCountMax).map { group in
                    [
                        name(group.kept), leftOut(group.leftOut),
                        group.isExact ? "Same bytes" : "Nearly the same words",
                    ]
                },
                total: groups.count,
                elsewhere: Self.elsewhere,
                empty: noneFound("No two files say the same.")
            ).html
        )
    }

    /// The first three of a group; a mailbox can hold the same attachment a thousand times.
    private func leftOut(_ files: [ReleaseReport.FileName]) -> HTML {
        let shown = files.prefix(3)
        let items: [HTML] = shown.enumerated().map { index, file in
            "\(index > 0 ? ", " : "")\(name(file))"
        }
        let left = files.count - shown.count
        return left > 0 ? "\(items) and \(grouped(left)) more" : "\(items)"
    }

    /// Values before and after, where somebody asked for them.
    var samples: Page.Section {
        guard let samples = report.samples else {
            let hidden = Empty(
                .nothingToSee,
                "Rows before and after would stand here. They hold personal data, so they are "
                    + "shown only when they are asked for as the release is made."
            )
            return .init("samples", "Sample rows", hidden.html)
        }
        return .init(
            "samples",
            "Sample rows",
            """
            \(samples.isEmpty ? nil : warning)\
            \(Table(
                "Values before and after",
                [.init("Field"), .init("Before"), .init("After"), .init("File")],
                rows: samples.prefix(Table.rowCountMax).map { sample in
                    [
                        "<code>\(Foreign(sample.field))</code>", "\(Foreign(sample.before))",
                        "\(Foreign(sample.after))", name(sample.file),
                    ]
                },
                total: samples.count,
                elsewhere: Self.elsewhere,
                empty: noneFound("There was no row to show.")
            ))
            """
        )
    }

    private var warning: HTML {
        """
        <p>\(Chip(.attention, "personal")) This table shows personal data as it came in. Do not \
        pass the page on with it.</p>

        """
    }
}
