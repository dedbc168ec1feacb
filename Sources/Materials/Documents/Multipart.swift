/// Cuts the body of a multipart mail into its parts (RFC 2046 §5.1).
public enum Multipart {
    /// The parts between the lines that hold `boundary`, in order.
    ///
    /// A body that ends before its closing line, as truncated mail does, still has its last part.
    /// What stands before the first boundary and after the last is handed out too, as it may hold
    /// what somebody meant to hide.
    ///
    /// - Parameter partsMax: parts beyond this many stay joined to the last one.
    public static func parts(
        of body: Span<UInt8>,
        boundary: [UInt8],
        partsMax: Int
    ) -> (parts: [Range<Int>], around: [Range<Int>]) {
        var parts: [Range<Int>] = []
        var around: [Range<Int>] = []
        var start = 0
        var isInside = false
        var position = 0
        while position < body.count {
            let newline = body.firstPosition(of: .newline, from: position)
            let next = newline.map { $0 + 1 } ?? body.count
            let line = body.extracting(position..<next)
            if let isLast = marks(line, boundary), parts.count < partsMax {
                // The line break before a boundary belongs to the boundary.
                var end = position
                if end > start, body[end - 1] == .newline { end -= 1 }
                if end > start, body[end - 1] == .carriageReturn { end -= 1 }
                if isInside { parts.append(start..<end) } else { around.append(start..<end) }
                start = next
                isInside = !isLast
            }
            position = next
        }
        if isInside { parts.append(start..<body.count) } else { around.append(start..<body.count) }
        return (parts, around.filter { !$0.isEmpty })
    }

    /// Whether a line is a boundary, and then whether it closes the last part.
    private static func marks(_ line: Span<UInt8>, _ boundary: [UInt8]) -> Bool? {
        guard line.count >= boundary.count + 2, line[0] == UInt8(ascii: "-"),
            line[1] == UInt8(ascii: "-"), line.holds(boundary, at: 2)
        else { return nil }
        var end = boundary.count + 2
        let isLast = line.holds(Array("--".utf8), at: end)
        if isLast { end += 2 }
        // Only white space may follow.
        while end < line.count {
            guard line[end].isSpace else { return nil }
            end += 1
        }
        return isLast
    }
}
