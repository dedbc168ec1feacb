import Documents

/// Reads DOCX documents whole: what is on the page, and what travels along unseen.
struct WordReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// Parts that describe looks, not content.
    private static let styling: Set<String> = [
        "styles.xml", "settings.xml", "webSettings.xml", "fontTable.xml", "numbering.xml",
        "stylesWithEffects.xml", "[Content_Types].xml",
    ]

    func read(_ archive: Archive, in container: [String]) throws(NotAssessed) {
        var body = ""
        var fields: [Field] = []
        try archive.visit(counts: false) { entry throws(NotAssessed) in
            let file = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
            guard Self.isMarkup(entry.name), !Self.styling.contains(file),
                !entry.name.hasPrefix("word/theme/")
            else { return }
            let bytes: [UInt8]
            do throws(NotAssessed) {
                bytes = try archive.bytes(of: entry)
            } catch  where error.cause == .limit {
                throw error
            } catch {
                return outlet.note(.notAssessed, in: container + [entry.name], error.reason)
            }
            var fault: NotAssessed?
            if entry.name == "word/document.xml" {
                let part = WordText(bytes, fault: &fault)
                body += part.text
                fields += Self.fields(of: part, named: nil, in: entry.name)
            } else if entry.name.hasPrefix("docProps/") {
                fields += XMLProperties.fields(of: bytes, in: entry.name, fault: &fault)
            } else if entry.name.hasSuffix(".rels") {
                fields += XMLProperties.links(of: bytes, in: entry.name, fault: &fault)
            } else if entry.name.hasPrefix("word/") {
                let part = WordText(bytes, fault: &fault)
                fields += Self.fields(of: part, named: Self.role(of: file), in: entry.name)
            } else {
                fields += XMLProperties.fields(of: bytes, in: entry.name, fault: &fault)
            }
            if let fault {
                outlet.note(.notAssessed, in: container + [entry.name], fault.reason)
            }
        }
        try put(body.trimmedLines(), with: fields, in: container)
        // Pictures and embedded documents come after the text they stand in.
        try archive.visit(counts: false) { entry throws(NotAssessed) in
            guard !Self.isMarkup(entry.name) else { return }
            try ArchiveReader(outlet).readEntry(entry, of: archive, in: container)
        }
    }

    private static func isMarkup(_ name: String) -> Bool {
        name.hasSuffix(".xml") || name.hasSuffix(".rels")
    }

    /// `header1.xml` is a `header`; a part without a number is called by its own name.
    private static func role(of file: String) -> String {
        let name = file.split(separator: ".").first.map(String.init) ?? file
        let word = name.prefix { !$0.isNumber }
        switch word {
        case "comments", "commentsExtended": return "comment"
        case "footnotes": return "footnote"
        case "endnotes": return "endnote"
        default: return word.isEmpty ? "part" : String(word)
        }
    }

    private static func fields(
        of part: WordText,
        named role: String?,
        in entry: String
    ) -> [Field] {
        let place = Place(container: [entry])
        let prefix = role.map { $0 + "." } ?? ""
        var fields: [Field] = []
        func add(_ name: String, _ text: String) {
            guard text.contains(where: { !$0.isWhitespace }) else { return }
            fields.append(Field(name: name, text: text.trimmedLines(), place: place))
        }
        if let role { add(role, part.text) }
        add(prefix + "deleted", part.deleted)
        add(prefix + "hidden", part.hidden)
        add(prefix + "code", part.codes)
        for author in part.authors.sorted() { add(prefix + "author", author) }
        for description in part.descriptions { add(prefix + "description", description) }
        return fields
    }

    private func put(
        _ body: String,
        with fields: [Field],
        in container: [String]
    ) throws(NotAssessed) {
        let pieces = ProseCut.pieces(of: body)
        let place = Place(container: ["word/document.xml"])
        let text = Field(name: "text", text: pieces[0], place: place)
        let first = ([text] + fields).filter { !$0.text.isEmpty }
        try outlet.put(Record(index: 0, kind: .text, fields: first), in: container)
        for piece in pieces.dropFirst() {
            let field = Field(name: "text", text: piece, place: place)
            try outlet.put(Record(index: 0, kind: .text, fields: [field]), in: container)
        }
    }
}

/// Small XML files that hold one value an element: document properties and custom data.
enum XMLProperties {
    /// One field for each element with text, named `property.` and the element.
    static func fields(
        of bytes: [UInt8],
        in entry: String,
        fault: inout NotAssessed?
    ) -> [Field] {
        var fields: [Field] = []
        var names: [String] = []
        do throws(NotAssessed) {
            var reader = try XMLReader(bytes)
            while let node = try reader.next() {
                switch node {
                case .begin(let name, let isEmpty):
                    // Custom properties are named by an attribute, in one element for all.
                    let custom = name == "property" ? reader.attribute("name") : nil
                    if !isEmpty { names.append(custom ?? name) }
                case .end: _ = names.popLast()
                case .text(let text):
                    guard text.contains(where: { !$0.isWhitespace }) else { continue }
                    let types = ["lpwstr", "lpstr", "bool", "i4", "filetime", "r8"]
                    let name = names.last { !types.contains($0) } ?? "value"
                    let place = Place(container: [entry])
                    fields.append(
                        Field(name: "property." + name.prefix(128), text: text, place: place)
                    )
                }
            }
        } catch {
            fault = error
        }
        return fields
    }

    /// One field for each relationship that leads out of the document.
    static func links(
        of bytes: [UInt8],
        in entry: String,
        fault: inout NotAssessed?
    ) -> [Field] {
        var fields: [Field] = []
        do throws(NotAssessed) {
            var reader = try XMLReader(bytes)
            while let node = try reader.next() {
                guard case .begin("Relationship", _) = node,
                    reader.attribute("TargetMode") == "External",
                    let target = reader.attribute("Target")
                else { continue }
                let place = Place(container: [entry])
                fields.append(Field(name: "link", text: target.percentDecoded(), place: place))
            }
        } catch {
            fault = error
        }
        return fields
    }
}
