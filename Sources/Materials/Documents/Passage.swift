/// A long text put together paragraph by paragraph, which remembers where each of them began.
///
/// Lines lose the space at their ends, and two empty ones in a row become one, as in every text
/// that is shown to detection.
public struct Passage: Sendable {
    /// The text so far, as UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var marks: [Mark] = []

    /// A passage without words.
    public init() {}

    /// The text so far.
    public var text: String { bytes.span.text() }

    /// Whether there is nothing to read in it.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Adds a paragraph of one line or more.
    ///
    /// - Parameters:
    ///   - text: its words.
    ///   - number: which paragraph of its document it is, from 1.
    ///   - time: when it is said, in milliseconds.
    public mutating func add(_ text: String, number: Int? = nil, time: Int? = nil) {
        let start = bytes.count
        for line in text.utf8.split(separator: .newline, omittingEmptySubsequences: false) {
            let shown = Self.trimmed(line)
            if shown.isEmpty && (bytes.isEmpty || bytes.suffix(2).elementsEqual([10, 10])) {
                continue
            }
            bytes += shown
            bytes.append(.newline)
        }
        if (number != nil || time != nil) && bytes.count > start {
            marks.append(Mark(start, paragraph: number, time: time))
        }
    }

    /// Adds a recognised word and where it is seen; words of a line are parted by spaces.
    public mutating func add(word: String, in box: Box) {
        guard !word.isEmpty else { return }
        if let last = bytes.last, last != .newline { bytes.append(0x20) }
        marks.append(Mark(bytes.count, box: box))
        bytes += Array(word.utf8)
    }

    /// Ends a line of recognised words.
    public mutating func endLine() {
        guard let last = bytes.last else { return }
        if last != .newline || !bytes.suffix(2).elementsEqual([10, 10]) { bytes.append(.newline) }
    }

    /// The passage as fields of bounded size, each with the marks of what it holds.
    ///
    /// - Returns: at least one field; put together, their texts are the passage without the line
    ///   ends that close it.
    public func fields(named name: String, at place: Place = Place()) -> [Field] {
        var end = bytes.count
        while end > 0, bytes[end - 1] == .newline { end -= 1 }
        let pieces = ProseCut.pieces(of: bytes.span.extracting(0..<end).text())
        var fields: [Field] = []
        var start = 0
        var next = marks.startIndex
        for piece in pieces {
            let stop = start + piece.utf8.count
            var field = Field(name: name, text: piece, place: place)
            // What began in the last piece may go on in this one.
            if next > 0, next < marks.count, marks[next].offset > start {
                field.marks.append(marks[next - 1].moved(to: 0))
            }
            while next < marks.count, marks[next].offset < stop {
                field.marks.append(marks[next].moved(to: marks[next].offset - start))
                next += 1
            }
            fields.append(field)
            start = stop
        }
        return fields
    }

    private static func trimmed(_ line: String.UTF8View.SubSequence) -> ArraySlice<UInt8> {
        let bytes = Array(line)
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] == 0x20 || bytes[start] == .carriageReturn { start += 1 }
        while end > start, bytes[end - 1].isSpace { end -= 1 }
        return bytes[start..<end]
    }
}

extension Mark {
    func moved(to offset: Int) -> Mark {
        var mark = self
        mark.offset = offset
        return mark
    }
}
