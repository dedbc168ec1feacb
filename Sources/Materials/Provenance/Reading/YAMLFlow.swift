/// Reads what YAML writes in one line: quoted scalars, and maps and lists in brackets.
struct YAMLFlow {
    private(set) var rest: Substring
    private let line: Int

    init(_ text: Substring, line: Int) {
        rest = text
        self.line = line
    }

    /// Whether it was read to its end, so that more of it may stand on the next line.
    var isExhausted: Bool { rest.isEmpty }

    private func fault(_ reason: String) -> Unreadable { Unreadable(reason, line: line) }

    private mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    mutating func value(_ depth: Int) throws(Unreadable) -> Tree {
        guard depth < YAMLReader.depthMax else { throw fault("YAML is nested too deeply") }
        skipSpace()
        switch rest.first {
        case "{":
            var members: [Tree.Member] = []
            try items("}") { (flow: inout YAMLFlow) throws(Unreadable) in
                let key = try flow.value(depth + 1).string ?? ""
                flow.skipSpace()
                var value = Tree.null
                if flow.rest.first == ":" {
                    flow.rest.removeFirst()
                    value = try flow.value(depth + 1)
                }
                members.append(Tree.Member(key, value, line: flow.line))
            }
            return .map(members)
        case "[":
            var list: [Tree] = []
            try items("]") { (flow: inout YAMLFlow) throws(Unreadable) in
                list.append(try flow.value(depth + 1))
            }
            return .list(list)
        case "\"", "'": return .text(try quoted())
        default:
            let word = plainWord()
            switch word {
            case "", "~", "null": return .null
            case "true": return .flag(true)
            case "false": return .flag(false)
            default: return .text(word)
            }
        }
    }

    private mutating func plainWord() -> String {
        var end = rest.startIndex
        while end < rest.endIndex {
            let letter = rest[end]
            if letter == "," || letter == "}" || letter == "]" { break }
            let after = rest.index(after: end)
            if letter == ":", after == rest.endIndex || ", }]".contains(rest[after]) { break }
            end = after
        }
        let word = rest[..<end].trimmed
        rest = rest[end...]
        return word
    }

    private mutating func items(
        _ close: Character,
        _ item: (inout YAMLFlow) throws(Unreadable) -> Void
    ) throws(Unreadable) {
        rest.removeFirst()
        while true {
            skipSpace()
            if rest.first == close {
                rest.removeFirst()
                return
            }
            guard !rest.isEmpty else { throw fault("a YAML bracket does not close") }
            try item(&self)
            skipSpace()
            if rest.first == "," {
                rest.removeFirst()
            } else if rest.first != close {
                throw fault("a comma is missing in YAML")
            }
        }
    }

    mutating func quoted() throws(Unreadable) -> String {
        guard let quote = rest.popFirst() else { throw fault("a YAML string is missing") }
        var text = ""
        while let letter = rest.popFirst() {
            if letter == quote {
                guard quote == "'", rest.first == "'" else { return text }
                rest.removeFirst()
                text.append("'")
            } else if letter == "\\", quote == "\"" {
                switch rest.popFirst() {
                case "n": text.append("\n")
                case "t": text.append("\t")
                case let escaped?: text.append(escaped)
                case nil: break
                }
            } else {
                text.append(letter)
            }
        }
        throw fault("a YAML string does not end")
    }
}
