/// The objects that PDF is written in (ISO 32000-1 §7.3), as far as words are kept in them.
indirect enum PDFObject: Sendable {
    case dictionary([String: PDFObject])
    case array([PDFObject])
    case string([UInt8])
    case name(String)
    case number(Double)
    case reference(Int)
    case other

    subscript(_ key: String) -> PDFObject? {
        if case .dictionary(let entries) = self { entries[key] } else { nil }
    }

    var nameIfAny: String? {
        if case .name(let name) = self { name } else { nil }
    }

    /// A text string: UTF-16 with a mark, UTF-8 with a mark, or PDF's own Western encoding.
    var text: String? {
        guard case .string(let bytes) = self else { return nil }
        if bytes.starts(with: [0xFE, 0xFF]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
            }
            return String(decoding: units, as: UTF16.self)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return Array(bytes[2...]).utf16Text() }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes[3...]).span.text() }
        return bytes.westernText()
    }
}

/// Reads objects out of bytes, leniently: what is damaged becomes ``PDFObject/other``.
struct PDFObjectParser {
    private static let depthMax = 64
    private static let entriesMax = 100_000

    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func object(depth: Int = 0) -> PDFObject {
        skipSpace()
        guard position < bytes.count, depth < Self.depthMax else { return .other }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "("): return .string(literal())
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "<"):
            let isDictionary = position + 1 < bytes.count && bytes[position + 1] == byte
            return isDictionary ? dictionary(depth) : .string(hexadecimal())
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return number()
        default:
            // A keyword: true, null, endobj. Never stand still.
            let start = position
            while position < bytes.count, bytes[position].isLetter { position += 1 }
            if position == start { position += 1 }
            return .other
        }
    }

    mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "%") {
                while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
                    position += 1
                }
            } else if byte.isSpace || byte == 0 || byte == 0x0C {
                position += 1
            } else {
                return
            }
        }
    }

    /// Whether `word` comes next; if so it is passed.
    mutating func take(_ word: String) -> Bool {
        skipSpace()
        let wanted = Array(word.utf8)
        guard bytes.span.holds(wanted, at: position) else { return false }
        position += wanted.count
        return true
    }

    private mutating func array(_ depth: Int) -> PDFObject {
        position += 1
        var items: [PDFObject] = []
        while items.count < Self.entriesMax {
            skipSpace()
            guard position < bytes.count, bytes[position] != UInt8(ascii: "]") else { break }
            items.append(object(depth: depth + 1))
        }
        position += 1
        return .array(items)
    }

    private mutating func dictionary(_ depth: Int) -> PDFObject {
        position += 2
        var entries: [String: PDFObject] = [:]
        while entries.count < Self.entriesMax {
            skipSpace()
            guard position < bytes.count, bytes[position] != UInt8(ascii: ">") else { break }
            guard bytes[position] == UInt8(ascii: "/") else {
                _ = object(depth: depth + 1)
                continue
            }
            let key = name()
            entries[key] = object(depth: depth + 1)
        }
        position += 2
        return .dictionary(entries)
    }

    private mutating func name() -> String {
        position += 1
        var name: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte.isSpace || byte == 0 || "/[]<>(){}%".utf8.contains(byte) { break }
            position += 1
            if byte == UInt8(ascii: "#"), position + 1 < bytes.count,
                let high = JSONText.hex(bytes[position]),
                let low = JSONText.hex(bytes[position + 1])
            {
                name.append(UInt8(high << 4 | low))
                position += 2
            } else {
                name.append(byte)
            }
        }
        return name.span.text()
    }

    /// A number, or a reference to an object: `12 0 R`.
    private mutating func number() -> PDFObject {
        let start = position
        while position < bytes.count,
            bytes[position].isDigit || "+-.".utf8.contains(bytes[position])
        {
            position += 1
        }
        let text = bytes.span.extracting(start..<position).text()
        let after = position
        if let first = Int(text), first >= 0 {
            skipSpace()
            let generation = position
            while position < bytes.count, bytes[position].isDigit { position += 1 }
            if position > generation, position - generation < 6, take("R") {
                return .reference(first)
            }
        }
        position = after
        return Double(text).map(PDFObject.number) ?? .other
    }

    private mutating func hexadecimal() -> [UInt8] {
        position += 1
        var string: [UInt8] = []
        var high: UInt32?
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            if let digit = JSONText.hex(bytes[position]) {
                if let first = high {
                    string.append(UInt8(first << 4 | UInt32(digit)))
                    high = nil
                } else {
                    high = UInt32(digit)
                }
            }
            position += 1
        }
        position += 1
        return string
    }

    private mutating func literal() -> [UInt8] {
        position += 1
        var string: [UInt8] = []
        var depth = 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return string }
            case UInt8(ascii: "\\"):
                escape(into: &string)
                continue
            default: break
            }
            string.append(byte)
        }
        return string
    }

    private mutating func escape(into string: inout [UInt8]) {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): string.append(0x0A)
        case UInt8(ascii: "r"): string.append(0x0D)
        case UInt8(ascii: "t"): string.append(0x09)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): string.append(0x20)
        case 0x0D:
            if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        case 0x0A: break
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 {
                guard position < bytes.count, bytes[position] & 0xF8 == 0x30 else { break }
                value = value * 8 + Int(bytes[position] - 0x30)
                position += 1
            }
            string.append(UInt8(truncatingIfNeeded: value))
        default: string.append(byte)
        }
    }
}
