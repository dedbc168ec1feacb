/// Tags of MP3 (ID3v2.3 and 2.4, ID3v1).
enum ID3Tags {
    static func read(_ bytes: [UInt8], into found: inout MediaFindings) throws(NotAssessed) {
        if bytes.count >= 128 {
            // The old tag: fixed places in the last 128 bytes.
            let last = Array(bytes.suffix(128))
            if last.starts(with: "TAG".utf8) {
                for (name, range) in [
                    ("title", 3..<33), ("artist", 33..<63), ("album", 63..<93),
                    ("comment", 97..<127),
                ] {
                    found.keep("property." + name, Array(last[range]).westernText())
                }
            }
        }
        guard bytes.starts(with: "ID3".utf8) else { return }
        var cursor = ByteCursor(bytes)
        try cursor.skip(3)
        let version = try cursor.big(1)
        try cursor.skip(2)
        let size = Self.spread(try cursor.big(4))
        var frames = ByteCursor(bytes, in: 10..<10 + size)
        while frames.left >= 10, version >= 3, let first = frames.peek, first != 0 {
            let kind = try frames.take(4).westernText()
            let raw = try frames.big(4)
            try frames.skip(2)
            try frame(kind, frames.takeMost(version == 4 ? Self.spread(raw) : raw), into: &found)
        }
        if version < 3 { found.contents.doubt("tags of a kind that is not read") }
    }

    /// Numbers of 28 bits in the lower seven of four bytes.
    private static func spread(_ raw: Int) -> Int {
        raw & 0x7F | raw >> 1 & 0x3F80 | raw >> 2 & 0x1F_C000 | raw >> 3 & 0xFE0_0000
    }

    private static func frame(
        _ kind: String,
        _ body: [UInt8],
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        guard let encoding = body.first else { return }
        let names = [
            "TIT2": "title", "TPE1": "artist", "TALB": "album", "TCOM": "author", "TOWN": "owner",
            "TEXT": "author", "COMM": "comment", "USLT": "words", "TXXX": "property",
            "TDRC": "date", "TENC": "encoder", "TIT3": "subtitle", "WXXX": "link",
        ]
        if kind == "APIC" || kind == "GEOB" {
            // A picture stands behind its type and description, which end in zeros.
            let marks: [[UInt8]] = [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47]]
            if let start = marks.lazy.compactMap({ body.span.firstPosition(of: $0) }).first {
                found.contents.parts.append(.init(name: "cover", bytes: Array(body[start...])))
            }
            return
        }
        guard kind.hasPrefix("T") || names[kind] != nil else { return }
        var rest = Array(body[1...])
        if kind == "COMM" || kind == "USLT" { rest = Array(rest.dropFirst(3)) }
        let text: String
        switch encoding {
        case 1, 2:
            var wide = rest
            let isBig = encoding == 2 || rest.starts(with: [0xFE, 0xFF])
            if isBig {
                for index in stride(from: 0, to: wide.count - 1, by: 2) {
                    wide.swapAt(index, index + 1)
                }
            }
            text = wide.utf16Text(stopsAtZero: false)
        case 3: text = rest.span.text()
        default: text = rest.westernText()
        }
        let shown = text.filter { $0 != "\u{FEFF}" }.map { $0 == "\0" ? " " : $0 }
        found.keep("property." + (names[kind] ?? kind.lowercased()), String(shown).trimmed())
    }
}

/// WAVE and AVI: chunks, of which the lists of information are read.
enum RIFFReader {
    static func read(_ bytes: [UInt8], into found: inout MediaFindings) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(12)
        while cursor.left >= 8 {
            let kind = try cursor.take(4).westernText()
            let size = try cursor.little(4)
            let isBulk = kind == "data"
            guard !isBulk else {
                // The end of a recording that was cut off is missing: that is for players to mend.
                try cursor.skip(min(size + size & 1, cursor.left))
                continue
            }
            let body = cursor.takeMost(size + size & 1)
            switch kind {
            case "LIST" where body.starts(with: "INFO".utf8): try list(body, into: &found)
            case "bext":
                for (name, range) in [
                    ("description", 0..<256), ("author", 256..<288), ("reference", 288..<320),
                    ("date", 320..<338),
                ] where body.count >= range.upperBound {
                    found.keep(
                        "property." + name,
                        Array(body[range].prefix { $0 != 0 }).westernText()
                    )
                }
            case "id3 ", "ID3 ": try ID3Tags.read(body, into: &found)
            case "iXML", "_PMX": found.keep("metadata", MarkupText.words(of: body))
            default: break
            }
        }
    }

    private static func list(
        _ body: [UInt8],
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        let names = [
            "IART": "artist", "INAM": "title", "ICMT": "comment", "ICRD": "date", "ISFT": "program",
            "IENG": "engineer", "ICOP": "copyright", "ISBJ": "subject", "ITCH": "technician",
        ]
        var cursor = ByteCursor(body)
        try cursor.skip(4)
        while cursor.left >= 8 {
            let kind = try cursor.take(4).westernText()
            let size = try cursor.little(4)
            let text = cursor.takeMost(size + size & 1).prefix { $0 != 0 }
            found.keep("property." + (names[kind] ?? kind), MailText.utf8(Array(text)).span.text())
        }
    }
}

/// Comments of Ogg (Vorbis, Opus, Theora) and FLAC: `NAME=value`, found by their marks.
enum VorbisComments {
    static func read(_ bytes: [UInt8], into found: inout MediaFindings) throws(NotAssessed) {
        if bytes.starts(with: "fLaC".utf8) { return try blocks(bytes, into: &found) }
        let head = bytes.span.extracting(first: 256 * 1024)
        for mark in ["\u{3}vorbis", "OpusTags", "\u{81}theora"] {
            let wanted = mark.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            guard let start = head.firstPosition(of: wanted) else { continue }
            // Long comments go on in the next page, behind a head of its own.
            let range = start + wanted.count..<bytes.count
            comments(ByteCursor(bytes, in: range), into: &found)
        }
    }

    private static func blocks(
        _ bytes: [UInt8],
        into found: inout MediaFindings
    ) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(4)
        while cursor.left >= 4 {
            let head = try cursor.big(1)
            let size = try cursor.big(3)
            let start = cursor.position
            try cursor.skip(size)
            let body = ByteCursor(bytes, in: start..<start + size)
            if head & 0x7F == 4 { comments(body, into: &found) }
            if head & 0x7F == 6, let picture = picture(body) {
                found.contents.parts.append(.init(name: "cover", bytes: picture))
            }
            if head & 0x80 != 0 { return }
        }
    }

    private static func picture(_ body: ByteCursor) -> [UInt8]? {
        var cursor = body
        do throws(NotAssessed) {
            try cursor.skip(4)
            try cursor.skip(try cursor.big(4))
            try cursor.skip(try cursor.big(4))
            try cursor.skip(16)
            return try cursor.take(try cursor.big(4))
        } catch {
            return nil
        }
    }

    private static func comments(_ range: ByteCursor, into found: inout MediaFindings) {
        var cursor = range
        do throws(NotAssessed) {
            let program = try cursor.take(try cursor.little(4))
            found.keep("property.program", String(decoding: program, as: UTF8.self))
            let count = min(try cursor.little(4), 1_000)
            for _ in 0..<count {
                let bytes = try cursor.take(try cursor.little(4))
                let comment = String(decoding: bytes, as: UTF8.self)
                let parts = comment.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { continue }
                found.keep("property." + parts[0].lowercased(), String(parts[1]))
            }
        } catch {
            found.contents.doubt("comments that break off")
        }
    }
}
