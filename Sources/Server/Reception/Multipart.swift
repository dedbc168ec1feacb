import Foundation

/// A form with files in it (RFC 7578): its fields, and each file's name and bytes.
struct Multipart: Sendable {
    struct File: Sendable {
        /// As the browser sent it: about people, more often than not.
        let name: String
        let bytes: ArraySlice<UInt8>
    }

    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [File] = []

    /// Parts of one form; more are refused.
    private static let partsMax = 1_000
    /// Bytes of the lines before a part's content.
    private static let headByteCountMax = 2_000

    /// The boundary that a content type names, or nil when it names none.
    static func boundary(in type: String) -> String? {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let start = type.range(of: "boundary=")?.upperBound
        else { return nil }
        let text = type[start...].prefix { $0 != ";" }.filter { $0 != "\"" }
        return (1...70).contains(text.utf8.count) ? String(text) : nil
    }

    /// Reads all of `body`; nil when it is not such a form.
    init?(_ body: [UInt8], boundary: String) {
        let mark = Array("--\(boundary)".utf8)
        let next = Array("\r\n--\(boundary)".utf8)
        guard body.starts(with: mark) else { return nil }
        var place = mark.count
        for _ in 0..<Self.partsMax {
            if body[place...].starts(with: Array("--".utf8)) { return }
            guard body[place...].starts(with: Array("\r\n".utf8)),
                let head = Self.find(Array("\r\n\r\n".utf8), in: body, from: place),
                head - place <= Self.headByteCountMax,
                let end = Self.find(next, in: body, from: head + 4)
            else { return nil }
            let lines = String(decoding: body[place..<head], as: UTF8.self)
            take(lines, body[(head + 4)..<end])
            place = end + next.count
        }
        return nil
    }

    private mutating func take(_ head: String, _ content: ArraySlice<UInt8>) {
        guard let name = Self.parameter(" name=\"", in: head) else { return }
        if let file = Self.parameter("filename=\"", in: head) {
            // A file field without a file is sent as one without a name.
            if !file.isEmpty { files.append(File(name: file, bytes: content)) }
        } else {
            fields.append((name, String(decoding: content, as: UTF8.self)))
        }
    }

    private static func parameter(_ start: String, in head: String) -> String? {
        guard let from = head.range(of: start)?.upperBound,
            let to = head[from...].firstIndex(of: "\"")
        else { return nil }
        return String(head[from..<to])
    }

    /// Where `needle` stands in `body` from `start` on; skips by its last byte (Horspool).
    static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        let count = needle.count
        var skips = [Int](repeating: count, count: 256)
        for (index, byte) in needle.dropLast().enumerated() { skips[Int(byte)] = count - 1 - index }
        var place = start
        while place + count <= body.count {
            var index = count - 1
            while body[place + index] == needle[index] {
                if index == 0 { return place }
                index -= 1
            }
            place += skips[Int(body[place + count - 1])]
        }
        return nil
    }
}
