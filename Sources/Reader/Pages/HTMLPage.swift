import CXML2

/// A web page, taken apart: the text a visitor sees, and everything else with a name.
struct HTMLPage {
    private(set) var visible = ""
    private(set) var hidden: [(name: String, text: String)] = []

    /// Elements that begin on a line of their own.
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table",
        "tr", "ul",
    ]

    /// Attributes that hold words for people.
    private static let wordy: Set<String> = [
        "alt", "title", "placeholder", "aria-label", "summary", "label", "content", "value",
    ]

    /// Whether the parser gave up before the end, so that the rest of the page is not here.
    private(set) var isCut = false

    /// Parses a page, however broken.
    ///
    /// - Parameter text: UTF-8.
    /// - Returns: nil when libxml2 finds nothing at all to hold on to.
    init?(_ text: [UInt8]) {
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_COMPACT.rawValue
        guard let context = htmlNewParserCtxt() else { return nil }
        defer { htmlFreeParserCtxt(context) }
        // Without it the parser stops, and says nothing, at elements nested 256 deep.
        context.pointee.options |= Int32(XML_PARSE_HUGE.rawValue)
        let document = text.withUnsafeBytes { bytes in
            htmlCtxtReadMemory(
                context,
                bytes.bindMemory(to: CChar.self).baseAddress,
                Int32(clamping: bytes.count),
                nil,
                "UTF-8",
                Int32(options)
            )
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        isCut = context.pointee.disableSAX != 0
        walk(from: UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self))
        visible = visible.trimmedLines()
    }

    /// Visits every node in document order, without recursion: pages nest as deep as they like.
    private mutating func walk(from root: xmlNodePtr) {
        var node: xmlNodePtr? = root.pointee.children
        // The element inside which everything is hidden, if any.
        var cover: (node: xmlNodePtr, name: String)?
        while let current = node {
            var descends = true
            switch current.pointee.type {
            case XML_ELEMENT_NODE:
                descends = enter(current, &cover)
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                add(current, under: cover?.name)
            case XML_COMMENT_NODE:
                keep("comment", XMLText.content(of: current))
            default:
                break
            }
            if descends, let child = current.pointee.children,
                current.pointee.type == XML_ELEMENT_NODE
            {
                node = child
                continue
            }
            node = next(after: current, below: root, &cover)
        }
    }

    private mutating func next(
        after node: xmlNodePtr,
        below root: xmlNodePtr,
        _ cover: inout (node: xmlNodePtr, name: String)?
    ) -> xmlNodePtr? {
        var current = node
        while current != root {
            if cover?.node == current { cover = nil }
            if current.pointee.type == XML_ELEMENT_NODE { leave(current) }
            if let sibling = current.pointee.next { return sibling }
            guard let parent = current.pointee.parent else { return nil }
            current = parent
        }
        return nil
    }

    /// Looks at an element's attributes.
    ///
    /// - Returns: whether its children are worth visiting.
    private mutating func enter(
        _ element: xmlNodePtr,
        _ cover: inout (node: xmlNodePtr, name: String)?
    ) -> Bool {
        let name = XMLText.name(of: element).lowercased()
        let attributes = XMLText.attributes(of: element)
        note(attributes, of: name)
        if cover == nil {
            switch name {
            case "title": cover = (element, "title")
            case "script": cover = (element, "script")
            case "template", "noscript": cover = (element, name)
            default:
                let style = attributes["style", default: ""].lowercased().filter { $0 != " " }
                let isHidden =
                    attributes["hidden"] != nil || style.contains("display:none")
                    || style.contains("visibility:hidden")
                if isHidden { cover = (element, "hidden") }
            }
        }
        if Self.blocks.contains(name) && cover == nil { visible += "\n" }
        return name != "style"
    }

    private mutating func leave(_ element: xmlNodePtr) {
        let name = XMLText.name(of: element).lowercased()
        if name == "td" || name == "th" { visible += "\t" }
        if Self.blocks.contains(name) { visible += "\n" }
    }

    private mutating func add(_ node: xmlNodePtr, under cover: String?) {
        let text = XMLText.content(of: node)
        if let cover { return keep(cover, text) }
        visible += text.collapsed()
    }

    /// Keeps what attributes say: metadata, hidden values, addresses behind links, descriptions.
    private mutating func note(_ attributes: [String: String], of element: String) {
        if element == "meta", let content = attributes["content"] {
            let name = attributes["name"] ?? attributes["property"] ?? attributes["http-equiv"]
            return keep("meta.\((name ?? "unnamed").lowercased())", content)
        }
        if element == "input", let value = attributes["value"] {
            let isHidden = attributes["type"]?.lowercased() == "hidden"
            let name = attributes["name"] ?? "unnamed"
            return keep(isHidden ? "hidden.\(name)" : "input.\(name)", value)
        }
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            if name == "href" || name == "src" || name == "action" || name == "cite" {
                // An image inside the page is bytes, not words.
                guard !value.hasPrefix("data:"), !value.hasPrefix("#") else { continue }
                keep("link", value.percentDecoded())
            } else if name.hasPrefix("data-") || Self.wordy.contains(name) {
                keep(name, value)
            }
        }
    }

    private mutating func keep(_ name: String, _ text: String) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        hidden.append((String(name.prefix(128)), text))
    }
}

extension String {
    /// White space as a browser shows it: runs become one space.
    func collapsed() -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            let isSpace = byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
            if isSpace {
                if bytes.last != 0x20 { bytes.append(0x20) }
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Lines without space at their ends, and never two empty ones in a row.
    func trimmedLines() -> String {
        var lines: [Substring] = []
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            var trimmed = line
            while trimmed.last == " " || trimmed.last == "\t" { trimmed.removeLast() }
            while trimmed.first == " " { trimmed.removeFirst() }
            if trimmed.isEmpty && (lines.isEmpty || lines.last?.isEmpty == true) { continue }
            lines.append(trimmed)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// The text with `%40` and its like resolved; anything malformed stays as it is.
    func percentDecoded() -> String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        let bytes = Array(utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(
                    String(decoding: bytes[index + 1...index + 2], as: UTF8.self),
                    radix: 16
                )
            {
                decoded.append(value)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
