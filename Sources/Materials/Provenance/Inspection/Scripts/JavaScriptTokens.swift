/// JavaScript's words, with the function that each stands in, told by braces.
struct JavaScriptTokens {
    let bytes: [UInt8]
    var place = 0
    var line: Int32 = 1
    var text: ScriptText
    /// For each open brace: the scope it opened, or nil.
    var braces: [Int32?] = []
    /// Where each open bracket stands, and where the one opened that was closed last.
    var brackets: [Int32] = []
    var opening: Int32 = -1
    var current: Int32 = 0
    /// Brackets of any kind that are open.
    var depth = 0
    /// Functions without braces, `x => value`, each with how deep in brackets it stands.
    private var arrows: [(depth: Int, scope: Int32)] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        text = ScriptText(bytes)
    }

    @inline(__always) func byte(_ offset: Int = 0) -> UInt8 {
        place + offset < bytes.count ? bytes[place + offset] : 0
    }

    @inline(__always) private static func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == 0x5F || byte == 0x24 || byte >= 0x80
    }

    mutating func read() -> ScriptText {
        if byte() == 0x23, byte(1) == 0x21 { skipLine() }
        read(to: bytes.count)
        return text
    }

    mutating func read(to end: Int) {
        while place < end, text.tokens.count < Script.tokensMax {
            let first = bytes[place]
            if first == 0x20 || first == 0x09 || first == 0x0D {
                place = ScriptScan.blanks(bytes.span, from: place + 1)
            } else if first == 0xE2, ScriptScan.separates(bytes.span, at: place) {
                place += 3
            } else if first.isLetter || first == 0x5F || first == 0x24 || first >= 0x80 {
                word()
            } else if first == 0x0A {
                endLine()
            } else if first == 0x22 || first == 0x27 || first == 0x60 {
                string(first)
            } else if first == 0x2F, byte(1) == 0x2F {
                skipLine()
            } else if first == 0x2F, byte(1) == 0x2A {
                skipComment()
            } else if first == 0x2F, beginsPattern {
                pattern()
            } else if first.isDigit {
                number()
            } else if first.isSpace {
                place += 1
            } else {
                mark(first)
            }
        }
    }

    @inline(__always) mutating func append(
        _ kind: ScriptToken.Kind,
        value: Int32 = 0,
        mark: UInt16 = 0
    ) {
        text.tokens.append(
            ScriptToken(kind, value: value, mark: mark, line: line, scope: current)
        )
    }

    private mutating func skipLine() {
        place = ScriptScan.javascriptLine(bytes.span, from: place)
    }

    private mutating func skipComment() {
        let run = ScriptScan.comment(bytes.span, from: place + 2)
        line += run.lines
        place = run.end + 2
    }

    private var last: ScriptToken? {
        guard let last = text.tokens.last, last.kind == .lineEnd else { return text.tokens.last }
        return text.tokens.dropLast().last
    }

    /// A slash begins a pattern where a value may begin.
    private var beginsPattern: Bool {
        guard let last else { return true }
        switch last.kind {
        case .mark: return !(last.isMark(0x29) || last.isMark(0x5D) || last.isMark(0x7D))
        case .name:
            return last.isName(.return) || last.isName(.typeof) || last.isName(.case)
                || last.isName(.in) || last.isName(.of)
        default: return false
        }
    }

    private mutating func pattern() {
        let start = place
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
        text.tokens.append(
            ScriptToken(
                .pattern,
                value: Int32(start),
                count: Int32(min(place, bytes.count) - start),
                line: line,
                scope: current
            )
        )
    }

    private mutating func word() {
        let start = place
        place = ScriptScan.word(bytes.span, from: place + 1, Self.isWord)
        append(.name, value: text.lexicon.take(bytes, start, place))
    }

    private mutating func number() {
        let start = place
        place = ScriptScan.word(bytes.span, from: place + 1) {
            $0.isLetter || $0.isDigit || $0 == 0x2E || $0 == 0x5F
        }
        text.appendNumber(start..<place, line: line, scope: current)
    }

    private mutating func mark(_ first: UInt8) {
        place += 1
        var mark = UInt16(first)
        let second = byte()
        if first == 0x3D, second == 0x3E {
            mark |= 0x3E00
            place += 1
        } else if first == 0x3F, second == 0x2E {
            mark |= 0x2E00
            place += 1
        } else if second == 0x3D, "=!<>+-*/|&^%".utf8.contains(first) {
            while byte() == 0x3D { place += 1 }
            mark |= 0x3D00
        }
        switch first {
        case 0x28:
            brackets.append(Int32(text.tokens.count))
            depth += 1
        case 0x5B: depth += 1
        case 0x29:
            closeArrows()
            opening = brackets.popLast() ?? -1
            depth = max(0, depth - 1)
        case 0x5D:
            closeArrows()
            depth = max(0, depth - 1)
        case 0x7B:
            openBrace()
            depth += 1
        case 0x7D:
            closeArrows()
            depth = max(0, depth - 1)
        case 0x2C, 0x3B: closeArrows()
        default: break
        }
        append(.mark, mark: mark)
        if first == 0x7D, let scope = braces.popLast(), let scope {
            current = text.scopes[Int(scope)].parent
        }
        if mark == 0x3E3D { openArrow() }
    }
}

// MARK: - Functions

extension JavaScriptTokens {
    private mutating func endLine() {
        if text.tokens.last?.kind != .lineEnd {
            append(.lineEnd)
            if !arrows.isEmpty, endsStatement { closeArrows() }
        }
        line += 1
        place += 1
    }

    /// Whether nothing before and behind the end of a line says that more is to come.
    private var endsStatement: Bool {
        guard let last else { return true }
        let isWhole =
            last.kind != .mark || last.isMark(0x29) || last.isMark(0x5D) || last.isMark(0x7D)
        guard isWhole else { return false }
        var next = place + 1
        while next < bytes.count, bytes[next].isSpace { next += 1 }
        return next >= bytes.count || !".?:+*/%&|=<>,)]}([`".utf8.contains(bytes[next])
    }

    /// A function whose body is a value: it ends where the value does.
    private mutating func openArrow() {
        var next = place
        while next < bytes.count, bytes[next].isSpace { next += 1 }
        guard next < bytes.count, bytes[next] != 0x7B, let (name, isCalled) = function() else {
            return
        }
        arrows.append((depth, Int32(text.scopes.count)))
        text.scopes.append(ScriptScope(name: name, parent: current, runsInPlace: isCalled))
        current = Int32(text.scopes.count - 1)
    }

    /// Ends the functions without braces that stand as deep as this, or deeper.
    mutating func closeArrows() {
        while let arrow = arrows.last, arrow.depth >= depth {
            arrows.removeLast()
            current = text.scopes[Int(arrow.scope)].parent
        }
    }

    /// A brace after `)` or `=>` opens a function's body, unless a word before the brackets says
    /// otherwise (`if (…) {`).
    private mutating func openBrace() {
        if let name = className() {
            braces.append(Int32(text.scopes.count))
            text.scopes.append(ScriptScope(name: name, parent: current, runsInPlace: true))
            current = Int32(text.scopes.count - 1)
            return
        }
        guard let (name, isCalled) = function() else { return braces.append(nil) }
        braces.append(Int32(text.scopes.count))
        text.scopes.append(ScriptScope(name: name, parent: current, runsInPlace: isCalled))
        current = Int32(text.scopes.count - 1)
    }

    /// The name of the class whose body begins here: `class A {`, `class A extends B.C {`.
    private func className() -> Int32? {
        let tokens = text.tokens
        var back = tokens.count - 1
        let first = max(0, back - 12)
        while back >= first {
            let token = tokens[back]
            if token.isName(.class) {
                let name = back + 1 < tokens.count ? tokens[back + 1] : token
                let isOwn = name.kind == .name && !name.isName(.extends)
                if isOwn { return name.value }
                let isGiven = back >= 2 && tokens[back - 1].isMark(0x3D)
                return isGiven && tokens[back - 2].kind == .name ? tokens[back - 2].value : nil
            }
            guard token.kind == .name || token.isMark(0x2E) || token.kind == .lineEnd else {
                return nil
            }
            back -= 1
        }
        return nil
    }

    private func function() -> (Int32?, Bool)? {
        let tokens = text.tokens
        var back = tokens.count - 1
        func skipEnds() { while back >= 0, tokens[back].kind == .lineEnd { back -= 1 } }
        skipEnds()
        guard back >= 0, tokens[back].kind == .mark else { return nil }
        let isArrow = tokens[back].isMark(0x3D, 0x3E)
        guard isArrow || tokens[back].isMark(0x29) else { return nil }
        if isArrow { back -= 1 }
        skipEnds()
        // What was closed last is what stands here: nothing was opened in between.
        back = back >= 0 && tokens[back].isMark(0x29) ? Int(opening) - 1 : back - 1
        skipEnds()
        guard back >= 0 else { return (nil, isArrow) }
        var name: Int32?
        if tokens[back].kind == .name {
            switch Word(rawValue: tokens[back].value) {
            case .if, .for, .while, .switch, .catch, .with: return nil
            case .function, .async: break
            default:
                name = tokens[back].value
                back -= 1
            }
        }
        var isExpression = name == nil
        while back >= 0,
            tokens[back].isName(.function) || tokens[back].isName(.async)
                || tokens[back].isMark(0x2A)
        {
            isExpression = isExpression || tokens[back].isName(.function)
            back -= 1
        }
        guard back >= 0 else { return (name, false) }
        let before = tokens[back]
        if name == nil, before.isMark(0x3D) || before.isMark(0x3A), back > 0,
            tokens[back - 1].kind == .name
        {
            return (tokens[back - 1].value, false)
        }
        // Among arguments or in brackets: called on the spot or soon after. A name that stands
        // there without the word before it is a method's.
        let isInline = "(,!+-~".utf8.contains { before.isMark($0) }
        return (name, isInline && isExpression)
    }
}
