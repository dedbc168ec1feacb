/// Reads one JSON value a line; a line that is none is kept as text and counted.
public struct JSONLinesParser: RecordParser {
    private var buffer: [UInt8] = []
    private var searched = 0
    private var line = 0
    private var index = 0
    private var malformedCount = 0
    private var brokenEscapes = 0
    private var scan = JSONScan()

    /// A parser before the first line.
    public init() {}

    /// Reads more text and appends the records it completes.
    public mutating func feed(_ text: Span<UInt8>, into records: inout [Record]) {
        buffer.append(text)
        let bytes = buffer
        buffer = []
        var start = 0
        var from = searched
        while let end = bytes.span.firstPosition(of: .newline, from: from) {
            read(bytes.span.extracting(start..<end), into: &records)
            start = end + 1
            from = start
        }
        if bytes.count - start > Limits.elementSizeMax {
            keep(bytes.span.extracting(start..<bytes.count), into: &records)
            start = bytes.count
        }
        buffer = Array(bytes[start...])
        searched = buffer.count
    }

    /// Reads what is left and appends its records.
    public mutating func finish(into records: inout [Record]) {
        let bytes = buffer
        buffer = []
        read(bytes.span, into: &records)
    }

    /// How many lines were no JSON, and which escapes stood for nothing.
    public var notices: [Notice] {
        var notices: [Notice] = []
        if malformedCount > 0 {
            let detail = "lines that are not JSON, read as text"
            notices.append(Notice(.malformed, count: malformedCount, detail: detail))
        }
        if brokenEscapes > 0 {
            let detail = "escapes that stand for no character"
            notices.append(Notice(.encoding, count: brokenEscapes, detail: detail))
        }
        return notices
    }

    private mutating func read(_ text: Span<UInt8>, into records: inout [Record]) {
        line += 1
        guard JSONScan.space(text, from: 0) < text.count else { return }
        scan.begin(at: Place(row: line))
        do {
            try scan.whole(text)
        } catch {
            return keep(text, into: &records)
        }
        brokenEscapes += scan.brokenEscapes
        Record.append(scan.fields, kind: .object, numbered: &index, to: &records)
    }

    /// Keeps what is not JSON, or too long for it, as prose.
    private mutating func keep(_ text: Span<UInt8>, into records: inout [Record]) {
        malformedCount += 1
        for piece in ProseCut.pieces(of: text.text()) {
            let field = Field(name: "text", text: piece, place: Place(row: line))
            records.append(Record(index: index, kind: .text, fields: [field]))
            index += 1
        }
    }
}

extension Record {
    /// Appends a record of `fields`, continued in further records when there are very many.
    static func append(
        _ fields: [Field],
        kind: Kind,
        numbered index: inout Int,
        to records: inout [Record]
    ) {
        guard !fields.isEmpty else { return }
        if fields.count <= Limits.fieldsMax {
            records.append(Record(index: index, kind: kind, fields: fields))
            index += 1
            return
        }
        for start in stride(from: 0, to: fields.count, by: Limits.fieldsMax) {
            let end = min(start + Limits.fieldsMax, fields.count)
            records.append(Record(index: index, kind: kind, fields: Array(fields[start..<end])))
            index += 1
        }
    }
}
