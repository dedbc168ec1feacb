/// Attributes that some policy looks at together, and the policies that do.
///
/// What these policies answer depends on nothing else, so ways on which all of them agree are one.
struct SpacePart: Sendable {
    /// Places among the features of the whole space.
    let features: [Int]
    private let domains: [[Value?]]
    private let all: [[Value?]]
    private let judges: [Policy]

    /// One of the ways that these policies can tell apart.
    struct Choice {
        let values: [Value?]
        /// For each attribute, its values in all the ways that are alike.
        fileprivate(set) var alternatives: [[Value?]]
    }

    /// Divides `features` so that every policy looks at one part only. What has a single value
    /// joins nothing.
    static func parts(
        of features: [RequestSpace.Feature],
        _ domains: [[Value?]],
        _ judges: [(policy: Policy, features: Set<RequestSpace.Feature>)]
    ) -> [SpacePart] {
        let open = features.indices.filter { domains[$0].count > 1 }
        var root = Array(features.indices)
        func top(_ index: Int) -> Int {
            var index = index
            while root[index] != index { index = root[index] }
            return index
        }
        let mentioned = judges.map { judge in
            open.filter { judge.features.contains(features[$0]) }
        }
        for places in mentioned {
            for (one, next) in zip(places, places.dropFirst()) { root[top(next)] = top(one) }
        }
        return Dictionary(grouping: open, by: top).sorted { $0.key < $1.key }.map { key, places in
            SpacePart(
                features: places,
                domains: places.map { domains[$0] },
                all: domains,
                judges: zip(judges, mentioned)
                    .filter { _, places in places.first.map(top) == key }.map(\.0.policy)
            )
        }
    }

    /// The ways that the policies tell apart, in questions that `made` makes of the attributes.
    func choices(
        _ made: ([Value?]) throws -> (Request, Entities)
    ) throws -> [Choice] {
        guard domains.reduce(1, { $0 * min($1.count, RequestSpace.casesMax) })
            <= RequestSpace.casesMax
        else { throw Diagnostic("policies look at too many attributes at once") }
        var choices: [Choice] = []
        var places: [[Int8]: Int] = [:]
        try Odometer.forEach(domains.map(\.count)) { wheels in
            var values = all.map { $0.first ?? nil }
            for (index, feature) in features.enumerated() {
                values[feature] = domains[index][wheels[index]]
            }
            let (request, entities) = try made(values)
            let verdicts = judges.map { verdict(of: $0, request, entities) }
            let own = features.map { values[$0] }
            guard let place = places[verdicts] else {
                places[verdicts] = choices.count
                choices.append(Choice(values: own, alternatives: own.map { [$0] }))
                return
            }
            for (index, value) in own.enumerated()
            where !choices[place].alternatives[index].contains(value) {
                choices[place].alternatives[index].append(value)
            }
        }
        return choices
    }

    /// 1 when the policy applies, 0 when it does not, 2 when it fails.
    private func verdict(of policy: Policy, _ request: Request, _ entities: Entities) -> Int8 {
        let evaluator = Evaluator(request, entities)
        for condition in policy.conditions {
            guard let holds = try? evaluator.bool(condition.body, in: policy.expression) else {
                return 2
            }
            if holds != (condition.kind == .when) { return 0 }
        }
        return 1
    }
}

/// Every way to choose one place on each of several wheels.
enum Odometer {
    /// Counts up, the last wheel fastest; not at all where a wheel has no place.
    static func forEach(_ counts: [Int], _ body: ([Int]) throws -> Void) rethrows {
        guard counts.allSatisfy({ $0 > 0 }) else { return }
        var places = [Int](repeating: 0, count: counts.count)
        while true {
            try body(places)
            var wheel = places.count - 1
            while wheel >= 0 {
                places[wheel] += 1
                if places[wheel] < counts[wheel] { break }
                places[wheel] = 0
                wheel -= 1
            }
            if wheel < 0 { return }
        }
    }
}
