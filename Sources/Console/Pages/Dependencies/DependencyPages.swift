package import Defence
package import Markup
package import Provenance

/// What everything is made of, what is known of it, and what it could reach.
package enum DependencyPages {
    static let crumb = Page.Crumb("Dependencies", link: "/dependencies")

    package static func list(
        _ components: [JudgedComponent],
        takings: [Dependencies.Taking],
        incidents: [Dependencies.Incidence],
        reliance: Dependencies.Reliance?,
        hasIndex: Bool
    ) -> Page {
        let malware = components.count(where: \.isMalware)
        let affected = components.count { !$0.matches.isEmpty }
        let unknown = components.count { !$0.isAssessed }
        return Page(
            "Dependencies",
            summary: "What everything here is made of, and what is known of each piece.",
            figures: Figures([
                .init(grouped(components.count), "Components"),
                .init(grouped(malware), "Malware"),
                .init(grouped(affected), "With advisories"),
                .init(grouped(unknown), "Not assessed", note: "which is not clear"),
            ]),
            sections: [
                .init("findings", "Findings", findings(components, hasIndex)),
                .init("subjects", "Inventories", subjects(takings)),
                .init("ask", "Ask what something could reach", blastForm()),
                .init("incidents", "Incidents and drills", happened(incidents)),
                .init("advisories", "Advisories relied on", relied(reliance, hasIndex)),
            ]
        )
    }

    /// In place of any of the pages, where a file that they read is not understood.
    package static func unreadable(_ file: String, _ fault: Unreadable) -> Page {
        let place: HTML = fault.line > 0 ? "Line \(fault.line): " : ""
        let advice: HTML =
            file.hasSuffix(".index")
            ? "Make it again: <code>cordon dependencies compile RECORDS --out \(file)</code>"
            : "Mend that line and try it: <code>cordon dependencies check --policy \(file) .</code>"
        return Page(
            "A file of the house is not understood",
            crumbs: [crumb, .init("\(file)")],
            summary: "Nothing is judged by a file that is understood in part.",
            figures: Figures([]),
            sections: [
                .init(
                    "file",
                    "\(file)",
                    """
                    <p class="problem" role="alert">\(place)\(fault.reason).</p>
                    <p>It lies in the house’s folder. \(advice)</p>

                    """
                )
            ]
        )
    }

    private static func findings(_ components: [JudgedComponent], _ hasIndex: Bool) -> HTML {
        let worst = components.filter { $0.rank > 1 }.sorted {
            ($1.rank, $0.standing.purl) < ($0.rank, $1.standing.purl)
        }
        let rows: [[HTML]] = worst.map { component in
            [
                JudgedComponent.link(component.standing.purl), component.chip.html,
                names(component.matches), HTML(text: subjects(of: component.standing)),
            ]
        }
        let empty =
            hasIndex
            ? Empty(.nothingMatches, "No advisory that was imported speaks of these versions.")
            : Empty(
                .nothingToSee,
                """
                There are no compiled advisories in this house, so nothing is assessed. Whoever \
                runs it makes them of OSV records with `cordon dependencies compile`, as \
                advisories.index in the house’s folder.
                """
            )
        let table = Listing(
            "Components that advisories speak of, the worst first",
            [.init("Component"), .init("State"), .init("Advisories"), .init("Used by")],
            rows: rows,
            elsewhere: "in `cordon dependencies check`",
            empty: empty
        )
        return """
            \(table)<p><a href="/dependencies/components">All components</a> · \
            <a href="/dependencies/policy">Policy</a> · \
            <a href="/dependencies/replay">Play a real attack</a></p>

            """
    }

    static func names(_ matches: [Assessment.Match]) -> HTML {
        let shown: [HTML] = matches.prefix(3).enumerated().map { number, match in
            "\(number > 0 ? ", " : "")\(JudgedComponent.link(advisory: match.record.id))"
        }
        let rest: HTML? = matches.count > 3 ? " and \(grouped(matches.count - 3)) more" : nil
        return "\(shown)\(rest)"
    }

    static func subjects(of standing: Dependencies.Standing) -> String {
        let shown = standing.subjects.prefix(3).joined(separator: ", ")
        let rest = standing.subjects.count - 3
        return rest > 0 ? "\(shown) and \(rest) more" : shown
    }

    private static func subjects(_ takings: [Dependencies.Taking]) -> HTML {
        Listing(
            "The latest of each",
            [.init("Of"), .number("Components"), .init("Bill"), .init("Taken")],
            rows: takings.map { taking in
                [
                    "\(Foreign(taking.subject))", HTML(text: grouped(taking.components)),
                    "\(Hash(taking.digest))", Moment(seconds: Int(taking.time / 1_000)).html,
                ]
            },
            elsewhere: "in the log",
            empty: Empty(.nothingYet, "`cordon dependencies snapshot` records an inventory.")
        ).html
    }

    static func blastForm(
        component: String = "",
        from: String = "",
        until: String = ""
    ) -> HTML {
        let hint = "A package URL, or kind:name, such as tool:label-gateway."
        return """
            <form method="get" action="/dependencies/blast">
            \(Blank("component", "What", hint: hint, value: component))\
            \(Blank("from", "From", hint: "2026-03-24T10:39:00Z", value: from, lengthMax: 30))\
            \(Blank("until", "Until", hint: "The same way.", value: until, lengthMax: 30))\
            <button>Show what it could reach</button>
            </form>

            """
    }

    private static func happened(_ incidents: [Dependencies.Incidence]) -> HTML {
        Listing(
            "Newest first",
            [
                .init("Component"), .init("State"), .init("Why"), .number("Reached"),
                .number("Suspended"), .number("Took (ms)"), .init("When"),
            ],
            rows: incidents.map { incident in
                [
                    JudgedComponent.link(incident.component),
                    chip(of: incident).html,
                    "\(Foreign(incident.reason))", HTML(text: grouped(incident.reached)),
                    HTML(text: grouped(incident.suspended)), HTML(text: grouped(incident.took)),
                    """
                    <a href="/dependencies/incidents/\(incident.id)">\
                    \(Moment(seconds: Int(incident.time / 1_000)))</a>
                    """,
                ]
            },
            elsewhere: "in the log",
            empty: Empty(
                .nothingYet,
                "Containing a component, from what it could reach, opens an incident."
            )
        ).html
    }

    static func chip(of incident: Dependencies.Incidence) -> Chip {
        incident.isDrill ? Chip(.note, "drill") : Chip(.danger, "incident")
    }

    private static func relied(_ reliance: Dependencies.Reliance?, _ hasIndex: Bool) -> HTML {
        let place: HTML? =
            hasIndex
            ? nil
            : """
            <p>The pages read <code>advisories.index</code> in the house’s folder: \
            <code>cordon dependencies compile … --out HOME/advisories.index</code>.</p>

            """
        guard let reliance else {
            let empty = Empty(.nothingYet, "An import of advisories is recorded here.")
            return "\(empty)\(place)"
        }
        return """
            \(Fields([
                ("Digest", "\(Hash(reliance.digest))"),
                ("Advisories", HTML(text: grouped(reliance.advisories))),
                ("Packages", HTML(text: grouped(reliance.packages))),
                ("Since", Moment(seconds: Int(reliance.time / 1_000)).html),
            ]))\(place)
            """
    }

    /// A page of all components, by name.
    package static func components(
        _ components: [JudgedComponent],
        wanted: String,
        count: Int,
        after: String?
    ) -> Page {
        let rows: [[HTML]] = components.map { component in
            [
                JudgedComponent.link(component.standing.purl), component.chip.html,
                HTML(text: subjects(of: component.standing)),
            ]
        }
        let next: HTML? = after.map { last in
            """
            <p><a href="/dependencies/components?wanted=\(JudgedComponent.encoded(wanted))\
            &after=\(JudgedComponent.encoded(last))">Further components</a></p>

            """
        }
        return Page(
            "Components",
            crumbs: [crumb, .init("Components")],
            summary: "Every component of the latest inventories, by its package URL.",
            figures: Figures([.init(grouped(count), "Components")]),
            sections: [
                .init(
                    "components",
                    "Components",
                    """
                    <form method="get" action="/dependencies/components">
                    \(Blank("wanted", "Part of a name", value: wanted, lengthMax: 100))\
                    <button>Find</button>
                    </form>
                    \(Listing(
                        "Components",
                        [.init("Component"), .init("State"), .init("Used by")],
                        rows: rows,
                        elsewhere: "on the following pages",
                        empty: Empty(.nothingMatches, "No component of this name is in use.")
                    ))\(next)
                    """
                ),
            ]
        )
    }
}
