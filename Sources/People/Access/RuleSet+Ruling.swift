import Cedar
import Kernel

extension RuleSet {
    /// Permits named to somebody who was refused without a rule against them.
    private static let nearestMax = 3

    /// How this set answers `question`, with reasons that say nothing about anybody.
    func ruling(on question: Question, _ vocabulary: Vocabulary) throws -> Ruling {
        guard let asking = try Asking(question, vocabulary) else {
            return Ruling(
                allows: false,
                determining: [],
                reasons: [
                    "No room of this house takes this command from "
                        + "\(question.principal.kind.words)."
                ],
                set: digest
            )
        }
        let response = authorizer.isAuthorized(asking.request, asking.entities)
        let isAllowed = response.decision == .allow
        return Ruling(
            allows: isAllowed,
            determining: response.determining.map(\.description),
            // An answer of yes needs no story: it is given a thousand times a second.
            reasons: isAllowed ? [] : reasons(for: response, asking),
            trace: isAllowed ? [] : trace(of: response, asking),
            errors: response.errors.map(\.policy.description),
            set: digest
        )
    }

    /// Which of `actions` this set allows, where all else of `question` stays as it is.
    func allowed(
        among actions: [String],
        like question: Question,
        _ vocabulary: Vocabulary
    ) throws -> Set<String> {
        guard let asking = try Asking(question, vocabulary) else { return [] }
        let allowed = actions.filter { action in
            guard let request = asking.request(for: action, like: question, vocabulary) else {
                return false
            }
            return authorizer.isAuthorized(request, asking.entities).decision == .allow
        }
        return Set(allowed)
    }

    private func reasons(for response: Response, _ asking: Asking) -> [String] {
        let forbids = response.determining.compactMap(words)
        if !forbids.isEmpty { return forbids }
        let nearest = nearestPermits(asking).compactMap { policy(named: $0.policy) }
        let may = nearest.compactMap { $0.annotation("reason")?.string }
        return ["No rule allows this."]
            + (may.isEmpty ? [] : ["What comes nearest: " + may.joined(separator: " ")])
    }

    /// A rule's `@reason` and `@mend`; its name where it has neither.
    private func words(of id: PolicyID) -> String? {
        guard let policy = policy(named: id) else { return nil }
        let parts = ["reason", "mend"].compactMap { policy.annotation(Text($0))?.string }
        return parts.isEmpty ? "The rule \(id) forbids it." : parts.joined(separator: " ")
    }

    private func policy(named id: PolicyID) -> Cedar.Policy? {
        guard case .policy(let policy)? = policies[id] else { return nil }
        return policy
    }

    private func trace(of response: Response, _ asking: Asking) -> [String] {
        let forbids = response.determining.map { "\($0) forbids it" }
        let failures = response.errors.map { "\($0.policy) was skipped: \($0.error.reason.words)" }
        guard forbids.isEmpty else { return forbids + failures }
        return failures
            + nearestPermits(asking).map { said in
                if said.unmet == [.principal] { return "\(said.policy) is for others" }
                return "\(said.policy) lacks " + said.lacking.joined(separator: " and ")
            }
    }

    /// The permits that only lack a condition, then those that are only for somebody else.
    private func nearestPermits(_ asking: Asking) -> [Explanation] {
        let permits = policies.explain(asking.request, asking.entities).filter { said in
            policy(named: said.policy)?.effect == .permit
        }
        let lacking = permits.filter { $0.unmet.isEmpty && !$0.lacking.isEmpty }
        // What the owner and the house may is no help to anybody else.
        let others = permits.filter { said in
            guard said.unmet == [.principal], let policy = policy(named: said.policy) else {
                return false
            }
            return !policy.isForOwnerOrHouse
        }
        return Array((lacking + others).prefix(Self.nearestMax))
    }
}

extension Cedar.Policy {
    fileprivate var isForOwnerOrHouse: Bool {
        guard case .isType(let type) = principal else { return false }
        return type.basename == "Owner" || type.basename == "System"
    }
}

extension EvaluationError.Reason {
    /// What went wrong, without the values it went wrong with.
    fileprivate var words: String {
        switch self {
        case .attributeMissing(let name, _): "there is no `\(name)`"
        case .entityMissing: "something it names does not exist"
        case .overflow: "a number became too large"
        default: "it compares what cannot be compared"
        }
    }
}

extension Principal.Kind {
    /// In a sentence.
    fileprivate var words: String {
        switch self {
        case .owner: "the owner"
        case .member: "a member"
        case .system: "the house itself"
        }
    }
}
