/// Python's words, with the function that each stands in, told by indentation.
struct PythonTokens {
    private let bytes: [UInt8]
    private var place = 0
    private var line: Int32 = 1
    private var depth = 0
    private var text: ScriptText
    /// Scopes that are open, with the indentation of the line that opened each.
    private var open: [(indent: Int, scope: Int32)] = []
    private var scope: Int32 = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        text = ScriptText(bytes)
    }

    @inline(__always) private var current: UInt8 { place < bytes.count ? bytes[place] : 0 }

    @inline(__always) private func byte(_ offset: Int) -> UInt8 {
        place + offset < bytes.count ? bytes[place + offset] : 0
    }

    mutating func read() -> ScriptText {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        beginLine()
        read(to: bytes.count)
        endLine()
        return text
    }

    private mutating func read(to end: Int) {
        while place < end, text.tokens.count < Script.tokensMax {
            let byte = bytes[place]
            if byte == 0x20 || byte == 0x09 {
                place += 1
            } else if byte.isLetter || byte == 0x5F || byte >= 0x80 {
                word()
            } else if byte == 0x0A || byte == 0x0D && self.byte(1) != 0x0A {
                endLine()
                line += 1
                place += 1
                beginLine()
            } else if byte == 0x22 || byte == 0x27 {
                string(isRaw: false)
            } else if byte.isDigit {
                number()
            } else if byte == 0x23 {
                skipComment()
            } else if byte == 0x5C, self.byte(1) == 0x0A {
                place += 2
                line += 1
            } else if byte == 0x5C, self.byte(1) == 0x0D {
                place += self.byte(2) == 0x0A ? 3 : 2
                line += 1
            } else if byte.isSpace {
                place += 1
            } else {
                mark(byte)
            }
        }
    }

    /// Measures the indentation, and closes and opens the scopes that it says.
    private mutating func beginLine() {
        var indent = 0
        while current == 0x20 || current == 0x09 {
            indent += current == 0x09 ? 8 : 1
            place += 1
        }
        guard depth == 0, current != 0x0A, current != 0x23, current != 0x0D else { return }
        while let last = open.last, indent <= last.indent { open.removeLast() }
        opensScope(indent)
        scope = open.last?.scope ?? 0
    }

    private mutating func skipComment() { place = ScriptScan.line(bytes.span, from: place) }

    /// A statement that is nothing but a string says something to readers, and does nothing.
    private mutating func endLine() {
        guard depth == 0, let last = text.tokens.last, last.kind != .lineEnd else { return }
        let count = text.tokens.count
        if last.kind == .string, count == 1 || text.tokens[count - 2].kind == .lineEnd {
            text.tokens.removeLast()
        } else {
            text.tokens.append(ScriptToken(.lineEnd, line: line, scope: scope))
        }
    }

    private func stands(_ word: StaticString, at start: Int) -> Bool {
        word.withUTF8Buffer { wanted in
            guard start + wanted.count <= bytes.count else { return false }
            for index in wanted.indices where bytes[start + index] != wanted[index] {
                return false
            }
            return true
        }
    }

    /// Looks whether this line begins a function, a class or a program's own part.
    private mutating func opensScope(_ indent: Int) {
        var start = place
        if current == UInt8(ascii: "a"), stands("async ", at: start) {
            start += 6
            while start < bytes.count, bytes[start] == 0x20 { start += 1 }
        }
        let isFunction = stands("def ", at: start)
        let isClass = stands("class ", at: place)
        let isProgram = current == UInt8(ascii: "i") && beginsProgram
        guard isFunction || isClass || isProgram else { return }
        var name: Int32?
        if !isProgram {
            start += isFunction ? 4 : 6
            while start < bytes.count, bytes[start] == 0x20 { start += 1 }
            var end = start
            while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
            if end > start { name = text.lexicon.take(bytes, start, end) }
        }
        open.append((indent, Int32(text.scopes.count)))
        text.scopes.append(
            ScriptScope(
                name: name,
                parent: scopeAround,
                runsInPlace: isClass || isProgram,
                isProgram: isProgram
            )
        )
    }

    private var scopeAround: Int32 { open.dropLast().last?.scope ?? 0 }

    private var beginsProgram: Bool {
        guard stands("if ", at: place) else { return false }
        let head = bytes[place..<min(place + 60, bytes.count)].prefix { $0 != 0x0A }
        return Array(head).holds("__name__")
    }

    @inline(__always) private static func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == 0x5F || byte >= 0x80
    }

    private mutating func word() {
        let start = place
        place = ScriptScan.word(bytes.span, from: place + 1, Self.isWord)
        if place - start <= 2, current == 0x22 || current == 0x27,
            let isRaw = isPrefix(start, place)
        {
            let hasHoles = bytes[start..<place].contains { $0.lowered == UInt8(ascii: "f") }
            let first = place
            string(isRaw: isRaw)
            if hasHoles { holes(first, place) }
            return
        }
        let number = text.lexicon.take(bytes, start, place)
        text.tokens.append(ScriptToken(.name, value: number, line: line, scope: scope))
    }

    /// Whether letters before a quote belong to the string, and then whether they make it raw.
    private func isPrefix(_ start: Int, _ end: Int) -> Bool? {
        var isRaw = false
        for place in start..<end {
            guard "rbfut".utf8.contains(bytes[place].lowered) else { return nil }
            if bytes[place].lowered == UInt8(ascii: "r") { isRaw = true }
        }
        return isRaw
    }

    private mutating func number() {
        let start = place
        place = ScriptScan.word(bytes.span, from: place + 1) { Self.isWord($0) || $0 == 0x2E }
        text.appendNumber(start..<place, line: line, scope: scope)
    }

    private mutating func mark(_ byte: UInt8) {
        place += 1
        switch byte {
        case 0x28, 0x5B, 0x7B: depth += 1
        case 0x29, 0x5D, 0x7D: depth = max(0, depth - 1)
        default: break
        }
        var mark = UInt16(byte)
        // A comparison is no assignment.
        if current == 0x3D, "=!<>:+-*/|&^%".utf8.contains(byte) {
            mark |= 0x3D00
            place += 1
        }
        text.tokens.append(ScriptToken(.mark, mark: mark, line: line, scope: scope))
    }
}

// MARK: - Strings

extension PythonTokens {
    private mutating func string(isRaw: Bool) {
        let first = line
        let quote = current
        let isLong = byte(1) == quote && byte(2) == quote
        place += isLong ? 3 : 1
        let start = place
        let run = ScriptScan.python(bytes.span, from: start, quote, isLong: isLong, isRaw: isRaw)
        let end = min(run.end, bytes.count)
        line += run.lines
        if !isRaw, end + 1 < bytes.count, bytes[end] == 0x5C {
            return decode(quote, isLong, from: start, to: end, first)
        }
        place = end
        if current == quote { place += isLong ? 3 : 1 }
        append(start..<end, isDecoded: false, first)
    }

    /// What stands in the holes of a text, behind it: `f"{a}/{b}"`.
    private mutating func holes(_ start: Int, _ end: Int) {
        var next = start
        let after = line
        while next < end {
            guard bytes[next] == 0x7B else {
                next += 1
                continue
            }
            guard next + 1 < end, bytes[next + 1] != 0x7B else {
                next += 2
                continue
            }
            let close = Self.hole(bytes, next + 1, end)
            text.tokens.append(ScriptToken(.mark, mark: 0x2B, line: line, scope: scope))
            place = next
            depth += 1
            text.tokens.append(ScriptToken(.mark, mark: 0x28, line: line, scope: scope))
            place = next + 1
            read(to: close.value)
            text.tokens.append(ScriptToken(.mark, mark: 0x29, line: line, scope: scope))
            depth -= 1
            next = close.end + 1
        }
        place = end
        line = after
    }

    /// Where the value in a hole ends, before how it is shown, and where the hole does.
    private static func hole(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (value: Int, end: Int) {
        var depth = 0
        var value: Int?
        var next = start
        while next < end {
            let byte = bytes[next]
            if "([{".utf8.contains(byte) { depth += 1 }
            if byte == 0x7D, depth == 0 { break }
            if ")]}".utf8.contains(byte) { depth -= 1 }
            let isUnequal = next + 1 < end && bytes[next + 1] == 0x3D
            let isShown = byte == 0x3A || (byte == 0x21 && !isUnequal)
            if depth == 0, isShown, value == nil { value = next }
            next += 1
        }
        return (value ?? next, next)
    }

    /// Strings side by side are one.
    private mutating func append(_ range: Range<Int>, isDecoded: Bool, _ first: Int32) {
        if let last = text.tokens.last, last.kind == .string, last.scope == scope {
            text.joinString(range, isDecoded: isDecoded)
        } else {
            text.appendString(range, isDecoded: isDecoded, line: first, scope: scope)
        }
    }

    /// The slow way, from the first escape on.
    private mutating func decode(
        _ quote: UInt8,
        _ isLong: Bool,
        from start: Int,
        to escape: Int,
        _ first: Int32
    ) {
        let began = text.decoded.count
        text.decoded += bytes[start..<escape]
        place = escape
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x5C, place + 1 < bytes.count {
                place += 1
                self.escape()
                continue
            }
            if byte == quote {
                if !isLong {
                    place += 1
                    break
                }
                if self.byte(1) == quote, self.byte(2) == quote {
                    place += 3
                    break
                }
            } else if byte == 0x0A {
                if !isLong { break }
                line += 1
            }
            text.decoded.append(byte)
            place += 1
        }
        append(began..<text.decoded.count, isDecoded: true, first)
    }

    private mutating func escape() {
        let byte = current
        place += 1
        switch byte {
        case UInt8(ascii: "n"): text.decoded.append(0x0A)
        case UInt8(ascii: "t"): text.decoded.append(0x09)
        case 0x0A: line += 1
        case UInt8(ascii: "x"):
            guard let value = hexadecimal(2) else { return }
            text.decoded.append(UInt8(truncatingIfNeeded: value))
        case UInt8(ascii: "u"):
            guard let scalar = hexadecimal(4).flatMap({ Unicode.Scalar($0) }) else { return }
            text.decoded += String(Character(scalar)).utf8
        case 0x30...0x37:
            var value = UInt32(byte & 7)
            for _ in 0..<2 where (0x30...0x37).contains(current) {
                value = value << 3 | UInt32(current & 7)
                place += 1
            }
            text.decoded.append(UInt8(truncatingIfNeeded: value))
        default: text.decoded.append(byte)
        }
    }

    /// The value of so many digits of base sixteen; passes over them if all are there.
    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for offset in 0..<count {
            guard let digit = byte(offset).hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        place += count
        return value
    }
}
