/// What a PDF holds beside the text of its pages: forms, annotations, links, scripts, outlines,
/// descriptions of pictures, metadata.
///
/// All objects in the file are looked at, not only those that the last version of it refers to:
/// what was deleted from a form or a margin often stays in the file.
public struct PDFMargins {
    /// Unpacks a stream compressed by deflate; nil when it cannot be.
    public typealias Inflate = (_ bytes: [UInt8]) throws(NotAssessed) -> [UInt8]?

    /// Objects that are looked at.
    private static let objectsMax = 500_000

    private var objects: [Int: PDFObject] = [:]
    private var order: [Int] = []
    private var fields: [Field] = []
    private var seen: Set<Field> = []
    private var pages: [Int: Int] = [:]

    private init() {}

    /// Gathers what stands in the margins of a document.
    ///
    /// - Parameters:
    ///   - bytes: the whole file, which must not be encrypted.
    ///   - inflate: unpacks compressed streams.
    public static func read(
        _ bytes: [UInt8],
        inflate: Inflate
    ) throws(NotAssessed) -> [Field] {
        var margins = PDFMargins()
        try margins.gather(bytes, inflate)
        margins.countPages()
        for number in margins.order {
            if let object = margins.objects[number] { margins.look(at: object, number, depth: 0) }
        }
        return margins.fields
    }

    /// Finds every `12 0 obj` in the file, and those packed together in streams (§7.5.7).
    private mutating func gather(_ bytes: [UInt8], _ inflate: Inflate) throws(NotAssessed) {
        var position = 0
        let mark = Array(" obj".utf8)
        while let found = bytes.span.firstPosition(of: mark, from: position) {
            position = found + mark.count
            guard let number = Self.number(before: found, in: bytes) else { continue }
            var parser = PDFObjectParser(bytes, at: position)
            let object = parser.object()
            position = max(position, parser.position)
            add(object, number)
            guard case .dictionary = object, parser.take("stream") else { continue }
            let start = Self.streamStart(parser.position, in: bytes)
            let end = Self.streamEnd(start, object, in: bytes)
            position = max(position, end)
            let kind = object["Type"]?.nameIfAny
            let isScript =
                kind == nil && object["Subtype"] == nil && object["Width"] == nil
                && object["FunctionType"] == nil && object["Length1"] == nil
            guard kind == "ObjStm" || kind == "Metadata" || isScript else { continue }
            let packed = Array(bytes[start..<end])
            let isPacked = object["Filter"] != nil
            guard let content = isPacked ? try inflate(packed) : packed else { continue }
            if kind == "ObjStm" { unpack(content, object) }
            if kind == "Metadata" { addMetadata(content) }
        }
    }

    private static func number(before place: Int, in bytes: [UInt8]) -> Int? {
        // Generation, a space, and the number.
        var index = place - 1
        while index >= 0, bytes[index].isDigit { index -= 1 }
        guard index >= 1, index < place - 1, bytes[index] == 0x20 else { return nil }
        var start = index - 1
        while start >= 0, bytes[start].isDigit, index - start < 10 { start -= 1 }
        return Int(bytes.span.extracting(start + 1..<index).text())
    }

    private static func streamStart(_ place: Int, in bytes: [UInt8]) -> Int {
        var start = place
        if start < bytes.count, bytes[start] == 0x0D { start += 1 }
        if start < bytes.count, bytes[start] == 0x0A { start += 1 }
        return min(start, bytes.count)
    }

    private static func streamEnd(_ start: Int, _ object: PDFObject, in bytes: [UInt8]) -> Int {
        let mark = Array("endstream".utf8)
        if case .number(let length)? = object["Length"], length >= 0, length < 1e9,
            start + Int(length) <= bytes.count
        {
            return start + Int(length)
        }
        return bytes.span.firstPosition(of: mark, from: start) ?? bytes.count
    }

    private mutating func add(_ object: PDFObject, _ number: Int) {
        guard order.count < Self.objectsMax else { return }
        // A number that stands twice is an older version of the object: both are kept.
        let own = objects[number] == nil ? number : -order.count - 1
        objects[own] = object
        order.append(own)
    }

    private mutating func unpack(_ content: [UInt8], _ stream: PDFObject) {
        guard case .number(let count)? = stream["N"], case .number(let first)? = stream["First"],
            first >= 0, first <= Double(content.count)
        else { return }
        var heads = PDFObjectParser(content, at: 0)
        for _ in 0..<Int(max(min(count, 100_000), 0)) {
            guard case .number(let number) = heads.object(),
                case .number(let offset) = heads.object(), number >= 0, number < 1e9,
                offset >= 0, offset < 1e9
            else { return }
            var parser = PDFObjectParser(content, at: Int(first) + Int(offset))
            add(parser.object(), Int(number))
        }
    }

    /// Numbers the pages by walking their tree, so that what stands on one can say where.
    private mutating func countPages() {
        var pending: [Int] = []
        for number in order {
            guard objects[number]?["Type"]?.nameIfAny == "Catalog" else { continue }
            if case .reference(let root)? = objects[number]?["Pages"] { pending = [root] }
        }
        var visited: Set<Int> = []
        var page = 0
        while let number = pending.popLast() {
            guard visited.insert(number).inserted, let node = objects[number] else { continue }
            if case .array(let kids)? = node["Kids"] {
                for case .reference(let kid) in kids.reversed() { pending.append(kid) }
                continue
            }
            page += 1
            pages[number] = page
            var annotations = node["Annots"]
            if case .reference(let list)? = annotations { annotations = objects[list] }
            if case .array(let items)? = annotations {
                for case .reference(let item) in items { pages[item] = page }
            }
        }
    }

    private mutating func look(at object: PDFObject, _ number: Int, depth: Int) {
        guard depth < 8 else { return }
        switch object {
        case .array(let items): for item in items { look(at: item, number, depth: depth + 1) }
        case .dictionary(let entries):
            keepWords(of: entries, on: pages[number])
            for key in entries.keys.sorted() {
                if let entry = entries[key] { look(at: entry, number, depth: depth + 1) }
            }
        default: break
        }
    }

    private mutating func keepWords(of entries: [String: PDFObject], on page: Int?) {
        func resolved(_ key: String) -> String? {
            if case .reference(let number)? = entries[key] { return objects[number]?.text }
            return entries[key]?.text
        }
        let isWidget =
            entries["FT"] != nil || entries["Subtype"]?.nameIfAny == "Widget"
            || entries["Kids"] != nil && entries["T"] != nil
        if isWidget {
            let name = resolved("T") ?? "field"
            for key in ["V", "DV", "TU"] { keep("form." + name, resolved(key), page) }
            if case .array(let choices)? = entries["V"] {
                for choice in choices { keep("form." + name, choice.text, page) }
            }
        } else if entries["Subtype"] != nil {
            keep("annotation.author", resolved("T"), page)
        }
        keep("annotation", resolved("Contents"), page)
        keep("link", resolved("URI"), page)
        keep("script", resolved("JS"), page)
        for key in ["Alt", "ActualText"] { keep("description", resolved(key), page) }
        if entries["Parent"] != nil, entries["Subtype"] == nil {
            keep("outline", resolved("Title"), page)
        }
        if entries["Type"]?.nameIfAny == "Sig" || entries["ByteRange"] != nil {
            for key in ["Name", "Reason", "Location", "ContactInfo"] {
                keep("signature." + key.lowercased(), resolved(key), page)
            }
        }
    }

    private mutating func addMetadata(_ content: [UInt8]) {
        keep("metadata", MarkupText.words(of: content), nil)
    }

    private mutating func keep(_ name: String, _ text: String?, _ page: Int?) {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return }
        let label = String(name.prefix(128))
        let field = Field(name: label, text: text, place: Place(page: page))
        if seen.insert(field).inserted { fields.append(field) }
    }
}
