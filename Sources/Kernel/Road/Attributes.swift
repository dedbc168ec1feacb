/// Facts about a principal, a thing or the circumstances that the gate rules by.
///
/// Rooms publish them (`trainedUntil`, `contractUntil`); no room reads another's tables to learn
/// them.
package struct Attributes: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    package enum Fact: Sendable, Hashable {
        case flag(Bool)
        case number(Int64)
        case text(String)
        case list([String])
        /// Milliseconds since 1970.
        case moment(Int64)
    }

    package private(set) var facts: [String: Fact]

    package init(_ facts: [String: Fact] = [:]) { self.facts = facts }

    package init(dictionaryLiteral elements: (String, Fact)...) {
        facts = Dictionary(elements) { _, last in last }
    }

    package subscript(name: String) -> Fact? { facts[name] }

    package var isEmpty: Bool { facts.isEmpty }

    /// Adds `other`; a name published twice is a mistake in how rooms were put together.
    mutating func merge(_ other: Attributes) {
        if facts.isEmpty { return facts = other.facts }
        facts.merge(other.facts) { _, _ in
            preconditionFailure("two rooms publish the same attribute")
        }
    }
}

extension Attributes: Decodable {
    package init(from decoder: any Decoder) throws {
        facts = try decoder.singleValueContainer().decode([String: Fact].self)
    }

    /// Their canonical JSON.
    var canonical: [UInt8] {
        var bytes = [UInt8(ascii: "{")]
        for (name, fact) in facts.sorted(by: { $0.key < $1.key }) {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            CanonicalObject.write(name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            fact.write(to: &bytes)
        }
        return bytes + [UInt8(ascii: "}")]
    }
}

/// A fact is written as the JSON value that it is; a moment alone, which looks like a number, as
/// `{"at": milliseconds}`.
extension Attributes.Fact: Decodable {
    private struct Moment: Decodable { let at: Int64 }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([String].self) {
            self = .list(list)
        } else {
            self = .moment(try container.decode(Moment.self).at)
        }
    }

    fileprivate func write(to bytes: inout [UInt8]) {
        switch self {
        case .flag(let flag): bytes += (flag ? "true" : "false").utf8
        case .number(let number): bytes += String(number).utf8
        case .text(let text): CanonicalObject.write(text, to: &bytes)
        case .list(let list):
            bytes.append(UInt8(ascii: "["))
            for (index, text) in list.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                CanonicalObject.write(text, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .moment(let moment): bytes += "{\"at\":\(moment)}".utf8
        }
    }
}

/// An attribute as a room promises it: name and type, before anybody asks.
///
/// The schema of the rules is derived from these, so that a rule about a fact that nobody
/// publishes, or of another type, is found before it is adopted.
package struct Declaration: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case flag, number, text, list, moment
        /// Names of roles: whoever has one is *in* it, as far as rules are concerned.
        case roles
    }

    package let name: String
    package let kind: Kind
    /// Whether it may be absent; a rule then has to ask first whether it is there.
    package let isOptional: Bool
    /// What it says, for who writes rules.
    package let meaning: String

    package init(_ name: String, _ kind: Kind, isOptional: Bool = false, _ meaning: String) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.meaning = meaning
    }
}

/// A room's promise to answer for some attributes, of principals or of one kind of thing.
package struct AttributeSource: Sendable {
    /// Whom or what the facts are about.
    package enum About: Sendable, Hashable {
        case principals
        case things(ThingKind)
    }

    package let about: About
    package let declared: [Declaration]
    private let principalFacts: @Sendable (Principal, Int64, Database) throws -> Attributes
    private let thingFacts: @Sendable (String, Database) throws -> Attributes

    /// Answers for principals.
    package init(
        _ declared: [Declaration],
        facts: @escaping @Sendable (Principal, Database) throws -> Attributes
    ) {
        self.init(declared) { principal, _, db in try facts(principal, db) }
    }

    /// Answers for principals as of a time, in milliseconds since 1970: what ends by itself.
    package init(
        _ declared: [Declaration],
        facts: @escaping @Sendable (Principal, Int64, Database) throws -> Attributes
    ) {
        about = .principals
        self.declared = declared
        principalFacts = facts
        thingFacts = { _, _ in Attributes() }
    }

    /// Answers for things of one kind, by their identifier.
    package init(
        _ declared: [Declaration],
        of kind: ThingKind,
        facts: @escaping @Sendable (String, Database) throws -> Attributes
    ) {
        about = .things(kind)
        self.declared = declared
        principalFacts = { _, _, _ in Attributes() }
        thingFacts = facts
    }

    func facts(
        about principal: Principal,
        at time: Int64,
        in db: Database
    ) throws -> Attributes {
        try principalFacts(principal, time, db)
    }

    func facts(about thing: Thing, in db: Database) throws -> Attributes {
        about == .things(thing.kind) ? try thingFacts(thing.id, db) : Attributes()
    }
}
