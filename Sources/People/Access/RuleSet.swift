package import Cedar
import Merkle

/// A set of rules, read, named and ready to answer: the charter, and what was adopted on top of it.
package struct RuleSet: Sendable {
    /// The adopted part, as it was written.
    package let text: String
    /// Hexadecimal SHA-256 over charter and adopted part: by it an event says which set ruled.
    package let digest: String
    /// Hexadecimal SHA-256 of the adopted part alone: by it proposals say what they replace.
    package let textDigest: String
    package let policies: PolicySet
    let authorizer: Authorizer

    /// Bytes of the adopted part: a set that nobody can read is no set.
    package static let textByteCountMax = 1 << 20

    /// What holds in every house.
    package static let charter = String(decoding: PackageResources.Charter_cedar, as: UTF8.self)
    /// What is in force until something else is adopted.
    package static let standardText = String(decoding: PackageResources.Rules_cedar, as: UTF8.self)

    /// Reads rules in their human syntax. Each has an `@id`, which no other has.
    ///
    /// Throws everything that is wrong with the text, each with its place in it.
    package init(_ text: String) throws(Diagnostics) {
        guard text.utf8.count <= Self.textByteCountMax else {
            throw Diagnostics([Diagnostic("rules have at most \(Self.textByteCountMax) bytes")])
        }
        self.text = text
        digest = Self.digest(of: text)
        textDigest = Self.textDigest(of: text)
        let own = try Self.named(text)
        var whole = try Self.named(Self.charter)
        for (id, policy) in own.written {
            do {
                try whole.add(policy, as: id)
            } catch {
                throw Diagnostics([
                    Diagnostic(
                        "`\(id)` is the name of a rule of the charter",
                        help: "choose another `@id`",
                        range: policy.places.whole,
                        policy: id
                    )
                ])
            }
        }
        policies = whole
        authorizer = Authorizer(whole)
    }

    /// The digest that a set with this adopted part has.
    package static func digest(of text: String) -> String {
        let parts = ["cordon/rules/v1", charter, text].map { [UInt8]($0.utf8) }
        return Digest.plain([UInt8](parts.joined(separator: [0]))).hex
    }

    /// The digest of an adopted part alone.
    package static func textDigest(of text: String) -> String {
        Digest.plain([UInt8](text.utf8)).hex
    }

    /// Everything that is wrong or suspicious about the rules, against what the house can do.
    package func problems(under schema: HouseSchema) -> [Diagnostic] {
        Validator(schema.schema).validate(policies)
    }

    /// The same in words, for who reads and does not write.
    package func problemWords(under schema: HouseSchema) -> [String] {
        problems(under: schema).map(\.message)
    }

    /// Whether the rules pass the strict check.
    package func isValid(under schema: HouseSchema) -> Bool {
        !problems(under: schema).contains { $0.severity == .error }
    }

    private static func named(_ text: String) throws(Diagnostics) -> PolicySet {
        let policies = try PolicySet(parsing: text)
        let nameless = policies.written.filter { $0.policy.annotation("id") == nil }
        guard nameless.isEmpty else {
            throw Diagnostics(
                nameless.map {
                    Diagnostic(
                        "this rule has no name",
                        help: "write `@id(\"who-may-what\")` above it",
                        range: $0.policy.places.whole
                    )
                }
            )
        }
        do {
            return try policies.named(by: "id")
        } catch {
            throw Diagnostics([error])
        }
    }
}
