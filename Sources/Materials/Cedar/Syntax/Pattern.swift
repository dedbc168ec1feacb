/// What stands to the right of `like`: text in which `*` matches any run of code points.
public struct Pattern: Hashable, Sendable {
    /// A code point, or a star.
    public enum Element: Hashable, Sendable {
        case scalar(Unicode.Scalar)
        case wildcard
    }

    /// The pattern, code point by code point.
    public let elements: [Element]
    /// The pattern cut at its stars, in UTF-8. A star may match any bytes: both sides are valid
    /// UTF-8, so a match in bytes is a match in code points.
    private let pieces: [[UInt8]]

    /// Makes a pattern ready for matching.
    public init(_ elements: [Element]) {
        self.elements = elements
        var pieces: [[UInt8]] = [[]]
        for element in elements {
            switch element {
            case .wildcard: pieces.append([])
            case .scalar(let scalar): pieces[pieces.count - 1] += Array(String(scalar).utf8)
            }
        }
        self.pieces = pieces
    }

    /// Whether all of `text` has this form. Linear in the text times the pattern at worst: each
    /// piece is taken where it first occurs, which never has to be undone.
    public func matches(_ text: Text) -> Bool {
        let bytes = text.string.utf8Span.span
        guard pieces.count > 1 else {
            return bytes.count == pieces[0].count && Self.occurs(pieces[0], in: bytes, at: 0)
        }
        let (first, last) = (pieces[0], pieces[pieces.count - 1])
        guard bytes.count >= first.count + last.count, Self.occurs(first, in: bytes, at: 0),
            Self.occurs(last, in: bytes, at: bytes.count - last.count)
        else { return false }
        var position = first.count
        let end = bytes.count - last.count
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            while position + piece.count <= end, !Self.occurs(piece, in: bytes, at: position) {
                position += 1
            }
            guard position + piece.count <= end else { return false }
            position += piece.count
        }
        return true
    }

    private static func occurs(_ piece: [UInt8], in bytes: Span<UInt8>, at start: Int) -> Bool {
        for index in piece.indices where bytes[start + index] != piece[index] { return false }
        return true
    }

    /// The pattern as it is written, without quotes.
    var source: String {
        elements.map { element in
            switch element {
            case .wildcard: "*"
            case .scalar("*"): "\\*"
            case .scalar(let scalar): Escapes.escaped(scalar)
            }
        }.joined()
    }
}
