extension JSON {
    /// The JSON text, members in their order, two spaces per level.
    public var text: String {
        var result = ""
        append(to: &result, indent: 0)
        return result
    }

    private func append(to result: inout String, indent: Int) {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch kind {
        case .null: result += "null"
        case .bool(let value): result += value ? "true" : "false"
        case .long(let value): result += String(value)
        case .string(let text): result += Self.quoted(text.string)
        case .array(let items):
            if items.isEmpty { return result += "[]" }
            result += "[\n"
            for (index, item) in items.enumerated() {
                result += inner
                item.append(to: &result, indent: indent + 1)
                result += index + 1 < items.count ? ",\n" : "\n"
            }
            result += outer + "]"
        case .object(let members):
            if members.isEmpty { return result += "{}" }
            result += "{\n"
            for (index, member) in members.enumerated() {
                result += inner + Self.quoted(member.name.string) + ": "
                member.value.append(to: &result, indent: indent + 1)
                result += index + 1 < members.count ? ",\n" : "\n"
            }
            result += outer + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSON {
    /// A string.
    public static func string(_ text: Text) -> JSON { JSON(.string(text)) }

    /// A list.
    public static func array(_ items: [JSON]) -> JSON { JSON(.array(items)) }

    /// An object with these members, in this order.
    public static func object(_ members: KeyValuePairs<Text, JSON>) -> JSON {
        object(members.map { ($0.key, $0.value) })
    }

    /// An object with these members, in this order, when they are not known beforehand.
    public static func object(_ members: [(Text, JSON)]) -> JSON {
        JSON(.object(members.map { Member(name: $0.0, range: .none, value: $0.1) }))
    }

    static func entity(_ uid: EntityUID) -> JSON {
        object(["type": string(uid.type.text), "id": string(uid.id)])
    }
}
