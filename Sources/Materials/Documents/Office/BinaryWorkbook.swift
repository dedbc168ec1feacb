/// Excel workbooks as they were written from 1993 to 2007 (MS-XLS, BIFF8, and BIFF5 before it).
///
/// Every sheet, hidden ones too, becomes a table whose cells keep their places; dates are told by
/// their number format, and formulas give the value that was last computed.
public struct BinaryWorkbook {
    /// A record's number and body, with the bodies of those that continue it.
    struct Entry {
        let kind: Int
        let offset: Int
        var segments: [[UInt8]]

        var body: [UInt8] { segments.first ?? [] }
    }

    private var strings: [String] = []
    private var codes: [Int: String] = [:]
    private var formats: [Int] = []
    private var calendar: SerialDate = .init()
    private var sheets: [Int: String] = [:]
    private var hidden: [String] = []
    private var sheet: String?
    private var table: CellTable?
    private var row = -1
    private var cells: [CellTable.Cell] = []
    private var formula: (row: Int, column: Int)?
    private var around: [Field] = []
    /// The drawings of all sheets: their pictures, in records that go on in each other.
    private var drawings: [UInt8] = []
    private var contents = Contents()
    private let charsets: MailCharsets
    /// Whether it is of Excel 5 or 95, whose strings are bytes in a code page.
    private var isOld = false
    /// Windows-1252 unless the workbook says another.
    private var codePage = 1_252

    private init(_ charsets: @escaping MailCharsets) {
        self.charsets = charsets
    }

    /// Reads a workbook.
    ///
    /// - Throws: ``NotAssessed`` `.encrypted`; `.format` before Excel 5; `.malformed`.
    public static func read(
        _ file: CompoundFile,
        _ charsets: @escaping MailCharsets
    ) throws(NotAssessed) -> Contents {
        // One that was saved for both generations holds both; the younger knows more.
        guard let bytes = file.stream("Workbook") ?? file.stream("Book") else {
            throw ByteCursor.short
        }
        var workbook = BinaryWorkbook(charsets)
        var cursor = ByteCursor(bytes)
        var pending: Entry?
        while cursor.left >= 4 {
            let offset = cursor.position
            let kind = try cursor.little(2)
            let body = try cursor.take(try cursor.little(2))
            if kind == 0x3C, pending != nil {
                pending?.segments.append(body)
                continue
            }
            if let pending { try workbook.learn(pending) }
            pending = Entry(kind: kind, offset: offset, segments: [body])
        }
        if let pending { try workbook.learn(pending) }
        workbook.endSheet()
        workbook.around += PropertySet.fields(of: file)
        for name in workbook.hidden {
            workbook.around.append(Field(name: "hidden.sheet", text: name, place: Place()))
        }
        var contents = workbook.contents
        contents.records.append(Record(index: 0, kind: .text, fields: workbook.around))
        contents.parts = DrawnPictures.all(in: workbook.drawings).parts
        return contents
    }

    private mutating func learn(_ entry: Entry) throws(NotAssessed) {
        var cursor = ByteCursor(entry.body)
        switch entry.kind {
        case 0x2F:
            throw NotAssessed(.encrypted, reason: "an office document protected by a password")
        case 0x809:
            let version = try cursor.little(2)
            guard version == 0x600 || version == 0x500 else {
                throw NotAssessed(
                    .format,
                    reason: "a workbook of Excel 4 or older, which is not read"
                )
            }
            isOld = version == 0x500
            if let name = sheets[entry.offset] {
                endSheet()
                sheet = name
                table = CellTable([name])
            }
        case 0x42: codePage = try cursor.little(2)
        case 0x22: calendar.startsIn1904 = try cursor.little(2) == 1
        case 0x85: try learnSheet(&cursor)
        case 0xFC:
            try cursor.skip(4)
            var reader = BiffStrings(entry.segments, from: 8)
            strings = reader.all(try cursor.little(4))
        case 0x41E:
            let id = try cursor.little(2)
            var reader = strings(of: entry, from: 2)
            codes[id] = reader.next(lengthSize: isOld ? 1 : 2)
        case 0xE0:
            try cursor.skip(2)
            formats.append(try cursor.little(2))
        case 0xEB: drawings += entry.segments.joined()
        case 0x14, 0x15: keep(entry.kind == 0x14 ? "header" : "footer", entry, from: 0)
        case 0x1C where isOld: keep("comment", entry, from: 4)
        case 0x1C: keep("comment.author", entry, from: 8)
        // The words of a box of Excel 95 stand among its looks; 6 is its kind.
        case 0x5D where isOld:
            try cursor.skip(4)
            if try cursor.little(2) == 6 { contents.doubt("a text box, which is not read") }
        case 0x1B6:
            let text = Self.boxText(entry)
            if !text.isEmpty { add("box", text) }
        default: try learnCells(entry, &cursor)
        }
    }

    private mutating func learnSheet(_ cursor: inout ByteCursor) throws(NotAssessed) {
        let offset = try cursor.little(4)
        let state = try cursor.little(2) & 3
        var reader = BiffStrings([cursor.bytes], from: 6, decode: isOld ? decoded : nil)
        let name = reader.next(lengthSize: 1) ?? "sheet \(sheets.count + 1)"
        sheets[offset] = name
        if state != 0 { hidden.append(name) }
    }

    private mutating func learnCells(
        _ entry: Entry,
        _ cursor: inout ByteCursor
    ) throws(NotAssessed) {
        if entry.kind == 0x207, let place = formula {
            var reader = strings(of: entry, from: 0)
            let text = reader.next(lengthSize: 2) ?? ""
            formula = nil
            return put(place.row, place.column, text)
        }
        guard [0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6, 0x06, 0x205].contains(entry.kind) else {
            return
        }
        let row = try cursor.little(2)
        let column = try cursor.little(2)
        let format = try cursor.little(2)
        switch entry.kind {
        case 0x203: put(row, column, try cursor.double(), format)
        case 0x27E: put(row, column, Self.number(try cursor.little(4)), format)
        case 0xBD:
            put(row, column, Self.number(try cursor.little(4)), format)
            var next = column + 1
            // The last column's number closes the record.
            while cursor.left >= 8 {
                let format = try cursor.little(2)
                put(row, next, Self.number(try cursor.little(4)), format)
                next += 1
            }
        case 0xFD:
            let index = try cursor.little(4)
            if strings.indices.contains(index) { put(row, column, strings[index]) }
        case 0x204, 0xD6:
            var reader = strings(of: entry, from: 6)
            put(row, column, reader.next(lengthSize: 2) ?? "")
        case 0x205: put(row, column, try cursor.little(1) == 0 ? "false" : "true", .boolean)
        default: try learnFormula(row, column, format, &cursor)
        }
    }

    private mutating func learnFormula(
        _ row: Int,
        _ column: Int,
        _ format: Int,
        _ cursor: inout ByteCursor
    ) throws(NotAssessed) {
        var look = cursor
        let result = try look.take(8)
        guard result[6] == 0xFF, result[7] == 0xFF else {
            return put(row, column, try cursor.double(), format)
        }
        switch result[0] {
        // The words follow in a record of their own.
        case 0: formula = (row, column)
        case 1: put(row, column, result[2] == 0 ? "false" : "true", .boolean)
        default: break
        }
    }

    /// An RK number: 30 bits of a double or of an integer, perhaps in hundredths (MS-XLS 2.5.217).
    private static func number(_ packed: Int) -> Double {
        let value: Double
        if packed & 2 != 0 {
            value = Double(Int32(truncatingIfNeeded: packed) >> 2)
        } else {
            value = Double(bitPattern: UInt64(packed & 0xFFFF_FFFC) << 32)
        }
        return packed & 1 != 0 ? value / 100 : value
    }

    private mutating func put(_ row: Int, _ column: Int, _ value: Double, _ format: Int) {
        let id = formats.indices.contains(format) ? formats[format] : 0
        let shape = SerialDate.shape(of: id, code: codes[id])
        if let date = calendar.text(of: value, as: shape) { return put(row, column, date) }
        let isWhole = value == value.rounded() && abs(value) < 1e15
        put(row, column, isWhole ? String(Int(value)) : String(value), .number)
    }

    private mutating func put(
        _ row: Int,
        _ column: Int,
        _ text: String,
        _ form: Field.Form = .string
    ) {
        if row != self.row { endRow() }
        self.row = row
        if !text.isEmpty {
            cells.append(CellTable.Cell(column: column + 1, text: text, form: form))
        }
    }

    private mutating func endRow() {
        let ordered = cells.sorted { $0.column < $1.column }
        cells.removeAll(keepingCapacity: true)
        if table == nil { table = CellTable([sheet ?? "sheet"]) }
        table?.add(row + 1, ordered, into: &contents.records)
    }

    private mutating func endSheet() {
        endRow()
        table?.finish(into: &contents.records)
        table = nil
        row = -1
    }

    private mutating func keep(_ name: String, _ entry: Entry, from offset: Int) {
        var reader = strings(of: entry, from: offset)
        // Headers of Excel 95 have shorter lengths, and its comments the same.
        let isShort = isOld && offset == 0
        if let text = reader.next(lengthSize: isShort ? 1 : 2), !text.isEmpty { add(name, text) }
    }

    private func strings(of entry: Entry, from offset: Int) -> BiffStrings {
        BiffStrings(entry.segments, from: offset, decode: isOld ? decoded : nil)
    }

    /// Bytes of an old string in the workbook's code page.
    private func decoded(_ bytes: [UInt8]) -> String {
        guard codePage != 1_252, let text = charsets(bytes, "CP\(codePage)") else {
            return bytes.westernText()
        }
        return text.span.text()
    }

    private mutating func add(_ name: String, _ text: String) {
        let place = Place(container: sheet.map { [$0] } ?? [])
        around.append(Field(name: name, text: text, place: place))
    }

    /// The words of a comment or text box, which follow in continuing records.
    private static func boxText(_ entry: Entry) -> String {
        guard entry.body.count >= 12, entry.segments.count > 1 else { return "" }
        let length = Int(entry.body.span.littleEndian(at: 10, count: 2))
        var reader = BiffStrings(Array(entry.segments.dropFirst()), from: 0)
        return reader.characters(length)
    }
}

/// Strings of BIFF8, which may break off anywhere and go on in the next record (MS-XLS 2.5.293).
struct BiffStrings {
    private let segments: [[UInt8]]
    private var segment = 0
    private var position: Int
    /// What makes text of the bytes of an older string; nil for those of BIFF8.
    private let decode: (([UInt8]) -> String)?

    init(_ segments: [[UInt8]], from position: Int, decode: (([UInt8]) -> String)? = nil) {
        self.segments = segments
        self.position = position
        self.decode = decode
    }

    private var isAtEnd: Bool { segment >= segments.count }

    private mutating func byte() -> UInt8? {
        while segment < segments.count, position >= segments[segment].count {
            segment += 1
            position = 0
        }
        guard segment < segments.count else { return nil }
        defer { position += 1 }
        return segments[segment][position]
    }

    private mutating func number(_ count: Int) -> Int? {
        var value = 0
        for index in 0..<count {
            guard let byte = byte() else { return nil }
            value |= Int(byte) << (8 * index)
        }
        return value
    }

    /// Up to `count` strings; fewer where the record ends before.
    mutating func all(_ count: Int) -> [String] {
        var strings: [String] = []
        while strings.count < count, let text = next(lengthSize: 2) { strings.append(text) }
        return strings
    }

    /// The next string behind its length, without its formatting runs.
    mutating func next(lengthSize: Int) -> String? {
        guard let length = number(lengthSize) else { return nil }
        if let decode { return decode((0..<length).compactMap { _ in byte() }) }
        guard let flags = byte() else { return nil }
        let runs = flags & 8 != 0 ? number(2) ?? 0 : 0
        let extra = flags & 4 != 0 ? number(4) ?? 0 : 0
        let text = characters(length, isWide: flags & 1 != 0)
        skip(4 * runs + extra)
        return text
    }

    /// Characters after their flags; each record that goes on begins with flags of its own.
    mutating func characters(_ count: Int) -> String {
        guard let flags = byte() else { return "" }
        return characters(count, isWide: flags & 1 != 0)
    }

    private mutating func characters(_ count: Int, isWide: Bool) -> String {
        var isWide = isWide
        var units: [UInt16] = []
        while units.count < count {
            if segment < segments.count, position >= segments[segment].count {
                segment += 1
                position = 0
                guard let flags = byte() else { break }
                isWide = flags & 1 != 0
            }
            guard let low = byte() else { break }
            guard isWide else {
                units.append(UInt16(low))
                continue
            }
            guard let high = byte() else { break }
            units.append(UInt16(low) | UInt16(high) << 8)
        }
        return String(decoding: units, as: UTF16.self)
    }

    private mutating func skip(_ count: Int) {
        var left = count
        while left > 0, !isAtEnd {
            let here = min(left, segments[segment].count - position)
            position += here
            left -= here
            if position >= segments[segment].count, left > 0 {
                segment += 1
                position = 0
            }
        }
    }
}
