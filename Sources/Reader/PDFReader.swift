import Documents
import Glibc

/// Reads PDF through Poppler's programs, which run in the same box and are never linked.
struct PDFReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ part: Part) throws(NotAssessed) {
        let path = "/tmp/document.pdf"
        try Scratch.write(part.bytes, to: path)
        defer { unlink(path) }
        let pages = String(outlet.limits.pagesMax)
        let layout = try Tool.run(
            ["/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-bbox-layout", "-l", pages, path, "-"],
            outputMax: outlet.limits.documentSizeMax
        )
        switch layout.status {
        case 0: break
        case 1 where isEncrypted(part.bytes), 3:
            throw NotAssessed(.encrypted, reason: "a PDF protected by a password")
        default: throw NotAssessed(.malformed, reason: "a PDF that cannot be read")
        }
        var fault: NotAssessed?
        let text = PDFPages(layout.output, fault: &fault)
        let properties = try properties(of: path)
        try put(text.pages, with: properties.fields, in: part.container)
        if let fault { outlet.note(.notAssessed, in: part.container, fault.reason) }
        if properties.pageCount > outlet.limits.pagesMax {
            outlet.note(.limited, in: part.container, "pages beyond \(pages) were not read")
        }
        let blank = text.pages.count { $0.allSatisfy(\.isWhitespace) }
        if blank > 0 {
            // A page without text is a picture of one, or empty; nobody here can tell which.
            outlet.note(.notAssessed, in: part.container, count: blank, "pages without text")
        }
    }

    /// Whether the trailer names an encryption dictionary (ISO 32000-1 §7.6).
    private func isEncrypted(_ bytes: [UInt8]) -> Bool {
        let mark = Array("/Encrypt".utf8)
        guard let first = mark.first else { return false }
        return bytes.indices.contains { index in
            bytes[index] == first && bytes[index...].starts(with: mark)
        }
    }

    private func put(
        _ pages: [String],
        with properties: [Field],
        in container: [String]
    ) throws(NotAssessed) {
        var properties = properties
        for (index, page) in pages.enumerated() {
            for piece in ProseCut.pieces(of: page) where !piece.isEmpty {
                let field = Field(name: "text", text: piece, place: Place(page: index + 1))
                let record = Record(index: 0, kind: .text, fields: [field] + properties)
                try outlet.put(record, in: container)
                properties = []
            }
        }
        if !properties.isEmpty {
            try outlet.put(Record(index: 0, kind: .text, fields: properties), in: container)
        }
    }

    /// What the document says of itself: author, title, program, dates.
    private func properties(
        of path: String
    ) throws(NotAssessed) -> (fields: [Field], pageCount: Int) {
        let machinery: Set<String> = [
            "Tagged", "UserProperties", "Suspects", "Form", "JavaScript", "Pages", "Encrypted",
            "Page size", "Page rot", "File size", "Optimized", "PDF version", "Custom Metadata",
            "Metadata Stream",
        ]
        let tool = try Tool.run(
            ["/usr/bin/pdfinfo", "-isodates", "-enc", "UTF-8", path],
            outputMax: 1024 * 1024
        )
        var fields: [Field] = []
        var pageCount = 0
        for line in String(decoding: tool.output, as: UTF8.self).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = String(line[..<colon])
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            if name == "Pages" { pageCount = Int(value) ?? 0 }
            guard !machinery.contains(name), !value.isEmpty else { continue }
            let label = "property." + name.lowercased().prefix(128)
            fields.append(Field(name: label, text: String(value), place: Place()))
        }
        return (fields, pageCount)
    }
}

/// The pages of a PDF as words with boxes, put into reading order by Poppler and joined here.
struct PDFPages {
    private(set) var pages: [String] = []

    /// Reads the output of `pdftotext -bbox-layout`: pages of flows of blocks of lines of words.
    init(_ output: [UInt8], fault: inout NotAssessed?) {
        var isWord = false
        do throws(NotAssessed) {
            var reader = try XMLReader(PDFPages.withoutPrologue(output))
            while let node = try reader.next() {
                switch node {
                case .begin("page", _): pages.append("")
                case .begin("word", _): isWord = true
                case .end("word"):
                    isWord = false
                    add(" ")
                case .end("line"): endLine()
                case .end("block"): add("\n")
                case .text(let text) where isWord: add(text)
                default: break
                }
            }
        } catch {
            fault = error
        }
        pages = pages.map { $0.trimmedLines() }
    }

    private mutating func add(_ text: String) {
        guard !pages.isEmpty else { return }
        pages[pages.count - 1] += text
    }

    private mutating func endLine() {
        guard !pages.isEmpty else { return }
        if pages[pages.count - 1].last == " " { pages[pages.count - 1].removeLast() }
        pages[pages.count - 1] += "\n"
    }

    /// Poppler writes a document type without entities, and our XML reader refuses any.
    private static func withoutPrologue(_ output: [UInt8]) -> [UInt8] {
        guard let start = output.span.firstRange(of: "<html") else { return output }
        // Control characters that a font maps glyphs to are not allowed in XML.
        return output[start...].map { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 ? 0x20 : $0 }
    }
}

extension Span<UInt8> {
    /// Where an ASCII word first stands.
    func firstRange(of word: StaticString) -> Int? {
        let size = word.utf8CodeUnitCount
        guard count >= size else { return nil }
        for start in 0...(count - size) {
            var matched = 0
            while matched < size, self[start + matched] == word.utf8Start[matched] { matched += 1 }
            if matched == size { return start }
        }
        return nil
    }
}
