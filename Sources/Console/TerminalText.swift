// Text on its way to a terminal. A terminal obeys what it is sent: a file named with an escape
// sequence could move the cursor, rewrite a line or rename the window. So what people wrote is
// made harmless first, and measured in columns rather than in characters.

/// What a terminal shows for a piece of text.
package enum TerminalText {
    /// `text` with everything that a terminal would obey replaced by U+FFFD: control characters,
    /// and marks that reorder or hide letters.
    package static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { shown.append(isActive(scalar) ? "\u{FFFD}" : scalar) }
        return String(shown)
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// Columns that `text` takes: two for East Asian wide characters and emoji, none for marks
    /// (Unicode Standard Annex 11, in the blocks that are wide throughout).
    package static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + width($1) }
    }

    private static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x0300...0x036F: return 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// `text` in at most `columns`, cut in the middle: both ends of a path say something.
    package static func clipped(_ text: String, to columns: Int) -> String {
        guard width(text) > columns else { return text }
        guard columns > 2 else { return String(text.prefix(max(0, columns))) }
        var head = ""
        var tail = ""
        let half = (columns - 1) / 2
        for character in text where width(head) + width(character) <= columns - 1 - half {
            head.append(character)
            if width(head) >= columns - 1 - half { break }
        }
        for character in text.reversed() {
            guard width(tail) + width(character) <= half else { break }
            tail.append(character)
        }
        return head + "…" + String(tail.reversed())
    }

    /// `text` with blanks up to `columns`, before it where it is a number.
    package static func padded(_ text: String, to columns: Int, isNumber: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, columns - width(text)))
        return isNumber ? blanks + text : text + blanks
    }

    /// `text` broken into lines of at most `columns`, at blanks.
    package static func wrapped(_ text: String, to columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty && width(line) + 1 + width(String(word)) > columns {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
