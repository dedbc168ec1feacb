/// Something that is said or written at work, as a template.
///
/// `{client}`, `{code}`, `{person}`, `{place}`, `{tool}`, `{secret}` and `{number}` are holes;
/// `⟦…⟧` is the passage that gives something away, labelled with the situation's kind. A situation
/// without a kind only looks like one that does.
///
/// Templates that are held out never shape a rule: they are what a detector is scored on.
struct Situation: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case systemPrompt = "SYSTEM_PROMPT"
        case rubric = "RUBRIC"
        case goldAnswer = "GOLD_ANSWER"
        case clientRequirement = "CLIENT_REQUIREMENT"
        case codename = "CODENAME"
        case credentialHandover = "CREDENTIAL_HANDOVER"
        case transcript = "TRANSCRIPT"
    }

    var kind: Kind?
    var isHeldOut: Bool
    var text: String

    /// A template to learn from.
    static func shown(_ kind: Kind?, _ text: String) -> Situation {
        Situation(kind: kind, isHeldOut: false, text: text)
    }

    /// A template to be scored on.
    static func heldOut(_ kind: Kind?, _ text: String) -> Situation {
        Situation(kind: kind, isHeldOut: true, text: text)
    }

    static func all(in language: Language) -> [Situation] {
        switch language {
        case .english: english + englishLookalikes
        case .french: french
        case .german: german
        case .spanish: spanish
        }
    }
}
