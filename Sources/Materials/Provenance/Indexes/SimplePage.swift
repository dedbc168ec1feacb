/// The files of a project as a Python index lists them: the simple API in HTML (PEP 503) and in
/// JSON (PEP 691, with the sizes and times of PEP 700).
public struct SimplePage: Sendable, Hashable {
    /// One file of a project.
    public struct File: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Where it lies, absolute or relative to the page.
        public var url: String
        /// Digests by algorithm.
        public var digests: [Component.Digest] = []
        /// Which Pythons it is for, as written.
        public var requiresPython: String?
        /// Why nobody should take it anew; empty when no reason is given, nil when it stands.
        public var yanked: String?
        /// When it was uploaded.
        public var uploaded: Instant?
        /// Its bytes.
        public var size: Int?

        /// A file by its name and place.
        public init(name: String, url: String) {
            self.name = name
            self.url = url
        }

        /// The version that its name says; nil when it says none.
        public var version: String? {
            if name.hasSuffix(".whl") {
                let parts = name.pieces(at: "-")
                return parts.count >= 5 ? parts[1] : nil
            }
            for ending in [".tar.gz", ".zip", ".tar.bz2", ".tgz"] where name.hasSuffix(ending) {
                return name.dropLast(ending.utf8.count).split(separator: "-").last.map(String.init)
            }
            return nil
        }
    }

    /// The media type of the JSON form.
    public static let mediaType = "application/vnd.pypi.simple.v1+json"

    /// The project's normalised name.
    public var project: String
    /// Its files.
    public var files: [File]

    /// A page by its parts.
    public init(project: String, files: [File]) {
        self.project = project
        self.files = files
    }

    /// Reads a page in either form.
    ///
    /// - Throws: ``Unreadable`` when it is neither.
    public init(_ bytes: [UInt8], project: String) throws(Unreadable) {
        self.project = project
        let first = bytes.first { !$0.isSpace }
        files =
            first == UInt8(ascii: "{")
            ? try Self.json(Tree.json(bytes)) : Self.html(String(decoding: bytes, as: UTF8.self))
    }

    private static func json(_ tree: Tree) -> [File] {
        (tree["files"]?.items ?? []).compactMap { item in
            guard let name = item["filename"]?.string, let url = item["url"]?.string else {
                return nil
            }
            var file = File(name: name, url: url)
            file.digests = (item["hashes"]?.members ?? []).compactMap { member in
                member.value.string.map { .init(member.key, $0.lowercased()) }
            }
            file.requiresPython = item["requires-python"]?.string
            file.uploaded = item["upload-time"]?.string.flatMap { Instant($0) }
            file.size = item["size"]?.integer
            if let yanked = item["yanked"] {
                file.yanked = yanked.string ?? (yanked.flag == true ? "" : nil)
            }
            return file
        }
    }

    /// The anchors of a page; nothing else of HTML matters here.
    private static func html(_ text: String) -> [File] {
        var files: [File] = []
        var rest = text[...]
        while let start = rest.range(ofText: "<a ") {
            rest = rest[start.upperBound...]
            guard let end = rest.range(ofText: ">") else { break }
            let attributes = attributes(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
            let name = rest.prefix { $0 != "<" }.trimmed
            guard let link = attributes["href"] else { continue }
            let parts = link.pieces(at: "#")
            var file = File(name: name, url: parts[0])
            if parts.count > 1, let equals = parts[1].firstIndex(of: "=") {
                let value = parts[1][parts[1].index(after: equals)...]
                file.digests = [.init(String(parts[1][..<equals]), value.lowercased())]
            }
            file.requiresPython = attributes["data-requires-python"]
            file.yanked = attributes["data-yanked"]
            files.append(file)
        }
        return files
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].split(separator: " ").last.map { $0.lowercased() } ?? ""
            rest = rest[rest.index(after: equals)...]
            guard let quote = rest.first, quote == "\"" || quote == "'" else { continue }
            rest = rest.dropFirst()
            let value = rest.prefix { $0 != quote }
            found[key] = unescaped(String(value))
            rest = rest[value.endIndex...].dropFirst()
        }
        return found
    }

    private static func unescaped(_ text: String) -> String {
        var plain = text
        for (entity, sign) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] {
            plain = plain.pieces(atText: entity).joined(separator: sign)
        }
        return plain
    }

    /// The page in JSON.
    public var json: String {
        let files = files.map { file -> Tree in
            var members: [Tree.Member] = [
                .init("filename", .text(file.name)), .init("url", .text(file.url)),
                .init("hashes", .map(file.digests.map { .init($0.algorithm, .text($0.value)) })),
            ]
            if let text = file.requiresPython {
                members.append(.init("requires-python", .text(text)))
            }
            if let size = file.size { members.append(.init("size", .number("\(size)"))) }
            if let time = file.uploaded {
                members.append(.init("upload-time", .text(time.description)))
            }
            if let yanked = file.yanked {
                members.append(.init("yanked", yanked.isEmpty ? .flag(true) : .text(yanked)))
            }
            return .map(members)
        }
        return Tree.map([
            .init("meta", .map([.init("api-version", .text("1.1"))])),
            .init("name", .text(project)),
            .init(
                "versions",
                .list(Set(self.files.compactMap(\.version)).sorted().map { .text($0) })
            ),
            .init("files", .list(files)),
        ]).json()
    }

    /// The list of projects that an index begins with, in JSON.
    public static func json(ofProjects names: [String]) -> String {
        Tree.map([
            .init("meta", .map([.init("api-version", .text("1.1"))])),
            .init("projects", .list(names.map { .map([.init("name", .text($0))]) })),
        ]).json()
    }

    /// The list of projects that an index begins with, in HTML.
    public static func html(ofProjects names: [String]) -> String {
        var page = "<!DOCTYPE html>\n<html><head><meta name=\"pypi:repository-version\" "
        page += "content=\"1.0\"><title>Projects</title></head><body>\n"
        for name in names {
            page += "<a href=\"/simple/\(escaped(name))/\">\(escaped(name))</a><br>\n"
        }
        return page + "</body></html>\n"
    }

    /// The page in HTML.
    public var html: String {
        var page = "<!DOCTYPE html>\n<html><head><meta name=\"pypi:repository-version\" "
        page += "content=\"1.0\"><title>\(Self.escaped(project))</title></head><body>\n"
        for file in files {
            let digest = file.digests.first.map { "#\($0.algorithm)=\($0.value)" } ?? ""
            page += "<a href=\"\(Self.escaped(file.url + digest))\""
            if let text = file.requiresPython {
                page += " data-requires-python=\"\(Self.escaped(text))\""
            }
            if let yanked = file.yanked { page += " data-yanked=\"\(Self.escaped(yanked))\"" }
            page += ">\(Self.escaped(file.name))</a><br>\n"
        }
        return page + "</body></html>\n"
    }

    /// Byte by byte: a quote with an accent on it is still a quote.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// The pieces between every place where `text` stands.
    func pieces(atText text: String) -> [String] {
        var pieces: [String] = []
        var rest = self[...]
        while let range = rest.range(ofText: text), !text.isEmpty {
            pieces.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return pieces + [String(rest)]
    }
}
