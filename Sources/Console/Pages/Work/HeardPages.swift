package import Kernel
package import Markup
package import People

/// Where a worker is heard: by the project's contact, and by somebody independent.
package enum HeardPages {
    package static func raise(
        on engagement: ID<Workroom.Engagement>,
        escalation: String,
        lease: ID<Workroom.Lease>?,
        words: WorkWords,
        mark: String
    ) -> Page {
        let topics = Workroom.Topic.allCases.map { ($0.rawValue, words.name(of: $0)) }
        let about: HTML? = lease.map { "<input type=\"hidden\" name=\"lease\" value=\"\($0)\"/>" }
        return Page(
            words.raise,
            crumbs: [
                .init(words.myWork, link: "/work"),
                .init(words.brief, link: "/work/\(engagement)"), .init(words.raise),
            ],
            summary: "\(words.raiseSummary) \(escalation).",
            figures: Figures([]),
            sections: [
                .init(
                    "raise",
                    words.whatIsIt,
                    Ask(
                        "/work/\(engagement)/raise",
                        mark: mark,
                        button: words.send,
                        note: words.logged,
                        fields: """
                            \(about)\(Choice("topic", words.topic, topics))\
                            \(TextBlank("words", words.inYourWords))
                            """
                    ).html
                )
            ]
        )
    }

    package static func concern(
        on engagement: ID<Workroom.Engagement>,
        isIndependent: Bool,
        words: WorkWords,
        mark: String
    ) -> Page {
        let body: HTML =
            isIndependent
            ? Ask(
                "/work/\(engagement)/concern",
                mark: mark,
                button: words.sendConcern,
                note: words.concernNote,
                fields: TextBlank("words", words.inYourWords).html
            ).html
            : """
            \(Empty(.nothingToSee, words.noAddress, in: words.language))\
            <p><a href="/work/\(engagement)/raise">\(words.raise)</a></p>

            """
        return Page(
            words.concern,
            crumbs: [.init(words.myWork, link: "/work"), .init(words.concern)],
            summary: HTML(text: words.concernSummary),
            figures: Figures([]),
            sections: [.init("concern", words.whatIsIt, body)]
        )
    }

    /// Which project a concern is about, where there are several.
    package static func concerns(
        _ projects: [(engagement: ID<Workroom.Engagement>, title: String)],
        words: WorkWords
    ) -> Page {
        let list: [HTML] = projects.map { project in
            "<li><a href=\"/work/\(project.engagement)/concern\">\(project.title)</a></li>\n"
        }
        return Page(
            words.concern,
            crumbs: [.init(words.myWork, link: "/work"), .init(words.concern)],
            summary: HTML(text: words.concernSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "projects",
                    words.projects,
                    list.isEmpty
                        ? Empty(.nothingYet, words.noProjects, in: words.language).html
                        : "<ul>\(list)</ul>"
                )
            ]
        )
    }

    package static func sent(
        _ title: String,
        _ said: String,
        back: String,
        words: WorkWords
    ) -> Page {
        Page(
            title,
            crumbs: [.init(words.myWork, link: "/work"), .init(title)],
            summary: HTML(text: said),
            figures: Figures([]),
            sections: [
                .init(
                    "further",
                    words.further,
                    "<p><a class=\"verb\" href=\"/\(back.dropFirst())\">\(words.goBack)</a></p>\n"
                )
            ]
        )
    }
}
