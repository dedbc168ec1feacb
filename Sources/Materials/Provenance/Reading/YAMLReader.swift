/// Reads the YAML that machines write into lock files, and people into manifests and workflows.
///
/// Block and flow maps and lists, quoted and plain scalars, block scalars, comments, several
/// documents, anchors and aliases (of scalars and small trees). Every scalar is text, so `1.10`
/// stays `1.10`. Tags are passed over; complex keys are refused.
struct YAMLReader {
    private struct Line {
        let indent: Int
        let text: Substring
        let number: Int
    }

    private var lines: [Line] = []
    private var raw: [Substring]
    private var next = 0
    private var anchors: [String: Tree] = [:]

    static let depthMax = 64
    static let sizeMax = 64 << 20
    /// Values that aliases may copy: beyond it they are a bomb.
    static let aliasesMax = 10_000
    private var aliases = 0

    /// Each document of the stream, in order.
    static func read(_ bytes: [UInt8]) throws(Unreadable) -> [Tree] {
        guard bytes.count <= sizeMax else { throw Unreadable("the YAML document is too large") }
        let text = String(decoding: bytes, as: UTF8.self)
        let all = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        var documents: [Tree] = []
        var start = 0
        var index = 0
        func part(_ end: Int) throws(Unreadable) {
            var reader = YAMLReader(raw: Array(all[start..<end]), from: start)
            if let tree = try reader.document() { documents.append(tree) }
        }
        while index < all.count {
            if all[index] == "---" || all[index].hasPrefix("--- ") || all[index] == "..." {
                try part(index)
                start = index + 1
            }
            index += 1
        }
        try part(all.count)
        return documents
    }

    private init(raw: [Substring], from start: Int) {
        self.raw = raw
        for (index, line) in raw.enumerated() {
            let text = line.drop { $0 == " " }
            lines.append(
                Line(indent: line.count - text.count, text: text, number: start + index + 1)
            )
        }
    }

    private static func isBlank(_ line: Line) -> Bool {
        let first = line.text.utf8.first { !$0.isSpace }
        return first == nil || first == 0x23
    }

    private mutating func skipBlank() {
        while next < lines.count, Self.isBlank(lines[next]) || lines[next].text.hasPrefix("%") {
            next += 1
        }
    }

    private mutating func document() throws(Unreadable) -> Tree? {
        skipBlank()
        guard next < lines.count else { return nil }
        let tree = try block(lines[next].indent, 0)
        skipBlank()
        guard next >= lines.count else {
            throw Unreadable("unexpected indentation in YAML", line: lines[next].number)
        }
        return tree
    }

    private static func isItem(_ text: Substring) -> Bool { text == "-" || text.hasPrefix("- ") }

    /// The value whose lines begin at `indent`.
    private mutating func block(_ indent: Int, _ depth: Int) throws(Unreadable) -> Tree {
        let line = lines[next]
        guard depth < Self.depthMax else {
            throw Unreadable("YAML is nested too deeply", line: line.number)
        }
        if Self.isItem(line.text) { return try list(indent, depth) }
        if try Self.key(line) != nil { return try map(indent, depth) }
        next += 1
        return try scalar(line.text, line, parent: indent - 1, depth)
    }

    private mutating func list(_ indent: Int, _ depth: Int) throws(Unreadable) -> Tree {
        var items: [Tree] = []
        while true {
            skipBlank()
            guard next < lines.count, lines[next].indent == indent,
                Self.isItem(lines[next].text)
            else { return .list(items) }
            let line = lines[next]
            let rest = line.text.dropFirst().drop { $0 == " " }
            if rest.isEmpty || rest.hasPrefix("#") {
                next += 1
                items.append(try nested(under: indent, depth))
                continue
            }
            // What follows the hyphen is a block of its own, indented by where it stands.
            let inner = Line(
                indent: indent + line.text.count - rest.count,
                text: rest,
                number: line.number
            )
            if Self.isItem(rest) {
                lines[next] = inner
                items.append(try block(inner.indent, depth + 1))
            } else if try Self.key(inner) != nil {
                lines[next] = inner
                items.append(try map(inner.indent, depth + 1))
            } else {
                next += 1
                items.append(try scalar(rest, line, parent: indent, depth))
            }
        }
    }

    /// What stands deeper than `indent`; nothing is null.
    private mutating func nested(
        under indent: Int,
        _ depth: Int,
        allowsItems: Bool = false
    ) throws(Unreadable) -> Tree {
        skipBlank()
        guard next < lines.count else { return .null }
        let line = lines[next]
        let isDeeper =
            line.indent > indent
            || (allowsItems && line.indent == indent && Self.isItem(line.text))
        return isDeeper ? try block(line.indent, depth + 1) : .null
    }

    private mutating func map(_ indent: Int, _ depth: Int) throws(Unreadable) -> Tree {
        var members: [Tree.Member] = []
        while true {
            skipBlank()
            guard next < lines.count, lines[next].indent == indent,
                !Self.isItem(lines[next].text)
            else { break }
            let line = lines[next]
            guard let (key, rest) = try Self.key(line) else {
                throw Unreadable("a YAML key is missing", line: line.number)
            }
            next += 1
            var value: Tree
            if rest.isEmpty || rest.hasPrefix("#") {
                value = try nested(under: indent, depth, allowsItems: true)
            } else if rest.hasPrefix("&"), !rest.holds(" ") {
                value = try nested(under: indent, depth, allowsItems: true)
                anchors[String(rest.dropFirst())] = value
            } else {
                value = try scalar(rest, line, parent: indent, depth)
            }
            if key == "<<" {
                members += value.members
            } else {
                members.append(Tree.Member(key, value, line: line.number))
            }
        }
        return .map(members)
    }

    /// The key that a line begins with, and what follows its colon.
    private static func key(_ line: Line) throws(Unreadable) -> (String, Substring)? {
        let text = line.text
        guard let first = text.utf8.first else { return nil }
        if first == UInt8(ascii: "?"), text.hasPrefix("? ") {
            throw Unreadable("a complex YAML key is not read", line: line.number)
        }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            var flow = YAMLFlow(text, line: line.number)
            guard let key = try? flow.quoted() else { return nil }
            let rest = flow.rest.drop { $0 == " " }
            guard rest.first == ":" else { return nil }
            let after = rest.dropFirst()
            guard after.isEmpty || after.first == " " else { return nil }
            return (key, after.drop { $0 == " " })
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return nil }
        var place = text.startIndex
        while let colon = text[place...].firstIndex(of: ":") {
            let after = text.index(after: colon)
            if after == text.endIndex || text[after] == " " {
                let key = text[..<colon]
                // A comment or a quote before the colon means that it is none.
                if key.holds(" #") { return nil }
                return (key.trimmed, text[after...].drop { $0 == " " })
            }
            place = after
        }
        return nil
    }

    private mutating func scalar(
        _ text: Substring,
        _ line: Line,
        parent: Int,
        _ depth: Int
    ) throws(Unreadable) -> Tree {
        switch text.first {
        case "|", ">": return .text(blockText(isFolded: text.first == ">", under: parent))
        case "*":
            aliases += 1
            let name = text.dropFirst().trimmed
            guard aliases <= Self.aliasesMax, let tree = anchors[name] else {
                throw Unreadable("an unknown YAML alias", line: line.number)
            }
            return tree
        case "&":
            let cut = text.firstIndex(of: " ") ?? text.endIndex
            let rest = text[cut...].drop { $0 == " " }
            let tree = try scalar(rest, line, parent: parent, depth)
            anchors[String(text[text.index(after: text.startIndex)..<cut])] = tree
            return tree
        case "!":
            let cut = text.firstIndex(of: " ") ?? text.endIndex
            let rest = text[cut...].drop { $0 == " " }
            return rest.isEmpty
                ? try nested(under: parent, depth)
                : try scalar(rest, line, parent: parent, depth)
        case "{", "[", "\"", "'": return try flow(text, line, depth)
        default: return plain(text, under: parent)
        }
    }

    /// A flow value, which may go on over several lines.
    private mutating func flow(
        _ text: Substring,
        _ line: Line,
        _ depth: Int
    ) throws(Unreadable) -> Tree {
        var whole = String(text)
        while true {
            var flow = YAMLFlow(Substring(whole), line: line.number)
            do throws(Unreadable) {
                let tree = try flow.value(depth)
                let rest = flow.rest.trimmed
                guard rest.isEmpty || rest.hasPrefix("#") else {
                    throw Unreadable("something follows a YAML value", line: line.number)
                }
                return tree
            } catch {
                guard flow.isExhausted, next < lines.count, whole.utf8.count < 1 << 20 else {
                    throw error
                }
                whole += " " + lines[next].text
                next += 1
            }
        }
    }

    /// A plain scalar with the lines that continue it.
    private mutating func plain(_ text: Substring, under parent: Int) -> Tree {
        func stripped(_ text: Substring) -> String {
            guard let comment = text.range(ofText: " #") else { return text.trimmed }
            return text[..<comment.lowerBound].trimmed
        }
        var whole = stripped(text)
        while true {
            // Empty lines within are line ends of the text.
            var place = next
            while place < lines.count, lines[place].text.isEmpty { place += 1 }
            guard place < lines.count, !Self.isBlank(lines[place]), lines[place].indent > parent,
                (try? Self.key(lines[place])) ?? nil == nil, !Self.isItem(lines[place].text)
            else { break }
            let gap = place == next ? " " : String(repeating: "\n", count: place - next)
            whole += gap + stripped(lines[place].text)
            next = place + 1
        }
        switch whole {
        case "~", "null", "Null", "NULL", "": return .null
        case "true", "True", "TRUE": return .flag(true)
        case "false", "False", "FALSE": return .flag(false)
        default: return .text(whole)
        }
    }

    /// The lines of a block scalar, as they stand below its own indentation.
    private mutating func blockText(isFolded: Bool, under parent: Int) -> String {
        var indent: Int?
        var parts: [Substring] = []
        while next < lines.count {
            let line = lines[next]
            if line.text.isEmpty {
                parts.append("")
            } else {
                guard line.indent > parent, line.indent >= indent ?? 0 else { break }
                let width = indent ?? line.indent
                indent = width
                parts.append(raw[next].dropFirst(width))
            }
            next += 1
        }
        while parts.last == "" { parts.removeLast() }
        return parts.joined(separator: isFolded ? " " : "\n")
    }
}

extension Tree {
    /// Reads a stream of YAML documents.
    public static func yaml(_ bytes: [UInt8]) throws(Unreadable) -> [Tree] {
        try YAMLReader.read(bytes)
    }
}
