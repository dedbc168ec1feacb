import Kernel
package import Markup
package import People

/// Everything a worker reads before anything else, what is still to be done, and their terms.
package struct BriefPage: Sendable {
    let words: WorkWords
    let outlook: Workroom.Desk.Outlook
    let guideline: (version: Int, text: String, changes: [String])
    /// Why the gate says no although nothing here is missing.
    let refusal: [String]
    /// What came of the last act, where it was no.
    let said: HTML?
    let mark: String

    package init(
        _ outlook: Workroom.Desk.Outlook,
        guideline: (version: Int, text: String, changes: [String]),
        refusal: [String],
        said: HTML? = nil,
        words: WorkWords,
        mark: String
    ) {
        self.outlook = outlook
        self.guideline = guideline
        self.refusal = refusal
        self.said = said
        self.words = words
        self.mark = mark
    }

    private var path: String { "/work/\(outlook.held.id)" }
    private var brief: Workroom.Brief { outlook.begun.brief }

    package var page: Page {
        var sections: [Page.Section] = [.init("steps", words.before, steps)]
        sections.append(.init("brief", words.brief, told))
        sections.append(
            .init("guideline", "\(words.guideline) \(guideline.version)", instructions)
        )
        if outlook.held.accepted < guideline.version, outlook.held.state != .ended {
            sections.append(.init("accept", words.accept, acceptance))
        }
        sections.append(.init("terms", words.terms, terms))
        sections.append(
            .init(
                "heard",
                words.heard,
                """
                <ul><li><a href="\(path)/raise">\(words.raise)</a>: \(brief.escalation)</li>
                <li><a href="\(path)/concern">\(words.concern)</a></li>
                <li><a href="/work/record">\(words.myRecord)</a></li></ul>

                """
            )
        )
        if outlook.held.state != .ended {
            sections.append(.init("leave", words.leave, leaving))
        }
        return Page(
            title(ofScope: brief.scope),
            crumbs: [
                .init(words.myWork, link: "/work"), .init(title(ofScope: brief.scope)),
            ],
            summary: HTML(text: words.briefSummary),
            figures: Figures([
                .init(
                    amount(
                        outlook.begun.conditions.pay,
                        outlook.begun.conditions.currency,
                        in: words.language
                    ),
                    words.payPerTask
                ),
                .init(hourly, words.hourly, note: words.hourlyNote),
                .init("\(outlook.tasks)", words.tasksDone),
            ]),
            sections: sections
        )
    }

    private var hourly: String {
        guard outlook.seconds > 0 else { return "–" }
        let hourly = outlook.earned * 3_600 / outlook.seconds
        return amount(hourly, outlook.held.currency, in: words.language)
    }

    private var steps: HTML {
        let list: [HTML] = outlook.steps.map { step, isDone in
            let chip = isDone ? Chip(.good, words.done) : Chip(.attention, words.toDo)
            let mend: HTML? = isDone ? nil : " \(way(step))"
            return "<li>\(chip) \(words.name(of: step))\(mend)</li>\n"
        }
        let reasons: [HTML] = refusal.map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
        let problem: HTML? = said.map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
        return "\(problem)<ol class=\"conditions\">\(list)</ol>\n\(reasons)\(begin)"
    }

    /// How to mend what is missing; a link where it is done here.
    private func way(_ step: Workroom.Desk.Step) -> HTML {
        switch step {
        case .terms, .guideline:
            "<a href=\"#accept\">\(words.mend(step))</a>"
        case .lesson(let lesson) where lesson.failures < Workroom.Sit.failuresMax:
            "<a href=\"\(path)/quiz/\(lesson.module)\">\(words.mend(step))</a>"
        case .secondFactor: "<a href=\"/account\">\(words.mend(step))</a>"
        case .inside, .time, .lesson, .place, .boundDevice:
            "<span class=\"muted\">\(words.mend(step))</span>"
        }
    }

    private var begin: HTML {
        if outlook.lease != nil {
            return "<p><a class=\"verb\" href=\"\(path)/task\">\(words.goOn)</a></p>\n"
        }
        guard outlook.mayWork, refusal.isEmpty else {
            return "<p class=\"muted\">\(words.notBefore)</p>\n"
        }
        return Ask("\(path)/next", mark: mark, button: words.takeTask).html
    }

    private var told: HTML {
        let warnings: [HTML] = brief.warnings.map { "<li>\($0)</li>\n" }
        return Fields([
            (words.scope, "\(Prose(brief.scope))"),
            (words.purpose, HTML(text: brief.purpose)),
            (words.client, HTML(text: brief.client ?? words.withheld + (brief.withheld ?? ""))),
            (words.dataClasses, HTML(text: brief.dataClasses.joined(separator: ", "))),
            (words.sensitivity, HTML(text: words.sensitivities[brief.sensitivity])),
            (words.warnings, warnings.isEmpty ? nil : "<ul>\(warnings)</ul>"),
            (words.escalation, HTML(text: brief.escalation)),
            (words.notice, "\(Prose(brief.notice))"),
        ]).html
    }

    private var instructions: HTML {
        let changes: [HTML] = guideline.changes.map { line in
            let words = String(line.dropFirst(2))
            return line.hasPrefix("+")
                ? "<li><ins>\(words)</ins></li>\n" : "<li><del>\(words)</del></li>\n"
        }
        let different: HTML? =
            changes.isEmpty
            ? nil
            : """
            <h3>\(words.whatChanged)</h3>
            <ul class="changes">\(changes)</ul>

            """
        return "\(different)\(Prose(guideline.text))"
    }

    private var acceptance: HTML {
        let ticks = outlook.held.accepted == 0
            ? [("terms", words.tickTerms), ("scope", words.tickScope), ("notice", words.tickNotice)]
            : [("scope", words.tickGuideline)]
        let boxes: [HTML] = ticks.map { name, label in
            """
            <label class="radio"><input type="checkbox" name="\(name)" value="yes" required=""/> \
            \(label)</label>

            """
        }
        return Ask(
            "\(path)/accept",
            mark: mark,
            button: words.acceptVersion + " \(guideline.version)",
            note: words.logged,
            fields: """
                <input type="hidden" name="guideline" value="\(guideline.version)"/>
                <div>\(boxes)</div>
                """
        ).html
    }

    /// Nobody has to stay, or to say why.
    var leaving: HTML {
        Ask(
            "\(path)/leave",
            mark: mark,
            button: words.leave,
            note: words.leaveNote,
            fields: TextBlank("words", words.leaveWhy, rows: 2, isNeeded: false).html
        ).html
    }

    private var terms: HTML {
        let terms = outlook.terms
        let limit = outlook.begun.conditions
        return Fields([
            (words.payPerTask, HTML(text: amount(limit.pay, limit.currency, in: words.language))),
            (words.promised, HTML(text: amount(terms.hourly, terms.currency, in: words.language))),
            (words.counted, HTML(text: words.countedNote)),
            (words.until, When(outlook.held.until, in: words.language).html),
            (words.noticeDays, HTML(text: "\(terms.noticeDays) \(words.days)")),
            (words.lease, HTML(text: "\(limit.leaseMinutes) min")),
            (words.pace, HTML(text: "\(limit.perHour) / h")),
        ]).html
    }
}
