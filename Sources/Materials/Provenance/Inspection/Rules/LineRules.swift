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
    ///
    /// - Parameter isJoined: whether a line whose brackets stay open is given with those behind it.
    static func read(
        _ bytes: [UInt8],
        isJoined: Bool = false,
        where matters: (borrowing Span<UInt8>, Range<Int>) -> Bool,
        _ body: (_ line: String, _ number: Int) -> Void
    ) {
        let end = min(bytes.count, sizeMax)
        var start = 0
        var number = 1
        while start < end {
            let line = start..<min(ScriptScan.line(bytes.span, from: start), end)
            if matters(bytes.span, line) {
                let last = isJoined ? rest(of: line, bytes.span, end) : line.upperBound
                let text = String(decoding: bytes[line.lowerBound..<last], as: UTF8.self)
                let isOne = last == line.upperBound
                let lines = isOne ? [] : text.split { $0.isNewline }.map(\.trimmed)
                body(isOne ? text.trimmed : lines.joined(separator: " "), number)
            }
            start = ScriptScan.nextLine(bytes.span, after: line.upperBound)
            number += 1
        }
    }

    /// Lines that one statement may stand on.
    private static let joinedMax = 6

    /// The end of a statement that goes on behind its line, since its brackets are open there.
    private static func rest(
        of line: Range<Int>,
        _ bytes: borrowing Span<UInt8>,
        _ end: Int
    ) -> Int {
        var depth = 0
        var place = line.lowerBound
        var last = line.upperBound
        for _ in 0..<joinedMax {
            while place < last {
                let byte = bytes[place]
                if byte == 0x28 || byte == 0x5B { depth += 1 }
                if byte == 0x29 || byte == 0x5D { depth -= 1 }
                place += 1
            }
            // A function begins behind it, or a statement ends: that is another one.
            let closing = last > line.lowerBound ? bytes[last - 1] : 0
            guard depth > 0, closing != 0x7B, closing != 0x7C, closing != 0x3B else { break }
            let start = ScriptScan.nextLine(bytes, after: last)
            guard start < end else { break }
            place = start
            last = min(ScriptScan.line(bytes, from: start), end)
        }
        return last
    }
}
