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
    /// What the scope asks to be another, in the order principal, action, resource.
    public let unmet: [Expression.Variable]
    /// The parts of the condition that do not hold, as the policy writes them: of `a && b`, the
    /// ones that fail.
    public let lacking: [String]
    /// The outcome in words, with the text of the condition it turns on.
    public let text: String
}

extension PolicySet {
    /// What every policy had to say to a request, in the order of the set. For people: slower than
    /// a decision by far.
    public func explain(_ request: Request, _ entities: Entities) -> [Explanation] {
        let evaluator = Evaluator(request, entities)
        return effective.map { id, policy in
            let unmet = policy.unmet(by: evaluator)
            let outcome = unmet.first.map { .outOfScope($0) } ?? policy.outcome(for: evaluator)
            return Explanation(
                policy: id,
                outcome: outcome,
                unmet: unmet,
                lacking: policy.lacking(outcome, evaluator),
                text: policy.text(of: outcome)
            )
        }
    }
}

extension Policy {
    /// The parts of the scope that ask for another entity than the request names.
    fileprivate func unmet(by evaluator: borrowing Evaluator) -> [Expression.Variable] {
        let request = evaluator.request
        var unmet: [Expression.Variable] = []
        if !isMet(principal, by: request.principal, evaluator) { unmet.append(.principal) }
        if !isMet(action, by: request.action, evaluator) { unmet.append(.action) }
        if !isMet(resource, by: request.resource, evaluator) { unmet.append(.resource) }
        return unmet
    }

    /// What the conditions come to, where the scope is met.
    fileprivate func outcome(for evaluator: borrowing Evaluator) -> Explanation.Outcome {
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

    /// The conjuncts of the condition that fails which are not true; of `unless`, the disjuncts
    /// that are.
    fileprivate func lacking(
        _ outcome: Explanation.Outcome,
        _ evaluator: borrowing Evaluator
    ) -> [String] {
        guard case .conditionFails(let index) = outcome else { return [] }
        let condition = conditions[index]
        let printer = ExpressionPrinter(expression: expression)
        var parts: [String] = []
        for part in terms(of: condition.body, condition.kind) {
            let value = try? evaluator.bool(part, in: expression)
            // A part behind one that fails may itself have no value, and says nothing.
            guard value == (condition.kind == .unless) else { continue }
            let text = printer.flat(part)
            parts.append(condition.kind == .when ? text : "not (\(text))")
        }
        return parts
    }

    /// `a && b && c` as its three parts, left to right; of `unless`, `a || b || c`.
    private func terms(
        of body: Expression.NodeID,
        _ kind: Condition.Kind
    ) -> [Expression.NodeID] {
        switch (expression[body], kind) {
        case (.and(let left, let right), .when), (.or(let left, let right), .unless):
            terms(of: left, kind) + terms(of: right, kind)
        default: [body]
        }
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
