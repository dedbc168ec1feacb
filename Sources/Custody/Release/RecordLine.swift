import Documents

/// How released records are written: one JSON object a line, one row a line of CSV.
enum RecordLine {
    /// `{"document":12,"record":3,"kind":"row","fields":{…}}` and a line feed.
    static func json(_ record: Record, document: Int, into bytes: inout [UInt8]) {
        bytes += "{\"document\":\(document),\"record\":\(record.index),\"kind\":\"".utf8
        bytes += record.kind.rawValue.utf8
        bytes += "\",\"fields\":{".utf8
        var isFirst = true
        for (name, fields) in grouped(record.fields) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            quote(name, into: &bytes)
            bytes.append(UInt8(ascii: ":"))
            write(fields, into: &bytes)
        }
        bytes += "}}\n".utf8
    }

    /// Fields by name, in the order of their first appearance: repeated keys become one array.
    private static func grouped(_ fields: [Field]) -> [(String, [Field])] {
        guard fields.count > namesCompared else {
            return fields.indices.compactMap { index in
                let name = fields[index].name
                guard !fields[..<index].contains(where: { $0.name == name }) else { return nil }
                return (name, fields[index...].filter { $0.name == name })
            }
        }
        var order: [String] = []
        var groups: [String: [Field]] = [:]
        for field in fields {
            if groups[field.name] == nil { order.append(field.name) }
            groups[field.name, default: []].append(field)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    /// Up to so many fields, comparing their names is faster than hashing them.
    private static let namesCompared = 12

    private static func write(_ fields: [Field], into bytes: inout [UInt8]) {
        if fields.count == 1 { return value(fields[0], into: &bytes) }
        bytes.append(UInt8(ascii: "["))
        for (position, field) in fields.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            value(field, into: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func value(_ field: Field, into bytes: inout [UInt8]) {
        switch field.form {
        case .null: bytes += "null".utf8
        case .number where JSONNumber.isWhole(field.text.utf8Span.span): bytes += field.text.utf8
        case .boolean where ["true", "false"].contains(field.text): bytes += field.text.utf8
        default: quote(field.text, into: &bytes)
        }
    }

    /// A JSON string (RFC 8259 §7): quotes, backslashes and control characters escaped.
    static func quote(_ text: String, into bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { text in
            // What needs no escape, nearly all of it, is copied run by run.
            var start = 0
            for index in text.indices where needsEscape(text[index]) {
                bytes += UnsafeBufferPointer(rebasing: text[start..<index])
                escape(text[index], into: &bytes)
                start = index + 1
            }
            bytes += UnsafeBufferPointer(rebasing: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes += "\\\"".utf8
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case 0x0A: bytes += "\\n".utf8
        case 0x0D: bytes += "\\r".utf8
        case 0x09: bytes += "\\t".utf8
        default:
            bytes += "\\u00".utf8
            bytes += hexadecimal([byte]).utf8
        }
    }

    /// One row of CSV (RFC 4180), every value quoted that needs it, CRLF at the end.
    static func csv(_ values: [String], into bytes: inout [UInt8]) {
        for (position, value) in values.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            let needsQuotes = value.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            guard needsQuotes else {
                bytes += value.utf8
                continue
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in value.utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += [0x0D, 0x0A]
    }
}
