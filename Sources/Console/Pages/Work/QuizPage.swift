package import Kernel
package import Markup
package import People

/// The questions of a module. Time is counted from when the page was opened, and paid.
package enum QuizPage {
    package static func page(
        _ taught: Workroom.Taught,
        of engagement: ID<Workroom.Engagement>,
        began: Int64,
        words: WorkWords,
        mark: String
    ) -> Page {
        let path = "/work/\(engagement)/quiz/\(taught.module)"
        let questions: [HTML] = taught.questions.enumerated().map { number, question in
            let options: [HTML] = question.options.enumerated().map { place, option in
                """
                <label class="radio"><input type="radio" name="a\(number)" value="\(place)" \
                required=""/> <span dir="auto">\(option)</span></label>

                """
            }
            return """
                <fieldset><legend dir="auto">\(question.text)</legend>
                <div class="options column">\(options)</div></fieldset>

                """
        }
        return Page(
            taught.title,
            crumbs: [
                .init(words.myWork, link: "/work"),
                .init(words.brief, link: "/work/\(engagement)"), .init(taught.title),
            ],
            summary: "\(words.quizSummary) \(taught.passPercent) %.",
            figures: Figures([]),
            sections: [
                .init(
                    "questions",
                    words.questions,
                    Ask(
                        path,
                        mark: mark,
                        button: words.answerQuiz,
                        note: words.logged,
                        fields: """
                            <input type="hidden" name="began" value="\(Int(began))"/>
                            \(questions)
                            """
                    ).html
                )
            ]
        )
    }

    /// What came of it: how many were right, and not which, so that the next try is a try.
    package static func result(
        _ sat: Workroom.Sat,
        title: String,
        words: WorkWords
    ) -> Page {
        let path = "/work/\(sat.engagement)"
        let further: HTML =
            sat.isPassed
            ? "<p><a class=\"verb\" href=\"\(path)\">\(words.goBack)</a></p>\n"
            : """
            <p>\(words.tryAgain)</p>
            <p><a class="verb" href="\(path)/quiz/\(sat.module)">\(words.again)</a></p>

            """
        return Page(
            sat.isPassed ? words.passed : words.failed,
            crumbs: [
                .init(words.myWork, link: "/work"), .init(words.brief, link: path),
                .init(title),
            ],
            summary: "\(sat.right) / \(sat.of). \(words.paidMinutes) \(sat.minutes) min.",
            figures: Figures([]),
            sections: [.init("further", words.further, further)]
        )
    }
}
