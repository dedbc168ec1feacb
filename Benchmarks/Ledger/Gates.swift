import Foundation
import Kernel
import People

/// What the rules cost each command: a question put into Cedar's words, and its answer.
enum Gates {
    static func measure(_ figures: inout Figures) throws {
        let policy = try HousePolicy(of: Quay.rooms)
        let rules = try RuleSet(RuleSet.standardText)
        let lead: Attributes = [
            "enrolled": .flag(true), "suspended": .flag(false), "roles": .list(["security-lead"]),
        ]
        let member = Principal(id: ID(), kind: .member, factors: 2)
        let askers: [(String, Principal, Attributes)] = [
            ("the owner", .owner, [:]), ("a member", member, lead),
        ]
        for (who, principal, facts) in askers {
            let question = Question(
                principal: principal,
                action: "access.suspend",
                thing: Thing(.account, "somebody"),
                facts: facts,
                time: 0
            )
            let count = 50_000
            var allowed = 0
            let watch = Stopwatch()
            for _ in 0..<count {
                if try policy.ruling(on: question, under: rules).allows { allowed += 1 }
            }
            precondition(allowed == count, "both may suspend somebody")
            let each = watch.processorSeconds / Double(count) * 1_000_000
            figures.add("a ruling, asked by \(who)", each, "µs", .most(20))
        }
    }
}
