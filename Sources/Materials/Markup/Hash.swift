/// A hash or a key: its first eight and last four characters, with the whole in the page.
///
/// The middle is there but takes no room, so that selecting it copies all of it, a screen reader
/// reads all of it, and print shows all of it.
public struct Hash: Component {
    private let text: String

    /// - Parameter text: the whole hash or key text, as others would write it.
    public init(_ text: String) {
        self.text = text
    }

    /// The hash in short, or whole when it has no more than fourteen characters.
    public var html: HTML {
        // Twelve characters and the dots are as long as fourteen; below that nothing is gained.
        guard text.count > 14 else { return "<code class=\"hash\">\(text)</code>" }
        return """
            <code class="hash" title="\(text)">\(text.prefix(8))<span class="middle">\
            \(text.dropFirst(8).dropLast(4))</span>\(text.suffix(4))</code>
            """
    }
}

/// A name that somebody else chose: of a file, a column, a sender.
///
/// It is kept apart from the text around it, whatever its direction. Marks that would reorder or
/// hide letters are spelled out, so that `cv\u{202E}fdp.exe` cannot pass for `cvexe.pdf`.
public struct Foreign: Component {
    private let text: String

    /// - Parameter text: the name as it was found; nothing in it is trusted.
    public init(_ text: String) {
        self.text = text
    }

    /// UAX #9 embeddings, overrides, isolates and marks; zero-width blanks and joins at word level.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// The name in a `<bdi>`, invisible marks written out as `‹U+202E›`.
    public var html: HTML {
        guard text.unicodeScalars.contains(where: Self.isInvisible) else {
            return "<bdi>\(text)</bdi>"
        }
        var shown = ""
        for scalar in text.unicodeScalars {
            if Self.isInvisible(scalar) {
                shown += "‹U+" + String(scalar.value, radix: 16, uppercase: true) + "›"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return "<bdi>\(shown)</bdi>"
    }
}

/// How far something has come, in words and as a bar.
public struct Progress: Component {
    private let label: String
    private let done: Int
    private let whole: Int

    /// - Parameters:
    ///   - done: 0…`whole`; more is shown as all of it.
    ///   - whole: how much there is; 0 when nobody knows yet.
    public init(_ label: String, done: Int, of whole: Int) {
        self.label = label
        self.done = max(0, whole > 0 ? min(done, whole) : done)
        self.whole = max(0, whole)
    }

    /// The bar with its count; without an end in sight, the count alone beside a moving bar.
    public var html: HTML {
        guard whole > 0 else {
            return """
                <label class="progress">\(label) <progress></progress> \(grouped(done)) so far\
                </label>
                """
        }
        return """
            <label class="progress">\(label) <progress max="\(whole)" value="\(done)"></progress> \
            \(grouped(done)) of \(grouped(whole))</label>
            """
    }
}
