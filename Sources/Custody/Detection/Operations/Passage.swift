/// A stretch of text that tells how the work is done, rather than who somebody is: what the
/// instructions are, how answers are judged, for whom, under which name.
///
/// Such passages are sentences and pages, not words, and overlap the findings inside them: so they
/// are told beside the findings and never among them.
package struct Passage: Sendable, Hashable {
    /// What a passage gives away.
    ///
    /// When you add a case, also give it cues in `operations.tsv` and a line in `docs/labels.md`.
    package enum Kind: String, Sendable, CaseIterable, Hashable, Codable {
        case systemPrompt = "SYSTEM_PROMPT"
        case rubric = "RUBRIC"
        case goldAnswer = "GOLD_ANSWER"
        case clientRequirement = "CLIENT_REQUIREMENT"
        case codename = "CODENAME"
        case credentialHandover = "CREDENTIAL_HANDOVER"
        case transcript = "TRANSCRIPT"
    }

    /// One thing in the text that spoke for the verdict, or against it.
    package struct Evidence: Sendable, Hashable {
        /// UTF-8 byte offsets; empty where the name of the field spoke.
        package var range: Range<Int>
        /// The name of the cue, as `operations.tsv` has it.
        package var cue: String
        /// What it added to the logit of the score.
        package var weight: Double
    }

    package var kind: Kind
    /// UTF-8 byte offsets of the passage; whole lines, except for codenames.
    package var range: Range<Int>
    /// How sure we are, 0…1.
    package var score: Double
    /// In order of place.
    package var evidence: [Evidence]
    /// What each side said; empty for every kind but a transcript.
    package var turns: [Turn] = []

    /// One turn of a talk between a person and a machine.
    package struct Turn: Sendable, Hashable {
        package enum Speaker: String, Sendable, Hashable {
            case system, human, machine, tool
        }

        package var speaker: Speaker
        /// UTF-8 byte offsets of what was said, without the speaker's label.
        package var range: Range<Int>
    }

    /// The score of a sum of weights: the logistic function, even odds at 0.
    ///
    /// Written in additions and multiplications alone, so that the same weights give the same score
    /// on every machine.
    static func score(of logit: Double) -> Double {
        let bounded = min(8, max(-8, logit))
        // exp(x) = exp(x / 256)^256, the inner one by its series: error below 1e-7 here.
        let small = -bounded / 256
        var power = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4)))
        for _ in 0..<8 { power *= power }
        return 1 / (1 + power)
    }
}
