/// Chats exported as lines of text, the way WhatsApp and its kin write them.
///
/// A message begins with a date, a time and a name, and goes on until the next one. Days and
/// months stay in the order in which they were written: nobody can tell 3/4 from 4/3.
public struct ChatLines: RecordParser {
    private var buffer: [UInt8] = []
    private var message: (stamp: String, sender: String?, text: String, row: Int)?
    private var row = 0
    private var index = 0

    /// A parser before the first byte.
    public init() {}

    /// Always empty: what does not begin a message goes on with the last.
    public var notices: [Notice] { [] }

    /// Reads more text and appends the messages it completes.
    public mutating func feed(_ text: Span<UInt8>, into records: inout [Record]) {
        buffer.append(text)
        guard let last = buffer.lastIndex(of: .newline) else { return }
        let lines = Array(buffer[...last])
        buffer = Array(buffer[(last + 1)...])
        for line in lines.split(separator: .newline, omittingEmptySubsequences: false).dropLast() {
            take(Array(line), into: &records)
        }
    }

    /// Reads what is left and appends its messages.
    public mutating func finish(into records: inout [Record]) {
        if !buffer.isEmpty { take(buffer, into: &records) }
        buffer = []
        end(into: &records)
    }

    private mutating func take(_ line: [UInt8], into records: inout [Record]) {
        row += 1
        if let start = Self.start(of: line) {
            end(into: &records)
            message = (start.stamp, start.sender, start.text, row)
        } else if message == nil {
            message = ("", nil, line.span.text(), row)
        } else {
            message?.text += "\n" + line.span.text()
            if let text = message?.text, text.utf8.count > Limits.textSizeMax {
                end(into: &records)
                message = ("", nil, "", row)
            }
        }
    }

    private mutating func end(into records: inout [Record]) {
        guard let message else { return }
        self.message = nil
        let place = Place(row: message.row, message: message.stamp.isEmpty ? nil : message.stamp)
        let all = [
            ("date", message.stamp), ("from", message.sender ?? ""),
            ("text", message.text.trimmed()),
        ]
        let fields = all.filter { !$0.1.isEmpty }.map { Field(name: $0, text: $1, place: place) }
        guard !fields.isEmpty else { return }
        records.append(Record(index: index, kind: .message, fields: fields))
        index += 1
    }

    /// Whether enough of the first lines begin messages.
    static func isLikely(_ text: Span<UInt8>) -> Bool {
        var begun = 0
        var lines = 0
        for line in text.text().utf8.split(separator: .newline).prefix(40) {
            lines += 1
            if start(of: Array(line)) != nil { begun += 1 }
        }
        return begun >= 2 && begun * 3 >= lines
    }

    /// The head of a message: `[31.12.23, 23:59:01] Ada: text` or `12/31/23, 11:59 PM - Ada: text`.
    static func start(of line: [UInt8]) -> (stamp: String, sender: String?, text: String)? {
        var scan = ByteCursor(line)
        // Marks of writing direction stand before many heads.
        while scan.holds([0xE2, 0x80, 0x8E]) || scan.holds([0xEF, 0xBB, 0xBF]) {
            _ = scan.takeMost(3)
        }
        let isBracketed = scan.peek == UInt8(ascii: "[")
        if isBracketed { _ = scan.takeMost(1) }
        let from = scan.position
        var digits = 0
        var parts = 0
        var colons = 0
        var end: Int?
        while let byte = scan.peek, scan.position - from < 40 {
            if byte.isDigit {
                digits += 1
            } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == 0x2D {
                // A hyphen between spaces ends the head; between digits it parts a date.
                if byte == 0x2D, !isBracketed, colons > 0 {
                    end = scan.position
                    break
                }
                parts += 1
            } else if byte == UInt8(ascii: ":") {
                colons += 1
            } else if byte == UInt8(ascii: "]") && isBracketed {
                end = scan.position
                break
            } else if !(byte == UInt8(ascii: ",") || byte == 0x20 || byte >= 0x80
                || "aAmMpP".utf8.contains(byte))
            {
                return nil
            }
            _ = scan.takeMost(1)
        }
        guard let end, digits >= 6, parts >= 2, colons >= 1 else { return nil }
        _ = scan.takeMost(1)
        let stamp = line.span.extracting(from..<end).text().trimmed()
        let rest = line.span.extracting(scan.position..<line.count).text().trimmed()
        guard let colon = rest.utf8.firstRange(of: ": ".utf8), colon.lowerBound > rest.startIndex,
            rest[..<colon.lowerBound].utf8.count <= 100
        else { return (stamp, nil, rest) }
        return (stamp, String(rest[..<colon.lowerBound]), String(rest[colon.upperBound...]))
    }
}
