// Reads the trusted pieces of a literal as they are appended and knows, at every hole, where in the
// page the hole stands. The grammar is narrower than HTML's on purpose: every attribute is quoted,
// nothing stands around the `=`, and a literal ends where it began, between tags.
//
// When you add a place where escaping is not enough, add it to `Name` and a case to the tests.

/// Follows a literal through tags, attributes and text, and judges each hole in it.
struct LiteralReader {
    enum State {
        case text, tagStart, tagName, closingTag, inTag, attributeName, equals
        case doubleQuoted, singleQuoted, declaration, rawText, rawTextLess, rawTextEnd
    }

    /// What an attribute's value has held so far; a link is judged by how it begins.
    enum Value { case empty, hole, literal }

    /// What a hole has to take care of besides escaping.
    enum Hole { case plain, linkStart }

    private(set) var state = State.text
    private var tag = Name()
    private var attribute = Name()
    private var value = Value.empty

    /// Reads the next piece of the literal.
    mutating func read(_ literal: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < literal.count {
            // Text and tags that close are most of a page, so they are crossed at one go.
            switch state {
            case .text:
                index = place(of: UInt8(ascii: "<"), in: literal, from: index)
                if index < literal.count { state = .tagStart }
            case .closingTag:
                index = place(of: UInt8(ascii: ">"), in: literal, from: index)
                if index < literal.count { state = .text }
            case .doubleQuoted where value == .literal:
                index = place(of: UInt8(ascii: "\""), in: literal, from: index)
                if index < literal.count { state = .inTag }
            default:
                step(literal[index])
            }
            index += 1
        }
    }

    private mutating func step(_ byte: UInt8) {
        switch state {
        case .text: if byte == UInt8(ascii: "<") { state = .tagStart }
        case .tagStart: startTag(byte)
        case .tagName: continueTagName(byte)
        case .closingTag: if byte == UInt8(ascii: ">") { state = .text }
        case .inTag: continueTag(byte)
        case .attributeName: continueAttributeName(byte)
        case .equals: startValue(byte)
        case .doubleQuoted: continueValue(byte, until: UInt8(ascii: "\""))
        case .singleQuoted: continueValue(byte, until: UInt8(ascii: "'"))
        case .declaration: if byte == UInt8(ascii: ">") { state = .text }
        case .rawText: if byte == UInt8(ascii: "<") { state = .rawTextLess }
        case .rawTextLess: continueRawText(byte)
        case .rawTextEnd: endRawText(byte)
        }
    }

    private mutating func startTag(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "/"):
            state = .closingTag
        case UInt8(ascii: "!"):
            state = .declaration
        default:
            precondition(isLetter(byte), "A '<' in a literal begins a tag; write &lt; instead.")
            tag = Name()
            tag.append(byte)
            state = .tagName
        }
    }

    private mutating func continueTagName(_ byte: UInt8) {
        if isBlank(byte) || byte == UInt8(ascii: "/") {
            state = .inTag
        } else if byte == UInt8(ascii: ">") {
            endTag()
        } else {
            tag.append(byte)
        }
    }

    private mutating func continueTag(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") {
            endTag()
        } else if !isBlank(byte) && byte != UInt8(ascii: "/") {
            attribute = Name()
            attribute.append(byte)
            state = .attributeName
        }
    }

    private mutating func continueRawText(_ byte: UInt8) {
        state = byte == UInt8(ascii: "/") ? .rawTextEnd : .rawText
        attribute = Name()
    }

    /// Only its own end ends a script, as a browser sees it; `"</b>"` in one of its strings does
    /// not, and a hole after it would still stand in the script.
    private mutating func endRawText(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") {
            precondition(attribute == tag, "A script or a style holds no '</' but its own end.")
            state = .text
        } else {
            attribute.append(byte)
        }
    }

    private mutating func endTag() {
        state = tag.isRawText ? .rawText : .text
    }

    private mutating func continueAttributeName(_ byte: UInt8) {
        if byte == UInt8(ascii: "=") {
            state = .equals
        } else {
            precondition(
                !isBlank(byte) && byte != UInt8(ascii: ">"),
                "Every attribute has a value; write open=\"\" rather than open."
            )
            attribute.append(byte)
        }
    }

    private mutating func startValue(_ byte: UInt8) {
        precondition(
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
            "An attribute's value stands in quotes."
        )
        state = byte == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
        value = .empty
    }

    private mutating func continueValue(_ byte: UInt8, until quote: UInt8) {
        if byte == quote {
            state = .inTag
            return
        }
        // Otherwise two harmless halves could make one `javascript:`.
        precondition(
            value != .hole || !attribute.isLink || "/?#".utf8.contains(byte),
            "A link that begins with a hole goes on with '/', '?' or '#', or ends."
        )
        value = .literal
    }
}

extension LiteralReader {
    /// Judges a hole that holds text.
    mutating func enterHole() -> Hole {
        switch state {
        case .text:
            return .plain
        case .doubleQuoted, .singleQuoted:
            return enterValue()
        case .equals:
            preconditionFailure("A hole in an attribute stands inside quotes.")
        case .tagStart, .tagName, .closingTag:
            preconditionFailure("A hole may not name a tag.")
        case .inTag, .attributeName:
            preconditionFailure("A hole may not name an attribute; pass an Attribute.")
        case .rawText, .rawTextLess, .rawTextEnd:
            preconditionFailure("A hole may not stand in a script or a style.")
        case .declaration:
            preconditionFailure("A hole may not stand in a comment or a declaration.")
        }
    }

    private mutating func enterValue() -> Hole {
        precondition(
            !attribute.isProgram,
            "A hole may not stand in an event handler, a style or a document inside a document."
        )
        guard attribute.isLink else { return .plain }
        precondition(value != .hole, "A link that begins with a hole has no second one beside it.")
        defer { if value == .empty { value = .hole } }
        return value == .empty ? .linkStart : .plain
    }

    /// Judges a hole that holds markup of ours.
    func enterNested() {
        precondition(state == .text, "A piece of page stands between tags, not inside one.")
    }

    /// Judges a hole that holds an attribute.
    mutating func enterAttribute() {
        precondition(
            state == .inTag || state == .tagName,
            "An Attribute stands inside a tag, after its name or after another attribute."
        )
        state = .inTag
    }

    /// Judges the end of the literal.
    func finish() {
        precondition(state == .text, "A literal ends between tags, with its scripts closed.")
    }
}

/// Where `byte` stands next, or the end of `literal`.
private func place(
    of byte: UInt8,
    in literal: UnsafeBufferPointer<UInt8>,
    from start: Int
) -> Int {
    var index = start
    while index < literal.count && literal[index] != byte { index += 1 }
    return index
}

private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
}

private func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
}
