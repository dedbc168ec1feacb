package import Kernel

/// What other rules would have answered to what was really asked.
package struct WhatIf: Sendable, Codable {
    /// An answer, with the rules that determined it and why.
    package struct Answer: Sendable, Codable, Hashable {
        package let allows: Bool
        package let rules: [String]
        package let reasons: [String]

        init(_ ruling: Ruling) {
            allows = ruling.allows
            rules = ruling.determining
            reasons = ruling.reasons
        }
    }

    /// A question whose answer changes.
    package struct Change: Sendable, Codable {
        /// The event that came of it.
        package let event: String
        /// When it was asked, in milliseconds since 1970.
        package let time: Int64
        package let action: String
        package let principal: String
        package let kind: String
        package let before: Answer
        package let after: Answer
    }

    /// Changes that are listed; the rest are counted.
    package static let changesMax = 1_000

    /// Since when questions were asked again, in milliseconds since 1970.
    package let since: Int64
    /// Questions that were asked again.
    package private(set) var asked = 0
    /// Events that do not say what was asked, being older than the record of it.
    package private(set) var unrecorded = 0
    /// Events whose key is destroyed: nobody can ask again what was about somebody forgotten.
    package private(set) var erased = 0
    package private(set) var changed = 0
    package private(set) var changes: [Change] = []

    /// Asks everything that was asked since `since` again, of the rules in force and of `proposed`.
    package init(
        _ proposed: RuleSet,
        instead current: RuleSet,
        since: Int64,
        in ledger: Ledger,
        _ policy: HousePolicy
    ) async throws {
        var seen = WhatIf(since: since)
        seen.erased = try await ledger.heard(since: since) { heard in
            guard let question = heard.question else {
                seen.unrecorded += 1
                return
            }
            seen.asked += 1
            let before = try policy.ruling(on: question, under: current)
            let after = try policy.ruling(on: question, under: proposed)
            guard before.allows != after.allows else { return }
            seen.changed += 1
            guard seen.changes.count < Self.changesMax else { return }
            seen.changes.append(
                Change(
                    event: heard.event.description,
                    time: heard.time,
                    action: question.action,
                    principal: question.principal.id.description,
                    kind: question.principal.kind.rawValue,
                    before: Answer(before),
                    after: Answer(after)
                )
            )
        }
        self = seen
    }

    private init(since: Int64) { self.since = since }
}
