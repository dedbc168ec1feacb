import Sieve

/// Kinds of data, one bit each: what is said of somebody is put together for every mention.
struct LabelSet: Hashable, Sendable {
    private(set) var bits: UInt64 = 0

    /// Those of `labels`, in their order.
    init(_ labels: [Label] = []) {
        for label in labels { insert(label) }
    }

    mutating func insert(_ label: Label) { bits |= 1 << UInt64(label.place) }

    mutating func formUnion(_ other: LabelSet) { bits |= other.bits }

    /// The names of the labels, sorted.
    var names: [String] {
        Label.allCases.filter { bits >> UInt64($0.place) & 1 == 1 }.map(\.rawValue).sorted()
    }
}

extension Label {
    /// Its place among all labels. An enumeration without values is kept as this number; to ask
    /// for the name instead, and hash it, costs a hundred times as much.
    var place: Int { withUnsafeBytes(of: self) { Int($0[0]) } }
}
