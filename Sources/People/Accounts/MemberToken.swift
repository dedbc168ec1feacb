package import Kernel

/// What a program shows instead of signing in: a member's own signature over who, where and until
/// when. No secret of the house is in it, and none is kept for it.
package struct MemberToken: Sendable, Hashable {
    package let member: ID<Principal>
    /// Until when it is good, in milliseconds since 1970.
    package let until: Int64
    private let signature: String

    /// For how long one is good at most, in milliseconds: a quarter of an hour.
    package static let lengthMax: Int64 = 900_000

    /// Has `key` sign a token for the house at `origin`.
    package static func make(
        by key: MemberKey,
        for origin: String,
        until: Int64
    ) throws -> String {
        let signature = try key.sign(statement(key.member, until, origin))
        return "\(key.member).\(until).\(signature)"
    }

    /// The token written as `text`; nil when it is none.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let member = ID<Principal>(parts[0]), let until = Int64(parts[1]),
            String(until) == parts[1]
        else { return nil }
        self.member = member
        self.until = until
        signature = parts[2]
    }

    /// Whether its time has come and is not over.
    package func isFresh(at time: Int64) -> Bool {
        (time...time + Self.lengthMax).contains(until)
    }

    /// Whether the holder of `key` made it for the house at `origin`.
    package func isSigned(by key: String, for origin: String) -> Bool {
        MemberKey.verify(signature, of: Self.statement(member, until, origin), by: key)
    }

    /// What is signed: these bytes mean nothing else.
    private static func statement(
        _ member: ID<Principal>,
        _ until: Int64,
        _ origin: String
    ) -> [UInt8] {
        [UInt8]("cordon/token/v1\n\(member)\n\(until)\n\(origin)\n".utf8)
    }
}
