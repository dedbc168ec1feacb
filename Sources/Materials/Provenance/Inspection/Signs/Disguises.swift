/// Shapes of words by which something is turned into something else, without any word that says so.
enum Disguises {
    /// Words that are looked at behind an opening bracket.
    private static let wordsMax = 60

    /// Where something is unpacked: `text[::-1]`, `bytes(x ^ 7 for x in d)`,
    /// `Buffer.from(x, 'hex')`, `x.split('').reverse().join('')`.
    static func places(in text: ScriptText, _ language: Script.Language) -> [Int] {
        let mayTurn = language == .python || text.uses(.Buffer) || text.uses(.reverse)
        guard mayTurn else { return [] }
        let tokens = text.tokens
        var places: [Int] = []
        for place in tokens.indices.dropLast(2) {
            let token = tokens[place]
            if token.isMark(0x5B), language == .python {
                if isReversal(place, tokens) { places.append(place) }
                continue
            }
            if token.isName(.bytes) || token.isName(.bytearray) {
                if language == .python, holdsArithmetic(place + 1, tokens) { places.append(place) }
            } else if token.isName(.from) {
                guard place >= 2, tokens[place - 2].isName(.Buffer) else { continue }
                if names(["base64", "hex", "latin1", "binary"], place + 1, text) {
                    places.append(place)
                }
            } else if token.isName(.reverse) {
                guard language == .javascript, place >= 2 else { continue }
                // Only of letters: a list that is turned round hides nothing.
                let before = tokens[max(0, place - 8)..<place]
                if before.contains(where: { $0.isName(.split) }) { places.append(place) }
            }
        }
        return places
    }

    /// Where something is put into letters that any name may hold: `.toString('hex')`, `.hex()`.
    static func encodings(in text: ScriptText) -> [Int] {
        guard text.uses(.hex) || text.uses(.toString) else { return [] }
        let tokens = text.tokens
        return tokens.indices.dropLast(2).filter { place in
            guard tokens[place].kind == .name, place > 0, tokens[place - 1].isMark(0x2E) else {
                return false
            }
            if tokens[place].isName(.hex) { return tokens[place + 1].isMark(0x28) }
            return tokens[place].isName(.toString) && names(["base64", "hex"], place + 1, text)
        }
    }

    /// Signs in a row, with no word between, from which on they are code that hides.
    private static let signsMin = 400

    /// The line of a run of `[]()!+` alone, as programs write that turn code into six signs.
    static func signsOnly(_ text: ScriptText) -> Int? {
        var count = 0
        for token in text.tokens {
            switch (token.kind, token.mark) {
            // [ ] ( ) ! +
            case (.mark, 0x5B), (.mark, 0x5D), (.mark, 0x28), (.mark, 0x29), (.mark, 0x21),
                (.mark, 0x2B):
                count += 1
                if count >= signsMin { return Int(token.line) }
            case (.lineEnd, _): continue
            default: count = 0
            }
        }
        return nil
    }

    /// `[::-1]`
    private static func isReversal(_ place: Int, _ tokens: [ScriptToken]) -> Bool {
        guard place + 5 < tokens.count, place > 0 else { return false }
        return tokens[place + 1].isMark(0x3A) && tokens[place + 2].isMark(0x3A)
            && tokens[place + 3].isMark(0x2D) && tokens[place + 4].kind == .number
            && tokens[place + 5].isMark(0x5D)
    }

    /// Whether between brackets letters are taken for numbers, or numbers are mixed.
    private static func holdsArithmetic(_ bracket: Int, _ tokens: [ScriptToken]) -> Bool {
        guard tokens[bracket].isMark(0x28) else { return false }
        var depth = 0
        var next = bracket
        let last = min(tokens.count, bracket + wordsMax)
        while next < last {
            if tokens[next].isMark(0x28) { depth += 1 }
            if tokens[next].isMark(0x29) { depth -= 1 }
            if depth == 0 { return false }
            if tokens[next].isMark(0x5E) || tokens[next].isName(.ord) { return true }
            next += 1
        }
        return false
    }

    /// Whether one of some strings stands among the words behind an opening bracket.
    private static func names(_ wanted: [String], _ bracket: Int, _ text: ScriptText) -> Bool {
        guard text.tokens[bracket].isMark(0x28) else { return false }
        var depth = 0
        var next = bracket
        let last = min(text.tokens.count, bracket + wordsMax)
        while next < last {
            let token = text.tokens[next]
            if token.isMark(0x28) { depth += 1 }
            if token.isMark(0x29) { depth -= 1 }
            if depth == 0 { return false }
            if token.kind == .string, token.count < 8, depth == 1,
                wanted.contains(text.string(token))
            {
                return true
            }
            next += 1
        }
        return false
    }
}
