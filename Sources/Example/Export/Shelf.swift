import FoundationEssentials
import Sieve

/// Puts files into the export, and what they say into the gold beside it.
///
/// The gold is `gold.jsonl`: a line for each text, `{"file","part","text","spans"}`. `part` and
/// `text` are there when a file's text is not what its bytes spell; without them the offsets count
/// the code points of the file itself, after its byte order mark. A long table has many lines.
struct Shelf: ~Copyable {
    private let root: String
    private let gold: OutputFile?
    private var folders: Set<String> = []
    /// Bytes put into the export so far.
    private(set) var size = 0
    private(set) var count = 0

    init(export: String, gold folder: String?) throws {
        root = export
        try FileManager.default.createDirectory(atPath: export, withIntermediateDirectories: true)
        if let folder {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            gold = try OutputFile(folder + "/gold.jsonl")
        } else {
            gold = nil
        }
    }

    mutating func put(_ artifact: Artifact) throws {
        let file = try open(artifact.path)
        try file.write(artifact.bytes)
        try file.close()
        size += artifact.bytes.count
        for part in artifact.parts { try record(artifact.path, part) }
    }

    /// Writes a file piece by piece, until `next` returns nil; each piece has a gold line.
    mutating func stream(
        _ path: String,
        charset: Charset = .utf8,
        _ next: () -> Marked?
    ) throws {
        let file = try open(path)
        try file.write(charset.mark)
        var offset = 0
        while let piece = next() {
            let text = charset.confine(piece)
            let bytes = charset.encode(text.text)
            try file.write(bytes)
            try record(path, spans: text.spans.map { $0.moved(by: offset) })
            offset += text.length
            size += bytes.count
        }
        try file.close()
    }

    /// Writes a file of `parts` and bytes that come together, until `next` returns nil.
    mutating func stream(_ path: String, _ next: () -> Artifact?) throws {
        let file = try open(path)
        while let piece = next() {
            try file.write(piece.bytes)
            size += piece.bytes.count
            for part in piece.parts { try record(path, part) }
        }
        try file.close()
    }

    private mutating func open(_ path: String) throws -> OutputFile {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        if folders.insert(folder).inserted {
            try FileManager.default.createDirectory(
                atPath: root + "/" + folder,
                withIntermediateDirectories: true
            )
        }
        count += 1
        return try OutputFile(root + "/" + path)
    }

    private func record(_ file: String, _ part: Artifact.Part) throws {
        guard let path = part.path else { return try record(file, spans: part.text.spans) }
        try record(file, spans: part.text.spans, part: (path, part.text.text))
    }

    private func record(
        _ file: String,
        spans: [Span],
        part: (path: String, text: String)? = nil
    ) throws {
        guard let gold else { return }
        var line = "{\"file\":\(file.quoted)"
        if let part { line += ",\"part\":\(part.path.quoted),\"text\":\(part.text.quoted)" }
        line += ",\"spans\":["
        for (index, span) in spans.enumerated() { line += (index > 0 ? "," : "") + span.json }
        try gold.write(Array((line + "]}\n").utf8))
    }

    /// Ends the gold; nothing may be put afterwards.
    consuming func close() throws -> (files: Int, bytes: Int) {
        try gold?.close()
        return (count, size)
    }
}

extension Span {
    fileprivate var json: String {
        "{\"start\":\(start),\"end\":\(end),\"label\":\"\(label.rawValue)\","
            + "\"identifier\":\"\(identifier.rawValue)\",\"entity\":\(entity.quoted)}"
    }
}

extension String {
    /// As a JSON string.
    fileprivate var quoted: String { Node.string(self).written().text }
}
