/// Tells code from comments and from the text of string literals, well enough for our own style:
/// nested comments, raw strings, multi-line strings, and code inside interpolations.
struct Blanking {
    private enum Mode: Equatable {
        case code
        /// Code inside `\(…)`; the count of parentheses still open.
        case hole(Int)
        case string(pounds: Int, multiline: Bool)
        case lineComment
        case blockComment(depth: Int)
    }

    private var modes: [Mode] = [.code]
    private let text: [UInt8]
    private var place = 0
    private var code: [UInt8] = []
    private var literals: [UInt8] = []

    private init(_ text: String) {
        self.text = Array(text.utf8)
    }

    /// `text` with only its code, and with only its literals; every line break stays.
    static func apply(to text: String) -> (code: String, literals: String) {
        var blanking = Blanking(text)
        while blanking.place < blanking.text.count { blanking.step() }
        return (
            String(decoding: blanking.code, as: UTF8.self),
            String(decoding: blanking.literals, as: UTF8.self)
        )
    }

    private func starts(_ word: String, at offset: Int = 0) -> Bool {
        text[(place + offset)...].starts(with: word.utf8)
    }

    /// Moves over `count` bytes, showing them as code, as literal, or as neither.
    private mutating func pass(_ count: Int, asCode: Bool, asLiteral: Bool = false) {
        for byte in text[place..<min(place + count, text.count)] {
            code.append(asCode || byte == 0x0A ? byte : 0x20)
            literals.append(asLiteral || byte == 0x0A ? byte : 0x20)
        }
        place += count
    }

    private mutating func step() {
        switch modes[modes.count - 1] {
        case .lineComment:
            if text[place] == 0x0A { modes.removeLast() }
            pass(1, asCode: false)
        case .blockComment(let depth): stepComment(depth)
        case .string(let pounds, let multiline): stepString(pounds, multiline)
        case .code: stepCode(open: nil)
        case .hole(let open): stepCode(open: open)
        }
    }

    private mutating func stepComment(_ depth: Int) {
        if starts("/*") {
            modes[modes.count - 1] = .blockComment(depth: depth + 1)
            pass(2, asCode: false)
        } else if starts("*/") {
            if depth == 1 {
                modes.removeLast()
            } else {
                modes[modes.count - 1] = .blockComment(depth: depth - 1)
            }
            pass(2, asCode: false)
        } else {
            pass(1, asCode: false)
        }
    }

    private mutating func stepString(_ pounds: Int, _ multiline: Bool) {
        let fence = String(repeating: "#", count: pounds)
        let quote = (multiline ? "\"\"\"" : "\"") + fence
        if starts("\\" + fence + "(") {
            pass(2 + pounds, asCode: false)
            modes.append(.hole(0))
        } else if starts("\\" + fence) {
            pass(2 + pounds, asCode: false, asLiteral: true)
        } else if starts(quote) {
            pass(quote.utf8.count, asCode: true)
            modes.removeLast()
        } else {
            pass(1, asCode: false, asLiteral: true)
        }
    }

    private mutating func stepCode(open: Int?) {
        if starts("//") {
            modes.append(.lineComment)
            return pass(2, asCode: false)
        }
        if starts("/*") {
            modes.append(.blockComment(depth: 1))
            return pass(2, asCode: false)
        }
        let pounds = text[place...].prefix { $0 == 0x23 }.count
        if starts("\"", at: pounds) {
            let multiline = starts("\"\"\"", at: pounds)
            modes.append(.string(pounds: pounds, multiline: multiline))
            return pass(pounds + (multiline ? 3 : 1), asCode: true)
        }
        if let open {
            if text[place] == 0x28 { modes[modes.count - 1] = .hole(open + 1) }
            if text[place] == 0x29 {
                if open == 0 {
                    modes.removeLast()
                    return pass(1, asCode: false)
                }
                modes[modes.count - 1] = .hole(open - 1)
            }
        }
        pass(Swift.max(1, pounds), asCode: true)
    }
}
