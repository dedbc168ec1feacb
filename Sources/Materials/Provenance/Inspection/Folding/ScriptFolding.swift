/// Puts together what a script writes in pieces or packed, before any rule asks: `'so' + 'cket'`,
/// `chr(111) + chr(115)`, `Buffer.from('2f62', 'hex').toString()`. Nothing is run: only values that
/// stand in the script are known, and only what is plainly a function of them is told.
struct ScriptFolding {
    private var text: ScriptText
    private let language: Script.Language
    private let known: FoldedNames
    private let context: FoldedExpression.Context

    /// Bytes of a text from which on its parts stay as they are: rules on packed code ask for them.
    private static let sizeMax = 300

    private init(_ text: ScriptText, _ language: Script.Language) {
        self.text = text
        self.language = language
        known = FoldedNames(text, language)
        context = FoldedExpression.Context(text, language, known)
    }

    /// The same script with such strings in the place of what makes them.
    static func fold(_ text: ScriptText, _ language: Script.Language) -> ScriptText {
        let mayFold = begins(text, language)
        guard mayFold else { return text }
        var folding = ScriptFolding(text, language)
        folding.rewrite()
        return folding.text
    }

    /// Whether anything in it may be put together at all.
    private static func begins(_ text: ScriptText, _ language: Script.Language) -> Bool {
        let tokens = text.tokens
        var place = 0
        while place + 2 < tokens.count {
            switch tokens[place].kind {
            case .string:
                if mayGrow(place, tokens) { return true }
            case .name:
                if FoldedNames.isMaker(tokens[place].value) { return true }
            case .mark:
                // `[…].join("")`
                if tokens[place].isMark(0x5D), tokens[place + 1].isMark(0x2E),
                    tokens[place + 2].isName(.join)
                {
                    return true
                }
            default: break
            }
            place += 1
        }
        return false
    }

    /// Whether a string is followed by what may make another of it.
    private static func mayGrow(_ place: Int, _ tokens: [ScriptToken]) -> Bool {
        let next = tokens[place + 1]
        guard next.kind == .mark else { return false }
        switch next.mark {
        // + before a string or a call
        case 0x2B: return tokens[place + 2].kind != .number
        case 0x2E:
            return tokens[place + 2].kind == .name && FoldedNames.isMethod(tokens[place + 2].value)
        case 0x5B: return tokens[place + 2].isMark(0x3A) || tokens[place + 2].kind == .number
        default: return false
        }
    }

    /// Whether what begins here may be put together.
    private func mayBegin(_ place: Int) -> Bool {
        let tokens = text.tokens
        guard place + 2 < tokens.count else { return false }
        let token = tokens[place]
        switch token.kind {
        case .string: return Self.mayGrow(place, tokens)
        case .name:
            if place > 0, tokens[place - 1].isMark(0x2E) { return false }
            return FoldedNames.isMaker(token.value)
                || known.mayStand(token, followedBy: tokens[place + 1])
        case .mark:
            // `[…].join('')`: asked for where a list of what is plain begins.
            guard token.isMark(0x5B) || token.isMark(0x28), !isAsked(place) else { return false }
            let next = tokens[place + 1]
            return (next.kind == .string || next.kind == .number)
                && (tokens[place + 2].isMark(0x2C) || token.isMark(0x28))
        default: return false
        }
    }

    /// Whether a bracket belongs to what stands before it: a call, or an index.
    private func isAsked(_ place: Int) -> Bool {
        guard place > 0 else { return false }
        let before = text.tokens[place - 1]
        if before.kind == .name { return !before.isName(.return) && !before.isName(.in) }
        return before.kind == .string || before.isMark(0x29) || before.isMark(0x5D)
    }

    private mutating func rewrite() {
        let old = text.tokens
        var tokens: [ScriptToken] = []
        var folded: [Int: Folding] = [:]
        var place = 0
        while place < old.count {
            guard mayBegin(place), let found = evaluate(place) else {
                if !tokens.isEmpty { tokens.append(old[place]) }
                place += 1
                continue
            }
            if tokens.isEmpty {
                tokens.reserveCapacity(old.count)
                tokens += old[..<place]
            }
            if let folding = found.folding { folded[tokens.count] = folding }
            let start = text.decoded.count
            text.decoded += found.bytes
            tokens.append(
                ScriptToken(
                    .string,
                    value: Int32(start),
                    count: Int32(found.bytes.count),
                    isDecoded: true,
                    line: old[place].line,
                    scope: old[place].scope
                )
            )
            place = found.end
        }
        guard !tokens.isEmpty else { return }
        text.tokens = tokens
        text.folded = folded
    }

    private func evaluate(_ place: Int) -> (bytes: [UInt8], end: Int, folding: Folding?)? {
        var expression = FoldedExpression(context, at: place)
        guard let value = expression.sum(), let bytes = value.bytes, expression.didWork,
            (2...Self.sizeMax).contains(bytes.count), !bytes.contains(0),
            bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A })
        else { return nil }
        let folding: Folding? =
            expression.isHiding ? .hidden : expression.isCutting ? .pieced : nil
        return (bytes, expression.place, folding)
    }
}
