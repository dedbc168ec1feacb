/// One thing that somebody claims, and whether it was found to hold.
///
/// Checks that a stranger runs (a release, a log, a home) end in a list of these, never in a bare
/// yes or no: whoever is told "no" must learn which claim broke, and whoever is told "yes", what
/// was looked at.
package struct Claim: Codable, Hashable, Sendable {
    package enum Result: String, Codable, Sendable {
        case pass
        case fail
        /// A claim before it failed, so that this one has nothing to stand on.
        case unchecked = "not checked"
    }

    /// What machines call it: stable, lower case.
    package let name: String
    /// What is claimed, as a sentence without a full stop.
    package let statement: String
    package let result: Result
    /// What was seen, or why it does not hold; may be empty.
    package let detail: String
}

/// Why a claim does not hold, in words.
package struct Unfounded: Error, Hashable, Sendable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}

/// The claims of one check, in the order in which they lean on each other.
package struct Claims: Sendable {
    package private(set) var list: [Claim] = []

    package init() {}

    /// Whether everything was checked and holds.
    package var hold: Bool { !list.isEmpty && list.allSatisfy { $0.result == .pass } }

    package var failed: [Claim] { list.filter { $0.result == .fail } }

    /// Adds what another check found.
    package mutating func append(_ others: Claims) { list += others.list }

    /// Notes a claim that leans on what earlier ones established; `nil` means that they did not.
    ///
    /// `body` returns what it established and what to tell, or throws `Unfounded`. Any other
    /// error says nothing about the claim, and is passed on.
    @discardableResult
    package mutating func check<Ground, Seen>(
        _ name: String,
        _ statement: String,
        on ground: Ground?,
        _ body: (Ground) throws -> (seen: Seen, detail: String)
    ) throws -> Seen? {
        guard let ground else {
            add(name, statement, .unchecked, "a claim above it does not hold")
            return nil
        }
        do {
            let found = try body(ground)
            add(name, statement, .pass, found.detail)
            return found.seen
        } catch let unfounded as Unfounded {
            add(name, statement, .fail, unfounded.reason)
            return nil
        }
    }

    /// As above, for a check that has to wait.
    @discardableResult
    package mutating func check<Ground, Seen>(
        _ name: String,
        _ statement: String,
        on ground: Ground?,
        awaiting body: (Ground) async throws -> (seen: Seen, detail: String)
    ) async throws -> Seen? {
        guard let ground else {
            add(name, statement, .unchecked, "a claim above it does not hold")
            return nil
        }
        do {
            let found = try await body(ground)
            add(name, statement, .pass, found.detail)
            return found.seen
        } catch let unfounded as Unfounded {
            add(name, statement, .fail, unfounded.reason)
            return nil
        }
    }

    private mutating func add(
        _ name: String,
        _ statement: String,
        _ result: Claim.Result,
        _ detail: String
    ) {
        list.append(Claim(name: name, statement: statement, result: result, detail: detail))
    }
}
