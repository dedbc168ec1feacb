package import Annotation
package import Markup

/// The questions of a task as a form that works without script, and what comes back of it.
///
/// Question 0 answers in the field `q0`, its parts in `q0.3.kind` and the like. With script,
/// numbers choose, and words marked in the text become a span; without it, the words are copied
/// into a line, since no browser sends what somebody marked.
package struct AnswerForm: Component {
    let questions: [Prompt]
    let item: Item
    /// The item as it is on the screen, where something in it is hidden: what was copied from there
    /// is looked up there, and says nothing of what is hidden.
    let shown: Item
    let words: WorkWords
    /// What stood in the form before: a draft, or what could not be taken.
    let filled: [String: [String]]
    /// The question whose answer could not be taken.
    let odd: String?

    package init(
        _ questions: [Prompt],
        about item: Item,
        shown: Item? = nil,
        words: WorkWords,
        filled: [String: [String]] = [:],
        odd: String? = nil
    ) {
        self.questions = questions
        self.item = item
        self.shown = shown ?? item
        self.words = words
        self.filled = filled
        self.odd = odd
    }

    /// Lines for spans and rows beyond those that are filled.
    static let spareLines = 2
    /// Scores of one axis that are drawn as buttons; more are typed.
    static let gradesMax = 10

    func value(_ name: String) -> String { filled[name]?.first ?? "" }

    func isChosen(_ name: String, _ value: String) -> Attribute? {
        filled[name]?.contains(value) == true ? Attribute("checked") : nil
    }

    package var html: HTML {
        let fields: [HTML] = questions.enumerated().map { number, question in
            let problem: HTML? =
                question.name == odd
                ? "<p class=\"problem\" id=\"odd\">\(words.odd)</p>\n" : nil
            return problem.map { $0 + field(question, "q\(number)") }
                ?? field(question, "q\(number)")
        }
        return "\(fields)"
    }

    private func field(_ question: Prompt, _ name: String) -> HTML {
        let optional: HTML? =
            question.isOptional ? " <span class=\"muted\">\(words.optional)</span>" : nil
        let legend: HTML = "<legend>\(question.name)\(optional)</legend>\n"
        switch question.kind {
        case .classes(let classes, let several):
            return group(legend, choices(classes, several, name, question.isOptional))
        case .preference:
            let options = [
                ("first", words.first), ("second", words.second), ("tie", words.neither),
            ]
            return group(legend, options.enumerated().map { place, option in
                choice(name, option.0, option.1, "radio", place)
            })
        case .scores(let axes):
            let all: [HTML] = axes.enumerated().map { number, axis in
                group(
                    "<legend>\(question.name): \(axis.name)</legend>\n",
                    grades(axis.worst, axis.best, "\(name).\(number)")
                )
            }
            return "\(all)"
        case .ranking: return plain(legend, ranking(question, name))
        case .text: return text(question, name, optional)
        case .turns(let worst, let best, let rewriting):
            return plain(legend, turns(question, name, worst, best, rewriting))
        case .spans(let kinds, let relations):
            return plain(legend, spans(name, kinds, relations))
        case .regions(let kinds): return plain(legend, regions(question.field, name, kinds))
        case .rows(let columns): return plain(legend, rows(name, columns))
        }
    }

    /// A group whose options have numbers.
    private func group(_ legend: HTML, _ options: [HTML]) -> HTML {
        "<fieldset data-numbers=\"\">\(legend)<div class=\"options\">\(options)</div></fieldset>\n"
    }

    private func plain(_ legend: HTML, _ body: HTML) -> HTML {
        "<fieldset>\(legend)\(body)</fieldset>\n"
    }

    func choice(
        _ name: String,
        _ value: String,
        _ label: String,
        _ type: String,
        _ place: Int
    ) -> HTML {
        let key: HTML? = place < 9 ? "<kbd>\(place + 1)</kbd> " : nil
        return """
            <label class="radio"><input type="\(type)" name="\(name)" \
            value="\(value)"\(isChosen(name, value))/> \(key)<span dir="auto">\(label)</span>\
            </label>

            """
    }

    private func choices(
        _ classes: [String],
        _ several: Bool,
        _ name: String,
        _ isOptional: Bool
    ) -> [HTML] {
        let type = several ? "checkbox" : "radio"
        var options: [HTML] = []
        var outer = ""
        for (place, kind) in classes.enumerated() {
            // `outer/inner` is drawn under its outer name, said once.
            let parts = kind.split(separator: "/").map(String.init)
            let head = parts.dropLast().joined(separator: " › ")
            if head != outer, !head.isEmpty { options.append("<b class=\"outer\">\(head)</b>\n") }
            outer = head
            options.append(choice(name, kind, parts.last ?? kind, type, place))
        }
        if isOptional, !several {
            options.append(choice(name, "", words.noAnswer, type, classes.count))
        }
        return options
    }

    private func grades(_ worst: Int, _ best: Int, _ name: String) -> [HTML] {
        guard best - worst < Self.gradesMax else {
            let typed: HTML = """
                <label class="radio"><input type="number" name="\(name)" min="\(worst)" \
                max="\(best)" value="\(value(name))"/> \(worst)–\(best)</label>

                """
            return [typed]
        }
        return (worst...best).enumerated().map { place, grade in
            choice(name, String(grade), String(grade), "radio", place)
        }
    }

    private func text(_ question: Prompt, _ name: String, _ optional: HTML?) -> HTML {
        // A correction begins with what is to be corrected.
        let start = filled[name]?.first
            ?? (question.isOptional ? "" : item[question.field]?.text ?? "")
        return """
            <div class="ask"><label for="\(name)">\(question.name)\(optional)</label>
            <textarea id="\(name)" name="\(name)" rows="5" dir="auto" \
            maxlength="100000">\(start)</textarea></div>

            """
    }

    private func turns(
        _ question: Prompt,
        _ name: String,
        _ worst: Int,
        _ best: Int,
        _ rewriting: Bool
    ) -> HTML {
        let all: [HTML] = (item[question.field]?.elements ?? []).enumerated().map { place, turn in
            let base = "\(name).\(place)"
            let who = turn["role"]?.text ?? String(place + 1)
            // What the person said is context; the answers are what is graded.
            guard turn["role"]?.text != "user" else { return HTML.none }
            let rewritten: HTML? =
                rewriting
                ? """
                <label for="\(base).text">\(words.rewrite)</label>
                <textarea id="\(base).text" name="\(base).text" rows="3" \
                dir="auto">\(value(base + ".text"))</textarea>

                """ : nil
            return group(
                "<legend>\(who) \(place + 1)</legend>\n",
                grades(worst, best, base)
            ) + (rewritten ?? .none)
        }
        return "\(all)"
    }
}
