/// Reads text line by line, where every line, the last one too, ends in a line feed.
struct TextLines {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next line without its line feed, or `nil` if no line feed follows.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: TextLines.lineFeed) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    static let lineFeed = UInt8(ascii: "\n")
}

extension StringProtocol {
    /// Whether both are the same bytes. `==` would also call two spellings of one accent equal, and
    /// names that are signed or hashed must not be so forgiving.
    func isIdentical(to other: some StringProtocol) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
