/// A file as it will be written, with what it says of whom.
struct Artifact: Sendable {
    /// A stretch of the file's text, with the marks in it.
    struct Part: Sendable {
        /// Place inside the file: `word/document.xml`, `page 2`, `4/subject`. Nil: all of it.
        var path: String?
        var text: Marked
    }

    /// Path below the export's root.
    var path: String
    var bytes: [UInt8]
    var parts: [Part]

    init(_ path: String, bytes: [UInt8], parts: [Part]) {
        self.path = path
        self.bytes = bytes
        self.parts = parts
    }

    /// A text file: its marks are offsets into the very text it holds.
    init(_ path: String, text: Marked, charset: Charset = .utf8) {
        let written = charset.confine(text)
        self.init(
            path,
            bytes: charset.mark + charset.encode(written.text),
            parts: [Part(path: nil, text: written)]
        )
    }

    /// The last component of `path`.
    var name: String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The parts as they are called from outside, when this file lies inside another.
    func parts(within container: String) -> [Part] {
        parts.map { part in
            let inner = part.path.map { "/" + $0 } ?? ""
            return Part(path: "\(container)/\(name)\(inner)", text: part.text)
        }
    }
}
