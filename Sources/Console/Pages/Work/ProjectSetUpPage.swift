import Annotation
import Kernel
package import Markup
package import People

/// What a project needs before somebody can work on it: guideline, modules, tasks, people.
package struct ProjectSetUpPage: Sendable {
    let progress: Workroom.Desk.Progress
    let guideline: String
    /// Contractors who could be engaged.
    let people: [Shown]
    let until: String
    let mark: String

    package init(
        _ progress: Workroom.Desk.Progress,
        guideline: String,
        people: [Shown],
        until: String,
        mark: String
    ) {
        self.progress = progress
        self.guideline = guideline
        self.people = people
        self.until = until
        self.mark = mark
    }

    private var path: String { "/projects/\(progress.project)" }

    package var page: Page {
        Page(
            "Guideline, modules, tasks, people",
            crumbs: [
                .init("Projects", link: "/projects"),
                .init(title(ofScope: progress.scope), link: path), .init("Set up"),
            ],
            summary: "What has to be there before anybody can work on this.",
            figures: Figures([
                .init("\(progress.guideline)", "Guideline version"),
                .init(grouped(progress.tasks), "Tasks"), .init("\(progress.people)", "People"),
            ]),
            sections: [
                .init("guideline", "Guideline", guide), .init("modules", "Module", teach),
                .init("tasks", "Tasks", take), .init("people", "People", engage),
            ]
        )
    }

    private var guide: HTML {
        Ask(
            "\(path)/guide",
            mark: mark,
            button: "Publish version \(progress.guideline + 1)",
            note: "Workers see what is different, and accept it before their next task.",
            fields: """
                \(TextBlank(
                    "text", "Guideline",
                    hint: "# begins a heading, - an entry of a list, > an example.",
                    rows: 10, value: guideline
                ))\(Blank("reason", "Why it changes"))
                """
        ).html
    }

    private var teach: HTML {
        Ask(
            "\(path)/teach",
            mark: mark,
            button: "Add this module",
            note: "Everybody passes it before their next task, those engaged already too.",
            fields: """
                \(Blank("title", "Title"))\
                \(TextBlank("questions", "Questions", hint: QuizForm.grammar, rows: 8))\
                \(Blank(
                    "draws", "Questions of each sitting",
                    hint: "Drawn anew for each; left open, all of them.", isNeeded: false
                ))\
                \(Blank("pass", "Right answers needed, of a hundred", value: "80"))
                """
        ).html
    }

    private var take: HTML {
        let formats = ItemFormat.allCases.map { ($0.rawValue, $0.rawValue) }
        return """
            <form method="post" action="\(path)/import" enctype="multipart/form-data">
            <input type="hidden" name="form" value="\(mark)"/>
            <div class="ask"><label for="file">File</label>
            <input type="file" id="file" name="file" required=""/></div>
            <div class="ask"><label for="media">Pictures and sounds that it names</label>
            <p class="hint" id="media-hint">PNG, JPEG, WebP, WAV, MP3, FLAC. What they say of \
            camera, place and maker is left out.</p>
            <input type="file" id="media" name="media" multiple="" \
            aria-describedby="media-hint"/></div>
            \(Choice("format", "Format", formats, chosen: "jsonl"))\
            \(Blank("release", "The release that they are of",
                hint: "By its identifier. Left open, the data map says that it is not known.",
                isNeeded: false))\
            <label class="radio"><input type="checkbox" name="gold" value="yes"/> Its answers are \
            known: make gold tasks of it</label>
            <button>Take these tasks in</button></form>

            """
    }

    private var engage: HTML {
        guard !people.isEmpty else {
            return """
                \(Empty(.nothingYet, "Contractors who took up an invitation show here."))\
                <p><a href="/people">Invite somebody</a></p>

                """
        }
        let names = people.map { ($0.member.description, $0.title) }
        return Ask(
            "\(path)/engage",
            mark: mark,
            button: "Offer these terms",
            note: "Nothing is open to them before they accept.",
            fields: """
                \(Choice("worker", "Who", names))\
                \(Blank("until", "Last day", kind: .date, value: until))\
                \(Blank("notice", "Days of notice before it can be ended", value: "14"))\
                \(Blank("hourly", "Promised pay an hour", hint: "Such as 18.00."))\
                \(Blank("currency", "Currency", value: "EUR"))\
                \(Blank("country", "Where they work", hint: "By its code, such as IN.",
                    lengthMax: 2, isNeeded: false))
                """
        ).html
    }
}
