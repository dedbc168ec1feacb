/// How the versions of an ecosystem are ordered.
///
/// Each order turns a version into a *key*: bytes that compare, byte by byte, as the versions do.
/// So an index holds keys, a search compares memory, and a version is read once. Maven alone has an
/// order that depends on both sides at once; its keys are tokens with a comparison of their own.
public enum VersionOrder: UInt8, Sendable, Hashable, CaseIterable {
    case python = 1
    case semantic = 2
    case debian = 3
    case maven = 4
    case nuget = 5
    case composer = 6
    case ruby = 7
    case alpine = 8
    case rpm = 9

    /// Bytes that a version may have: longer ones are not versions but attacks.
    public static let lengthMax = 512

    /// The key of a version; nil when it is none in this order.
    public func key(_ text: some StringProtocol) -> VersionKey? {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.lengthMax else { return nil }
        return key(bytes)
    }

    /// The key of a version given as UTF-8.
    public func key(_ text: [UInt8]) -> VersionKey? {
        guard text.count <= Self.lengthMax else { return nil }
        let bytes: [UInt8]? =
            switch self {
            case .python: PythonVersion.key(text)
            case .semantic: SemanticVersion.key(text, foldsCase: false)
            case .debian: DebianVersion.key(text)
            case .maven: MavenVersion.key(text)
            case .nuget: SemanticVersion.key(text, foldsCase: true)
            case .composer: ComposerVersion.key(text)
            case .ruby: RubyVersion.key(text)
            case .alpine: AlpineVersion.key(text)
            case .rpm: RPMVersion.key(text)
            }
        return bytes.map { VersionKey(order: self, bytes: $0) }
    }

    /// Which of two versions comes first; nil when one of them is none.
    public func compare(_ left: some StringProtocol, _ right: some StringProtocol) -> Comparison? {
        guard let left = key(left), let right = key(right) else { return nil }
        return left == right ? .same : left < right ? .earlier : .later
    }

    /// How a version stands to another.
    public enum Comparison: Sendable {
        case earlier, same, later
    }
}

/// A version in a form that compares as its ecosystem orders it.
public struct VersionKey: Sendable, Hashable, Comparable {
    /// The order it belongs to; keys of two orders are not comparable.
    public let order: VersionOrder
    /// The key itself.
    public let bytes: [UInt8]

    /// A key whose bytes were made by ``VersionOrder/key(_:)-([UInt8])`` before.
    public init(order: VersionOrder, bytes: [UInt8]) {
        self.order = order
        self.bytes = bytes
    }

    public static func < (left: VersionKey, right: VersionKey) -> Bool {
        precondition(left.order == right.order, "keys of two orders do not compare")
        return Self.isLess(left.bytes[...], right.bytes[...], in: left.order)
    }

    public static func == (left: VersionKey, right: VersionKey) -> Bool {
        precondition(left.order == right.order, "keys of two orders do not compare")
        guard left.order == .maven else { return left.bytes == right.bytes }
        return !(left < right) && !(right < left)
    }

    /// Hashing agrees with equality only where equal versions have equal bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(order) }

    /// Compares two keys that lie in a larger array, without copying them.
    static func isLess(
        _ left: ArraySlice<UInt8>,
        _ right: ArraySlice<UInt8>,
        in order: VersionOrder
    ) -> Bool {
        if order == .maven { return MavenVersion.isLess(left, right) }
        return left.lexicographicallyPrecedes(right)
    }
}

/// Writes keys: numbers of any size, text that ends, and marks between them.
struct KeyWriter {
    private(set) var bytes: [UInt8] = []

    init(_ capacity: Int) { bytes.reserveCapacity(capacity + 8) }

    /// A single byte; smaller comes first.
    mutating func mark(_ rank: UInt8) { bytes.append(rank) }

    /// A number in decimal digits: its length, then the digits without leading zeros. Its first
    /// byte is never zero, so that a zero may end a list of numbers.
    mutating func number(_ digits: some Collection<UInt8>) {
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        let length = significant.count
        if length < 250 {
            bytes.append(UInt8(length + 1))
        } else {
            bytes.append(251)
            bytes.append(UInt8(truncatingIfNeeded: length >> 8))
            bytes.append(UInt8(truncatingIfNeeded: length))
        }
        bytes.append(contentsOf: significant)
    }

    /// Text without zero bytes, ended so that a prefix comes before what it begins.
    mutating func text(_ text: some Collection<UInt8>) {
        bytes.append(contentsOf: text)
        bytes.append(0)
    }

    /// Forgets what was written after so many bytes.
    mutating func shorten(to count: Int) { bytes.removeLast(bytes.count - count) }

    /// Bytes that need no end.
    mutating func raw(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }
}

extension Collection<UInt8> {
    /// Whether it is a number of value zero.
    var isZero: Bool { allSatisfy { $0 == UInt8(ascii: "0") } }
}
