/// Why a policy did or did not take part in an answer.
public struct Explanation: Sendable {
    /// What a policy came to.
    public enum Outcome: Sendable {
        /// The scope asks for another principal, action or resource.
        case outOfScope(Expression.Variable)
        /// This condition, by its place in the policy, does not hold.
        case conditionFails(Int)
        case applies
        case error(EvaluationError)
    }

    /// The policy that speaks.
    public let policy: PolicyID
    /// What it came to.
    public let outcome: Outcome
    /// The outcome in words, with the text of the condition it turns on.
    public let text: String
}

extension PolicySet {
    /// What every policy had to say to a request, in the order of the set. For people: slower than
    /// a decision by far.
    public func explain(_ request: Request, _ entities: Entities) -> [Explanation] {
        let evaluator = Evaluator(request, entities)
        return effective.map { id, policy in
            let outcome = policy.outcome(for: evaluator)
            return Explanation(policy: id, outcome: outcome, text: policy.text(of: outcome))
        }
    }
}

extension Policy {
    fileprivate func outcome(for evaluator: borrowing Evaluator) -> Explanation.Outcome {
        let request = evaluator.request
        guard isMet(principal, by: request.principal, evaluator) else {
            return .outOfScope(.principal)
        }
        guard isMet(action, by: request.action, evaluator) else { return .outOfScope(.action) }
        guard isMet(resource, by: request.resource, evaluator) else {
            return .outOfScope(.resource)
        }
        for (index, condition) in conditions.enumerated() {
            do {
                let isTrue = try evaluator.bool(condition.body, in: expression)
                guard isTrue == (condition.kind == .when) else { return .conditionFails(index) }
            } catch {
                return .error(error)
            }
        }
        return .applies
    }

    private func isMet(
        _ constraint: EntityConstraint,
        by uid: EntityUID,
        _ evaluator: borrowing Evaluator
    ) -> Bool {
        switch constraint {
        case .any: true
        case .equal(.entity(let other)): uid == other
        case .in(.entity(let group)): evaluator.isMember(uid, of: group)
        case .isType(let type): uid.type == type
        case .isTypeIn(let type, .entity(let group)):
            uid.type == type && evaluator.isMember(uid, of: group)
        case .equal(.slot), .in(.slot), .isTypeIn(_, .slot): false
        }
    }

    private func isMet(
        _ constraint: ActionConstraint,
        by uid: EntityUID,
        _ evaluator: borrowing Evaluator
    ) -> Bool {
        switch constraint {
        case .any: true
        case .equal(let other): uid == other
        case .in(let group): evaluator.isMember(uid, of: group)
        case .inAny(let groups): groups.contains { evaluator.isMember(uid, of: $0) }
        }
    }

    fileprivate func text(of outcome: Explanation.Outcome) -> String {
        let printer = ExpressionPrinter(expression: expression)
        switch outcome {
        case .outOfScope(let variable):
            return "is about another \(variable.rawValue)"
        case .conditionFails(let index):
            let condition = conditions[index]
            return "does not apply, for lack of `\(condition.kind.rawValue) "
                + "{ \(printer.flat(condition.body)) }`"
        case .applies:
            return effect == .permit ? "permits it" : "forbids it"
        case .error(let error):
            let help = error.help.map { "; \($0)" } ?? ""
            return "was skipped: \(error.message), in `\(printer.flat(error.node))`\(help)"
        }
    }
}
