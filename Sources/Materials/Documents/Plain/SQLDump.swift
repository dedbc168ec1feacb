/// Dumps of databases as SQL text: rows of INSERT and COPY as records, everything else as prose.
///
/// Statements are cut at semicolons outside quotes. A row's columns are named by its INSERT or
/// COPY, else by the CREATE TABLE that went before; a table's rows stand in a container of its
/// name. What is not understood is handed out as text, so nothing goes unseen.
public struct SQLDump: RecordParser {
    private var buffer: [UInt8] = []
    private var scanned = 0
    private var scan = SQLScan()
    private var columns: [String: [String]] = [:]
    private var rows: [String: Int] = [:]
    private var copying: (table: String, columns: [String])?
    private var line = 1
    private var index = 0

    /// A parser before the first byte.
    public init() {}

    /// Always empty: what is no row is text.
    public var notices: [Notice] { [] }

    /// Reads more text and appends the records it completes.
    public mutating func feed(_ text: Span<UInt8>, into records: inout [Record]) {
        buffer.append(text)
        advance(isLast: false, into: &records)
    }

    /// Reads what is left and appends its records.
    public mutating func finish(into records: inout [Record]) {
        advance(isLast: true, into: &records)
        if !buffer.isEmpty { keep(buffer[...], into: &records) }
        buffer = []
    }

    private mutating func advance(isLast: Bool, into records: inout [Record]) {
        let bytes = buffer
        var start = 0
        var position = scanned
        while position < bytes.count {
            if copying != nil {
                let end = bytes.span.firstPosition(of: .newline, from: start)
                guard let end = end ?? (isLast ? bytes.count : nil) else {
                    position = bytes.count
                    break
                }
                copy(bytes[start..<end], into: &records)
                start = min(end + 1, bytes.count)
                position = start
                continue
            }
            let isEnd = scan.step(bytes[position])
            position += 1
            let isHuge = position - start > Limits.elementSizeMax
            guard isEnd || isHuge else { continue }
            if isHuge { scan = SQLScan() }
            statement(bytes[start..<position], into: &records)
            start = position
            if copying != nil, let end = bytes.span.firstPosition(of: .newline, from: start) {
                start = end + 1
                position = start
            }
        }
        line += bytes[..<start].count { $0 == .newline }
        buffer = Array(bytes[start...])
        scanned = position - start
    }

    private mutating func statement(_ bytes: ArraySlice<UInt8>, into records: inout [Record]) {
        var reader = SQLReader(bytes)
        switch reader.word() {
        case "insert", "replace":
            guard insert(&reader, into: &records) else { return keep(bytes, into: &records) }
        case "create":
            if let (table, names) = reader.createdTable() { columns[table] = names }
            keep(bytes, into: &records)
        case "copy":
            guard let table = reader.name() else { return keep(bytes, into: &records) }
            let names = reader.names() ?? columns[table] ?? []
            let isInput = reader.word() == "from" && reader.word() == "stdin"
            if isInput { copying = (table, names) } else { keep(bytes, into: &records) }
        default: keep(bytes, into: &records)
        }
    }

    /// `INSERT INTO table (columns) VALUES (…), (…);`
    private mutating func insert(_ reader: inout SQLReader, into records: inout [Record]) -> Bool {
        var word = reader.word()
        while let next = word, ["into", "ignore", "or", "delayed"].contains(next) {
            word = reader.word()
        }
        guard let table = word.flatMap({ $0.isEmpty ? reader.name() : reader.qualified($0) }) else {
            return false
        }
        let names = reader.names() ?? columns[table] ?? []
        guard reader.word() == "values" else { return false }
        var found = false
        while let values = reader.values() {
            add(values, names, table, into: &records)
            found = true
        }
        return found
    }

    /// A line of PostgreSQL's COPY: cells parted by tabs, `\N` for nothing, `\.` for the end.
    private mutating func copy(_ bytes: ArraySlice<UInt8>, into records: inout [Record]) {
        guard let (table, names) = copying else { return }
        let trimmed = bytes.last == .carriageReturn ? bytes.dropLast() : bytes
        if trimmed.elementsEqual("\\.".utf8) {
            copying = nil
            scan = SQLScan()
            return
        }
        guard !trimmed.isEmpty else { return }
        let cells = trimmed.split(separator: 9, omittingEmptySubsequences: false).map { cell in
            let isNull = cell.elementsEqual("\\N".utf8)
            let text = isNull ? "" : SQLReader.unescaped(Array(cell)).span.text()
            return (text, isNull ? Field.Form.null : .string)
        }
        add(cells, names, table, into: &records)
    }

    private mutating func add(
        _ values: [(text: String, form: Field.Form)],
        _ names: [String],
        _ table: String,
        into records: inout [Record]
    ) {
        let row = rows[table, default: 0] + 1
        rows[table] = row
        let fields = values.enumerated().map { column, value in
            Field(
                name: names.indices.contains(column) ? names[column] : "column \(column + 1)",
                text: value.text,
                place: Place(container: [table], row: row, column: column + 1),
                form: value.form
            )
        }
        guard !fields.isEmpty else { return }
        records.append(Record(index: index, kind: .row, fields: fields))
        index += 1
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>, into records: inout [Record]) {
        let text = Array(bytes).span.text()
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        for piece in ProseCut.pieces(of: text) {
            let field = Field(name: "text", text: piece, place: Place(row: line))
            records.append(Record(index: index, kind: .text, fields: [field]))
            index += 1
        }
    }
}

/// Finds where statements end: at semicolons outside quotes and comments.
struct SQLScan {
    private enum State { case plain, quoted(UInt8), line, block }
    private var state: State = .plain
    private var previous: UInt8 = 0
    private var isEscaped = false

    /// Takes in one byte.
    ///
    /// - Returns: whether a statement ends with it.
    mutating func step(_ byte: UInt8) -> Bool {
        defer { previous = byte }
        switch state {
        case .plain:
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): state = .quoted(byte)
            case UInt8(ascii: "-") where previous == byte: state = .line
            case UInt8(ascii: "*") where previous == UInt8(ascii: "/"): state = .block
            case UInt8(ascii: ";"): return true
            default: break
            }
        case .quoted(let quote):
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "'") {
                isEscaped = true
            } else if byte == quote {
                // Two quotes in a row end one string and begin the next: the same in the end.
                state = .plain
            }
        case .line: if byte == .newline { state = .plain }
        case .block:
            if byte == UInt8(ascii: "/") && previous == UInt8(ascii: "*") { state = .plain }
        }
        return false
    }
}
