/// A JSON value with the place it was read from.
///
/// Numbers are 64-bit integers or nothing: a fraction in an access rule is a mistake, and a number
/// that passed through floating point is another number.
public struct JSON: Sendable {
    /// What a value is.
    public indirect enum Kind: Sendable {
        case null
        case bool(Bool)
        case long(Int64)
        case string(Text)
        case array([JSON])
        case object([Member])
    }

    /// A name in an object, and what stands under it.
    public struct Member: Sendable {
        /// The name.
        public let name: Text
        /// Where the name stands.
        public let range: SourceRange
        /// What stands under it.
        public let value: JSON
    }

    /// What the value is.
    public var kind: Kind
    /// Where it stands.
    public var range: SourceRange

    /// A value; without a place when it was not read.
    public init(_ kind: Kind, range: SourceRange = SourceRange(start: 0, end: 0)) {
        self.kind = kind
        self.range = range
    }

    /// What messages call it.
    var kindName: String {
        switch kind {
        case .null: "null"
        case .bool: "a boolean"
        case .long: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }

    func mismatch(_ expected: String, help: String? = nil) -> Diagnostic {
        Diagnostic("expected \(expected), found \(kindName)", help: help, range: range)
    }

    func asString(_ purpose: String) throws(Diagnostic) -> Text {
        guard case .string(let text) = kind else { throw mismatch("\(purpose), a string") }
        return text
    }

    func asBool(_ purpose: String) throws(Diagnostic) -> Bool {
        guard case .bool(let value) = kind else { throw mismatch("\(purpose), true or false") }
        return value
    }

    func asArray(_ purpose: String) throws(Diagnostic) -> [JSON] {
        guard case .array(let items) = kind else { throw mismatch("\(purpose), a list") }
        return items
    }

    func asObject(_ purpose: String) throws(Diagnostic) -> JSONObject {
        guard case .object(let members) = kind else { throw mismatch("\(purpose), an object") }
        return JSONObject(members: members, range: range)
    }

    /// The value under `name`, when this is an object that has one.
    public subscript(name: Text) -> JSON? {
        guard case .object(let members) = kind else { return nil }
        return members.first { $0.name == name }?.value
    }
}

/// An object whose members are asked for by name; what nobody asks for is refused.
struct JSONObject {
    let members: [JSON.Member]
    let range: SourceRange

    subscript(name: Text) -> JSON? { members.first { $0.name == name }?.value }

    func require(_ name: Text) throws(Diagnostic) -> JSON {
        guard let value = self[name] else {
            throw Diagnostic("`\(name)` is missing here", range: range)
        }
        return value
    }

    /// Refuses members with other names than these.
    func allow(_ names: [Text]) throws(Diagnostic) {
        for member in members where !names.contains(member.name) {
            throw Diagnostic(
                "`\(member.name)` means nothing here",
                help: Suggestion.help(
                    for: member.name.string,
                    among: names.map(\.string)
                ),
                range: member.range
            )
        }
    }

    /// The only member, for objects that are one case of several.
    func single(_ purpose: String) throws(Diagnostic) -> JSON.Member {
        guard members.count == 1 else {
            throw Diagnostic(
                "expected \(purpose): an object with one member, here are \(members.count)",
                range: range
            )
        }
        return members[0]
    }
}
