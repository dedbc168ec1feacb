/// A comment and where it stands.
struct Comment {
    let text: String
    let start: UInt32
    /// Whether something stands before it on its line.
    let isTrailing: Bool
}

extension Scanner {
    /// All comments of the text, which has to be readable.
    static func comments(in bytes: [UInt8]) throws(Diagnostic) -> [Comment] {
        var scanner = try Scanner(bytes)
        var comments: [Comment] = []
        var end = 0
        while true {
            let token = try scanner.next()
            comments += Self.comments(in: bytes, from: end, to: token.start)
            end = token.end
            if token.kind == .end { return comments }
        }
    }

    /// The comments between two tokens, where there is nothing else but white space.
    private static func comments(in bytes: [UInt8], from start: Int, to end: Int) -> [Comment] {
        var comments: [Comment] = []
        var isTrailing = start > 0
        var position = start
        while position < end {
            if bytes[position] == UInt8(ascii: "/") {
                let rest = bytes[position..<end]
                let stop = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
                var text = String(decoding: bytes[position..<stop], as: UTF8.self)
                while text.last?.isWhitespace == true { text.removeLast() }
                comments.append(
                    Comment(text: text, start: UInt32(position), isTrailing: isTrailing)
                )
                position = stop
            } else {
                if bytes[position] == 0x0A { isTrailing = false }
                position += 1
            }
        }
        return comments
    }
}
