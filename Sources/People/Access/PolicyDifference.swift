import Cedar
import Kernel

/// Which questions two sets of rules answer otherwise, over everything that could be asked.
///
/// Not by sampling: for every command and kind of principal for which the two sets have other
/// rules, every way in which either can tell questions apart is gone through (`RequestSpace`). Some
/// of these ways cannot occur in this house (a member who has roles and is not enrolled); what
/// differs there only is listed all the same.
package struct PolicyDifference: Sendable, Codable {
    /// Questions of one command by one kind of principal with the same roles, all of which change
    /// in the same way.
    package struct Change: Sendable, Codable {
        package let action: String
        package let principal: String
        package let roles: [String]
        /// Whether the newer set allows what the older denies; else the other way round.
        package let isOpened: Bool
        /// What all of them have in common: `principal.suspended = false`.
        package let given: [String]
        /// In how many of the ways that can be told apart.
        package let cases: Int
        /// The rules that decide: of the set that allows its permits; of the one that denies, the
        /// forbids, if there are any.
        package let allowing: [String]
        package let denying: [String]
    }

    package private(set) var changes: [Change] = []
    /// How many ways to ask were gone through.
    package private(set) var cases = 0
    /// How many kinds of questions (of a command, by a kind of principal, about a kind of resource)
    /// were not gone through, since both sets have the same rules for them.
    package private(set) var alike = 0
    /// What rules do that was not gone through in every way; empty when the answer is exact.
    package private(set) var unmodelled: [String] = []

    /// Compares `older` and `newer`, in everything that can be asked under `schema`.
    package init(_ older: RuleSet, _ newer: RuleSet, under schema: HouseSchema) throws {
        let base = try Entities(schema.schema.actionEntities)
        var unmodelled: Set<String> = []
        for action in schema.schema.actions.values.sorted(by: { $0.uid < $1.uid }) {
            for principal in action.principals.sorted() {
                for resource in action.resources.sorted() {
                    let question = PartialRequest(
                        principal: .ofType(principal),
                        action: action.uid,
                        resource: .ofType(resource),
                        context: nil
                    )
                    let before = older.policies.reduced(for: question, base).remaining
                    let after = newer.policies.reduced(for: question, base).remaining
                    guard Self.written(before) != Self.written(after) else {
                        alike += 1
                        continue
                    }
                    let space = RequestSpace(
                        principal: principal,
                        action: action,
                        resource: resource,
                        of: [before, after],
                        under: schema.schema,
                        base
                    )
                    unmodelled.formUnion(space.unmodelled)
                    try compare(Authorizer(before), Authorizer(after), over: space)
                }
            }
        }
        self.unmodelled = unmodelled.sorted()
    }

    /// What rules say, whatever they are called: sets that say the same decide the same.
    private static func written(_ policies: PolicySet) -> Set<String> {
        Set(
            policies.written.map { _, policy in
                var nameless = policy
                nameless.annotations = []
                return nameless.description
            }
        )
    }

    private struct Kind: Hashable {
        let roles: [String]
        let isOpened: Bool
    }

    private struct Found {
        var count = 0
        /// For each attribute, the values that it has in some of the cases.
        var seen: [Set<Cedar.Value?>] = []
        var allowing: Set<String> = []
        var denying: Set<String> = []
    }

    private mutating func compare(
        _ older: Authorizer,
        _ newer: Authorizer,
        over space: RequestSpace
    ) throws {
        var found: [Kind: Found] = [:]
        var count = 0
        try space.forEach { item in
            count += 1
            let before = older.isAuthorized(item.request, item.entities)
            let after = newer.isAuthorized(item.request, item.entities)
            guard before.decision != after.decision else { return }
            let isOpened = after.decision == .allow
            let kind = Kind(roles: item.groups.map(\.id.string).sorted(), isOpened: isOpened)
            var entry = found[kind] ?? Found(seen: item.values.map { _ in [] })
            entry.count += 1
            for (index, values) in item.alternatives.enumerated() {
                entry.seen[index].formUnion(values)
            }
            let (yes, no) = isOpened ? (after, before) : (before, after)
            entry.allowing.formUnion(yes.determining.map(\.description))
            entry.denying.formUnion(no.determining.map(\.description))
            found[kind] = entry
        }
        cases += count
        let sorted = found.sorted { left, right in
            left.key.roles.joined(separator: " ") < right.key.roles.joined(separator: " ")
        }
        changes += sorted.map { kind, entry in
            Change(
                action: space.action.id.string,
                principal: space.principal.basename,
                roles: kind.roles,
                isOpened: kind.isOpened,
                given: zip(zip(space.features, space.domains), entry.seen).compactMap {
                    Self.words($0.0, among: $0.1, $1)
                },
                cases: entry.count,
                allowing: entry.allowing.sorted(),
                denying: entry.denying.sorted()
            )
        }
    }

    /// What is so in all of the cases; nil where an attribute makes no difference, or where only
    /// its place among others does.
    private static func words(
        _ feature: RequestSpace.Feature,
        among domain: [Cedar.Value?],
        _ seen: Set<Cedar.Value?>
    ) -> String? {
        guard domain.count > 1, seen.count < Set(domain).count else { return nil }
        if seen == [nil] { return "no \(feature)" }
        if seen == [.bool(true)] { return "\(feature)" }
        if seen == [.bool(false)] { return "not \(feature)" }
        let numbers = seen.compactMap { value in
            if case .long(let number)? = value { number } else { nil }
        }
        guard numbers.isEmpty else {
            let list = numbers.sorted().map(String.init) + (seen.contains(nil) ? ["absent"] : [])
            return "\(feature) = \(list.joined(separator: " or "))"
        }
        return domain.contains(nil) && !seen.contains(nil) ? "has \(feature)" : nil
    }
}
