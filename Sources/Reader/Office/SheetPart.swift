import Documents

/// The reference of a cell, `BC12`, as numbers from 1.
struct CellName {
    let column: Int
    let row: Int

    /// - Returns: nil for anything that is not letters and then digits, in the range of a sheet.
    init?(_ text: String) {
        var column = 0
        var row = 0
        for byte in text.utf8 {
            if (byte | 0x20) &- 0x61 < 26, row == 0 {
                column = column * 26 + Int((byte | 0x20) - 0x60)
            } else if byte &- 0x30 <= 9 {
                row = row * 10 + Int(byte - 0x30)
            } else if byte != UInt8(ascii: "$") {
                // `A1:B2`: the first of the two.
                break
            }
            guard column <= 16_384, row <= 1_048_576 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.column = column
        self.row = row
    }
}

/// The strings that all sheets of a workbook share (ECMA-376-1 §18.4).
struct SharedStrings {
    private(set) var strings: [String] = []
    /// How names are read aloud, written beside them in some languages.
    private(set) var phonetics: [String] = []
    private var current = ""
    private var phonetic = ""
    private var isPhonetic = false
    private var isText = false

    mutating func learn(_ node: XMLReader.Node) {
        switch node {
        case .begin("si", let isEmpty):
            current = ""
            if isEmpty { strings.append("") }
        case .end("si"): strings.append(current)
        case .begin("rPh", _): isPhonetic = true
        case .end("rPh"):
            isPhonetic = false
            phonetics.append(phonetic)
            phonetic = ""
        case .begin("t", let isEmpty): isText = !isEmpty
        case .end("t"): isText = false
        case .text(let text) where isText:
            if isPhonetic { phonetic += text } else { current += text }
        default: break
        }
    }
}

/// What number formats make of numbers, and the calendar they count in.
struct WorkbookStyle {
    var calendar = SerialDate()
    private var codes: [Int: String] = [:]
    private var shapes: [SerialDate.Shape] = []
    private var isInCells = false

    mutating func learn(_ node: XMLReader.Node, _ reader: borrowing XMLReader) {
        switch node {
        case .begin("numFmt", _):
            guard let id = reader.attribute("numFmtId").flatMap({ Int($0) }) else { return }
            codes[id] = reader.attribute("formatCode")
        case .begin("cellXfs", let isEmpty): isInCells = !isEmpty
        case .end("cellXfs"): isInCells = false
        case .begin("xf", _) where isInCells:
            let id = reader.attribute("numFmtId").flatMap { Int($0) } ?? 0
            shapes.append(SerialDate.shape(of: id, code: codes[id]))
        default: break
        }
    }

    /// A number as its cell shows it when it is a date, else nil.
    func date(_ value: String, style: Int) -> String? {
        guard shapes.indices.contains(style), shapes[style] != .number,
            let serial = Double(value)
        else { return nil }
        return calendar.text(of: serial, as: shapes[style])
    }
}

/// One worksheet, pulled cell by cell (ECMA-376-1 §18.3).
struct SheetPart {
    /// What stands around the cells: headers, formulas with words in them, what is hidden.
    private(set) var fields: [Field] = []

    private let sheet: String
    private let strings: SharedStrings
    private let style: WorkbookStyle
    private var table: CellTable
    private var cells: [CellTable.Cell] = []
    private var row = 0
    private var column = 0
    private var type = "n"
    private var format = 0
    private var value = ""
    private var formula = ""
    private var other = ""
    private var collecting: Collecting?
    private var hiddenRows: [Int] = []

    private enum Collecting { case value, formula, other }

    init(_ sheet: String, _ strings: SharedStrings, _ style: WorkbookStyle) {
        self.sheet = sheet
        self.strings = strings
        self.style = style
        table = CellTable([sheet])
    }

    mutating func learn(
        _ node: XMLReader.Node,
        _ reader: borrowing XMLReader,
        into records: inout [Record]
    ) {
        switch node {
        case .begin("row", _):
            row = reader.attribute("r").flatMap { Int($0) } ?? row + 1
            column = 0
            let hidden = reader.attribute("hidden") ?? "0"
            if hidden == "1" || hidden == "true" { hiddenRows.append(row) }
        case .end("row"):
            table.add(row, cells.sorted { $0.column < $1.column }, into: &records)
            cells.removeAll(keepingCapacity: true)
        case .begin("c", let isEmpty): if !isEmpty { begin(reader) }
        case .end("c"): endCell()
        case .begin("v", let isEmpty): collecting = isEmpty ? nil : .value
        // Rich text stands in runs of their own; how it is read aloud is not the value.
        case .begin("t", let isEmpty): collecting = isEmpty ? nil : .value
        case .begin("f", let isEmpty): collecting = isEmpty ? nil : .formula
        case .begin(let name, let isEmpty) where Self.wordy.contains(name):
            collecting = isEmpty ? nil : .other
        case .begin("col", _): note(columns: reader)
        case .begin("hyperlink", _), .begin("dataValidation", _):
            for name in ["tooltip", "display", "prompt", "promptTitle", "error", "errorTitle"] {
                if let text = reader.attribute(name) { keep(name, text) }
            }
        case .end("v"), .end("f"), .end("t"): collecting = nil
        case .end(let name) where Self.wordy.contains(name):
            keep(name, other)
            other = ""
            collecting = nil
        case .text(let text): add(text)
        default: break
        }
    }

    private static let wordy: Set<String> = [
        "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter",
        "formula1", "formula2",
    ]

    mutating func finish(into records: inout [Record]) {
        table.finish(into: &records)
        guard !hiddenRows.isEmpty else { return }
        let shown = hiddenRows.prefix(100).map(String.init).joined(separator: " ")
        keep("hidden.rows", hiddenRows.count > 100 ? shown + " …" : shown)
    }

    private mutating func begin(_ reader: borrowing XMLReader) {
        let name = CellName(reader.attribute("r") ?? "")
        column = name?.column ?? column + 1
        type = reader.attribute("t") ?? "n"
        format = reader.attribute("s").flatMap { Int($0) } ?? 0
        value = ""
        formula = ""
    }

    private mutating func add(_ text: String) {
        switch collecting {
        case .value: value += text
        case .formula: formula += text
        case .other: other += text
        case nil: break
        }
    }

    private mutating func endCell() {
        // A word inside a formula is a word that somebody wrote.
        if formula.utf8.contains(UInt8(ascii: "\"")) {
            let place = Place(container: [sheet], row: row, column: column)
            fields.append(Field(name: "formula", text: formula, place: place))
        }
        guard !value.isEmpty else { return }
        switch type {
        case "s":
            guard let index = Int(value), strings.strings.indices.contains(index) else { return }
            let text = strings.strings[index]
            if !text.isEmpty { cells.append(CellTable.Cell(column: column, text: text)) }
        case "b":
            let text = value == "1" ? "true" : "false"
            cells.append(CellTable.Cell(column: column, text: text, form: .boolean))
        case "n":
            if let date = style.date(value, style: format) {
                cells.append(CellTable.Cell(column: column, text: date))
            } else {
                cells.append(CellTable.Cell(column: column, text: value, form: .number))
            }
        default: cells.append(CellTable.Cell(column: column, text: value))
        }
    }

    private mutating func note(columns reader: borrowing XMLReader) {
        let hidden = reader.attribute("hidden") ?? "0"
        guard hidden == "1" || hidden == "true", let first = reader.attribute("min") else { return }
        keep("hidden.columns", first + "–" + (reader.attribute("max") ?? first))
    }

    private mutating func keep(_ name: String, _ text: String) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        fields.append(Field(name: name, text: text, place: Place(container: [sheet])))
    }
}
