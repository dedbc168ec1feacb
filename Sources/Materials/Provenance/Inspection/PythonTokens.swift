/// Python's words, with the function that each stands in, told by indentation.
struct PythonTokens {
    private let bytes: [UInt8]
    private var place = 0
    private var line: Int32 = 1
    private var depth = 0
    private var tokens: [ScriptToken] = []
    private var scopes = [ScriptScope(name: "", parent: 0, runsInPlace: true)]
    /// Scopes that are open, with the indentation of the line that opened each.
    private var open: [(indent: Int, scope: Int32)] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8 { place < bytes.count ? bytes[place] : 0 }

    mutating func read() -> ([ScriptToken], [ScriptScope]) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        var isLineStart = true
        while place < bytes.count, tokens.count < Script.tokensMax {
            if isLineStart {
                let indent = skipIndent()
                isLineStart = false
                if depth == 0, current != 0x0A, current != 0x23, current != 0x0D {
                    while let last = open.last, indent <= last.indent { open.removeLast() }
                    opensScope(indent)
                }
            }
            let byte = current
            if byte == 0x0A {
                endLine()
                line += 1
                place += 1
                isLineStart = true
            } else if byte == 0x23 {
                while place < bytes.count, current != 0x0A { place += 1 }
            } else if byte == 0x5C, place + 1 < bytes.count, bytes[place + 1] == 0x0A {
                place += 2
                line += 1
            } else if byte.isSpace {
                place += 1
            } else if let (prefix, isRaw) = stringPrefix() {
                place += prefix
                string(isRaw: isRaw)
            } else if byte.isLetter || byte == 0x5F || byte >= 0x80 {
                word()
            } else if byte.isDigit {
                number()
            } else {
                mark()
            }
        }
        endLine()
        return (tokens, scopes)
    }

    private mutating func skipIndent() -> Int {
        var indent = 0
        while current == 0x20 || current == 0x09 {
            indent += current == 0x09 ? 8 : 1
            place += 1
        }
        return indent
    }

    private mutating func append(_ kind: ScriptToken.Kind, _ text: String, at line: Int32) {
        tokens.append(
            ScriptToken(kind: kind, text: text, line: line, scope: open.last?.scope ?? 0)
        )
    }

    /// A statement that is nothing but a string says something to readers, and does nothing.
    private mutating func endLine() {
        guard depth == 0, let last = tokens.last, last.kind != .lineEnd else { return }
        if last.kind == .string,
            tokens.count == 1 || tokens[tokens.count - 2].kind == .lineEnd
        {
            tokens.removeLast()
        } else {
            append(.lineEnd, "", at: line)
        }
    }

    /// Looks whether this line begins a function, a class or a program's own part.
    private mutating func opensScope(_ indent: Int) {
        func starts(_ word: String) -> Bool { bytes[place...].starts(with: word.utf8) }
        let parent = open.last?.scope ?? 0
        var rest = bytes[place...]
        if starts("async ") { rest = rest.dropFirst(6).drop { $0 == 0x20 } }
        let isFunction = rest.starts(with: "def ".utf8)
        let isClass = starts("class ")
        let head = bytes[place...].prefix { $0 != 0x0A }.prefix(60)
        let isProgram = starts("if ") && Array(head).holds("__name__")
        guard isFunction || isClass || isProgram else { return }
        let after = rest.drop { $0 != 0x20 }.drop { $0 == 0x20 }
        let name =
            isProgram
            ? ""
            : String(
                decoding: after.prefix { $0.isLetter || $0.isDigit || $0 == 0x5F },
                as: UTF8.self
            )
        open.append((indent, Int32(scopes.count)))
        scopes.append(
            ScriptScope(
                name: name,
                parent: parent,
                runsInPlace: isClass || isProgram,
                isProgram: isProgram
            )
        )
    }

    /// How long a string's prefix is, and whether it is raw; nil when no string begins here.
    private func stringPrefix() -> (Int, Bool)? {
        var count = 0
        var isRaw = false
        while count < 3, place + count < bytes.count {
            let byte = bytes[place + count]
            if byte == 0x22 || byte == 0x27 { return (count, isRaw) }
            guard "rbfutRBFUT".utf8.contains(byte) else { return nil }
            if byte.lowered == UInt8(ascii: "r") { isRaw = true }
            count += 1
        }
        return nil
    }

    private mutating func string(isRaw: Bool) {
        let start = line
        let quote = current
        let isLong =
            place + 2 < bytes.count && bytes[place + 1] == quote
            && bytes[place + 2] == quote
        place += isLong ? 3 : 1
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = current
            if byte == 0x5C, place + 1 < bytes.count {
                place += 1
                if isRaw {
                    text += [byte, current]
                } else {
                    escape(into: &text)
                    continue
                }
                if current == 0x0A { line += 1 }
                place += 1
            } else if byte == quote {
                if !isLong {
                    place += 1
                    break
                }
                if place + 2 < bytes.count, bytes[place + 1] == quote, bytes[place + 2] == quote {
                    place += 3
                    break
                }
                text.append(byte)
                place += 1
            } else {
                if byte == 0x0A {
                    if !isLong { break }
                    line += 1
                }
                text.append(byte)
                place += 1
            }
        }
        // Strings side by side are one.
        if let last = tokens.last, last.kind == .string, last.scope == open.last?.scope ?? 0 {
            let whole = last.text + String(decoding: text, as: UTF8.self)
            tokens[tokens.count - 1] = ScriptToken(
                kind: .string,
                text: whole,
                line: last.line,
                scope: last.scope
            )
        } else {
            append(.string, String(decoding: text, as: UTF8.self), at: start)
        }
    }

    private mutating func escape(into text: inout [UInt8]) {
        let byte = current
        place += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case 0x0A: line += 1
        case UInt8(ascii: "x"):
            if place + 1 < bytes.count, let high = bytes[place].hexValue,
                let low = bytes[place + 1].hexValue
            {
                text.append(high << 4 | low)
                place += 2
            }
        default: text.append(byte)
        }
    }

    private mutating func word() {
        let start = place
        while current.isLetter || current.isDigit || current == 0x5F || current >= 0x80 {
            place += 1
        }
        append(.name, String(decoding: bytes[start..<place], as: UTF8.self), at: line)
    }

    private mutating func number() {
        let start = place
        while current.isLetter || current.isDigit || current == 0x5F || current == 0x2E {
            place += 1
        }
        append(.number, String(decoding: bytes[start..<place], as: UTF8.self), at: line)
    }

    private mutating func mark() {
        let byte = current
        place += 1
        if "([{".utf8.contains(byte) { depth += 1 }
        if ")]}".utf8.contains(byte) { depth = max(0, depth - 1) }
        var text = String(decoding: CollectionOfOne(byte), as: UTF8.self)
        // A comparison is no assignment.
        if "=!<>:+-*/|&^%".utf8.contains(byte), current == 0x3D {
            text += "="
            place += 1
        }
        append(.mark, text, at: line)
    }
}
