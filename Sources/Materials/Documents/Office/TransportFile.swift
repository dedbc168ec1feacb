/// Messages and attachments as Outlook wraps them for mail, `winmail.dat` (MS-OXTNEF): a row of
/// attributes, of which some hold MAPI properties.
///
/// A mail of which only the wrapping arrived is read like the message that it was; what is attached
/// is read as documents of their own. Checksums are not asked: many writers leave them wrong.
public enum TransportFile {
    static let mark: [UInt8] = [0x78, 0x9F, 0x3E, 0x22]
    private static let textMax = 64 * 1024 * 1024

    /// Numbers of the attributes that are read (MS-OXTNEF 2.1.3).
    private enum Attribute {
        static let subject = 0x8004
        static let message = 0x8009
        static let body = 0x800C
        static let attachment = 0x800F
        static let title = 0x8010
        static let begin = 0x9002
        static let properties = 0x9003
        static let recipients = 0x9004
        static let attached = 0x9005
        static let codePage = 0x9007
    }

    /// Reads a message, its recipients and what is attached to it; what breaks off is read as far
    /// as it goes, and said to.
    ///
    /// - Parameter charsets: decodes bytes of older messages.
    /// - Throws: ``NotAssessed`` when the bytes are of another format.
    public static func read(
        _ bytes: [UInt8],
        _ charsets: @escaping MailCharsets
    ) throws(NotAssessed) -> Contents {
        guard bytes.starts(with: mark) else { throw ByteCursor.short }
        var message = TransportMessage(charsets)
        do throws(NotAssessed) {
            var cursor = ByteCursor(bytes)
            try cursor.skip(mark.count + 2)
            while !cursor.isAtEnd {
                _ = try cursor.little(1)
                let attribute = try cursor.little(4) & 0xFFFF
                let length = try cursor.little(4)
                let start = cursor.position
                try cursor.skip(length)
                try take(attribute, bytes, start..<start + length, into: &message)
                try cursor.skip(2)
            }
        } catch {
            message.contents.doubt("an Outlook attachment that breaks off")
        }
        message.finish()
        return message.contents
    }

    private static func take(
        _ attribute: Int,
        _ bytes: [UInt8],
        _ range: Range<Int>,
        into message: inout TransportMessage
    ) throws(NotAssessed) {
        switch attribute {
        case Attribute.codePage:
            var cursor = ByteCursor(bytes, in: range)
            message.codePage = try cursor.little(4)
        case Attribute.subject: message.note("subject", Array(bytes[range]))
        case Attribute.message: message.note("message-id", Array(bytes[range]))
        case Attribute.body: message.note("text", Array(bytes[range].prefix(textMax)))
        case Attribute.begin: message.beginAttachment()
        case Attribute.title: message.name(Array(bytes[range]))
        case Attribute.attachment: message.attach(Array(bytes[range]))
        case Attribute.properties:
            var cursor = ByteCursor(bytes, in: range)
            message.take(try TransportProperties.read(&cursor))
        case Attribute.attached:
            var cursor = ByteCursor(bytes, in: range)
            message.take(attached: try TransportProperties.read(&cursor))
        case Attribute.recipients:
            var cursor = ByteCursor(bytes, in: range)
            for _ in 0..<min(try cursor.little(4), cursor.left) {
                message.take(recipient: try TransportProperties.read(&cursor))
            }
        default: break
        }
    }
}

/// One message in the making.
private struct TransportMessage {
    var contents = Contents()
    var codePage = 1252

    private let charsets: MailCharsets
    private var fields: [Field] = []
    private var page: [UInt8]?
    private var rich: [UInt8]?
    private var attachments: [(name: String?, bytes: [UInt8]?)] = []

    init(_ charsets: @escaping MailCharsets) { self.charsets = charsets }

    mutating func note(_ name: String, _ bytes: [UInt8]) {
        let plain = bytes.filter { $0 != 0 }
        add(name, MailText.utf8(plain, "windows-\(codePage)", charsets).span.text())
    }

    private mutating func add(_ name: String, _ text: String?) {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return }
        // The same is often said twice: as an attribute, and as a property.
        guard !fields.contains(where: { $0.name == name && $0.text == text }) else { return }
        fields.append(Field(name: name, text: text, place: Place()))
    }

    private func text(_ value: TransportProperties.Value?) -> String? {
        switch value {
        case .wide(let bytes): bytes.utf16Text()
        case .narrow(let bytes):
            MailText.utf8(bytes.filter { $0 != 0 }, "windows-\(codePage)", charsets).span.text()
        default: nil
        }
    }

    mutating func take(_ properties: [Int: TransportProperties.Value]) {
        for (id, name) in OutlookMessage.named {
            add(name, text(Int(id, radix: 16).flatMap { properties[$0] }))
        }
        add("text", text(properties[0x1000]))
        if case .binary(let bytes)? = properties[0x1013] { page = bytes }
        if case .binary(let bytes)? = properties[0x1009] { rich = CompressedRTF.decoded(bytes) }
    }

    mutating func take(recipient properties: [Int: TransportProperties.Value]) {
        for id in [0x3001, 0x3003, 0x39FE] { add("recipient", text(properties[id])) }
    }

    mutating func beginAttachment() { attachments.append((nil, nil)) }

    mutating func name(_ bytes: [UInt8]) {
        let name = MailText.utf8(bytes.filter { $0 != 0 }, "windows-\(codePage)", charsets)
        rename(name.span.text())
    }

    private mutating func rename(_ name: String?) {
        guard let name, !name.isEmpty else { return }
        if attachments.isEmpty { beginAttachment() }
        attachments[attachments.count - 1].name = name
    }

    mutating func attach(_ bytes: [UInt8]) {
        if attachments.isEmpty { beginAttachment() }
        attachments[attachments.count - 1].bytes = bytes
    }

    mutating func take(attached properties: [Int: TransportProperties.Value]) {
        rename(text(properties[0x3707]) ?? text(properties[0x3704]))
        switch properties[0x3701] {
        case .binary(let bytes)?: attach(bytes)
        // Behind the name of its interface stands the message or the object itself.
        case .object(let bytes)?: attach(Array(bytes.dropFirst(16)))
        default: break
        }
    }

    mutating func finish() {
        if !fields.isEmpty {
            contents.records.append(Record(index: 0, kind: .mail, fields: fields))
        }
        let hasText = fields.contains { $0.name == "text" }
        if let page { contents.parts.append(.init(name: "body.html", bytes: page)) }
        if let rich, page == nil, !hasText {
            contents.parts.append(.init(name: "body.rtf", bytes: rich))
        }
        for (index, attachment) in attachments.enumerated() {
            let name = attachment.name ?? "attachment \(index + 1)"
            if let bytes = attachment.bytes {
                contents.parts.append(.init(name: name, bytes: bytes))
            } else {
                contents.doubt("an attachment that is linked", in: [name])
            }
        }
    }
}

/// MAPI properties as they stand in a row (MS-OXTNEF 2.1.3.4).
enum TransportProperties {
    enum Value {
        case narrow([UInt8])
        case wide([UInt8])
        case binary([UInt8])
        case object([UInt8])
    }

    /// Texts and bytes by the number of their property; the first value where it has several.
    static func read(_ cursor: inout ByteCursor) throws(NotAssessed) -> [Int: Value] {
        var values: [Int: Value] = [:]
        // No property is shorter than eight bytes, whatever the count says.
        for _ in 0..<min(try cursor.little(4), cursor.left / 8) {
            let type = try cursor.little(2)
            let id = try cursor.little(2)
            if id >= 0x8000 { try skipName(&cursor) }
            let count = type & 0x1000 != 0 ? try cursor.little(4) : 1
            for _ in 0..<min(count, cursor.left) {
                guard let value = try value(type & 0xFFF, isRow: type & 0x1000 != 0, &cursor)
                else { continue }
                if values[id] == nil { values[id] = value }
            }
        }
        return values
    }

    /// A property of somebody's own goes by a number or a text in a set of names.
    private static func skipName(_ cursor: inout ByteCursor) throws(NotAssessed) {
        try cursor.skip(16)
        guard try cursor.little(4) == 1 else { return try cursor.skip(4) }
        let length = try cursor.little(4)
        try cursor.skip(length + padding(length))
    }

    private static func value(
        _ type: Int,
        isRow: Bool,
        _ cursor: inout ByteCursor
    ) throws(NotAssessed) -> Value? {
        switch type {
        case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040: try cursor.skip(8)
        case 0x0048: try cursor.skip(16)
        case 0x000D, 0x001E, 0x001F, 0x0102:
            // A single one is written as a row of one.
            let count = isRow ? 1 : try cursor.little(4)
            var first: Value?
            for _ in 0..<min(count, cursor.left) {
                let length = try cursor.little(4)
                let start = cursor.position
                try cursor.skip(length)
                let bytes = Array(cursor.bytes[start..<start + length])
                try cursor.skip(min(padding(length), cursor.left))
                if first == nil { first = wrapped(bytes, type) }
            }
            return first
        default: try cursor.skip(4)
        }
        return nil
    }

    private static func wrapped(_ bytes: [UInt8], _ type: Int) -> Value {
        switch type {
        case 0x000D: .object(bytes)
        case 0x001E: .narrow(bytes)
        case 0x001F: .wide(bytes)
        default: .binary(bytes)
        }
    }

    private static func padding(_ length: Int) -> Int { (4 - length % 4) % 4 }
}
