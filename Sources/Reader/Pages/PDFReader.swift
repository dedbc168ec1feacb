import Documents
import Glibc

/// Reads PDF through Poppler's programs, which run in the same box and are never linked: the text
/// of its pages, their pictures, its margins, its properties, and the files attached to it.
struct PDFReader {
    private static let path = "/tmp/document.pdf"
    private static let complaints = "/tmp/complaints"
    /// Seconds that one of Poppler's programs may take by the clock.
    private static let patience = 120

    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ part: Part) throws(NotAssessed) {
        try Scratch.write(part.bytes, to: Self.path)
        defer { unlink(Self.path) }
        let isEncrypted = part.bytes.span.firstRange(of: "/Encrypt") != nil
        let (layout, password) = try text(isEncrypted: isEncrypted)
        noteFaults(part)
        var fault: NotAssessed?
        let text = PDFPages(layout, fault: &fault)
        if let fault { outlet.note(.notAssessed, in: part.container, fault.reason) }
        let properties = try properties(password)
        var fields = properties.fields
        if isEncrypted {
            outlet.note(.notAssessed, in: part.container, "the margins of an encrypted PDF")
        } else {
            let outlet = outlet
            fields += try PDFMargins.read(part.bytes) { bytes throws(NotAssessed) in
                try Deflate.inflate(bytes, outlet)
            }
        }
        let pictures = PDFPictures(outlet, Self.path, password, in: part.container)
        for (index, lines) in text.pages.enumerated() {
            var contents = Contents()
            contents.add(Self.passage(lines), at: Place(page: index + 1), with: fields)
            fields = []
            try outlet.put(contents, in: part.container)
            let isBlank = lines.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
            if isBlank {
                let size = text.sizes[index]
                try pictures.readPage(index + 1, width: size.width, height: size.height)
            }
        }
        try outlet.put(Record(index: 0, kind: .text, fields: fields), in: part.container)
        if properties.pageCount > outlet.limits.pagesMax {
            let detail = "pages beyond \(outlet.limits.pagesMax) were not read"
            outlet.note(.limited, in: part.container, detail)
        }
        let written = text.pages.indices.filter { !text.pages[$0].isEmpty }.map { $0 + 1 }
        try pictures.readPictures(onPages: Set(written))
        try readAttachments(password, in: part.container)
    }

    /// The pages' words with their boxes, and the password that opened the document, if one did.
    private func text(
        isEncrypted: Bool
    ) throws(NotAssessed) -> (layout: [UInt8], password: String?) {
        var tries: [String?] = [nil]
        if isEncrypted { tries += outlet.passwords.map { $0 } }
        for password in tries {
            let tool = try run(
                "pdftotext",
                ["-enc", "UTF-8", "-bbox-layout", "-l", String(outlet.limits.pagesMax)],
                password,
                outputs: ["-"]
            )
            if tool.status == 0 { return (tool.output, password) }
            guard isEncrypted || tool.status == 3 else {
                throw NotAssessed(.malformed, reason: "a PDF that cannot be read")
            }
        }
        throw NotAssessed(.encrypted, reason: "a PDF protected by a password")
    }

    private func run(
        _ program: String,
        _ options: [String],
        _ password: String?,
        outputs: [String] = []
    ) throws(NotAssessed) -> (status: Int32, output: [UInt8]) {
        let key = password.map { ["-upw", $0] } ?? []
        return try Tool.run(
            ["/usr/bin/" + program] + options + key + [Self.path] + outputs,
            outputMax: outlet.limits.documentSizeMax,
            patience: Self.patience,
            complaints: Self.complaints,
            outlet
        )
    }

    /// Poppler mends what it can and goes on; what it could not mend may have been words.
    private func noteFaults(_ part: Part) {
        defer { unlink(Self.complaints) }
        let said = Scratch.read(Self.complaints, outlet.limits) ?? []
        if said.span.firstRange(of: "Syntax Error") != nil {
            outlet.note(.notAssessed, in: part.container, "parts of a PDF that is damaged")
        }
        // A reader looks for the end in the last kilobyte (ISO 32000-1, note 18).
        let tail = Array(part.bytes.suffix(2_048))
        if tail.span.firstRange(of: "%%EOF") == nil {
            outlet.note(.notAssessed, in: part.container, "a PDF that breaks off")
        }
    }

    private static func passage(_ lines: [PageLine]) -> Passage {
        var passage = Passage()
        var block: Int?
        for line in lines {
            if let block, block != line.block { passage.endLine() }
            block = line.block
            passage.add(word: line.text, in: line.box)
            passage.endLine()
        }
        return passage
    }

    /// Files attached to the document, each read as a document of its own.
    private func readAttachments(
        _ password: String?,
        in container: [String]
    ) throws(NotAssessed) {
        let list = try run("pdfdetach", ["-list"], password)
        let count =
            String(decoding: list.output, as: UTF8.self).split(separator: "\n").first
            .flatMap { $0.split(separator: " ").first }.flatMap { Int($0) } ?? 0
        for number in 1...max(count, 1) where number <= count {
            try outlet.countPart()
            let path = "/tmp/attachment"
            defer { unlink(path) }
            let tool = try run("pdfdetach", ["-save", String(number), "-o", path], password)
            let names = String(decoding: list.output, as: UTF8.self).split(separator: "\n")
            let line = names.first { $0.hasPrefix("\(number): ") }
            let name = line.map { String($0.dropFirst("\(number): ".utf8.count)) }
            let place = container + [name ?? "attachment \(number)"]
            guard tool.status == 0, let bytes = Scratch.read(path, outlet.limits) else {
                outlet.note(.notAssessed, in: place, "an attachment that could not be taken out")
                continue
            }
            try outlet.countUnpacked(bytes.count)
            let part = Part(bytes: bytes, name: name ?? "", container: place)
            try PartReader(outlet).readInner(part)
        }
    }

    /// What the document says of itself: author, title, program, dates.
    private func properties(
        _ password: String?
    ) throws(NotAssessed) -> (fields: [Field], pageCount: Int) {
        let machinery: Set<String> = [
            "Tagged", "UserProperties", "Suspects", "Form", "JavaScript", "Pages", "Encrypted",
            "Page size", "Page rot", "File size", "Optimized", "PDF version", "Custom Metadata",
            "Metadata Stream",
        ]
        let tool = try run("pdfinfo", ["-isodates", "-enc", "UTF-8"], password)
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
