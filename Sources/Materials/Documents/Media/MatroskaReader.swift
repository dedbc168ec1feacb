/// Matroska and WebM: elements within elements (RFC 8794, RFC 9559).
struct MatroskaReader {
    private static let depthMax = 12

    private struct Track {
        var number = 0
        var kind = 0
        var codec = ""
    }

    private let bytes: [UInt8]
    private var track = Track()
    private var subtitles: Set<Int> = []
    private var scale = 1_000_000
    private var clusterTime = 0
    private var tag = ""
    private var file = (name: "", bytes: [UInt8]())

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read(into found: inout MediaFindings) throws(NotAssessed) {
        try walk(ByteCursor(bytes), depth: 0, into: &found)
    }

    /// Elements that hold others: segment, info, tracks, tags, chapters, attachments, clusters.
    private static let containers: Set<Int> = [
        0x1853_8067, 0x1549_A966, 0x1654_AE6B, 0xAE, 0x1254_C367, 0x7373, 0x67C8, 0x1043_A770,
        0x45B9, 0xB6, 0x80, 0x1941_A469, 0x61A7, 0x1F43_B675, 0xA0,
    ]

    /// Elements of text, and what they are called.
    private static let texts: [Int: String] = [
        0x7BA9: "property.title", 0x4D80: "property.program", 0x5741: "property.program",
        0x7384: "property.file", 0x536E: "track", 0x85: "chapter", 0x467E: "attachment",
    ]

    private mutating func walk(
        _ range: ByteCursor,
        depth: Int,
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        guard depth < Self.depthMax else { throw ByteCursor.short }
        var cursor = range
        while cursor.left >= 2 {
            let id = try Self.number(&cursor, keepsMark: true)
            var size = try Self.number(&cursor, keepsMark: false)
            // Of unknown size: to the end of what it stands in.
            if size < 0 || size > cursor.left { size = cursor.left }
            let body = ByteCursor(bytes, in: cursor.position..<cursor.position + size)
            try cursor.skip(size)
            if Self.containers.contains(id) {
                try walk(body, depth: depth + 1, into: &found)
                end(id, into: &found)
            } else {
                try visit(id, body, into: &found)
            }
        }
    }

    private mutating func visit(
        _ id: Int,
        _ body: ByteCursor,
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        var cursor = body
        if let name = Self.texts[id] {
            return found.keep(name, cursor.takeMost(65_536).span.text())
        }
        switch id {
        case 0xD7: track.number = try cursor.big(min(cursor.left, 8))
        case 0x83: track.kind = try cursor.big(min(cursor.left, 8))
        case 0x86: track.codec = cursor.takeMost(64).westernText()
        case 0x2AD7B1: scale = max(try cursor.big(min(cursor.left, 8)), 1)
        case 0xE7: clusterTime = try cursor.big(min(cursor.left, 8))
        case 0x45A3: tag = cursor.takeMost(256).span.text()
        case 0x4487: found.keep("property." + tag.lowercased(), cursor.takeMost(65_536).span.text())
        case 0x466E: file.name = cursor.takeMost(1_024).span.text()
        case 0x465C: file.bytes = cursor.takeMost(cursor.left)
        case 0xA3, 0xA1:
            let number = try Self.number(&cursor, keepsMark: false)
            guard subtitles.contains(number) else { return }
            let offset = Int(Int16(truncatingIfNeeded: try cursor.big(2)))
            try cursor.skip(1)
            let ticks = Double(clusterTime + offset) * Double(scale) / 1e6
            let time = Int(max(min(ticks, 1e12), 0))
            found.keep(cue: cursor.takeMost(65_536).span.text(), at: time)
        default: break
        }
    }

    private mutating func end(_ id: Int, into found: inout MediaFindings) {
        if id == 0xAE {
            if track.kind == 17 {
                if track.codec.hasPrefix("S_TEXT") {
                    subtitles.insert(track.number)
                } else {
                    found.contents.doubt("subtitles of a kind that is not read")
                }
            }
            track = Track()
        } else if id == 0x61A7, !file.bytes.isEmpty {
            let name = file.name.isEmpty ? "attachment" : file.name
            found.contents.parts.append(.init(name: name, bytes: file.bytes))
            file = ("", [])
        }
    }

    /// A number whose first byte says its length.
    ///
    /// - Returns: -1 for a size of all ones, which stands for unknown.
    private static func number(
        _ cursor: inout ByteCursor,
        keepsMark: Bool
    ) throws(NotAssessed) -> Int {
        let first = try cursor.big(1)
        let length = UInt8(first).leadingZeroBitCount + 1
        guard length <= 8 else { throw ByteCursor.short }
        var value = keepsMark ? first : first & (0xFF >> length)
        var isUnknown = value == 0xFF >> length
        for _ in 1..<length {
            let byte = try cursor.big(1)
            isUnknown = isUnknown && byte == 0xFF
            value = value << 8 | byte
        }
        return isUnknown && !keepsMark ? -1 : value
    }
}
