import Kernel
import Markup
import People

extension ProjectPage {
    private func cases(_ leases: [ID<Workroom.Lease>], _ state: String) -> [[HTML]] {
        leases.prefix(10).map { lease in
            [
                link("\(path)/submissions/\(lease)", lease.description),
                Chip(state == "contested" ? .attention : .note, state).html,
            ]
        }
    }

    var waiting: HTML {
        let rows = cases(contested, "contested") + cases(toJudge, "to judge")
        let replies: [HTML] = raised.map { open in
            """
            <div class="raised"><p><b>\(open.topic)</b> \
            \(Moment(seconds: Int(open.opened / 1_000))), from \
            <code>\(open.worker.description.suffix(8))</code></p>
            <p dir="auto">\(open.words)</p>
            \(Ask(
                "\(path)/reply", mark: mark, button: "Answer", note: "Stands in their record.",
                fields: """
                    <input type="hidden" name="escalation" value="\(open.escalation)"/>
                    \(TextBlank(
                        "words-\(open.escalation.description.suffix(8))", "Your answer", rows: 2
                    ))
                    """
            ))</div>

            """
        }
        return """
            \(Listing(
                "Submissions",
                [.init("Submission"), .init("State")],
                rows: rows,
                total: progress.toJudge + progress.contested,
                elsewhere: "behind these",
                empty: Empty(.nothingYet, "Submissions to judge and to review wait here.")
            ))\(replies)\(hearings)\(helped)
            """
    }

    /// What somebody disputes, with the day by which it is decided.
    private var hearings: HTML {
        let asks: [HTML] = disputed.map { open in
            let what = open.isRemoval ? "the end of an engagement" : "a record"
            let name = "words-\(open.dispute.description.suffix(8))"
            return """
                <div class="raised"><p><b>Disputed: \(what)</b> \
                \(Moment(seconds: Int(open.opened / 1_000))), by \
                <code>\(open.worker.description.suffix(8))</code>; decided by \
                \(Moment(seconds: Int(open.due / 1_000)).dayHTML)</p>
                <p dir="auto">\(open.words)</p>
                \(Ask(
                    "\(path)/hear", mark: mark, button: "Decide",
                    note: "By somebody else than whoever did it. It stands in their record.",
                    fields: """
                        <input type="hidden" name="dispute" value="\(open.dispute)"/>
                        \(Choice(
                            "upholds", "What is disputed",
                            [("yes", "stands"), ("no", open.isRemoval
                                ? "does not stand: they are engaged again" : "does not stand")]
                        ))\(TextBlank(name, "Why", rows: 2))
                        """
                ))</div>

                """
        }
        return "\(asks)"
    }

    /// Modules that somebody is shut out of until a person went through them together.
    private var helped: HTML {
        let asks: [HTML] = stuck.map { stuck in
            """
            <div class="raised"><p><b>\(stuck.title)</b> was not passed three times by \
            <code>\(stuck.worker.description.suffix(8))</code></p>
            \(Ask(
                "\(path)/people/\(stuck.engagement)/reopen", mark: mark, button: "Open it again",
                note: "Once somebody went through it with them.",
                fields: "<input type=\"hidden\" name=\"module\" value=\"\(stuck.module)\"/>"
            ))</div>

            """
        }
        return "\(asks)"
    }
}
