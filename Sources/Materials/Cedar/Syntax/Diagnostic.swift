/// Something wrong, or suspicious, in what was read: where it is, and what to write instead.
public struct Diagnostic: Error, Hashable, Sendable {
    /// Whether it is wrong or only looks so.
    public enum Severity: String, Sendable { case error, warning }

    /// Whether it is wrong or only looks so.
    public var severity: Severity
    /// What is the matter.
    public var message: String
    /// What to write instead, where that can be said.
    public var help: String?
    /// The place in the source, if the subject was read from text.
    public var range: SourceRange?
    /// The policy it concerns.
    public var policy: PolicyID?

    /// Says what is the matter, where, and what to write instead.
    public init(
        _ message: String,
        severity: Severity = .error,
        help: String? = nil,
        range: SourceRange? = nil,
        policy: PolicyID? = nil
    ) {
        self.severity = severity
        self.message = message
        self.help = help
        self.range = range
        self.policy = policy
    }
}

/// Several diagnostics thrown at once: a reader that can go on after an error does, so that a
/// person mends a file in one round.
public struct Diagnostics: Error, Hashable, Sendable {
    /// The diagnostics in the order of their places.
    public let all: [Diagnostic]
    /// Collects diagnostics.
    public init(_ all: [Diagnostic]) { self.all = all }
}

extension Diagnostic: CustomStringConvertible {
    /// The message and the help, without the place.
    public var description: String { help.map { "\(message); \($0)" } ?? message }

    /// The line and column of the place, both from 1; the column counts characters.
    public func place(in source: String) -> (line: Int, column: Int)? {
        guard let range else { return nil }
        let place = LinePlace(offset: Int(range.start), in: source)
        return (place.line, place.column)
    }

    /// The message with its place, the line it is on and a mark under the words it means.
    public func rendered(in source: String, named file: String) -> String {
        let subject = policy.map { " in `\($0)`" } ?? ""
        var text = "\(severity.rawValue)\(subject): \(message)"
        if let range {
            let place = LinePlace(offset: Int(range.start), in: source)
            let end = min(Int(range.end), place.lineEnd)
            let marks = max(1, source.characterCount(from: Int(range.start), to: end))
            let gutter = String(repeating: " ", count: String(place.line).utf8.count)
            text = """
                \(file):\(place.line):\(place.column): \(text)
                \(gutter) |
                \(place.line) | \(place.text)
                \(gutter) | \(place.indent)\(String(repeating: "^", count: min(marks, 120)))
                """
        } else {
            text = "\(file): \(text)"
        }
        return help.map { "\(text)\nhelp: \($0)" } ?? text
    }
}

/// The line around an offset.
private struct LinePlace {
    let line: Int
    let column: Int
    /// The offset of the end of the line, in bytes.
    let lineEnd: Int
    /// The line itself.
    let text: String
    /// As much white space as stands before the place, tabs kept.
    let indent: String

    init(offset: Int, in source: String) {
        let bytes = Array(source.utf8)
        let offset = min(offset, bytes.count)
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        lineEnd = bytes[offset...].firstIndex(of: newline) ?? bytes.count
        line = 1 + bytes[..<start].reduce(0) { $0 + ($1 == newline ? 1 : 0) }
        text = String(decoding: bytes[start..<lineEnd], as: UTF8.self)
        let before = String(decoding: bytes[start..<offset], as: UTF8.self)
        column = before.count + 1
        indent = String(before.map { $0 == "\t" ? "\t" : " " })
    }
}

extension String {
    fileprivate func characterCount(from start: Int, to end: Int) -> Int {
        guard start < end else { return 0 }
        return String(decoding: Array(utf8)[start..<end], as: UTF8.self).count
    }
}
