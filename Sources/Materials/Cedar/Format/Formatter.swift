/// Lays out policy files the one way: two spaces a level, lines of at most 80 columns where that is
/// possible, one blank line between policies, comments kept.
public enum Formatter {
    /// Formats a file of policies. Throws what is wrong with it instead, if anything is.
    public static func format(_ text: String) throws(Diagnostics) -> String {
        let bytes = Array(text.utf8)
        let policies = try PolicySet(parsing: bytes).written.map(\.policy)
        var comments: ArraySlice<Comment>
        do {
            comments = try Scanner.comments(in: bytes)[...]
        } catch {
            throw Diagnostics([error])
        }
        var blocks: [String] = []
        for policy in policies {
            let place = policy.places.whole
            let above = take(&comments, before: place.start)
            let inside = take(&comments, before: place.end)
            var block = above.map { $0.text + "\n" }.joined()
            block += PolicyPrinter.text(of: policy, comments: inside)
            // A remark behind the semicolon stays there.
            if let comment = comments.first, comment.isTrailing,
                isSameLine(bytes, from: place.end, to: comment.start)
            {
                block += " " + comment.text
                comments.removeFirst()
            }
            blocks.append(block)
        }
        if !comments.isEmpty { blocks.append(comments.map(\.text).joined(separator: "\n")) }
        return blocks.isEmpty ? "" : blocks.joined(separator: "\n\n") + "\n"
    }

    private static func take(_ comments: inout ArraySlice<Comment>, before offset: UInt32)
        -> ArraySlice<Comment>
    {
        let taken = comments.prefix { $0.start < offset }
        comments = comments.dropFirst(taken.count)
        return taken
    }

    private static func isSameLine(_ bytes: [UInt8], from start: UInt32, to end: UInt32) -> Bool {
        !bytes[Int(start)..<Int(end)].contains(0x0A)
    }
}

extension Policy: CustomStringConvertible {
    /// The policy in its human syntax, formatted.
    public var description: String { PolicyPrinter.text(of: self) }
}
