import Documents

/// Reads DOCX documents whole: what is on the page, and what travels along unseen.
struct WordReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// Parts that describe looks, not content.
    private static let styling: Set<String> = [
        "styles.xml", "webSettings.xml", "fontTable.xml", "numbering.xml",
        "stylesWithEffects.xml", "[Content_Types].xml",
    ]

    func read(_ archive: Archive, in container: [String]) throws(NotAssessed) {
        var package = try OfficePackage(archive, outlet, in: container)
        package.pass { name in
            Self.styling.contains(name.split(separator: "/").last.map(String.init) ?? name)
                || name.hasPrefix("word/theme/")
        }
        var body = Passage()
        var fields: [Field] = []
        for name in package.names where name.hasPrefix("word/") && !name.hasSuffix(".rels") {
            let file = name.split(separator: "/").last.map(String.init) ?? name
            guard !Self.styling.contains(file), !name.hasPrefix("word/theme/"),
                Self.isText(name), let bytes = package.take(name)
            else { continue }
            var fault: NotAssessed?
            let part = WordText(bytes, fault: &fault)
            if let fault { outlet.note(.notAssessed, in: container + [name], fault.reason) }
            let isBody = name == "word/document.xml"
            if isBody { body = part.passage }
            fields += Self.fields(of: part, named: isBody ? nil : Self.role(of: file), in: name)
        }
        fields += try package.rest()
        var contents = Contents()
        contents.add(body, at: Place(container: ["word/document.xml"]), with: fields)
        for record in contents.records { try outlet.put(record, in: container) }
        try package.readEmbedded()
    }

    /// Charts, diagrams and data bound from elsewhere are no WordprocessingML.
    private static func isText(_ name: String) -> Bool {
        let folder = name.split(separator: "/").dropFirst().dropLast().first ?? ""
        return folder.isEmpty || folder == "glossary"
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
        if let role, !part.passage.isEmpty {
            fields += part.passage.fields(named: role, at: place)
        }
        add(prefix + "deleted", part.deleted)
        add(prefix + "hidden", part.hidden)
        add(prefix + "code", part.codes)
        for author in part.authors.sorted() { add(prefix + "author", author) }
        for description in part.descriptions { add(prefix + "description", description) }
        return fields
    }
}
