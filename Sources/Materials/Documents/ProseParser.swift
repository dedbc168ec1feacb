/// Cuts plain text into records of bounded size, at paragraph ends where there are any.
///
/// A cut is made at the last blank line within the limit, else at the last line end, else at the
/// last space, and at worst between two characters. Nothing is dropped: the records' texts, put
/// together, are the document's.
public struct ProseParser: RecordParser {
    private var buffer: [UInt8] = []
    private var offset: Int
    private var line = 1
    private var index: Int

    /// - Parameters:
    ///   - index: number of the first record, when other records went before.
    ///   - offset: where the text stands in its document's decoded text. Bytes.
    public init(index: Int = 0, offset: Int = 0) {
        self.index = index
        self.offset = offset
    }

    /// Always empty: prose has no rules to break.
    public var notices: [Notice] { [] }

    /// Reads more text and appends the records it completes.
    public mutating func feed(_ text: Span<UInt8>, into records: inout [Record]) {
        buffer.append(text)
        guard buffer.count > Limits.textSizeMax else { return }
        let bytes = buffer
        buffer = []
        var start = 0
        while bytes.count - start > Limits.textSizeMax {
            let window = bytes.span.extracting(start..<start + Limits.textSizeMax)
            let cut = ProseCut.position(in: window)
            emit(window.extracting(0..<cut), into: &records)
            start += cut
        }
        buffer = Array(bytes[start...])
    }

    /// Reads what is left and appends its records.
    public mutating func finish(into records: inout [Record]) {
        let bytes = buffer
        buffer = []
        guard !bytes.isEmpty else { return }
        emit(bytes.span, into: &records)
    }

    private mutating func emit(_ text: Span<UInt8>, into records: inout [Record]) {
        let place = Place(row: line, offset: offset)
        let field = Field(name: "text", text: text.text(), place: place)
        records.append(Record(index: index, kind: .text, fields: [field]))
        index += 1
        offset += text.count
        for position in text.indices where text[position] == .newline { line += 1 }
    }
}

/// Where a text that is too long is best cut.
public enum ProseCut {
    /// The best cut in `window`, from 1 to its size.
    static func position(in window: Span<UInt8>) -> Int {
        // Looking back further than half the window would only make small records.
        let floor = window.count / 2
        var line = 0
        var space = 0
        var index = window.count
        while index > floor {
            let byte = window[index - 1]
            if byte == .newline {
                if line == 0 { line = index }
                var before = index - 2
                if before >= 0, window[before] == .carriageReturn { before -= 1 }
                if before >= 0, window[before] == .newline { return index }
            } else if byte == 0x20, space == 0 {
                space = index
            }
            index -= 1
        }
        if line > 0 { return line }
        if space > 0 { return space }
        // Between characters: step back over continuation bytes to where one begins.
        index = window.count
        var steps = 0
        while index > 1, steps < 3, window[index - 1] & 0xC0 == 0x80 {
            index -= 1
            steps += 1
        }
        guard window[index - 1] >= 0xC0 else { return window.count }
        let length = window[index - 1] >= 0xF0 ? 4 : window[index - 1] >= 0xE0 ? 3 : 2
        return window.count - (index - 1) >= length ? window.count : max(index - 1, 1)
    }

    /// Cuts `text` into pieces of at most `limit` bytes that, put together, are `text`.
    public static func pieces(of text: String, limit: Int = Limits.textSizeMax) -> [String] {
        let bytes = Array(text.utf8)
        guard bytes.count > limit else { return [text] }
        var pieces: [String] = []
        var start = 0
        while bytes.count - start > limit {
            let window = bytes.span.extracting(start..<start + limit)
            let cut = position(in: window)
            pieces.append(window.extracting(0..<cut).text())
            start += cut
        }
        pieces.append(bytes.span.extracting(start..<bytes.count).text())
        return pieces
    }
}
