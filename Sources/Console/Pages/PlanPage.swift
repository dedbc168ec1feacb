package import Custody
package import Markup
import Privacy
import Sieve

/// What a purpose keeps, before any file is handed over; and the files, once it is as it should be.
package enum PlanPage {
    /// The sentence that a plan is derived from, as it was asked for.
    package struct Wish: Sendable {
        package var purpose: String
        package var recipient: String
        /// As YYYY-MM-DD.
        package var until: String

        package init(purpose: String, recipient: String, until: String) {
            self.purpose = purpose
            self.recipient = recipient
            self.until = until
        }
    }

    /// - Parameters:
    ///   - yaml: the purpose file; nil where nothing was asked for yet.
    ///   - purpose: what it says; nil where it cannot be used.
    ///   - problems: why it cannot be used.
    ///   - mark: what shows that a form is this session's.
    package static func page(
        _ wish: Wish,
        yaml: String?,
        _ purpose: Minimization.Purpose?,
        problems: [String],
        mark: String
    ) -> Page {
        var sections: [Page.Section] = []
        if let purpose { sections.append(.init("kept", "What is in the release", kept(purpose))) }
        if let yaml {
            sections.append(.init("hand-over", "Plan and files", handOver(yaml, problems, mark)))
        }
        sections.append(.init("wish", "From a sentence", ask(wish)))
        return Page(
            "Plan",
            crumbs: [
                .init("Releases", link: "/releases"),
                .init("Protect files", link: "/releases/new"), .init("Plan"),
            ],
            summary: """
                What a purpose needs is kept, as coarse as it says. Everything else is dropped.
                """,
            figures: Figures([]),
            sections: sections
        )
    }

    private static func kept(_ purpose: Minimization.Purpose) -> HTML {
        let fields: [[HTML]] = purpose.fields.map { need in
            ["Field “\(need.name)”", "\(words(need.rule))"]
        }
        let categories: [[HTML]] = purpose.categories
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { ["\($0.key.rawValue)", "\(words($0.value))"] }
        let others: [[HTML]] = [
            ["Whatever else is found", "\(words(purpose.defaults.findings))"],
            ["What may be something, until somebody decides", "\(words(purpose.defaults.doubts))"],
            ["Fields that hold none of these", "dropped"],
        ]
        return """
            \(Fields([
                ("Legal basis", "\(purpose.basis.rawValue), GDPR \(purpose.basis.article)"),
                ("Recipient", HTML(text: purpose.recipient)),
                ("Last day of use", HTML(text: purpose.until.iso)),
            ]))
            \(Listing(
                "What becomes of it",
                [.init("What"), .init("In the release")],
                rows: fields + categories + others,
                elsewhere: "in the plan below",
                empty: Empty(.nothingYet, "It keeps nothing.")
            ))

            """
    }

    private static func handOver(_ yaml: String, _ problems: [String], _ mark: String) -> HTML {
        let list: HTML? =
            problems.isEmpty
            ? nil
            : """
            <ul class="problem" role="alert">\(problems.map { "<li>\($0)</li>" as HTML })</ul>

            """
        return """
            \(list)<form method="post" action="/releases/new" enctype="multipart/form-data">
            <input type="hidden" name="form" value="\(mark)"/>
            \(TextBlank(
                "plan",
                "Plan",
                hint: "A purpose file. Change what it keeps; what cannot be read is told.",
                rows: 22,
                value: yaml
            ))\(RunPages.files)<button>Protect these files</button> \
            <span class="muted">This is recorded in the log.</span></form>

            """
    }

    private static func ask(_ wish: Wish) -> HTML {
        """
        <form method="get" action="/releases/plan">
        \(Blank("purpose", "What the data is for", hint: "In a sentence.", value: wish.purpose))\
        \(Blank("recipient", "Who receives it", value: wish.recipient))\
        \(Blank("until", "Last day of use", kind: .date, value: wish.until))\
        <button>Show the plan</button></form>

        """
    }

    private static func words(_ rule: Minimization.Operator) -> String {
        switch rule {
        case .keep: "kept"
        case .verbatim: "kept whole, with all that was found in it but credentials"
        case .drop: "dropped, without a sign"
        case .redact: "replaced by its kind"
        case .mask(last: 0): "masked"
        case .mask(let last): "masked but for the last \(last)"
        case .surrogate: "replaced by another of its kind, the same for the same person"
        case .date(let grain): "no finer than a \(grain.rawValue)"
        case .shift(let days): "moved by up to \(days) days"
        case .band(let years): "as a band of \(years) years"
        case .place(let level): "as the \(level.rawValue) it lies in"
        case .round(let digits): "rounded to \(digits) digits"
        }
    }
}
