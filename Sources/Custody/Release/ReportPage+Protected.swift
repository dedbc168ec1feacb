internal import Markup
internal import Sieve

extension ReportPage {
    /// Data that the law protects whoever it is about.
    var special: Page.Section {
        let special = report.special.sorted { $0.findings > $1.findings }
        return .init(
            "special",
            "Specially protected data",
            """
            \(explained("Health, belief, origin and the like (GDPR Art. 9), convictions (Art. 10), "
                + "and pay."))\
            \(Table(
                "Specially protected data, and what was done with it",
                [
                    .init("Category"), .init("Treatment"), .number("Findings"),
                    .number("Records"),
                ],
                rows: special.map { category in
                    [
                        "\(category.label.words)", "\(category.treatment)",
                        count(category.findings), count(category.records),
                    ]
                },
                elsewhere: Self.elsewhere,
                empty: noneFound("No specially protected data was recognised.")
            ))
            """
        )
    }

    /// Credentials: what they open and where they stand.
    var secrets: Page.Section {
        .init(
            "secrets",
            "Secrets",
            """
            \(explained("Kind and place only. A secret that has left its owner is to be changed, "
                + "not only removed."))\
            \(Table(
                "Secrets that stood in what came in",
                [.init("Kind"), .init("File"), .init("Place")],
                rows: report.secrets.prefix(Table.rowCountMax).map { secret in
                    // By number only: a path to a password is half of the password.
                    ["\(secret.kind)", "File \(secret.file.number)", "\(secret.position)"]
                },
                total: report.secretCount,
                elsewhere: Self.elsewhere,
                empty: noneFound("No key, token or password was found.")
            ))
            """
        )
    }
}
