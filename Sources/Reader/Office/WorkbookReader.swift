import Documents

/// Reads XLSX workbooks whole: every sheet as a table whose cells keep their places, hidden ones
/// too, and with them comments, names, text boxes, and the values that charts and pivots keep.
struct WorkbookReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// A sheet as the workbook lists it.
    private struct Sheet {
        let name: String
        let part: String
        let isHidden: Bool
    }

    func read(_ archive: Archive, in container: [String]) throws(NotAssessed) {
        var package = try OfficePackage(archive, outlet, in: container)
        package.pass { $0.hasPrefix("xl/theme/") || $0.hasPrefix("xl/calcChain") }
        let main = "xl/workbook.xml"
        let relations = try package.relations(of: main)
        var sheets: [Sheet] = []
        var style = WorkbookStyle()
        var fields: [Field] = []
        if let bytes = package.take(main) {
            try package.pull(bytes, of: main) { node, reader throws(NotAssessed) in
                Self.learn(node, reader, relations, &style, &sheets, &fields)
            }
        }
        if let bytes = package.take("xl/styles.xml") {
            try package.pull(bytes, of: "xl/styles.xml") { node, reader in
                style.learn(node, reader)
            }
        }
        var strings = SharedStrings()
        if let bytes = package.take("xl/sharedStrings.xml") {
            try package.pull(bytes, of: "xl/sharedStrings.xml") { node, _ in strings.learn(node) }
        }
        for name in strings.phonetics { fields.append(Self.field("phonetic", name, in: main)) }
        // Sheets that the workbook does not list are still in the file.
        let listed = Set(sheets.map(\.part))
        for name in package.names where name.hasPrefix("xl/worksheets/") && name.hasSuffix(".xml") {
            guard !listed.contains(name), name.split(separator: "/").count == 3 else { continue }
            let file = name.split(separator: "/").last.map(String.init) ?? name
            sheets.append(Sheet(name: file, part: name, isHidden: true))
        }
        for sheet in sheets {
            if sheet.isHidden { fields.append(Self.field("hidden.sheet", sheet.name, in: main)) }
            guard let bytes = package.take(sheet.part) else { continue }
            fields += try read(bytes, of: sheet, &package, strings, style, in: container)
        }
        fields += try package.rest()
        try outlet.put(Record(index: 0, kind: .text, fields: fields), in: container)
        try package.readEmbedded()
    }

    private static func field(_ name: String, _ text: String, in part: String) -> Field {
        Field(name: name, text: text, place: Place(container: [part]))
    }

    private static func learn(
        _ node: XMLReader.Node,
        _ reader: borrowing XMLReader,
        _ relations: [String: OfficePackage.Relation],
        _ style: inout WorkbookStyle,
        _ sheets: inout [Sheet],
        _ fields: inout [Field]
    ) {
        switch node {
        case .begin("workbookPr", _):
            let value = reader.attribute("date1904") ?? "0"
            style.calendar.startsIn1904 = value == "1" || value == "true"
        case .begin("sheet", _):
            let relation = reader.attribute("id").flatMap { relations[$0] }
            guard let part = relation?.target else { return }
            let state = reader.attribute("state") ?? "visible"
            let name = reader.attribute("name") ?? "sheet \(sheets.count + 1)"
            sheets.append(Sheet(name: name, part: part, isHidden: state != "visible"))
        case .begin("definedName", _):
            // The name is what somebody wrote; what it stands for follows as text.
            guard let name = reader.attribute("name"), !name.hasPrefix("_xlnm") else { return }
            fields.append(field("name", name, in: "xl/workbook.xml"))
        case .text(let text) where text.utf8.contains(UInt8(ascii: "\"")):
            fields.append(field("name", text, in: "xl/workbook.xml"))
        default: break
        }
    }

    private func read(
        _ bytes: [UInt8],
        of sheet: Sheet,
        _ package: inout OfficePackage,
        _ strings: SharedStrings,
        _ style: WorkbookStyle,
        in container: [String]
    ) throws(NotAssessed) -> [Field] {
        var part = SheetPart(sheet.name, strings, style)
        var records: [Record] = []
        try package.pull(bytes, of: sheet.part) { node, reader throws(NotAssessed) in
            part.learn(node, reader, into: &records)
            guard records.count >= 256 else { return }
            for record in records { try outlet.put(record, in: container) }
            records.removeAll(keepingCapacity: true)
        }
        part.finish(into: &records)
        for record in records { try outlet.put(record, in: container) }
        var fields = part.fields
        for relation in try package.relations(of: sheet.part).values.sorted(by: {
            $0.target < $1.target
        }) where relation.kind == "comments" || relation.kind == "threadedComment" {
            guard let bytes = package.take(relation.target) else { continue }
            var comments = SheetComments(sheet.name)
            try package.pull(bytes, of: relation.target) { node, reader in
                comments.learn(node, reader)
            }
            fields += comments.fields
        }
        return fields
    }
}

/// Comments on cells, of both generations, each at the cell it is about.
struct SheetComments {
    private(set) var fields: [Field] = []
    private let sheet: String
    private var place = Place()
    private var text = ""
    private var depth = 0
    private var isAuthor = false

    init(_ sheet: String) {
        self.sheet = sheet
    }

    mutating func learn(_ node: XMLReader.Node, _ reader: borrowing XMLReader) {
        switch node {
        case .begin("author", let isEmpty): isAuthor = !isEmpty
        case .end("author"):
            keep("comment.author", at: Place(container: [sheet]))
            isAuthor = false
        case .begin("comment", _), .begin("threadedComment", _):
            let cell = CellName(reader.attribute("ref") ?? "")
            place = Place(container: [sheet], row: cell?.row, column: cell?.column)
            depth += 1
        case .end("comment"), .end("threadedComment"):
            keep("comment", at: place)
            depth -= 1
        case .text(let value) where depth > 0 || isAuthor: text += value
        default: break
        }
    }

    private mutating func keep(_ name: String, at place: Place) {
        let kept = text.trimmedLines()
        text = ""
        if !kept.isEmpty { fields.append(Field(name: name, text: kept, place: place)) }
    }
}
