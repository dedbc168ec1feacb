import Documents

/// Reads PPTX presentations whole: slides in the order they are shown, hidden ones too, notes,
/// comments, and what stands on the masters behind them.
struct SlidesReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ archive: Archive, in container: [String]) throws(NotAssessed) {
        var package = try OfficePackage(archive, outlet, in: container)
        package.pass { name in
            name.hasPrefix("ppt/theme/") || name.hasSuffix("tableStyles.xml")
                || name.hasSuffix("presProps.xml") || name.hasSuffix("viewProps.xml")
        }
        for (index, name) in try order(&package).enumerated() {
            guard let bytes = package.take(name) else { continue }
            let number = index + 1
            let slide = try text(of: bytes, named: name, package)
            var extra = slide.fields(at: Place(container: [name], slide: number))
            let relations = try package.relations(of: name).values
            for relation in relations.sorted(by: { $0.target < $1.target })
            where relation.kind == "notesSlide" || relation.kind == "comments" {
                guard let bytes = package.take(relation.target) else { continue }
                let place = Place(container: [relation.target], slide: number)
                let part = try text(of: bytes, named: relation.target, package)
                let role = relation.kind == "comments" ? "comment" : "notes"
                if !part.passage.isEmpty {
                    extra += part.passage.fields(named: role, at: place)
                }
                extra += part.fields(at: place)
            }
            var contents = Contents()
            contents.add(
                slide.passage,
                at: Place(container: [name], slide: number),
                with: extra
            )
            try outlet.put(contents, in: container)
        }
        let fields = try package.rest()
        try outlet.put(Record(index: 0, kind: .text, fields: fields), in: container)
        try package.readEmbedded()
    }

    /// Names of the slides' parts: first those that are shown, then any that no list names.
    private func order(_ package: inout OfficePackage) throws(NotAssessed) -> [String] {
        let main = "ppt/presentation.xml"
        let relations = try package.relations(of: main)
        var names: [String] = []
        if let bytes = package.take(main) {
            try package.pull(bytes, of: main) { node, reader in
                // Both `id` and `r:id`; only the second is a relationship's.
                guard case .begin("sldId", _) = node else { return }
                for (name, value) in reader.attributes() where name == "id" {
                    if let relation = relations[value] { names.append(relation.target) }
                }
            }
        }
        let listed = Set(names)
        return names
            + package.names.filter {
                $0.hasPrefix("ppt/slides/slide") && $0.hasSuffix(".xml") && !listed.contains($0)
            }
    }

    private func text(
        of bytes: [UInt8],
        named name: String,
        _ package: OfficePackage
    ) throws(NotAssessed) -> DrawingText {
        var text = DrawingText()
        try package.pull(bytes, of: name) { node, reader in text.learn(node, reader) }
        text.finish()
        return text
    }
}

/// The words of a slide, of its notes or of comments on it (ECMA-376-1 §21.1.2).
struct DrawingText {
    private(set) var passage = Passage()
    private var descriptions: [String] = []
    private var authors: [String] = []
    private var isHidden = false
    private var line = ""
    private var paragraph = 0
    private var rows = 0
    private var fallbacks = 0
    private var isText = false

    mutating func learn(_ node: XMLReader.Node, _ reader: borrowing XMLReader) {
        switch node {
        case .begin("sld", _):
            let shown = reader.attribute("show") ?? "1"
            isHidden = shown == "0" || shown == "false"
        case .begin("p", _): paragraph += 1
        // Comments of the older kind keep their words in `text`.
        case .begin("t", let isEmpty), .begin("text", let isEmpty): isText = !isEmpty
        case .end("t"): isText = false
        case .end("text"):
            isText = false
            endLine()
        case .begin("br", _): line += "\n"
        case .begin("Fallback", _): fallbacks += 1
        case .end("Fallback"): fallbacks -= 1
        case .begin("tr", _): rows += 1
        case .end("tc"): line += "\t"
        case .end("tr"):
            rows -= 1
            endLine()
        case .end("p"): if rows > 0 { line += "\n" } else { endLine() }
        case .begin("cNvPr", _):
            for name in ["descr", "title"] {
                if let text = reader.attribute(name), !text.isEmpty { descriptions.append(text) }
            }
        case .begin("cmAuthor", _), .begin("author", _):
            if let name = reader.attribute("name") { authors.append(name) }
        case .text(let value) where isText && fallbacks == 0: line += value
        default: break
        }
    }

    mutating func finish() { endLine() }

    private mutating func endLine() {
        // A cell's own paragraphs end inside it; what parts cells is the tab.
        let shown = line.replacing("\n\t", with: "\t")
        passage.add(shown, number: paragraph)
        line = ""
    }

    func fields(at place: Place) -> [Field] {
        var fields = descriptions.map { Field(name: "description", text: $0, place: place) }
        fields += authors.map { Field(name: "author", text: $0, place: place) }
        if isHidden { fields.append(Field(name: "hidden.slide", text: "true", place: place)) }
        return fields
    }
}
