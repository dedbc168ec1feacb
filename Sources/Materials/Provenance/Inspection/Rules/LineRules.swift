/// What rules share that read a text line by line: its lines, and the marks that they leave.
struct LineRules {
    let path: String
    let trigger: Trigger
    private(set) var marks: [Mark] = []

    /// Bytes of a text that are read.
    private static let sizeMax = 16 << 20

    init(path: String, trigger: Trigger) {
        self.path = path
        self.trigger = trigger
    }

    /// Adds a mark; one of a rule is enough to follow, the weightiest: more would count twice.
    mutating func add(_ rule: String, _ line: Int, _ points: Int, _ why: String) {
        if let known = marks.firstIndex(where: { $0.rule == rule }) {
            guard marks[known].points < points else { return }
            marks.remove(at: known)
        }
        marks.append(
            Mark(
                rule: rule,
                file: path,
                line: line,
                trigger: trigger,
                why: why + ", " + trigger.words,
                points: points
            )
        )
    }

    /// Says so when a text is longer than what is read of it.
    mutating func tellUnread(_ bytes: [UInt8]) {
        guard bytes.count > Self.sizeMax else { return }
        marks.append(.unread(path, " was not read to its end: it is too long"))
    }

    /// Gives each line that `matters` to `body`, with its number and without blanks around it. Most
    /// lines matter to no rule: of these no text is made.
    static func read(
        _ bytes: [UInt8],
        where matters: (borrowing Span<UInt8>, Range<Int>) -> Bool,
        _ body: (_ line: String, _ number: Int) -> Void
    ) {
        let end = min(bytes.count, sizeMax)
        var start = 0
        var number = 1
        while start < end {
            let line = start..<min(ScriptScan.line(bytes.span, from: start), end)
            if matters(bytes.span, line) {
                body(String(decoding: bytes[line], as: UTF8.self).trimmed, number)
            }
            start = ScriptScan.nextLine(bytes.span, after: line.upperBound)
            number += 1
        }
    }
}
