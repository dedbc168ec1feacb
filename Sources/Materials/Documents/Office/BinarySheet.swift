/// One sheet of a binary workbook, cell by cell (MS-XLSB 2.1.7.62).
struct BinarySheet {
    /// What stands on the sheet and in none of its cells.
    private(set) var around: [Field] = []

    private let name: String
    private let strings: [String]
    private let style: BinaryStyle
    private var table: CellTable
    private var row = -1
    private var column = -1
    private var cells: [CellTable.Cell] = []

    init(_ name: String, _ strings: [String], _ style: BinaryStyle) {
        self.name = name
        self.strings = strings
        self.style = style
        table = CellTable([name])
    }

    /// Takes in one record.
    mutating func learn(
        _ kind: Int,
        _ body: ByteCursor,
        into records: inout [Record]
    ) throws(NotAssessed) {
        var body = body
        switch kind {
        case 0:
            endRow(into: &records)
            row = try body.little(4)
            column = -1
        case 1...11, 62:
            column = try body.little(4)
            try learnCell(kind, &body)
        // The same without a column: each stands behind the one before it.
        case 12...18:
            column += 1
            // Kinds 12 to 18 are those of 1 to 7, in the same order.
            try learnCell(kind - 11, &body)
        default:
            for words in DrawnPictures.words(in: body.rest()) { add("sheet", words) }
        }
    }

    private mutating func learnCell(
        _ kind: Int,
        _ body: inout ByteCursor
    ) throws(NotAssessed) {
        let format = try body.little(3)
        try body.skip(1)
        switch kind {
        case 2: put(style.text(of: Self.number(try body.little(4)), format))
        case 4, 10: put((try body.little(1) == 0 ? "false" : "true", .boolean))
        case 5, 9: put(style.text(of: try body.double(), format))
        case 6, 8: put((try body.wideString(), .string))
        case 7:
            let index = try body.little(4)
            if strings.indices.contains(index) { put((strings[index], .string)) }
        case 62:
            try body.skip(1)
            put((try body.wideString(), .string))
        default: break
        }
        guard (8...11).contains(kind) else { return }
        // Words in the formula, which may be others than those of its last value.
        for words in DrawnPictures.words(in: body.rest()) { add("formula", words) }
    }

    /// An RK number: 30 bits of a double or of an integer, perhaps in hundredths (2.5.122).
    private static func number(_ packed: Int) -> Double {
        let value =
            packed & 2 != 0
            ? Double(Int32(truncatingIfNeeded: packed) >> 2)
            : Double(bitPattern: UInt64(packed & 0xFFFF_FFFC) << 32)
        return packed & 1 != 0 ? value / 100 : value
    }

    private mutating func put(_ value: (text: String, form: Field.Form)) {
        guard !value.text.isEmpty else { return }
        cells.append(CellTable.Cell(column: column + 1, text: value.text, form: value.form))
    }

    private mutating func endRow(into records: inout [Record]) {
        let ordered = cells.sorted { $0.column < $1.column }
        cells.removeAll(keepingCapacity: true)
        table.add(row + 1, ordered, into: &records)
    }

    private mutating func add(_ name: String, _ text: String) {
        let place = Place(container: [self.name], row: row < 0 ? nil : row + 1)
        around.append(Field(name: name, text: text, place: place))
    }

    /// Hands out what is left.
    mutating func finish(into records: inout [Record]) {
        endRow(into: &records)
        table.finish(into: &records)
    }
}
