/// Outlook messages (MS-OXMSG): MAPI properties in the streams of a compound file.
public enum OutlookMessage {
    /// Messages attached to messages attached to messages.
    private static let depthMax = 8

    /// Properties worth a field, by their number (MS-OXPROPS).
    static let named: [(id: String, name: String)] = [
        ("0C1A", "from"), ("0C1F", "from.address"), ("5D01", "from.address"),
        ("0042", "sender"), ("0065", "sender.address"), ("5D02", "sender.address"),
        ("0E04", "to"), ("0E03", "cc"), ("0E02", "bcc"), ("0037", "subject"), ("0070", "topic"),
        ("1035", "message-id"), ("1042", "in-reply-to"), ("007D", "headers"),
        ("3A08", "phone"), ("3A1C", "phone"), ("3A16", "company"), ("3A17", "title"),
        ("3001", "name"), ("3003", "address"), ("39FE", "address"),
    ]

    /// Reads a message, its recipients and what is attached to it.
    ///
    /// - Parameter charsets: decodes bytes of older messages.
    public static func read(_ file: CompoundFile, _ charsets: MailCharsets) -> Contents {
        var contents = Contents()
        read(file, below: "", in: [], depth: 0, charsets, into: &contents)
        return contents
    }

    private static func read(
        _ file: CompoundFile,
        below root: String,
        in container: [String],
        depth: Int,
        _ charsets: MailCharsets,
        into contents: inout Contents
    ) {
        let own = file.streams.filter { $0.hasPrefix(root) }.map {
            String($0.dropFirst(root.count))
        }
        func text(_ id: String, below storage: String = "") -> String? {
            let stream = root + storage + "__substg1.0_" + id
            if let wide = file.stream(stream + "001F") { return wide.utf16Text() }
            guard let bytes = file.stream(stream + "001E") else { return nil }
            return MailText.utf8(bytes.filter { $0 != 0 }, nil, charsets).span.text()
        }
        let place = Place(container: container, message: text("1035"))
        var fields: [Field] = []
        func add(_ name: String, _ value: String?) {
            guard let value, value.contains(where: { !$0.isWhitespace }) else { return }
            fields.append(Field(name: name, text: value, place: place))
        }
        for (id, name) in named { add(name, text(id)) }
        add("date", date(in: file.stream(root + "__properties_version1.0") ?? []))
        for storage in storages(own, "__recip_version1.0_#") {
            for id in ["3001", "3003", "39FE"] { add("recipient", text(id, below: storage)) }
        }
        let html = file.stream(root + "__substg1.0_10130102")
        let rich = file.stream(root + "__substg1.0_10090102").flatMap(CompressedRTF.decoded)
        add("text", text("1000"))
        contents.records.append(Record(index: 0, kind: .mail, fields: fields))
        // A page or rich text may say more than the plain wording of it, so it is read as well.
        let name = container.joined(separator: "/")
        let prefix = name.isEmpty ? "" : name + "/"
        if let html { contents.parts.append(.init(name: prefix + "body.html", bytes: html)) }
        if let rich, html == nil, text("1000") == nil {
            contents.parts.append(.init(name: prefix + "body.rtf", bytes: rich))
        }
        for (index, storage) in storages(own, "__attach_version1.0_#").enumerated() {
            let given = text("3707", below: storage) ?? text("3704", below: storage)
            let name = given ?? text("3001", below: storage) ?? "attachment \(index + 1)"
            if let bytes = file.stream(root + storage + "__substg1.0_37010102") {
                contents.parts.append(.init(name: prefix + name, bytes: bytes))
            } else if depth < depthMax, own.contains(where: { $0.hasPrefix(storage + inner) }) {
                read(
                    file,
                    below: root + storage + inner,
                    in: container + [name],
                    depth: depth + 1,
                    charsets,
                    into: &contents
                )
            } else {
                contents.doubt("an attachment that is linked or too deep", in: container + [name])
            }
        }
    }

    /// The storage of a message that is attached to another.
    private static let inner = "__substg1.0_3701000D/"

    private static func storages(_ paths: [String], _ mark: String) -> [String] {
        let own = paths.filter { $0.hasPrefix(mark) }
            .compactMap { path in path.split(separator: "/").first.map { String($0) + "/" } }
        return Set(own).sorted()
    }

    /// When it was sent, or received, from the properties of fixed size (MS-OXMSG 2.4).
    private static func date(in bytes: [UInt8]) -> String? {
        for wanted: UInt64 in [0x0039_0040, 0x0E06_0040, 0x3007_0040] {
            // The head is 32 bytes at the top and 24 inside; entries are 16 each.
            for start in stride(from: 8, to: bytes.count - 15, by: 8)
            where bytes.span.littleEndian(at: start, count: 4) == wanted {
                let ticks = bytes.span.littleEndian(at: start + 8, count: 8)
                guard ticks < 300_000_000_000_000_000 else { continue }
                let seconds = Int(ticks / 10_000_000) - 11_644_473_600
                return SerialDate.moment(secondsSince1970: seconds)
            }
        }
        return nil
    }
}

/// Rich text as Outlook packs it (MS-OXRTFCP): a dictionary of 4,096 bytes, filled beforehand.
enum CompressedRTF {
    /// Largest text that is unpacked; the format allows 4 GiB. Bytes.
    private static let sizeMax = 64 * 1024 * 1024

    private static let seed = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
            + "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0"
            + "\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8
    )

    /// The text, or nil when the bytes are not of this format.
    static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 16 else { return nil }
        let size = min(Int(bytes.span.littleEndian(at: 4, count: 4)), sizeMax)
        let kind = bytes.span.littleEndian(at: 8, count: 4)
        if kind == 0x414C_454D { return Array(bytes[16...].prefix(size)) }
        guard kind == 0x7546_5A4C else { return nil }
        var window = [UInt8](repeating: 0x20, count: 4_096)
        for (index, byte) in seed.enumerated() { window[index] = byte }
        var place = seed.count
        var text: [UInt8] = []
        var position = 16
        func put(_ byte: UInt8, _ window: inout [UInt8], _ place: inout Int) {
            text.append(byte)
            window[place & 4_095] = byte
            place += 1
        }
        while position < bytes.count, text.count < size {
            let flags = bytes[position]
            position += 1
            for bit in 0..<8 where position < bytes.count && text.count < size {
                if flags >> bit & 1 == 0 {
                    put(bytes[position], &window, &place)
                    position += 1
                    continue
                }
                guard position + 1 < bytes.count else { return text }
                let pair = Int(bytes[position]) << 8 | Int(bytes[position + 1])
                position += 2
                let offset = pair >> 4
                if offset == place & 4_095 { return text }
                for step in 0..<(pair & 15) + 2 {
                    put(window[(offset + step) & 4_095], &window, &place)
                }
            }
        }
        return text
    }
}
