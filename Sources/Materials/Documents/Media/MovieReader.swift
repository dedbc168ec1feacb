/// MP4 and QuickTime: boxes within boxes (ISO/IEC 14496-12).
struct MovieReader {
    private static let depthMax = 16
    private static let samplesMax = 200_000

    /// One track's tables, as far as subtitles need them.
    private struct Track {
        var handler = ""
        var scale = 1_000
        var format = ""
        var durations: [(count: Int, each: Int)] = []
        var chunks: [Int] = []
        var runs: [(first: Int, samples: Int)] = []
        var sizes: [Int] = []
    }

    private let bytes: [UInt8]
    private var track: Track?
    private var keys: [String] = []
    private var boxes = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read(into found: inout MediaFindings) throws(NotAssessed) {
        try walk(ByteCursor(bytes), path: [], into: &found)
    }

    private static let containers: Set<String> = [
        "moov", "udta", "trak", "mdia", "minf", "stbl", "ilst", "edts", "moof", "traf",
    ]

    private mutating func walk(
        _ range: ByteCursor,
        path: [String],
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        var cursor = range
        while cursor.left >= 8 {
            boxes += 1
            guard boxes < 1_000_000 else { throw ByteCursor.short }
            let start = cursor.position
            var size = try cursor.big(4)
            let kind = try cursor.take(4).westernText()
            if size == 1 { size = try cursor.big(8) }
            if size == 0 { size = cursor.end - start }
            let end = start + size
            guard end > cursor.position || size == cursor.position - start, end <= cursor.end else {
                // The end of a list of user data is four zeros.
                if path.last == "udta" { return }
                throw ByteCursor.short
            }
            let body = ByteCursor(bytes, in: cursor.position..<end)
            try cursor.move(to: end)
            try visit(kind, body, path: path, into: &found)
        }
    }

    private mutating func visit(
        _ kind: String,
        _ body: ByteCursor,
        path: [String],
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        guard path.count < Self.depthMax else { throw ByteCursor.short }
        var cursor = body
        switch kind {
        case "trak":
            track = Track()
            try walk(body, path: path + [kind], into: &found)
            if let track { try subtitles(of: track, into: &found) }
            track = nil
        case "meta":
            // A full box in MP4, a plain one in QuickTime.
            var look = body
            let isPlain = look.takeMost(8).suffix(4).elementsEqual("hdlr".utf8)
            if !isPlain { try cursor.skip(4) }
            try walk(cursor, path: path + [kind], into: &found)
        case _ where path.last == "ilst": try item(kind, body, into: &found)
        case _ where Self.containers.contains(kind):
            try walk(body, path: path + [kind], into: &found)
        case "keys":
            try cursor.skip(8)
            while cursor.left >= 8 {
                let size = try cursor.big(4)
                try cursor.skip(4)
                keys.append(try cursor.take(size - 8).westernText())
            }
        case "uuid", "XMP_":
            found.keep("metadata", MarkupText.words(of: cursor.takeMost(min(cursor.left, 1 << 20))))
        case _ where path.last == "udta": try userData(kind, body, into: &found)
        default: try table(kind, &cursor)
        }
    }

    /// An item of iTunes' list: its value stands in a box called `data`.
    private func item(
        _ kind: String,
        _ body: ByteCursor,
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        var cursor = body
        var name = kind
        var number = ByteCursor(Array(kind.utf16.map { UInt8(truncatingIfNeeded: $0) }))
        if let index = try? number.big(4), keys.indices.contains(index - 1) {
            name = keys[index - 1]
        }
        while cursor.left >= 8 {
            let size = try cursor.big(4)
            let part = try cursor.take(4)
            let content = try cursor.take(size - 8)
            if part.elementsEqual("name".utf8) { name = Array(content.dropFirst(4)).westernText() }
            guard part.elementsEqual("data".utf8), content.count > 8 else { continue }
            let type = content[3]
            let value = Array(content[8...])
            if type == 13 || type == 14 {
                found.contents.parts.append(.init(name: "cover", bytes: value))
            } else if type == 1 || type == 2 {
                let text = type == 1 ? value.span.text() : value.westernText()
                found.keep("property." + Self.plain(name), text)
            }
        }
    }

    /// QuickTime's user data: `©xyz` is where it was taken.
    private func userData(
        _ kind: String,
        _ body: ByteCursor,
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        var cursor = body
        if kind.hasPrefix("©") {
            let size = try cursor.big(2)
            try cursor.skip(2)
            let text = MailText.utf8(cursor.takeMost(size)).span.text()
            found.keep(kind == "©xyz" ? "gps" : "property." + Self.plain(kind), text)
        } else {
            let raw = cursor.takeMost(min(cursor.left, 4_096)).filter { $0 != 0 }
            let words = MailText.utf8(raw)
            if words.count > 6, Prose.isLikely(words.span) {
                found.keep("property." + Self.plain(kind), words.span.text())
            }
        }
    }

    private static func plain(_ name: String) -> String {
        let known = [
            "©nam": "title", "©ART": "artist", "©cmt": "comment", "©day": "date", "©too": "program",
            "©wrt": "author", "©alb": "album", "desc": "description", "ldes": "description",
            "©aut": "author", "©mak": "make", "©mod": "model", "©xyz": "gps", "cprt": "copyright",
            "com.apple.quicktime.location.ISO6709": "gps",
        ]
        return known[name] ?? name
    }

    private mutating func table(_ kind: String, _ cursor: inout ByteCursor) throws(NotAssessed) {
        guard track != nil else { return }
        switch kind {
        case "hdlr":
            try cursor.skip(8)
            let handler = try cursor.take(4).westernText()
            // A second handler says where the data lie, not what they are.
            if track?.handler.isEmpty == true { track?.handler = handler }
        case "mdhd":
            let version = try cursor.big(1)
            try cursor.skip(version == 1 ? 19 : 11)
            track?.scale = max(try cursor.big(4), 1)
        case "stsd":
            try cursor.skip(12)
            track?.format = try cursor.take(4).westernText()
        case "stts", "stsc", "stsz", "stco", "co64":
            try cursor.skip(4)
            let each = kind == "stsz" ? try cursor.big(4) : 0
            let count = try cursor.big(4)
            guard count <= Self.samplesMax else { return }
            for _ in 0..<count {
                switch kind {
                case "stts": track?.durations.append((try cursor.big(4), try cursor.big(4)))
                case "stsc":
                    track?.runs.append((try cursor.big(4), try cursor.big(4)))
                    try cursor.skip(4)
                case "stsz": track?.sizes.append(each == 0 ? try cursor.big(4) : each)
                default: track?.chunks.append(try cursor.big(kind == "stco" ? 4 : 8))
                }
            }
        default: break
        }
    }

    /// Samples of a track of text, with the times at which they begin.
    private func subtitles(
        of track: Track,
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        guard ["sbtl", "text", "subt", "clcp"].contains(track.handler) else { return }
        guard ["tx3g", "text", "wvtt", "stpp"].contains(track.format) else {
            return found.contents.doubt("subtitles of a kind that is not read")
        }
        var sample = 0
        var time = 0
        var durations = track.durations.flatMap { pair in
            Array(repeating: pair.each, count: min(pair.count, Self.samplesMax))
        }[...]
        for (index, offset) in track.chunks.enumerated() {
            let run = track.runs.last { $0.first <= index + 1 }
            var cursor = ByteCursor(bytes)
            try cursor.move(to: offset)
            for _ in 0..<min(run?.samples ?? 1, Self.samplesMax)
            where track.sizes.indices.contains(sample) {
                let content = try cursor.take(track.sizes[sample])
                let moment = Int(Double(time) * 1_000 / Double(track.scale))
                found.keep(cue: Self.text(of: content, track.format), at: moment)
                sample += 1
                time += durations.popFirst() ?? 0
            }
        }
    }

    private static func text(of sample: [UInt8], _ format: String) -> String {
        switch format {
        case "tx3g", "text":
            guard sample.count > 2 else { return "" }
            let size = Int(sample[0]) << 8 | Int(sample[1])
            return MailText.utf8(Array(sample[2...].prefix(size))).span.text()
        case "stpp": return MarkupText.words(of: sample)
        default:
            // Boxes of WebVTT: what is said stands in `payl` (ISO/IEC 14496-30).
            let mark = Array("payl".utf8)
            guard let start = sample.span.firstPosition(of: mark), start >= 4 else { return "" }
            let size = sample[start - 4..<start].reduce(0) { $0 << 8 | Int($1) }
            return Array(sample[(start + 4)...].prefix(max(size - 8, 0))).span.text()
        }
    }
}
