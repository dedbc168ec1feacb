/// What one stream can show: a terminal of some width, with or without colour, or a file.
package struct TerminalSurface: Sendable, Hashable {
    /// Columns assumed where nobody can tell: a file, a pipe, a log.
    package static let widthAssumed = 80
    /// Lines longer than this are hard to read, however wide the window.
    package static let widthMax = 120

    package let isTerminal: Bool
    package let width: Int
    package let hasColour: Bool
    /// Whether it shows more than ASCII, by its locale.
    package let isUnicode: Bool

    /// Reads what the environment says about a stream.
    ///
    /// - Parameters:
    ///   - columns: as the terminal reports them; nil or 0 when it does not.
    ///   - environment: `NO_COLOR` (no-color.org) and `TERM=dumb` switch colour off; `COLUMNS`
    ///     stands in for a terminal that does not know its width.
    package init(isTerminal: Bool, columns: Int?, environment: [String: String]) {
        self.isTerminal = isTerminal
        let named = environment["COLUMNS"].flatMap { Int($0) }
        let known = [columns, named].compactMap { $0 }.first { $0 > 0 }
        width = max(20, min(known ?? Self.widthAssumed, Self.widthMax))
        let isDumb = environment["TERM"].map { $0 == "dumb" || $0.isEmpty } ?? true
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        hasColour = isTerminal && !isDumb && !isPlain
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .compactMap { environment[$0] }
            .first { !$0.isEmpty }
        let encoding = locale?.lowercased() ?? ""
        isUnicode = encoding.contains("utf-8") || encoding.contains("utf8")
    }

    /// What a colour says; never the only thing that says it.
    package enum Tone: Sendable {
        case strong, muted, good, attention, danger, note

        fileprivate var code: String {
            switch self {
            case .strong: "1"
            case .muted: "2"
            case .good: "32"
            case .attention: "33"
            case .danger: "31"
            case .note: "36"
            }
        }
    }

    /// `text` in `tone`, where the stream shows colours.
    package func toned(_ text: String, _ tone: Tone) -> String {
        hasColour ? "\u{1B}[\(tone.code)m\(text)\u{1B}[0m" : text
    }

    /// What stands before a claim: a sign where it can be shown, and always a word.
    package func mark(passed: Bool) -> String {
        passed
            ? toned(isUnicode ? "✓ pass" : "pass", .good)
            : toned(isUnicode ? "✗ FAIL" : "FAIL", .danger)
    }
}
