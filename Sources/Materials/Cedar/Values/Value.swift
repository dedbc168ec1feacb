/// What an expression evaluates to, and what an attribute holds.
public enum Value: Hashable, Sendable {
    case bool(Bool)
    case long(Int64)
    case string(Text)
    case entity(EntityUID)
    case set(SetValue)
    case record(RecordValue)
    case extended(ExtensionValue)

    /// The name of the value's type as messages write it.
    public var typeName: String {
        switch self {
        case .bool: "bool"
        case .long: "long"
        case .string: "string"
        case .entity(let uid): "(entity of type `\(uid.type)`)"
        case .set: "set"
        case .record: "record"
        case .extended(let value): value.type.rawValue
        }
    }
}

/// A set of values: no order, no repetitions.
public struct SetValue: Sendable {
    /// Above this size a membership test goes through a hash table instead of a scan: hashing one
    /// value costs about as much as comparing eight.
    static let scanMax = 8

    private final class Storage: Sendable {
        let elements: [Value]
        let index: Set<Value>

        init(_ elements: [Value]) {
            if elements.count <= SetValue.scanMax {
                var unique: [Value] = []
                unique.reserveCapacity(elements.count)
                for element in elements where !unique.contains(element) { unique.append(element) }
                self.elements = unique
                index = []
            } else {
                var index = Set<Value>(minimumCapacity: elements.count)
                self.elements = elements.filter { index.insert($0).inserted }
                self.index = index
            }
        }
    }

    private let storage: Storage

    /// Takes elements in any order; repetitions count once.
    public init(_ elements: [Value]) { storage = Storage(elements) }

    /// The elements, each once, in no promised order.
    public var elements: [Value] { storage.elements }
    /// How many elements there are.
    public var count: Int { storage.elements.count }
    /// Whether there are none.
    public var isEmpty: Bool { storage.elements.isEmpty }

    /// Whether `value` is among the elements.
    public func contains(_ value: Value) -> Bool {
        storage.index.isEmpty
            ? storage.elements.contains(value)
            : storage.index.contains(value)
    }

    /// Whether all elements of `other` are here too.
    public func isSuperset(of other: SetValue) -> Bool {
        other.storage.elements.allSatisfy(contains)
    }

    /// Whether some element is in both.
    public func intersects(_ other: SetValue) -> Bool {
        let (small, large) = count < other.count ? (self, other) : (other, self)
        return small.storage.elements.contains(where: large.contains)
    }
}

extension SetValue: Hashable {
    /// Whether both have the same elements.
    public static func == (left: SetValue, right: SetValue) -> Bool {
        left.storage === right.storage
            || (left.count == right.count && left.isSuperset(of: right))
    }

    /// Feeds the elements, whatever their order.
    public func hash(into hasher: inout Hasher) {
        // Order must not matter, so the elements' hashes are added up.
        var sum = 0
        for element in storage.elements { sum &+= element.hashValue }
        hasher.combine(sum)
    }
}
