import CXML2
import Documents

/// Reads web pages through libxml2: what is seen, and what hides behind it.
///
/// Hidden parts are fields of their own, because that is where people forget what they left:
/// comments, hidden inputs, scripts with data in them, addresses behind links.
struct HTMLReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ part: Part) throws(NotAssessed) {
        let text = decoded(part)
        guard let page = HTMLPage(text) else {
            throw NotAssessed(.malformed, reason: "no web page could be made of it")
        }
        if page.isCut {
            let detail = "a page that could not be read to its end"
            outlet.note(.notAssessed, in: part.container, detail)
        }
        let place = Place()
        var fields = page.hidden.map { Field(name: $0.name, text: $0.text, place: place) }
        let pieces = ProseCut.pieces(of: page.visible)
        fields.insert(Field(name: "text", text: pieces[0], place: place), at: 0)
        let record = Record(index: 0, kind: .text, fields: fields.filter { !$0.text.isEmpty })
        try outlet.put(record, in: part.container)
        for piece in pieces.dropFirst() {
            let field = Field(name: "text", text: piece, place: place)
            try outlet.put(Record(index: 0, kind: .text, fields: [field]), in: part.container)
        }
    }

    /// The page as UTF-8: by its mark or by what it says of itself, else by its bytes.
    private func decoded(_ part: Part) -> [UInt8] {
        let prefix = part.bytes.span.extracting(first: 2_048)
        if let charset = HTMLCharset.declared(in: prefix),
            let text = Charset.decode(part.bytes, from: charset)
        {
            return text
        }
        var decoder = TextDecoder()
        var text: [UInt8] = []
        decoder.decode(part.bytes.span, into: &text)
        decoder.finish(into: &text)
        for notice in decoder.notices {
            outlet.note(notice.kind, in: part.container, count: notice.count, notice.detail)
        }
        return text
    }
}

/// The character set that a page declares of itself.
enum HTMLCharset {
    /// The value of `charset=` in the first bytes, unless it is one that bytes show better.
    static func declared(in prefix: Span<UInt8>) -> String? {
        let text = prefix.text().lowercased()
        guard let found = text.firstRange(of: "charset=") else { return nil }
        let name = text[found.upperBound...].drop { "\"' ".contains($0) }
            .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0)) }
        // UTF-8 and the Western ones are told from the bytes, which lie less often than pages do.
        let seen = ["utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252", "utf-16"]
        return name.isEmpty || seen.contains(String(name)) ? nil : String(name)
    }
}

extension String {
    /// The first place where `other` stands. The standard library's search needs Foundation.
    func firstRange(of other: String) -> Range<String.Index>? {
        let pattern = Array(other.utf8)
        var index = utf8.startIndex
        while index < utf8.endIndex {
            if utf8[index...].starts(with: pattern) {
                return index..<utf8.index(index, offsetBy: pattern.count)
            }
            index = utf8.index(after: index)
        }
        return nil
    }
}
