/// Decides requests by a set of policies, which it keeps arranged by scope.
///
/// A forbid outweighs every permit, what nothing permits is denied, and a policy that fails is
/// skipped and reported. Making an authorizer costs one pass over the policies; deciding allocates
/// nothing beyond the answer, as long as the policies that apply build no sets or records of their
/// own.
public struct Authorizer: Sendable {
    private let index: PolicyIndex

    /// Loads the static policies and the links of `policies`.
    public init(_ policies: PolicySet) {
        index = PolicyIndex(policies.effective)
    }

    /// Whether `request` is allowed, given `entities`.
    public func isAuthorized(_ request: Request, _ entities: Entities) -> Response {
        let evaluator = Evaluator(request, entities)
        var permits: [Int] = []
        var forbids: [Int] = []
        var failures: [(Int, EvaluationError)] = []
        index.visit(evaluator) { number in
            do throws(EvaluationError) {
                let policy = index.loaded[number]
                guard try Self.isSatisfied(policy, evaluator) else { return }
                if policy.effect == .permit {
                    permits.append(number)
                } else {
                    forbids.append(number)
                }
            } catch {
                failures.append((number, error))
            }
        }
        // The policies are met in the order of the index; the answer has the order of the set.
        let isAllowed = forbids.isEmpty && !permits.isEmpty
        let determining = (forbids.isEmpty ? permits : forbids).sorted()
        failures.sort { $0.0 < $1.0 }
        return Response(
            decision: isAllowed ? .allow : .deny,
            determining: determining.map { index.loaded[$0].id },
            errors: failures.map { .init(policy: index.loaded[$0.0].id, error: $0.1) }
        )
    }

    private static func isSatisfied(
        _ policy: PolicyIndex.Loaded,
        _ evaluator: borrowing Evaluator
    ) throws(EvaluationError) -> Bool {
        for condition in policy.conditions {
            let isTrue = try evaluator.bool(condition.body, in: policy.expression)
            guard isTrue == (condition.kind == .when) else { return false }
        }
        return true
    }
}
