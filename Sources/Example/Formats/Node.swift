/// A JSON value whose strings remember what they say.
enum Node: Sendable {
    case text(Marked)
    /// A number, written as it stands.
    case literal(Marked)
    case list([Node])
    case object([(String, Node)])

    static func string(_ plain: String) -> Node { .text(Marked(plain)) }
    static func number(_ value: Int) -> Node { .literal(Marked(String(value))) }
    static func boolean(_ value: Bool) -> Node { .literal(Marked(value ? "true" : "false")) }
    static var null: Node { .literal("null") }

    /// How a writer of JSON spells strings: some leave letters, some write `\u00e9`.
    enum Spelling: Sendable { case letters, escapes }

    /// JSON text (RFC 8259). `depth` is the indentation to start at; nil writes it on one line.
    func written(_ spelling: Spelling = .letters, indent depth: Int? = nil) -> Marked {
        switch self {
        case .literal(let text): return text
        case .text(let text): return "\"\(text.rewritten(Self.escaping(spelling)))\""
        case .list(let nodes):
            let inner = depth.map { $0 + 1 }
            return Self.enclosed(nodes.map { $0.written(spelling, indent: inner) }, "[", "]", depth)
        case .object(let members):
            let inner = depth.map { $0 + 1 }
            let lines = members.map { name, node -> Marked in
                let value = node.written(spelling, indent: inner)
                return depth == nil ? "\"\(name)\":\(value)" : "\"\(name)\": \(value)"
            }
            return Self.enclosed(lines, "{", "}", depth)
        }
    }

    private static func enclosed(
        _ items: [Marked],
        _ opening: String,
        _ closing: String,
        _ depth: Int?
    ) -> Marked {
        guard let depth, !items.isEmpty else {
            return Marked(opening) + .joined(items, by: ",") + Marked(closing)
        }
        let margin = "\n" + String(repeating: "  ", count: depth + 1)
        let body = Marked.joined(items, by: "," + margin)
        return Marked(opening + margin) + body
            + Marked("\n" + String(repeating: "  ", count: depth) + closing)
    }

    private static func escaping(_ spelling: Spelling) -> (Unicode.Scalar) -> String? {
        { scalar in
            switch scalar {
            case "\"": return "\\\""
            case "\\": return "\\\\"
            case "\n": return "\\n"
            case "\r": return "\\r"
            case "\t": return "\\t"
            default: break
            }
            guard scalar.value < 0x20 || spelling == .escapes && !scalar.isASCII else { return nil }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }
    }
}
