/// A string that is compared byte by byte.
///
/// Swift holds two strings equal when they look alike in Unicode: "é" written as one scalar equals
/// "é" written as a letter and an accent. A rule about who may touch what must not: Cedar
/// compares code points, and two spellings of a name are two names.
public struct Text: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The text, for everything but comparison.
    public let string: String

    /// The text of `string`, byte for byte.
    public init(_ string: String) { self.string = string }
    /// The text of a literal.
    public init(stringLiteral value: String) { string = value }

    /// The text itself.
    public var description: String { string }

    /// The number of UTF-8 bytes.
    public var byteCount: Int { string.utf8.count }
}

extension Text: Hashable {
    /// Whether both have the same bytes.
    public static func == (left: Text, right: Text) -> Bool {
        let left = left.string.utf8Span.span
        let right = right.string.utf8Span.span
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// Feeds the bytes.
    public func hash(into hasher: inout Hasher) {
        string.utf8Span.span.withUnsafeBytes { hasher.combine(bytes: $0) }
        // A terminator keeps ("ab", "c") and ("a", "bc") apart.
        hasher.combine(0xFF as UInt8)
    }
}

extension Text: Comparable {
    /// Orders by code points, which in UTF-8 is the order of the bytes.
    public static func < (left: Text, right: Text) -> Bool {
        left.order(before: right) < 0
    }

    /// Negative, zero or positive as `self` comes before, is, or comes after `other`.
    func order(before other: Text) -> Int {
        let left = string.utf8Span.span
        let right = other.string.utf8Span.span
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return Int(left[index]) - Int(right[index])
        }
        return left.count - right.count
    }
}
