/// What JavaScript takes out of its world by a name that stands elsewhere: `globalThis[name]`, and
/// `g['fetch']` where `g` is the world.
extension ScriptLookups {
    private static let worlds: [Word] = [.globalThis, .global, .window]

    /// Whether something begins here that is written out: `name[name]`, `name?.(`.
    static func turns(_ place: Int, _ tokens: [ScriptToken]) -> Bool {
        if tokens[place].isMark(0x3F, 0x2E) { return tokens[place + 1].isMark(0x28) }
        guard tokens[place].isMark(0x5B), tokens[place + 1].kind == .name, place > 0,
            tokens[place + 2].isMark(0x5D), tokens[place - 1].kind == .name
        else { return false }
        return worlds.contains { tokens[place - 1].isName($0) }
    }

    /// Names that stand for the world: `const g = globalThis`.
    static func worldNames(_ text: ScriptText) -> Set<Int32> {
        let tokens = text.tokens
        var names: Set<Int32> = []
        for place in tokens.indices.dropFirst(2)
        where tokens[place].kind == .name && worlds.contains(where: { tokens[place].isName($0) })
            && tokens[place - 1].isMark(0x3D) && tokens[place - 2].kind == .name
            && (place + 1 >= tokens.count || !tokens[place + 1].isMark(0x2E))
        {
            names.insert(tokens[place - 2].value)
        }
        return names
    }

    func isWorld(_ token: ScriptToken) -> Bool {
        guard language == .javascript, token.kind == .name else { return false }
        if tokens.count > 1, tokens[tokens.count - 2].isMark(0x2E) { return false }
        return worldNames.contains(token.value) || Self.worlds.contains { token.isName($0) }
    }

    /// Writes what is taken out of the world as what it is.
    mutating func replaceWorld(by name: ScriptToken, from key: Int) {
        tokens.removeLast()
        if let folding = text.folded[key] { folded[tokens.count] = folding }
        tokens.append(name)
        didChange = true
    }

    /// `globalThis[b]` where `b` is a string that stands in the script once.
    mutating func keyedByName() -> Bool {
        guard isMark(place + 2, 0x5D), place + 1 < text.tokens.count,
            text.tokens[place + 1].kind == .name, let last = tokens.last, isWorld(last),
            let value = valueOfName(text.tokens[place + 1])
        else { return false }
        let token = text.tokens[value]
        let bytes = Array(text.bytes(token))
        guard let first = bytes.first, first.isLetter, bytes.count <= 40,
            bytes.allSatisfy({ $0.isLetter || $0.isDigit })
        else { return false }
        let name = ScriptToken(
            .name,
            value: text.lexicon.take(bytes, 0, bytes.count),
            line: last.line,
            scope: last.scope
        )
        replaceWorld(by: name, from: value)
        place += 3
        return true
    }

    /// Where the one string stands that a name is given.
    private func valueOfName(_ name: ScriptToken) -> Int? {
        let tokens = text.tokens
        let places = tokens.indices.dropFirst().dropLast().filter { place in
            tokens[place].isMark(0x3D) && tokens[place - 1].kind == .name
                && tokens[place - 1].value == name.value
        }
        guard places.count == 1, let place = places.first, tokens[place + 1].kind == .string else {
            return nil
        }
        return place + 1
    }
}
