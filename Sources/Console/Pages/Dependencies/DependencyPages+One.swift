package import Defence
package import Markup
package import Provenance

/// One component, one advisory.
extension DependencyPages {
    package static func component(
        _ component: JudgedComponent,
        takings: [Dependencies.Taking]
    ) -> Page {
        let purl = component.standing.purl
        return Page(
            purl,
            crumbs: [crumb, .init("Component")],
            summary: "What is known of this version, and where it is in use.",
            figures: Figures([
                .init(grouped(component.standing.subjects.count), "Use it now"),
                .init(grouped(component.matches.count), "Advisories"),
            ]),
            sections: [
                .init("known", "What is known", known(component)),
                .init("used", "Where it was found", found(takings)),
                .init("reach", "What it could reach", blastForm(component: purl)),
            ]
        )
    }

    private static func known(_ component: JudgedComponent) -> HTML {
        let reason: HTML? =
            if case .notAssessed(let reason) = component.assessment {
                "<p>Not assessed: \(reason.words). That is not clear.</p>\n"
            } else {
                nil
            }
        let rows: [[HTML]] = component.matches.map { match in
            let record = match.record
            return [
                JudgedComponent.link(advisory: record.id),
                severity(record, isCertain: match.isCertain).html,
                "\(Foreign(record.summary))",
                HTML(text: match.fixed.joined(separator: ", ")),
                HTML(text: match.names.filter { $0 != record.id }.joined(separator: ", ")),
            ]
        }
        guard reason == nil else { return "\(Fields([("State", component.chip.html)]))\(reason)" }
        return """
            \(Fields([("State", component.chip.html)]))\(Listing(
                "Advisories, the worst first",
                [
                    .init("Advisory"), .init("State"), .init("What"), .init("Mended in"),
                    .init("Also called"),
                ],
                rows: rows,
                elsewhere: "in `cordon dependencies check`",
                empty: Empty(.nothingMatches, "No imported advisory speaks of this version.")
            ))
            """
    }

    static func severity(_ record: AdvisoryIndex.Record, isCertain: Bool) -> Chip {
        if record.kind == .malware { return Chip(.danger, "malware") }
        guard isCertain else { return Chip(.attention, "possible") }
        return Chip(record.severity >= .high ? .danger : .attention, record.severity.word)
    }

    private static func found(_ takings: [Dependencies.Taking]) -> HTML {
        Listing(
            "Inventories that hold it, newest first",
            [.init("Of"), .init("Taken"), .init("Bill")],
            rows: takings.map { taking in
                [
                    "\(Foreign(taking.subject))", Moment(seconds: Int(taking.time / 1_000)).html,
                    "\(Hash(taking.digest))",
                ]
            },
            elsewhere: "in the log",
            empty: Empty(.nothingMatches, "No inventory that was recorded holds it.")
        ).html
    }

    /// One advisory, and what it speaks of here.
    package static func advisory(
        _ match: Assessment.Match,
        packages: [PackageName],
        components: [JudgedComponent]
    ) -> Page {
        let record = match.record
        let others = match.names.filter { $0 != record.id }.joined(separator: ", ")
        return Page(
            record.id,
            crumbs: [crumb, .init("Advisory")],
            summary: "\(Foreign(record.summary))",
            figures: Figures([.init(grouped(components.count), "Components it speaks of")]),
            sections: [
                .init(
                    "record",
                    "Record",
                    Fields([
                        (
                            "State",
                            record.isWithdrawn
                                ? Chip(.idle, "withdrawn").html
                                : severity(record, isCertain: match.isCertain).html
                        ),
                        ("Kind", HTML(text: record.kind.word)),
                        ("Score", record.score.map { HTML(text: "CVSS \($0)") }),
                        ("Also called", HTML(text: others)),
                        ("Mended in", HTML(text: match.fixed.joined(separator: ", "))),
                        ("Speaks of", HTML(text: named(packages))),
                        ("Changed", Moment(seconds: Int(record.modified.seconds)).html),
                    ]).html
                ),
                .init(
                    "components",
                    "What it speaks of here",
                    Listing(
                        "Components in use",
                        [.init("Component"), .init("Used by")],
                        rows: components.map { component in
                            [
                                JudgedComponent.link(component.standing.purl),
                                HTML(text: subjects(of: component.standing)),
                            ]
                        },
                        elsewhere: "in `cordon dependencies check`",
                        empty: Empty(.nothingMatches, "It speaks of nothing that is in use.")
                    ).html
                ),
            ]
        )
    }

    /// Packages as their ecosystems call them; of many, the first.
    private static func named(_ packages: [PackageName]) -> String {
        let some = packages.prefix(12).map { "\($0.ecosystem.rawValue) \($0.name)" }
        let more = packages.count - some.count
        return some.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    /// The policy, as it stands and as it was written.
    package static func policy(_ policy: DependencyPolicy?, text: String?) -> Page {
        let rules = policy ?? DependencyPolicy()
        let days = rules.cooldown.map { "\($0) days" } ?? "none"
        let rows: [[HTML]] = rules.exceptions.map { exception in
            [
                "\(Foreign(exception.package))", HTML(text: exception.rule ?? "all but malware"),
                "\(Foreign(exception.owner))", "\(Foreign(exception.reason))",
                Moment(seconds: Int(exception.until.seconds)).dayHTML,
            ]
        }
        let source: HTML =
            text.map { "<details><summary>Read the file</summary><pre>\($0)</pre></details>\n" }
                ?? """
                <p>There is no <code>dependencies.yaml</code> in the house’s folder; these are the \
                settings without one.</p>

                """
        return Page(
            "Policy on dependencies",
            crumbs: [crumb, .init("Policy")],
            summary: "What is let in and what fails. Malware always fails; no exception covers it.",
            figures: Figures([.init(grouped(rules.exceptions.count), "Exceptions")]),
            sections: [
                .init(
                    "settings",
                    "Settings",
                    """
                    \(Fields([
                        ("Fails from", HTML(text: rules.failOn.word)),
                        ("Unscored counts as", HTML(text: rules.unscored.word)),
                        ("Not assessed", HTML(text: rules.notAssessed.rawValue)),
                        ("Unpinned", HTML(text: rules.unpinned.rawValue)),
                        ("Without a digest", HTML(text: rules.unhashed.rawValue)),
                        ("By tag", HTML(text: rules.mutable.rawValue)),
                        ("Install scripts", HTML(text: rules.installScripts.rawValue)),
                        ("Inspection", HTML(text: rules.inspection.rawValue)),
                        ("Youngest release", HTML(text: days)),
                        ("Age unknown", HTML(text: rules.unknownAge.rawValue)),
                        ("Oldest advisories", HTML(text: "\(rules.staleness) days")),
                        ("Denied", HTML(text: rules.denied.joined(separator: ", "))),
                    ]))\(source)
                    """
                ),
                .init(
                    "exceptions",
                    "Exceptions",
                    Listing(
                        "Each has an owner, a reason and an end",
                        [
                            .init("Package"), .init("Rule"), .init("Owner"), .init("Why"),
                            .init("Until"),
                        ],
                        rows: rows,
                        elsewhere: "in the file",
                        empty: Empty(.nothingYet, "Nothing is excepted.")
                    ).html
                ),
            ]
        )
    }
}
