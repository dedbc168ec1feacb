import Documents

/// Reads OpenDocument files: texts, spreadsheets, presentations and drawings (OpenDocument 1.3).
struct OpenDocumentReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ archive: Archive, in container: [String]) throws(NotAssessed) {
        var package = try OfficePackage(archive, outlet, in: container)
        if let manifest = package.take("META-INF/manifest.xml") {
            var isEncrypted = false
            try package.pull(manifest, of: "META-INF/manifest.xml") { node, _ in
                if case .begin("encryption-data", _) = node { isEncrypted = true }
            }
            if isEncrypted {
                throw NotAssessed(.encrypted, reason: "an office document protected by a password")
            }
        }
        package.pass { $0.hasPrefix("Configurations2/") || $0 == "settings.xml" }
        var contents = Contents()
        // Objects inside have a content of their own, in a folder of their own.
        let texts = package.names.filter {
            $0.hasSuffix("content.xml") || $0.hasSuffix("styles.xml")
        }
        for name in texts.sorted(by: { $0.utf8.count < $1.utf8.count }) {
            guard let bytes = package.take(name) else { continue }
            var part = OpenDocumentPart(isStyle: name.hasSuffix("styles.xml"))
            var records: [Record] = []
            try package.pull(bytes, of: name) { node, reader throws(NotAssessed) in
                part.learn(node, reader, into: &records)
                guard records.count >= 256 else { return }
                for record in records { try outlet.put(record, in: container) }
                records.removeAll(keepingCapacity: true)
            }
            part.finish(into: &records)
            for record in records { try outlet.put(record, in: container) }
            for (text, slide) in part.pages {
                contents.add(text, at: Place(container: [name], slide: slide))
            }
            let fields = part.fields(in: name)
            contents.records.append(Record(index: 0, kind: .text, fields: fields))
        }
        let properties = try package.rest()
        contents.records.append(Record(index: 0, kind: .text, fields: properties))
        try outlet.put(contents, in: container)
        try package.readEmbedded { $0 == "mimetype" || $0 == "layout-cache" }
    }
}

/// One stream of an OpenDocument file, taken apart into what is shown and what is not.
struct OpenDocumentPart {
    /// Running text, by slide where there are slides.
    private(set) var pages: [(text: Passage, slide: Int?)] = []

    private let isStyle: Bool
    private var passage = Passage()
    private var line = ""
    private var paragraph = 0
    private var slide: Int?
    /// Elements whose text goes elsewhere, innermost last, with what they hold so far.
    private var asides: [(element: String, name: String, text: String)] = []
    private var found: [(name: String, text: String)] = []
    private var sheet: OpenDocumentSheet?
    private var sheets = 0
    private var hiddenStyles: Set<String> = []
    private var style = ""
    private var spans: [Bool] = []

    init(isStyle: Bool) {
        self.isStyle = isStyle
    }

    /// Elements whose text does not belong to the running text, and what it is called.
    private static let aside: [String: String] = [
        "annotation": "comment", "note": "note", "deletion": "deleted", "notes": "notes",
        "header": "header", "footer": "footer", "header-left": "header", "footer-left": "footer",
        "header-first": "header", "footer-first": "footer", "hidden-text": "hidden",
        "hidden-paragraph": "hidden", "desc": "description", "title": "description",
        "creator": "author", "event-listener": "script", "tracked-changes": "change",
        "database-ranges": "name", "named-expressions": "name", "variable-decls": "name",
    ]

    mutating func learn(
        _ node: XMLReader.Node,
        _ reader: borrowing XMLReader,
        into records: inout [Record]
    ) {
        switch node {
        case .begin(let name, let isEmpty):
            begin(name, reader, into: &records)
            if isEmpty { end(name, into: &records) }
        case .end(let name): end(name, into: &records)
        case .text(let text): if isWords { write(text) }
        }
    }

    private var isWords: Bool { words > 0 || !asides.isEmpty }
    private var words = 0

    private mutating func begin(
        _ name: String,
        _ reader: borrowing XMLReader,
        into records: inout [Record]
    ) {
        if let role = Self.aside[name] { asides.append((name, role, "")) }
        switch name {
        case "p", "h":
            words += 1
            paragraph += 1
        case "s":
            let count = reader.attribute("c").flatMap { Int($0) } ?? 1
            write(String(repeating: " ", count: min(max(count, 1), 256)))
        case "tab": write("\t")
        case "line-break": write("\n")
        case "style": style = reader.attribute("name") ?? ""
        case "text-properties":
            if reader.attribute("display") == "none" { hiddenStyles.insert(style) }
        case "span":
            let isHidden = reader.attribute("style-name").map(hiddenStyles.contains) ?? false
            spans.append(isHidden)
            if isHidden { asides.append(("span", "hidden", "")) }
        case "a":
            if let target = reader.attribute("href") { found.append(("link", target)) }
        case "page" where !isStyle:
            endPage()
            slide = (slide ?? 0) + 1
            if let name = reader.attribute("name") { found.append(("name", name)) }
        case "table" where asides.isEmpty:
            guard sheet == nil else { return }
            sheets += 1
            sheet = OpenDocumentSheet(reader.attribute("name") ?? "table \(sheets)")
        case "table-row": sheet?.beginRow(reader)
        case "table-cell", "covered-table-cell":
            line = ""
            sheet?.beginCell(reader)
        case "named-range", "named-expression":
            if let text = reader.attribute("name") { found.append(("name", text)) }
        default: break
        }
    }

    private mutating func end(_ name: String, into records: inout [Record]) {
        switch name {
        case "p", "h":
            words -= 1
            endParagraph()
        case "span":
            if spans.popLast() == true { endAside("span") }
        case "table-cell", "covered-table-cell":
            sheet?.endCell(line)
            line = ""
        case "table-row": sheet?.endRow(into: &records)
        case "table" where asides.isEmpty:
            if sheet?.isOutermost == true {
                sheet?.finish(into: &records)
                sheet = nil
            }
        default: break
        }
        if Self.aside[name] != nil { endAside(name) }
    }

    private mutating func write(_ text: String) {
        if asides.isEmpty { line += text } else { asides[asides.count - 1].text += text }
    }

    private mutating func endParagraph() {
        if !asides.isEmpty {
            asides[asides.count - 1].text += "\n"
        } else if sheet?.isInCell == true {
            line += "\n"
        } else {
            passage.add(line, number: paragraph)
            line = ""
        }
    }

    private mutating func endAside(_ element: String) {
        guard let last = asides.last, last.element == element else { return }
        asides.removeLast()
        let text = last.text.trimmedLines()
        if !text.isEmpty { found.append((last.name, text)) }
    }

    private mutating func endPage() {
        if !passage.isEmpty { pages.append((passage, slide)) }
        passage = Passage()
    }

    mutating func finish(into records: inout [Record]) {
        if !line.isEmpty { passage.add(line, number: paragraph) }
        while let open = asides.popLast() { found.append((open.name, open.text)) }
        sheet?.finish(into: &records)
        for name in sheet?.hidden ?? [] { found.append(("hidden", name)) }
        endPage()
    }

    func fields(in entry: String) -> [Field] {
        let place = Place(container: [entry])
        return found.filter { $0.text.contains { !$0.isWhitespace } }
            .map { Field(name: $0.name, text: $0.text, place: place) }
    }
}

/// A table of an OpenDocument file, whose equal cells and rows are written once and counted.
struct OpenDocumentSheet {
    private var table: CellTable
    private var cells: [CellTable.Cell] = []
    private var row = 1
    private var column = 1
    private var rowRepeat = 1
    private var cellRepeat = 1
    private var typed: (text: String, form: Field.Form)?
    private var cellDepth = 0
    private(set) var hidden: [String] = []
    private var depth = 0

    init(_ name: String) {
        table = CellTable([name])
    }

    var isInCell: Bool { cellDepth > 0 }
    var isOutermost: Bool { cellDepth == 0 }

    /// Copies of one cell or row that are worth telling apart: beyond, they are a style.
    private static let repeatMax = 1_024

    mutating func beginRow(_ reader: borrowing XMLReader) {
        guard cellDepth == 0 else { return }
        column = 1
        rowRepeat = reader.attribute("number-rows-repeated").flatMap { Int($0) } ?? 1
        if reader.attribute("visibility") == "collapse" { hidden.append("row \(row)") }
    }

    mutating func beginCell(_ reader: borrowing XMLReader) {
        cellDepth += 1
        guard cellDepth == 1 else { return }
        cellRepeat = reader.attribute("number-columns-repeated").flatMap { Int($0) } ?? 1
        typed = nil
        switch reader.attribute("value-type") {
        case "float", "currency", "percentage":
            typed = reader.attribute("value").map { ($0, .number) }
        case "date": typed = reader.attribute("date-value").map { ($0, .string) }
        case "boolean": typed = reader.attribute("boolean-value").map { ($0, .boolean) }
        case "string": typed = reader.attribute("string-value").map { ($0, .string) }
        default: break
        }
    }

    mutating func endCell(_ text: String) {
        cellDepth -= 1
        guard cellDepth == 0 else { return }
        let shown = text.trimmedLines()
        let cell = typed ?? (shown, .string)
        let copies = max(cellRepeat, 1)
        if !cell.text.isEmpty {
            for offset in 0..<min(copies, Self.repeatMax) {
                let place = column + offset
                cells.append(CellTable.Cell(column: place, text: cell.text, form: cell.form))
            }
        }
        column += min(copies, 1 << 20)
    }

    mutating func endRow(into records: inout [Record]) {
        guard cellDepth == 0 else { return }
        for offset in 0..<min(max(rowRepeat, 1), cells.isEmpty ? 1 : Self.repeatMax) {
            table.add(row + offset, cells, into: &records)
        }
        row += min(max(rowRepeat, 1), 1 << 21)
        cells.removeAll(keepingCapacity: true)
    }

    mutating func finish(into records: inout [Record]) { table.finish(into: &records) }
}
