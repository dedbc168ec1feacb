/// Writes DOCX (ECMA-376): one section, a comment when a paper has one, and its properties.
enum WordDocument {
    private static let declaration =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let type = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    static func artifact(_ path: String, _ paper: Paper, _ dice: inout Dice) -> Artifact {
        var archive = Archive()
        archive.add("[Content_Types].xml", Array(contentTypes.utf8))
        archive.add("_rels/.rels", Array(packageRelations.utf8))
        archive.add("word/document.xml", Array(document(paper, &dice).utf8))
        archive.add("word/_rels/document.xml.rels", Array(documentRelations.utf8))
        archive.add("word/comments.xml", Array(comments(paper).utf8))
        archive.add("docProps/core.xml", Array(properties(paper).utf8))
        var parts = [
            Artifact.Part(path: "word/document.xml", text: paper.visibleText),
            Artifact.Part(path: "docProps/core.xml", text: paper.author.name),
        ]
        if let comment = paper.comment {
            let text: Marked = "\(comment.reader.name)\n\(comment.text)"
            parts.append(Artifact.Part(path: "word/comments.xml", text: text))
        }
        return Artifact(path, bytes: archive.bytes(), parts: parts)
    }

    private static func document(_ paper: Paper, _ dice: inout Dice) -> String {
        var body = ""
        for (index, block) in paper.blocks.enumerated() {
            let style: String =
                switch block.style {
                case .title: "<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>"
                case .heading: "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>"
                case .paragraph, .item: ""
                }
            let remark =
                index == 1 && paper.comment != nil
                ? "<w:r><w:commentReference w:id=\"0\"/></w:r>" : ""
            body += "<w:p>\(style)\(runs(block.text.text, &dice))\(remark)</w:p>"
        }
        return declaration + "<w:document xmlns:w=\"\(main)\"><w:body>\(body)</w:body></w:document>"
    }

    /// Editors cut a sentence into runs wherever a format or a revision changed, names included.
    private static func runs(_ text: String, _ dice: inout Dice) -> String {
        let scalars = Array(text.unicodeScalars)
        let cut = scalars.count > 1 && dice.chance(30) ? dice.number(in: 1...scalars.count - 1) : 0
        return [scalars[..<cut], scalars[cut...]].filter { !$0.isEmpty }.enumerated()
            .map { index, piece in
                var text = ""
                text.unicodeScalars.append(contentsOf: piece)
                let bold = index == 0 && cut > 0 ? "<w:rPr><w:b/></w:rPr>" : ""
                return "<w:r>\(bold)<w:t xml:space=\"preserve\">\(escaped(text))</w:t></w:r>"
            }
            .joined()
    }

    private static func comments(_ paper: Paper) -> String {
        var inner = ""
        if let comment = paper.comment {
            inner =
                "<w:comment w:id=\"0\" w:author=\"\(escaped(comment.reader.name.text))\" "
                + "w:date=\"2026-03-01T09:00:00Z\"><w:p><w:r>"
                + "<w:t>\(escaped(comment.text.text))</w:t></w:r></w:p></w:comment>"
        }
        return declaration + "<w:comments xmlns:w=\"\(main)\">\(inner)</w:comments>"
    }

    private static func properties(_ paper: Paper) -> String {
        declaration
            + "<cp:coreProperties xmlns:cp=\"\(package)/metadata/core-properties\" "
            + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
            + "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
            + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + "<dc:creator>\(escaped(paper.author.name.text))</dc:creator>"
            + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-03-01T09:00:00Z</dcterms:created>"
            + "</cp:coreProperties>"
    }

    private static let contentTypes =
        declaration + "<Types xmlns=\"\(package)/content-types\">"
        + "<Default Extension=\"rels\" "
        + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Override PartName=\"/word/document.xml\" ContentType=\"\(type).document.main+xml\"/>"
        + "<Override PartName=\"/word/comments.xml\" ContentType=\"\(type).comments+xml\"/>"
        + "<Override PartName=\"/docProps/core.xml\" "
        + "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"

    private static let packageRelations =
        declaration + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)/relationships/officeDocument\" "
        + "Target=\"word/document.xml\"/>"
        + "<Relationship Id=\"rId2\" Type=\"\(package)/relationships/metadata/core-properties\" "
        + "Target=\"docProps/core.xml\"/></Relationships>"

    private static let documentRelations =
        declaration + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)/relationships/comments\" "
        + "Target=\"comments.xml\"/></Relationships>"

    private static func escaped(_ text: String) -> String {
        Marked(text).rewritten(Markup.escapes).text
    }
}
