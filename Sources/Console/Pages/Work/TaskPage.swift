import Annotation
import Foundation
package import Kernel
package import Markup
package import People

/// One task: what is shown, what is asked. No list leads here, and none leads on.
package struct TaskPage: Sendable {
    let words: WorkWords
    let mark: String
    let engagement: ID<Workroom.Engagement>
    let project: String
    let pay: String
    let showing: Workroom.Desk.Showing
    let form: AnswerForm

    /// - Parameters:
    ///   - pay: what this task pays, as it is said.
    ///   - filled: what stood in the form before.
    ///   - odd: the question whose answer could not be taken.
    package init(
        _ showing: Workroom.Desk.Showing,
        of engagement: ID<Workroom.Engagement>,
        project: String,
        pay: String,
        words: WorkWords,
        mark: String,
        filled: [String: [String]],
        odd: String? = nil
    ) {
        self.words = words
        self.mark = mark
        self.engagement = engagement
        self.project = project
        self.pay = pay
        self.showing = showing
        form = AnswerForm(
            showing.questions,
            about: Item(name: "", fields: showing.fields),
            words: words,
            filled: filled,
            odd: odd
        )
    }

    private var path: String { "/work/\(engagement)" }

    package var page: Page {
        Page(
            form.odd == nil ? words.task : words.errorTitle + words.task,
            crumbs: [
                .init(words.myWork, link: "/work"), .init(project, link: path),
                .init(words.task),
            ],
            summary: """
                \(words.backBy) \(When(showing.ends, in: words.language)). \
                \(words.paysThis) \(pay).
                """,
            figures: Figures([]),
            sections: [
                .init("shown", words.whatYouSee, shown),
                .init("answer", words.yourAnswer, answer),
            ]
        )
    }

    private var shown: HTML {
        let fields: [HTML] = showing.fields.map { field in
            """
            <div class="shown"><h3>\(field.name)</h3>
            \(drawn(field))</div>

            """
        }
        let hidden: [HTML] = showing.masked.map { field in
            """
            <div class="shown"><h3>\(field)</h3>
            <p>\(Chip(.idle, words.hidden)) <a href="#reveal">\(words.revealBelow)</a></p></div>

            """
        }
        return "\(fields)\(hidden)"
    }

    private func drawn(_ field: JSONValue.Member) -> HTML {
        Self.medium(field, below: path, words: words) ?? Self.draw(field.value)
    }

    /// A picture or a sound, from an address below `path`; nil for a field that holds none.
    static func medium(
        _ field: JSONValue.Member,
        below path: String,
        words: WorkWords
    ) -> HTML? {
        guard let medium = Medium(field.value) else { return nil }
        let name = field.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        guard medium.kind.isPicture else {
            return """
                <audio controls="" preload="metadata" src="\(path)/media/\(name)" \
                aria-label="\(words.sound) \(field.name)"></audio>

                """
        }
        return """
            <figure class="picture" data-picture="\(field.name)">\
            <img src="\(path)/media/\(name)" alt="\(words.picture) \(field.name)"/></figure>

            """
    }

    /// Texts stay as they were written, in the direction they are written in.
    static func draw(_ value: JSONValue) -> HTML {
        if let text = value.text {
            return "<div class=\"text\" dir=\"auto\" data-shown=\"\">\(text)</div>\n"
        }
        if let elements = value.elements {
            let parts: [HTML] = elements.map { part in
                let role: HTML? = part["role"]?.text.map { "<b>\($0)</b> " }
                let text = part.text ?? part["text"]?.text ?? part["content"]?.text
                guard let text else { return "<li>\(draw(part))</li>\n" }
                return "<li>\(role)<div class=\"text\" dir=\"auto\">\(text)</div></li>\n"
            }
            return "<ol class=\"parts\">\(parts)</ol>\n"
        }
        if let members = value.members {
            return Fields(members.map { ($0.name, draw($0.value)) }).html
        }
        let text = String(decoding: value.bytes, as: UTF8.self)
        return "<div class=\"text\">\(text)</div>\n"
    }

    private var answer: HTML {
        let problem: HTML? =
            form.odd.map { odd in
                """
                <p class="problem" role="alert" tabindex="-1"><a href="#odd">\(odd)</a>: \
                \(words.odd)</p>

                """
            }
        return """
            \(problem)<form method="post" action="\(path)/submit" class="answers" \
            data-task="\(path)/keep">
            <input type="hidden" name="form" value="\(mark)"/>
            <input type="hidden" name="lease" value="\(showing.lease)"/>
            \(form)<div class="verbs">
            <button name="then" value="next">\(words.handInNext)</button>
            <button name="then" value="stop" class="quiet">\(words.handInStop)</button>
            <button formaction="\(path)/keep" class="quiet">\(words.keepDraft)</button>
            <button formaction="\(path)/return" class="quiet">\(words.giveBack)</button>
            </div>
            <p class="hint">\(words.recorded)</p>
            <p class="hint" data-with-script="" hidden="">\(words.taskKeys)</p>
            \(reveals)</form>
            <p><a href="\(path)/raise?lease=\(showing.lease)">\(words.raiseTask)</a></p>
            <script src="\(Assets.task)" defer=""></script>

            """
    }

    /// In the same form, so that nothing that was answered is lost by asking.
    private var reveals: HTML? {
        guard !showing.masked.isEmpty || !showing.stretches.isEmpty else { return nil }
        let fields: [HTML] = showing.masked.map { field in
            """
            <button formaction="\(path)/reveal" name="field" value="\(field)" \
            class="quiet">\(words.reveal) \(field)</button>

            """
        }
        // Numbered within its field, as the eye counts black bars from the start of a text.
        var counts: [String: Int] = [:]
        let stretches: [HTML] = showing.stretches.map { stretch in
            counts[stretch.field, default: 0] += 1
            let nth = counts[stretch.field] ?? 1
            return """
                <button formaction="\(path)/reveal" name="stretch" value="\(stretch.number)" \
                class="quiet">\(words.revealStretch) \(stretch.field) \(nth): \
                \(stretch.kind)</button>

                """
        }
        let buttons = fields + stretches
        return """
            <fieldset id="reveal"><legend>\(words.hiddenFields)</legend>
            <div class="ask"><label for="reason">\(words.revealWhy)</label>
            <p class="hint" id="reason-hint">\(words.revealHint)</p>
            <input type="text" id="reason" name="reason" maxlength="500" autocomplete="off" \
            aria-describedby="reason-hint"/></div>
            <div class="verbs">\(buttons)</div></fieldset>

            """
    }
}
