/// A document of values, whichever of JSON, TOML or YAML it was written in.
///
/// Numbers stay as they were written: `1.10` is a version, and must never become `1.1`.
public indirect enum Tree: Sendable, Hashable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    case list([Tree])
    case map([Member])

    /// A value under its key, and the line that the key stands in, from 1.
    public struct Member: Sendable, Hashable {
        /// The key.
        public let key: String
        /// What stands under it.
        public var value: Tree
        /// Where, from 1; 0 when unknown.
        public let line: Int

        /// A member of a map.
        public init(_ key: String, _ value: Tree, line: Int = 0) {
            self.key = key
            self.value = value
            self.line = line
        }
    }

    /// The value under a key; nil when this is no map or has none. Of a key that is written twice
    /// the last counts, as for those who run what a manifest says.
    public subscript(key: String) -> Tree? { members.last { $0.key == key }?.value }

    /// The members of a map; none of anything else.
    public var members: [Member] { if case .map(let members) = self { members } else { [] } }

    /// The items of a list; none of anything else.
    public var items: [Tree] { if case .list(let items) = self { items } else { [] } }

    /// Text or a number as it was written.
    public var string: String? {
        switch self {
        case .text(let text), .number(let text): text
        default: nil
        }
    }

    /// A boolean.
    public var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }

    /// A whole number.
    public var integer: Int? { string.flatMap { Int($0) } }

    /// The value at the end of a path of keys.
    public func at(_ path: String...) -> Tree? {
        var value: Tree? = self
        for key in path { value = value?[key] }
        return value
    }
}

/// Why a document could not be read, and where.
public struct Unreadable: Error, Sendable, Hashable {
    /// What is wrong, without the offending value.
    public let reason: String
    /// Where, from 1; 0 when unknown.
    public let line: Int

    /// A fault in a document.
    public init(_ reason: String, line: Int = 0) {
        self.reason = reason
        self.line = line
    }
}
