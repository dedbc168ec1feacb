/// A stretch of text that somebody marked, with its class.
public struct MarkedSpan: Sendable, Hashable {
    /// First and one past the last offset, in whatever unit both people use.
    public var range: Range<Int>
    /// Number of the class.
    public var kind: Int

    /// A marked stretch.
    public init(_ range: Range<Int>, kind: Int) {
        self.range = range
        self.kind = kind
    }
}

/// How far two people's spans in the same texts agree: as F1, which needs no idea of chance.
public struct SpanAgreement: Sendable, Equatable {
    /// Same ends, same class. 1 when neither marked anything.
    public let exact: Double
    /// Any overlap, same class, each span used once.
    public let overlapping: Double
    /// Alpha over units of text, each classed as nothing or as one kind; nil without marks.
    public let alpha: Double?

    /// Agreement of `first` and `second` over texts of the given `lengths`.
    public init(_ first: [[MarkedSpan]], _ second: [[MarkedSpan]], lengths: [Int]) {
        precondition(first.count == second.count && first.count == lengths.count, "same texts")
        var same = 0
        var overlaps = 0
        var marked = 0
        var units: [[Double]] = []
        for text in lengths.indices {
            marked += first[text].count + second[text].count
            let theirs = Set(second[text])
            same += Set(first[text]).intersection(theirs).count
            overlaps += Self.overlaps(first[text], second[text])
            let a = Self.classes(first[text], lengths[text])
            let b = Self.classes(second[text], lengths[text])
            for (one, other) in zip(a, b) { units.append([one, other]) }
        }
        exact = marked == 0 ? 1 : 2 * Double(same) / Double(marked)
        overlapping = marked == 0 ? 1 : 2 * Double(overlaps) / Double(marked)
        alpha = KrippendorffAlpha(units, scale: .nominal).value
    }

    /// Pairs of overlapping spans of one class, in order of their starts, none used twice.
    private static func overlaps(_ first: [MarkedSpan], _ second: [MarkedSpan]) -> Int {
        var free = second.sorted { $0.range.lowerBound < $1.range.lowerBound }
        var pairs = 0
        for span in first.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let place = free.firstIndex {
                $0.kind == span.kind && $0.range.overlaps(span.range)
            }
            guard let place else { continue }
            free.remove(at: place)
            pairs += 1
        }
        return pairs
    }

    /// The class of each unit of text: 0 nothing, otherwise one above the kind of the last span.
    private static func classes(_ spans: [MarkedSpan], _ length: Int) -> [Double] {
        var classes = [Double](repeating: 0, count: length)
        for span in spans {
            for place in span.range.clamped(to: 0..<length) {
                classes[place] = Double(span.kind + 1)
            }
        }
        return classes
    }
}
