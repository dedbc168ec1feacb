extension Tree {
    /// The value as JSON, members in the order they have here.
    ///
    /// - Parameter isIndented: two spaces a level, for people; else no white space at all.
    public func json(isIndented: Bool = false) -> String {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: isIndented ? 0 : nil)
        if isIndented { bytes.append(0x0A) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8], indent: Int?) {
        func line(_ depth: Int) {
            guard indent != nil else { return }
            bytes.append(0x0A)
            bytes += [UInt8](repeating: 0x20, count: depth * 2)
        }
        switch self {
        case .null: bytes += "null".utf8
        case .flag(let flag): bytes += (flag ? "true" : "false").utf8
        case .number(let number): bytes += number.utf8
        case .text(let text): Self.quote(text, to: &bytes)
        case .list(let items):
            bytes.append(UInt8(ascii: "["))
            for (place, item) in items.enumerated() {
                if place > 0 { bytes.append(0x2C) }
                line((indent ?? 0) + 1)
                item.write(to: &bytes, indent: indent.map { $0 + 1 })
            }
            if !items.isEmpty { line(indent ?? 0) }
            bytes.append(UInt8(ascii: "]"))
        case .map(let members):
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { bytes.append(0x2C) }
                line((indent ?? 0) + 1)
                Self.quote(member.key, to: &bytes)
                bytes += (indent == nil ? ":" : ": ").utf8
                member.value.write(to: &bytes, indent: indent.map { $0 + 1 })
            }
            if !members.isEmpty { line(indent ?? 0) }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case ..<0x20: bytes += "\\u00\(CollectionOfOne(byte).hex)".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    /// A map of what is there: members without a value are left out.
    static func object(_ members: KeyValuePairs<String, Tree?>) -> Tree {
        .map(members.compactMap { key, value in value.map { Member(key, $0) } })
    }
}

extension Tree: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A list.
    public init(arrayLiteral elements: Tree...) { self = .list(elements) }
}
