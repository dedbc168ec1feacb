/// An element of XML, with what is in it: enough for manifests and bills of materials.
///
/// Declarations of entities are refused, so there is nothing to expand and nothing to fetch.
public struct XMLNode: Sendable, Hashable {
    /// The name without its prefix.
    public var name: String
    /// Attributes by name without prefix.
    public var attributes: [String: String] = [:]
    /// Elements in it, in order.
    public var children: [XMLNode] = []
    /// Its text, trimmed.
    public var text = ""

    /// The first element of a name in it.
    public subscript(name: String) -> XMLNode? { children.first { $0.name == name } }

    /// Every element of a name in it.
    public func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

    /// Elements inside elements.
    static let depthMax = 200
    static let sizeMax = 64 << 20

    /// Reads a document and answers its root.
    public static func read(_ bytes: [UInt8]) throws(Unreadable) -> XMLNode {
        guard bytes.count <= sizeMax else { throw Unreadable("the XML document is too large") }
        var reader = XMLReader(bytes)
        return try reader.document()
    }
}

private struct XMLReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private func fault(_ reason: String) -> Unreadable { Unreadable(reason) }

    private mutating func skip(past text: String) throws(Unreadable) {
        while place < bytes.count {
            if starts(text) {
                place += text.utf8.count
                return
            }
            place += 1
        }
        throw fault("XML does not end")
    }

    mutating func document() throws(Unreadable) -> XMLNode {
        var stack: [XMLNode] = []
        while place < bytes.count {
            if current != UInt8(ascii: "<") {
                let start = place
                while let byte = current, byte != UInt8(ascii: "<") { place += 1 }
                if !stack.isEmpty { stack[stack.count - 1].text += plain(bytes[start..<place]) }
            } else if starts("<!--") {
                try skip(past: "-->")
            } else if starts("<![CDATA[") {
                let start = place + 9
                try skip(past: "]]>")
                let text = String(decoding: bytes[start..<(place - 3)], as: UTF8.self)
                if !stack.isEmpty { stack[stack.count - 1].text += text }
            } else if starts("<?") {
                try skip(past: "?>")
            } else if starts("<!") {
                let start = place
                try skip(past: ">")
                guard !Array(bytes[start..<place]).holds("[") else {
                    throw fault("XML with entities of its own is not read")
                }
            } else if starts("</") {
                try skip(past: ">")
                guard var node = stack.popLast() else { throw fault("XML closes what is not open") }
                node.text = node.text.trimmed
                guard !stack.isEmpty else { return node }
                stack[stack.count - 1].children.append(node)
            } else {
                let (node, isClosed) = try element()
                guard stack.count < XMLNode.depthMax else {
                    throw fault("XML is nested too deeply")
                }
                if !isClosed {
                    stack.append(node)
                } else if stack.isEmpty {
                    return node
                } else {
                    stack[stack.count - 1].children.append(node)
                }
            }
        }
        throw fault("XML does not end")
    }

    private mutating func name() -> String {
        let start = place
        while let byte = current, !byte.isSpace, !"/>=".utf8.contains(byte) { place += 1 }
        let whole = bytes[start..<place]
        let local = whole.lastIndex(of: UInt8(ascii: ":")).map { whole[($0 + 1)...] } ?? whole
        return String(decoding: local, as: UTF8.self)
    }

    private mutating func element() throws(Unreadable) -> (XMLNode, Bool) {
        place += 1
        var node = XMLNode(name: name())
        guard !node.name.isEmpty else { throw fault("an XML element has no name") }
        while let byte = current {
            if byte.isSpace {
                place += 1
            } else if byte == UInt8(ascii: ">") {
                place += 1
                return (node, false)
            } else if starts("/>") {
                place += 2
                return (node, true)
            } else {
                let key = name()
                guard !key.isEmpty, current == UInt8(ascii: "=") else {
                    throw fault("a broken XML attribute")
                }
                place += 1
                guard let quote = current, quote == 0x22 || quote == 0x27 else {
                    throw fault("a broken XML attribute")
                }
                place += 1
                let start = place
                while let byte = current, byte != quote { place += 1 }
                guard place < bytes.count else { throw fault("XML does not end") }
                node.attributes[key] = plain(bytes[start..<place])
                place += 1
            }
        }
        throw fault("XML does not end")
    }

    /// Text with the five named and the numbered references replaced.
    private func plain(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("&") else { return text }
        var result = ""
        var rest = Substring(text)
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            rest = rest[ampersand...]
            guard let end = rest.prefix(12).firstIndex(of: ";") else { break }
            let name = rest[rest.index(after: ampersand)..<end]
            rest = rest[rest.index(after: end)...]
            switch name {
            case "lt": result += "<"
            case "gt": result += ">"
            case "amp": result += "&"
            case "quot": result += "\""
            case "apos": result += "'"
            default:
                let isHex = name.hasPrefix("#x")
                let number = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
                result.unicodeScalars.append(number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
            }
        }
        return result + rest
    }
}
