internal import Markup
import Sieve

extension ReleaseReport {
    package var files: Int {
        sources.formats.reduce(0) { $0 + $1.files } + sources.notAssessed.count
    }

    /// Identifiers that came in and do not go out.
    package var identifiersCut: Int {
        max(0, outcome.identifiers.before - outcome.identifiers.after)
    }

    /// What remains risky, the worst first: what the run found, and what its figures say.
    package var warnings: [RemainingRisk] {
        let derived = [secretWarning, riskWarning, unreadWarning, waitingWarning].compactMap { $0 }
        // A stable order: equal severities stay as they came.
        return Severity.allCases.reversed().flatMap { severity in
            (remaining + derived).filter { $0.severity == severity }
        }
    }

    /// All secrets that were found; `secrets` lists no more of a file than somebody would read.
    var secretCount: Int {
        let found = findings.filter { $0.label == .secret }
        return max(secrets.count, found.reduce(0) { $0 + $1.sure + $1.likely + $1.doubtful })
    }

    private var secretWarning: RemainingRisk? {
        guard !secrets.isEmpty else { return nil }
        return RemainingRisk(
            .high,
            counted(secretCount, "secret") + " stood in what came in",
            explanation: "They are not in the release. They are still in the sources, and whoever "
                + "had those files may have them.",
            advice: "Change each of them where it is used, then remove it from the source."
        )
    }

    private var riskWarning: RemainingRisk? {
        guard let risk = outcome.risk, let limit = risk.limit, risk.after > limit else {
            return nil
        }
        return RemainingRisk(
            .high,
            "The risk of re-identification is above its limit",
            explanation: "It is estimated at \(percent(risk.after)); the purpose allows "
                + "\(percent(limit)).",
            advice: "Drop or coarsen one more field that narrows people down, and release again."
        )
    }

    private var unreadWarning: RemainingRisk? {
        let count = sources.notAssessed.count
        guard count > 0 else { return nil }
        return RemainingRisk(
            .medium,
            counted(count, "file") + " could not be read",
            explanation: "Nothing is known about what they hold. They are not in the release, and "
                + "they do not count as clean.",
            advice: "Give the run what it lacked, such as a password, or leave the files out on "
                + "purpose."
        )
    }

    private var waitingWarning: RemainingRisk? {
        guard review.waiting > 0 else { return nil }
        return RemainingRisk(
            .medium,
            counted(review.waiting, "doubt still waits", "doubts still wait") + " for a decision",
            explanation: "The detector was not sure whether these stretches are personal data, and "
                + "nobody has looked yet.",
            advice: "Decide them in the review queue before the release is handed over."
        )
    }
}
