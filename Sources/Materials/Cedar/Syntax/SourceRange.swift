/// A stretch of source text, in bytes from its start.
public struct SourceRange: Hashable, Sendable {
    /// The offset of the first byte.
    public let start: UInt32
    /// The offset behind the last byte.
    public let end: UInt32

    /// The bytes from `start` up to `end`.
    public init(start: Int, end: Int) {
        self.start = UInt32(clamping: start)
        self.end = UInt32(clamping: end)
    }

    /// From the start of `first` to the end of `last`.
    init(from first: SourceRange, to last: SourceRange) {
        start = first.start
        end = last.end
    }

    /// What was not read from text has no place in it.
    static let none = SourceRange(start: 0, end: 0)
}
