/// Excel's binary workbooks since 2007 (MS-XLSB): the parts of an XLSX, written as records.
///
/// Every sheet, listed or not, hidden or not, becomes a table whose cells keep their places;
/// comments, names, headers and the words of all other parts follow.
public struct BinaryPackage {
    /// A part that is written as records, by its name in the package.
    public struct Part: Sendable {
        /// `xl/worksheets/sheet1.bin`.
        public let name: String
        /// Its records.
        public let bytes: [UInt8]

        /// A part of that name.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        var isSheet: Bool {
            ["worksheets", "macrosheets", "chartsheets", "dialogsheets"].contains {
                name.hasPrefix("xl/\($0)/") && name.split(separator: "/").count == 3
            }
        }
    }

    private struct Sheet {
        let name: String
        let isHidden: Bool
    }

    /// By the part that holds it.
    private var sheets: [String: Sheet] = [:]
    private var order: [String] = []
    private var strings: [String] = []
    private var style = BinaryStyle()
    private var around: [Field] = []
    private var contents = Contents()

    private init() {}

    /// Reads a workbook.
    ///
    /// - Parameters:
    ///   - parts: all parts that are written as records.
    ///   - relations: the parts that the workbook's relationships lead to, by identifier.
    ///   - each: called with rows as they are read.
    /// - Returns: what stands around the rows, and what was not read.
    public static func read(
        _ parts: [Part],
        relations: [String: String],
        each: ([Record]) throws(NotAssessed) -> Void
    ) throws(NotAssessed) -> Contents {
        var package = BinaryPackage()
        for part in parts {
            package.learn(part, relations)
        }
        // Sheets that the workbook does not list are still in the file.
        let listed = package.order.compactMap { name in parts.first { $0.name == name } }
        let unlisted = parts.filter { $0.isSheet && package.sheets[$0.name] == nil }
        for part in listed + unlisted {
            let file = part.name.split(separator: "/").last.map { String($0) } ?? part.name
            let sheet = package.sheets[part.name] ?? Sheet(name: file, isHidden: true)
            try package.read(part, sheet, each)
        }
        package.contents.records.append(Record(index: 0, kind: .text, fields: package.around))
        return package.contents
    }

    private mutating func learn(_ part: Part, _ relations: [String: String]) {
        guard !part.isSheet else { return }
        let file = part.name.split(separator: "/").last ?? ""
        do throws(NotAssessed) {
            switch file {
            case "workbook.bin": try learnWorkbook(part, relations)
            case "sharedStrings.bin": try learnStrings(part)
            case "styles.bin": try style.learn(part.bytes)
            case _ where file.hasPrefix("comments"): try learnComments(part)
            // A link to each cell from the order in which they are reckoned, and nothing else.
            case "calcChain.bin": break
            default:
                // Pivot tables keep the rows they were made from, connections the address of a
                // database: none of it is seen on a sheet, and all of it travels along.
                let role = String(file.prefix { $0.isLetter })
                for words in DrawnPictures.words(in: part.bytes) {
                    add(role.isEmpty ? "part" : role, words, in: part.name)
                }
            }
        } catch {
            contents.doubt("a part that breaks off", in: [part.name])
        }
    }

    private mutating func learnWorkbook(
        _ part: Part,
        _ relations: [String: String]
    ) throws(NotAssessed) {
        var records = BinaryRecords(part.bytes)
        while let (kind, content) = try records.next() {
            var body = content
            switch kind {
            // 2.4.303: state, number, relationship, name.
            case 156:
                let isHidden = try body.little(4) != 0
                try body.skip(4)
                let relation = try body.wideString()
                let name = try body.wideString()
                guard let target = relations[relation] else { continue }
                if sheets[target] == nil { order.append(target) }
                sheets[target] = Sheet(name: name, isHidden: isHidden)
                if isHidden { add("hidden.sheet", name, in: part.name) }
            case 153: style.calendar.startsIn1904 = try body.little(4) & 1 == 1
            // 2.4.711: options, key, sheet, name.
            case 39:
                try body.skip(9)
                let name = try body.wideString()
                if !name.hasPrefix("_xlnm") { add("name", name, in: part.name) }
                for words in DrawnPictures.words(in: body.rest()) {
                    add("name", words, in: part.name)
                }
            default: break
            }
        }
    }

    private mutating func learnStrings(_ part: Part) throws(NotAssessed) {
        var records = BinaryRecords(part.bytes)
        while let (kind, content) = try records.next(), kind != 160 {
            var body = content
            guard kind == 19 else { continue }
            try body.skip(1)
            strings.append(try body.wideString())
        }
    }

    private mutating func learnComments(_ part: Part) throws(NotAssessed) {
        var records = BinaryRecords(part.bytes)
        var place = Place(container: [part.name])
        while let (kind, content) = try records.next() {
            var body = content
            switch kind {
            case 632: add("comment.author", try body.wideString(), in: part.name)
            case 635:
                try body.skip(4)
                let row = try body.little(4)
                try body.skip(4)
                place.row = row + 1
                place.column = try body.little(4) + 1
            case 637:
                try body.skip(1)
                let text = try body.wideString().trimmed()
                around.append(Field(name: "comment", text: text, place: place))
            default: break
            }
        }
    }

    private mutating func read(
        _ part: Part,
        _ sheet: Sheet,
        _ each: ([Record]) throws(NotAssessed) -> Void
    ) throws(NotAssessed) {
        var reading = BinarySheet(sheet.name, strings, style)
        var records = BinaryRecords(part.bytes)
        var rows: [Record] = []
        var isWhole = false
        while true {
            do throws(NotAssessed) {
                guard let (kind, body) = try records.next() else {
                    isWhole = true
                    break
                }
                try reading.learn(kind, body, into: &rows)
            } catch {
                break
            }
            guard rows.count >= 256 else { continue }
            try each(rows)
            rows.removeAll(keepingCapacity: true)
        }
        if !isWhole { contents.doubt("a sheet that breaks off", in: [sheet.name]) }
        reading.finish(into: &rows)
        try each(rows)
        around += reading.around
    }

    private mutating func add(_ name: String, _ text: String, in part: String) {
        guard !text.isEmpty else { return }
        around.append(Field(name: name, text: text, place: Place(container: [part])))
    }
}

/// How cells of a binary workbook look: which numbers are dates.
struct BinaryStyle {
    var calendar: SerialDate = .init()
    private var codes: [Int: String] = [:]
    private var formats: [Int] = []

    mutating func learn(_ bytes: [UInt8]) throws(NotAssessed) {
        var records = BinaryRecords(bytes)
        var isOfCells = false
        while let (kind, content) = try records.next() {
            var body = content
            switch kind {
            case 44:
                let id = try body.little(2)
                codes[id] = try body.wideString()
            case 617: isOfCells = true
            case 618: isOfCells = false
            case 47 where isOfCells:
                try body.skip(2)
                formats.append(try body.little(2))
            default: break
            }
        }
    }

    /// A number as its cell shows it, as far as it matters: as a date, or as a number.
    func text(of value: Double, _ format: Int) -> (text: String, form: Field.Form) {
        let id = formats.indices.contains(format) ? formats[format] : 0
        let shape = SerialDate.shape(of: id, code: codes[id])
        if let date = calendar.text(of: value, as: shape) { return (date, .string) }
        let isWhole = value == value.rounded() && abs(value) < 1e15
        return (isWhole ? String(Int(value)) : String(value), .number)
    }
}
