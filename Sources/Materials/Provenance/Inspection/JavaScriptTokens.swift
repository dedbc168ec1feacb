/// JavaScript's words, with the function that each stands in, told by braces.
struct JavaScriptTokens {
    private let bytes: [UInt8]
    private var place = 0
    private var line: Int32 = 1
    private var tokens: [ScriptToken] = []
    private var scopes = [ScriptScope(name: "", parent: 0, runsInPlace: true)]
    /// For each open brace: the scope it opened, or nil.
    private var braces: [Int32?] = []
    private var current: Int32 = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ offset: Int = 0) -> UInt8 {
        place + offset < bytes.count ? bytes[place + offset] : 0
    }

    mutating func read() -> ([ScriptToken], [ScriptScope]) {
        if byte() == 0x23, byte(1) == 0x21 { skipLine() }
        while place < bytes.count, tokens.count < Script.tokensMax {
            let first = byte()
            if first == 0x0A {
                append(.lineEnd, "")
                line += 1
                place += 1
            } else if first.isSpace {
                place += 1
            } else if first == 0x2F, byte(1) == 0x2F {
                skipLine()
            } else if first == 0x2F, byte(1) == 0x2A {
                skipComment()
            } else if first == 0x2F, beginsPattern {
                pattern()
            } else if first == 0x22 || first == 0x27 || first == 0x60 {
                string(first)
            } else if first.isLetter || first == 0x5F || first == 0x24 || first >= 0x80 {
                word()
            } else if first.isDigit {
                number()
            } else {
                mark()
            }
        }
        return (tokens, scopes)
    }

    private mutating func append(_ kind: ScriptToken.Kind, _ text: String) {
        if kind == .lineEnd, tokens.last?.kind == .lineEnd { return }
        tokens.append(ScriptToken(kind: kind, text: text, line: line, scope: current))
    }

    private mutating func skipLine() {
        while place < bytes.count, byte() != 0x0A { place += 1 }
    }

    private mutating func skipComment() {
        place += 2
        while place < bytes.count, !(byte() == 0x2A && byte(1) == 0x2F) {
            if byte() == 0x0A { line += 1 }
            place += 1
        }
        place += 2
    }

    private var last: ScriptToken? { tokens.last { $0.kind != .lineEnd } }

    /// A slash begins a pattern where a value may begin.
    private var beginsPattern: Bool {
        guard let last else { return true }
        switch last.kind {
        case .mark: return ![")", "]", "}"].contains(last.text)
        case .name: return ["return", "typeof", "case", "in", "of"].contains(last.text)
        default: return false
        }
    }

    private mutating func pattern() {
        place += 1
        var isInClass = false
        while place < bytes.count, byte() != 0x0A {
            if byte() == 0x5C {
                place += 1
            } else if byte() == 0x5B {
                isInClass = true
            } else if byte() == 0x5D {
                isInClass = false
            } else if byte() == 0x2F, !isInClass {
                place += 1
                break
            }
            place += 1
        }
        append(.number, "/")
    }

    private mutating func string(_ quote: UInt8) {
        place += 1
        var text: [UInt8] = []
        while place < bytes.count, byte() != quote {
            if byte() == 0x5C {
                place += 1
                escape(into: &text)
                continue
            }
            if byte() == 0x0A {
                if quote != 0x60 { break }
                line += 1
            }
            text.append(byte())
            place += 1
        }
        place += 1
        append(.string, String(decoding: text, as: UTF8.self))
    }

    private mutating func escape(into text: inout [UInt8]) {
        let letter = byte()
        place += 1
        let count = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 0
        if count > 0, byte() != 0x7B {
            var value: UInt32 = 0
            for _ in 0..<count {
                guard let digit = byte().hexValue else { return }
                value = value << 4 | UInt32(digit)
                place += 1
            }
            text += String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8
        } else if letter == UInt8(ascii: "n") {
            text.append(0x0A)
        } else {
            if letter == 0x0A { line += 1 }
            text.append(letter)
        }
    }

    private mutating func word() {
        let start = place
        while byte().isLetter || byte().isDigit || byte() == 0x5F || byte() == 0x24
            || byte() >= 0x80
        {
            place += 1
        }
        append(.name, String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func number() {
        let start = place
        while byte().isLetter || byte().isDigit || byte() == 0x2E || byte() == 0x5F { place += 1 }
        append(.number, String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func mark() {
        let first = byte()
        place += 1
        var text = String(decoding: CollectionOfOne(first), as: UTF8.self)
        if first == 0x3D, byte() == 0x3E {
            text = "=>"
            place += 1
        } else if first == 0x3F, byte() == 0x2E {
            text = "?."
            place += 1
        } else if "=!<>+-*/|&^%".utf8.contains(first), byte() == 0x3D {
            while byte() == 0x3D { place += 1 }
            text += "="
        }
        if first == UInt8(ascii: "{") { openBrace() }
        append(.mark, text)
        if first == UInt8(ascii: "}"), let scope = braces.popLast(), let scope {
            current = scopes[Int(scope)].parent
        }
    }

    /// A brace after `)` or `=>` opens a function's body, unless a word before the brackets says
    /// otherwise (`if (…) {`).
    private mutating func openBrace() {
        guard let (name, isCalled) = function() else { return braces.append(nil) }
        braces.append(Int32(scopes.count))
        scopes.append(ScriptScope(name: name, parent: current, runsInPlace: isCalled))
        current = Int32(scopes.count - 1)
    }

    private func function() -> (String, Bool)? {
        var back = tokens.count - 1
        func skipEnds() { while back >= 0, tokens[back].kind == .lineEnd { back -= 1 } }
        skipEnds()
        guard back >= 0, tokens[back].kind == .mark else { return nil }
        let isArrow = tokens[back].text == "=>"
        guard isArrow || tokens[back].text == ")" else { return nil }
        if isArrow { back -= 1 }
        skipEnds()
        if back >= 0, tokens[back].text == ")", tokens[back].kind == .mark {
            var depth = 0
            while back >= 0 {
                if tokens[back].kind == .mark {
                    if tokens[back].text == ")" { depth += 1 }
                    if tokens[back].text == "(" { depth -= 1 }
                }
                back -= 1
                if depth == 0 { break }
            }
        } else {
            back -= 1
        }
        skipEnds()
        guard back >= 0 else { return ("", isArrow) }
        var name = ""
        if tokens[back].kind == .name {
            let word = tokens[back].text
            if ["if", "for", "while", "switch", "catch", "with"].contains(word) { return nil }
            if word != "function", word != "async" {
                name = word
                back -= 1
            }
        }
        while back >= 0, ["function", "async", "*"].contains(tokens[back].text) { back -= 1 }
        guard back >= 0 else { return (name, false) }
        let before = tokens[back]
        if name.isEmpty, before.kind == .mark, before.text == "=", back > 0,
            tokens[back - 1].kind == .name
        {
            return (tokens[back - 1].text, false)
        }
        // Without a name, among arguments or in brackets: called on the spot or soon after.
        let isInline = before.kind == .mark && ["(", ",", "!", "+", "-", "~"].contains(before.text)
        return (name, isInline && name.isEmpty)
    }
}
