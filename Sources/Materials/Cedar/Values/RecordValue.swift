/// A record: values under names, each name once.
public struct RecordValue: Sendable {
    /// Up to this many names a scan beats a binary search.
    private static let scanMax = 6

    private final class Storage: Sendable {
        let names: [Text]
        let values: [Value]

        init(names: [Text], values: [Value]) {
            self.names = names
            self.values = values
        }
    }

    private let storage: Storage

    /// The record with nothing in it.
    public static let empty = RecordValue([])

    /// Takes the fields in any order; of two with one name the later counts.
    public init(_ fields: [(name: Text, value: Value)]) {
        var sorted = fields.enumerated().sorted { left, right in
            let order = left.element.name.order(before: right.element.name)
            return order == 0 ? left.offset < right.offset : order < 0
        }.map(\.element)
        for index in sorted.indices.dropLast().reversed()
        where sorted[index].name == sorted[index + 1].name {
            sorted.remove(at: index)
        }
        storage = Storage(names: sorted.map(\.name), values: sorted.map(\.value))
    }

    /// The names, sorted by their bytes.
    public var names: [Text] { storage.names }
    /// The values, in the order of their names.
    public var values: [Value] { storage.values }
    /// How many fields there are.
    public var count: Int { storage.names.count }
    /// Whether there are none.
    public var isEmpty: Bool { storage.names.isEmpty }

    /// The value under `name`, if there is one.
    public subscript(name: Text) -> Value? {
        guard let index = index(of: name) else { return nil }
        return storage.values[index]
    }

    /// Whether there is a value under `name`.
    public func contains(_ name: Text) -> Bool { index(of: name) != nil }

    private func index(of name: Text) -> Int? {
        let names = storage.names
        if names.count <= Self.scanMax {
            for index in names.indices where names[index] == name { return index }
            return nil
        }
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            let order = names[middle].order(before: name)
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}

extension RecordValue: Hashable {
    /// Whether both have the same values under the same names.
    public static func == (left: RecordValue, right: RecordValue) -> Bool {
        left.storage === right.storage
            || (left.storage.names == right.storage.names
                && left.storage.values == right.storage.values)
    }

    /// Feeds names and values.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(storage.names)
        hasher.combine(storage.values)
    }
}
