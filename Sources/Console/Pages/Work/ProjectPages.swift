import Kernel
package import Markup
package import People

/// Projects as those who lead them see them.
package enum ProjectPages {
    package static func list(_ projects: [Workroom.Desk.Progress]) -> Page {
        let rows: [[HTML]] = projects.map { project in
            [
                "<a href=\"/projects/\(project.project)\">\(title(ofScope: project.scope))</a>",
                HTML(text: grouped(project.tasks)), HTML(text: grouped(project.labels)),
                HTML(text: grouped(project.toJudge)), HTML(text: grouped(project.contested)),
                HTML(text: grouped(project.raised)),
            ]
        }
        return Page(
            "Projects",
            summary: "What outside hands work on, how far it is, and what waits for a person.",
            figures: Figures([
                .init(grouped(projects.reduce(0) { $0 + $1.toJudge }), "Submissions to judge"),
                .init(grouped(projects.reduce(0) { $0 + $1.contested }), "Contests to review"),
                .init(grouped(projects.reduce(0) { $0 + $1.raised }), "Raised, not answered"),
            ]),
            sections: [
                .init(
                    "projects",
                    "Projects",
                    """
                    <p><a class="verb" href="/projects/new">Begin a project</a></p>
                    \(Listing(
                        "Projects",
                        [
                            .init("Project"), .number("Tasks"), .number("Labels"),
                            .number("To judge"), .number("Contested"), .number("Raised"),
                        ],
                        rows: rows,
                        elsewhere: "in `cordon work`",
                        empty: Empty(.nothingYet, "Projects appear here once they are begun.")
                    ))
                    """
                )
            ]
        )
    }

    /// - Parameter problem: why what was sent could not be taken, with what was sent.
    package static func new(
        mark: String,
        filled: [String: String] = [:],
        problem: String? = nil
    ) -> Page {
        let said: HTML? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
        func blank(_ name: String, _ label: String, _ hint: String? = nil) -> Blank {
            Blank(name, label, hint: hint, value: filled[name] ?? "", isNeeded: false)
        }
        func long(_ name: String, _ label: String, _ hint: String? = nil, rows: Int = 3) -> HTML {
            TextBlank(name, label, hint: hint, rows: rows, value: filled[name] ?? "").html
        }
        func tick(_ name: String, _ label: String) -> HTML {
            let isChosen = filled[name] == "yes" ? Attribute("checked") : nil
            return """
                <label class="radio"><input type="checkbox" name="\(name)" \
                value="yes"\(isChosen)/> \(label)</label>

                """
        }
        let levels = WorkWords.english.sensitivities
        let fields: HTML = """
            \(long("scope", "What is done, in plain words"))\
            \(blank("purpose", "Purpose", "As the rules know it: mood-labels."))\
            \(blank("client", "For whom", "Left open where it is withheld."))\
            \(blank("withheld", "Why the client is not said", "Needed where it is not."))\
            \(blank("data", "What will be on the screen", "Divided by commas."))\
            \(Choice(
                "sensitivity", "How sensitive it is",
                levels.enumerated().map { ("\($0)", $1) }, chosen: filled["sensitivity"]
            ))\
            \(blank("warnings", "What may be hard to look at", "Divided by commas."))\
            \(blank("escalation", "Whom to turn to, and how soon they answer"))\
            \(long("notice", "What is recorded about whoever works here"))\
            \(blank("key", "Key of the independent address",
                "64 digits, from `cordon work concern key`; open for none."))\
            \(blank("pay", "Pay for a task", "Such as 0.40."))\
            \(blank("currency", "Currency", "Such as EUR."))\
            \(blank("labels", "Labels for a task, at most", "Three unless you say otherwise."))\
            \(blank("masked", "Fields hidden until asked for", "Divided by commas."))\
            \(blank("hides", "Kinds blacked out within texts",
                "Such as PERSON, EMAIL, PHONE; found by the detector when tasks are taken in."))\
            \(blank("places", "Networks to work from",
                "Such as 192.0.2.0/24, divided by commas; open for anywhere."))\
            \(tick("bound", "Only with a passkey that stays on one device"))\
            \(long("questions", "Questions, one a line", ProjectForm.grammar, rows: 6))
            """
        let ask = Ask(
            "/projects",
            mark: mark,
            button: "Begin this project",
            note: "This is recorded in the log.",
            fields: fields
        )
        return Page(
            problem == nil ? "Begin a project" : "Error: Begin a project",
            crumbs: [.init("Projects", link: "/projects"), .init("Begin")],
            summary: "What workers read before anything else, and what they are asked.",
            figures: Figures([]),
            sections: [
                .init("project", "The brief", "\(said)\(ask)")
            ]
        )
    }
}
