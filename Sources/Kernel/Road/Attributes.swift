/// Facts about a principal or a resource that the gate rules by.
///
/// Rooms publish them (`training = passed until …`, `contract = active until …`); no room reads
/// another's tables to learn them.
package struct Attributes: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    package enum Fact: Sendable, Hashable {
        case flag(Bool)
        case number(Int64)
        case text(String)
        case list([String])
    }

    package private(set) var facts: [String: Fact]

    package init(_ facts: [String: Fact] = [:]) { self.facts = facts }

    package init(dictionaryLiteral elements: (String, Fact)...) {
        facts = Dictionary(elements) { _, last in last }
    }

    package subscript(name: String) -> Fact? { facts[name] }

    /// Adds `other`; a name published twice is a mistake in how rooms were put together.
    mutating func merge(_ other: Attributes) {
        facts.merge(other.facts) { _, _ in
            preconditionFailure("two rooms publish the same attribute")
        }
    }
}

/// A room's promise to answer for some attributes of principals.
package struct AttributeSource: Sendable {
    package let name: String
    let facts: @Sendable (Principal, Database) throws -> Attributes

    package init(
        _ name: String,
        facts: @escaping @Sendable (Principal, Database) throws -> Attributes
    ) {
        self.name = name
        self.facts = facts
    }
}
