/// What a picture carries beside its pixels: when, where and by whom it was taken, and what
/// somebody wrote into it (Exif 2.32, XMP, IPTC, PNG text).
public struct PictureMetadata: Sendable {
    /// Unpacks a stream compressed by deflate; nil when it cannot be.
    public typealias Inflate = (_ bytes: [UInt8]) throws(NotAssessed) -> [UInt8]?

    /// Width and height, when they are said. Pixels.
    public var size: (width: Int, height: Int)?
    /// What was written into it.
    public var fields: [Field] = []
    /// Whether the picture ends where its format says it does.
    public var isWhole = true
    /// Whether it is of a kind that programs for recognising words can unpack.
    public var isDecodable = true

    /// Reads what a picture of any known kind carries; damage ends the reading, quietly, because
    /// whoever unpacks the pixels will meet it too.
    public static func read(
        _ bytes: [UInt8],
        inflate: Inflate
    ) throws(NotAssessed) -> PictureMetadata {
        var picture = PictureMetadata()
        do throws(NotAssessed) {
            if bytes.starts(with: [0xFF, 0xD8]) {
                try picture.readJPEG(bytes)
            } else if bytes.starts(with: [0x89, 0x50]) {
                try picture.readPNG(bytes, inflate)
            } else if bytes.starts(with: "RIFF".utf8) {
                try picture.readWebP(bytes)
            } else if bytes.starts(with: "GIF8".utf8) {
                try picture.readGIF(bytes)
            } else if bytes.starts(with: "BM".utf8) {
                try picture.readBitmap(bytes)
            } else if bytes.starts(with: "II".utf8) || bytes.starts(with: "MM".utf8) {
                picture.add(exif: bytes)
            } else {
                picture.isDecodable = false
                picture.add(exif: Self.exifInside(bytes))
            }
        } catch  where error.cause == .limit {
            throw error
        } catch {
            picture.isWhole = false
        }
        return picture
    }

    /// BMP: a head of the file, and one of the picture; rows run upwards unless the height is
    /// negative, and nothing is said but the size.
    private mutating func readBitmap(_ bytes: [UInt8]) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(2)
        isWhole = try cursor.little(4) <= bytes.count
        try cursor.skip(8)
        // The oldest kind writes sides in two bytes each.
        let width = try cursor.little(4) == 12 ? 2 : 4
        let sides = (try cursor.little(width), try cursor.little(width))
        let height = width == 4 ? Int(Int32(truncatingIfNeeded: sides.1).magnitude) : sides.1
        size = (sides.0, height)
    }

    private mutating func keep(_ name: String, _ text: String) {
        guard text.contains(where: { !$0.isWhitespace && $0 != "\0" }) else { return }
        let shown = text.split(separator: "\0").joined(separator: " ")
        fields.append(Field(name: name, text: shown, place: Place()))
    }

    private mutating func add(exif bytes: [UInt8]) {
        var reader = ExifReader(bytes)
        reader.read()
        fields += reader.fields
        if let size = reader.size, self.size == nil { self.size = size }
    }

    /// JPEG: segments until the pixels begin (ITU T.81 annex B).
    private mutating func readJPEG(_ bytes: [UInt8]) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(2)
        while cursor.left >= 4 {
            guard try cursor.little(1) == 0xFF else { throw ByteCursor.short }
            let kind = try cursor.little(1)
            if kind == 0xFF || (0xD0...0xD8).contains(kind) || kind == 1 { continue }
            if kind == 0xDA || kind == 0xD9 {
                let end = bytes.span.firstPosition(of: [0xFF, 0xD9], from: cursor.position - 2)
                isWhole = end != nil
                return
            }
            let length = try cursor.big(2)
            let body = try cursor.take(length - 2)
            switch kind {
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(kind):
                var frame = ByteCursor(body)
                try frame.skip(1)
                let height = try frame.big(2)
                size = (try frame.big(2), height)
            case 0xE1 where body.starts(with: "Exif\0\0".utf8): add(exif: Array(body[6...]))
            case 0xE1 where body.starts(with: "http://ns.adobe.com/x".utf8): addXMP(body)
            case 0xED: addIPTC(body)
            case 0xFE: keep("comment", MailText.utf8(body).span.text())
            default: break
            }
        }
    }

    /// PNG: chunks (ISO 15948 §5).
    private mutating func readPNG(_ bytes: [UInt8], _ inflate: Inflate) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(8)
        while cursor.left >= 12 {
            let length = try cursor.big(4)
            let mark = try cursor.take(4)
            let kind = mark.span.text()
            if kind == "IEND" { return }
            isWhole = cursor.left > length + 4
            guard kind != "IDAT" else {
                try cursor.skip(length + 4)
                continue
            }
            let body = try cursor.take(length)
            try cursor.skip(4)
            switch kind {
            case "IHDR":
                var head = ByteCursor(body)
                size = (try head.big(4), try head.big(4))
            case "eXIf": add(exif: body)
            case "tEXt", "zTXt", "iTXt": try addText(body, kind, inflate)
            default: break
            }
        }
    }

    private mutating func addText(
        _ body: [UInt8],
        _ kind: String,
        _ inflate: Inflate
    ) throws(NotAssessed) {
        guard let end = body.firstIndex(of: 0) else { return }
        let name = "property." + Array(body[..<end]).westernText().lowercased()
        var rest = Array(body[(end + 1)...])
        switch kind {
        case "tEXt": keep(name, rest.westernText())
        case "zTXt":
            guard !rest.isEmpty, let text = try inflate(Array(rest[1...])) else { return }
            keep(name, text.westernText())
        default:
            guard rest.count > 2 else { return }
            let isPacked = rest[0] == 1
            rest.removeFirst(2)
            // A language and a translated name go before the text.
            for _ in 0..<2 {
                guard let zero = rest.firstIndex(of: 0) else { return }
                rest.removeFirst(zero + 1)
            }
            let text = isPacked ? try inflate(rest) ?? [] : rest
            if name.hasSuffix("xmp") { addXMP(text) } else { keep(name, text.span.text()) }
        }
    }

    private mutating func readWebP(_ bytes: [UInt8]) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(12)
        while cursor.left >= 8 {
            let mark = try cursor.take(4)
            let kind = mark.span.text()
            let length = try cursor.little(4)
            let body = cursor.takeMost(length + length & 1)
            switch kind {
            case "EXIF": add(exif: body.starts(with: "Exif\0\0".utf8) ? Array(body[6...]) : body)
            case "XMP ": addXMP(body)
            case "VP8X" where body.count >= 10:
                let width = Int(body.span.littleEndian(at: 4, count: 3)) + 1
                size = (width, Int(body.span.littleEndian(at: 7, count: 3)) + 1)
            default: break
            }
        }
    }

    private mutating func readGIF(_ bytes: [UInt8]) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(6)
        size = (try cursor.little(2), try cursor.little(2))
        // Comments are blocks of their own (GIF89a §24).
        let mark: [UInt8] = [0x21, 0xFE]
        var position = 13
        while let found = bytes.span.firstPosition(of: mark, from: position) {
            var block = ByteCursor(bytes, in: found + 2..<bytes.count)
            var text: [UInt8] = []
            while let length = block.peek, length > 0, text.count < 65_536 {
                try block.skip(1)
                text += block.takeMost(Int(length))
            }
            if Prose.isLikely(text.span) { keep("comment", MailText.utf8(text).span.text()) }
            position = found + 2
        }
    }

    /// The Exif data in a picture of the HEIF family, found by their mark.
    private static func exifInside(_ bytes: [UInt8]) -> [UInt8] {
        let mark = Array("Exif\0\0".utf8)
        guard let found = bytes.span.firstPosition(of: mark) else { return [] }
        return Array(bytes[(found + mark.count)...].prefix(256 * 1024))
    }

    /// XMP is XML; its words and the values of its attributes are kept together.
    private mutating func addXMP(_ bytes: [UInt8]) {
        keep("metadata", MarkupText.words(of: bytes))
    }

    /// IPTC records inside Photoshop's segment: author, place, caption, keywords.
    private mutating func addIPTC(_ body: [UInt8]) {
        var position = 0
        while let found = body.span.firstPosition(of: [0x1C, 0x02], from: position) {
            position = found + 2
            guard found + 5 <= body.count else { return }
            let length = Int(body[found + 3]) << 8 | Int(body[found + 4])
            guard length < 0x8000, found + 5 + length <= body.count else { continue }
            let names: [UInt8: String] = [
                5: "title", 25: "keyword", 55: "date", 80: "author", 90: "city", 92: "place",
                95: "region", 101: "country", 105: "headline", 110: "credit", 116: "copyright",
                118: "contact", 120: "caption", 122: "editor",
            ]
            guard let name = names[body[found + 2]] else { continue }
            let text = MailText.utf8(Array(body[found + 5..<found + 5 + length])).span.text()
            keep("property." + name, text)
            position = found + 5 + length
        }
    }
}

/// The words of small XML documents that are not worth a parser: metadata.
enum MarkupText {
    /// Text between tags and quoted values inside them, but for addresses of vocabularies.
    static func words(of bytes: [UInt8]) -> String {
        var words: [String] = []
        var word: [UInt8] = []
        var isTag = false
        var quote: UInt8?
        func end(_ words: inout [String], _ word: inout [UInt8]) {
            let text = word.span.text().trimmed()
            word = []
            if !text.isEmpty, !text.hasPrefix("http://ns."), !text.hasPrefix("http://purl."),
                !text.hasPrefix("http://www.w3.org")
            {
                words.append(text)
            }
        }
        for byte in bytes where byte >= 0x20 || byte.isSpace {
            if let open = quote {
                if byte == open {
                    quote = nil
                    end(&words, &word)
                } else {
                    word.append(byte)
                }
            } else if isTag {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
                if byte == UInt8(ascii: ">") { isTag = false }
            } else if byte == UInt8(ascii: "<") {
                end(&words, &word)
                isTag = true
            } else {
                word.append(byte)
            }
        }
        end(&words, &word)
        return words.joined(separator: "\n")
    }
}
