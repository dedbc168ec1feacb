/// Texts of JavaScript: in quotes, with escapes, and with holes.
extension JavaScriptTokens {
    mutating func string(_ quote: UInt8) {
        if quote == 0x60, let end = ScriptScan.template(bytes.span, from: place + 1) {
            return template(to: end)
        }
        place += 1
        let start = place
        let run = ScriptScan.javascript(bytes.span, from: start, quote)
        let end = run.end
        line += run.lines
        place = end
        guard byte() == 0x5C else {
            place += 1
            text.appendString(start..<end, isDecoded: false, line: line, scope: current)
            return
        }
        let began = text.decoded.count
        text.decoded += bytes[start..<end]
        while place < bytes.count, byte() != quote {
            if byte() == 0x5C {
                place += 1
                escape()
                continue
            }
            if byte() == 0x0A {
                if quote != 0x60 { break }
                line += 1
            }
            text.decoded.append(byte())
            place += 1
        }
        place += 1
        text.appendString(
            began..<text.decoded.count,
            isDecoded: true,
            line: line,
            scope: current
        )
    }

    /// A text with holes: the text as it is written, and behind it what stands in its holes.
    private mutating func template(to end: Int) {
        let start = place + 1
        text.appendString(start..<end, isDecoded: false, line: line, scope: current)
        place = start
        while place + 1 < end {
            guard bytes[place] == 0x24, bytes[place + 1] == 0x7B else {
                if bytes[place] == 0x0A { line += 1 }
                place += bytes[place] == 0x5C ? 2 : 1
                continue
            }
            let hole = min(ScriptScan.hole(bytes.span, from: place + 2), end)
            append(.mark, mark: 0x2B)
            place += 2
            mark(opening: 0x28)
            read(to: hole)
            mark(opening: 0x29)
            place = hole + 1
        }
        place = end + 1
    }

    /// A bracket around what stands in a hole.
    private mutating func mark(opening bracket: UInt8) {
        if bracket == 0x28 {
            brackets.append(Int32(text.tokens.count))
            depth += 1
        } else {
            closeArrows()
            self.opening = brackets.popLast() ?? -1
            depth = max(0, depth - 1)
        }
        append(.mark, mark: UInt16(bracket))
    }

    private mutating func escape() {
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
            text.decoded += String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8
        } else if letter == UInt8(ascii: "n") {
            text.decoded.append(0x0A)
        } else {
            if letter == 0x0A { line += 1 }
            text.decoded.append(letter)
        }
    }
}
