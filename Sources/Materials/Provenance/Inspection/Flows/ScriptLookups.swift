/// Writes what is looked up by a name that stands there as what it is: `getattr(os, 'system')` and
/// `os['system']` as `os.system`, `sys.modules['os']` as the module, `(0, a.b)(` as `a.b(`.
struct ScriptLookups {
    var text: ScriptText
    let language: Script.Language
    var tokens: [ScriptToken] = []
    var folded: [Int: Folding] = [:]
    /// The next word of the old ones, and whether any was written in another way.
    var place = 0
    var didChange = false
    /// Names of the script's own functions.
    let functions: Set<Int32>
    /// Names that stand for the world of JavaScript.
    let worldNames: Set<Int32>
    /// Names that stand for `require`.
    private let requiring: Set<Int32>

    /// The script with such lookups written out.
    static func resolve(_ text: ScriptText, _ language: Script.Language) -> ScriptText {
        let requiring = language == .javascript ? requiring(text) : []
        guard !requiring.isEmpty || mayChange(text, language) else { return text }
        var lookups = ScriptLookups(text: text, language: language, requiring: requiring)
        lookups.rewrite()
        guard lookups.didChange else { return text }
        var resolved = lookups.text
        resolved.tokens = lookups.tokens
        resolved.folded = lookups.folded
        return resolved
    }

    private init(text: ScriptText, language: Script.Language, requiring: Set<Int32>) {
        self.text = text
        self.language = language
        self.requiring = requiring
        functions = Self.functions(text)
        worldNames = language == .javascript ? Self.worldNames(text) : []
    }

    /// `r` of `var r = require` and of `const r = createRequire(…)`.
    private static func requiring(_ text: ScriptText) -> Set<Int32> {
        let tokens = text.tokens
        var names: Set<Int32> = []
        for place in tokens.indices.dropFirst(2).dropLast()
        where tokens[place - 1].isMark(0x3D) && tokens[place].kind == .name
            && tokens[place - 2].kind == .name
        {
            let isWhole = isRequire(place, tokens)
            let isMade =
                tokens[place].isName(.createRequire)
                || (place + 2 < tokens.count && tokens[place + 2].isName(.createRequire))
            if isWhole || isMade { names.insert(tokens[place - 2].value) }
        }
        return names
    }

    /// `require`, `module.require`, `module.constructor._load`: as a value.
    private static func isRequire(_ place: Int, _ tokens: [ScriptToken]) -> Bool {
        var last = place
        while last + 2 < tokens.count, tokens[last + 1].isMark(0x2E),
            tokens[last + 2].kind == .name
        {
            last += 2
        }
        guard last + 1 >= tokens.count || !tokens[last + 1].isMark(0x28) else { return false }
        return tokens[last].isName(.require) || (last > place && tokens[last].isName(._load))
    }

    private static func mayChange(_ text: ScriptText, _ language: Script.Language) -> Bool {
        let tokens = text.tokens
        for place in tokens.indices.dropLast(2) {
            let token = tokens[place]
            if token.kind == .mark {
                if token.isMark(0x5B), tokens[place + 1].kind == .string,
                    tokens[place + 2].isMark(0x5D)
                {
                    return true
                }
                if language == .javascript, turns(place, tokens) { return true }
                if token.isMark(0x28), tokens[place + 1].kind == .number,
                    tokens[place + 2].isMark(0x2C)
                {
                    return true
                }
            } else if language == .python, token.isName(.getattr) || token.isName(.__builtins__) {
                return true
            } else if token.kind == .string, tokens[place + 1].isMark(0x29), loads(place, text) {
                return true
            } else if token.isName(._load), tokens[place + 1].isMark(0x28) {
                return true
            }
        }
        return false
    }

    private mutating func rewrite() {
        let old = text.tokens
        let isFolded = !text.folded.isEmpty
        tokens.reserveCapacity(old.count)
        // Most words are no look-ups: these are taken over as they stand, many at once.
        var first = 0
        while place < old.count {
            guard isFolded || mayLookUp(place, old) else {
                place += 1
                continue
            }
            tokens += old[first..<place]
            defer { first = place }
            let token = old[place]
            switch token.kind {
            case .mark where token.isMark(0x5B):
                if member() || keyedByName() { continue }
            case .mark where token.isMark(0x28):
                if language == .javascript, bracketed() { continue }
            case .mark where token.isMark(0x3F, 0x2E) && isMark(place + 1, 0x28):
                if language == .javascript {
                    // `send?.(x)` calls what `send(x)` calls.
                    place += 1
                    didChange = true
                    continue
                }
            case .name:
                if named(token, old) { continue }
            default: break
            }
            if isFolded, let folding = text.folded[place] { folded[tokens.count] = folding }
            tokens.append(token.kind == .name && isRequiring(place) ? required(token) : token)
            place += 1
        }
        tokens += old[first...]
    }

    /// Whether something may be looked up by a name here.
    @inline(__always)
    private func mayLookUp(_ place: Int, _ old: [ScriptToken]) -> Bool {
        guard place + 2 < old.count else { return !requiring.isEmpty }
        let token = old[place]
        switch token.kind {
        case .mark:
            return token.isMark(0x5B) && old[place + 1].kind == .string
                || language == .javascript && Self.turns(place, old)
                || token.isMark(0x28) && old[place + 1].kind == .number
        case .name:
            return token.isName(.getattr) || token.isName(.__builtins__)
                || old[place + 1].isMark(0x28)
                    && (old[place + 2].kind == .string || token.isName(._load)
                        || !requiring.isEmpty)
        default: return false
        }
    }

    /// What a name that looks something up is; false for any other.
    private mutating func named(_ token: ScriptToken, _ old: [ScriptToken]) -> Bool {
        if language == .python {
            if token.isName(.getattr), attribute() { return true }
            if token.isName(.__builtins__), builtin() { return true }
        }
        return place + 3 < old.count && old[place + 1].isMark(0x28)
            && old[place + 2].kind == .string && loader()
    }

    private func isRequiring(_ place: Int) -> Bool {
        if text.tokens[place].isName(._load), isMark(place + 1, 0x28), place > 0,
            isMark(place - 1, 0x2E)
        {
            return true
        }
        return !requiring.isEmpty && text.tokens[place].kind == .name
            && requiring.contains(text.tokens[place].value) && isMark(place + 1, 0x28)
            && !(place > 0 && isMark(place - 1, 0x2E))
    }

    private mutating func required(_ token: ScriptToken) -> ScriptToken {
        didChange = true
        return ScriptToken(
            .name,
            value: Word.require.rawValue,
            line: token.line,
            scope: token.scope
        )
    }

    func isMark(_ place: Int, _ byte: UInt8) -> Bool {
        place < text.tokens.count && text.tokens[place].isMark(byte)
    }

    /// The name that a string says; nil when it says none.
    private mutating func name(_ place: Int) -> ScriptToken? {
        let token = text.tokens[place]
        guard token.kind == .string, (1...40).contains(token.count) else { return nil }
        let bytes = Array(text.bytes(token))
        guard let first = bytes.first, !first.isDigit,
            bytes.allSatisfy({ $0.isLetter || $0.isDigit || $0 == 0x5F || $0 == 0x24 })
        else { return nil }
        let known = text.lexicon.number(of: String(decoding: bytes, as: UTF8.self))
        // A key that is nothing but a key may stay one.
        if text.folded[place] == nil {
            guard let known, text.lexicon.tells[Int(known)] else { return nil }
        }
        let number = known ?? text.lexicon.take(bytes, 0, bytes.count)
        return ScriptToken(.name, value: number, line: token.line, scope: token.scope)
    }

    private mutating func appendMember(_ name: ScriptToken, of place: Int) {
        let mark = ScriptToken(.mark, mark: 0x2E, line: name.line, scope: name.scope)
        tokens.append(mark)
        if let folding = text.folded[place] { folded[tokens.count] = folding }
        tokens.append(name)
        didChange = true
    }

    /// `x['name']`: what stands before it is written already.
    private mutating func member() -> Bool {
        guard place + 2 < text.tokens.count, isMark(place + 2, 0x5D), let last = tokens.last,
            last.kind == .name || last.isMark(0x29) || last.isMark(0x5D)
        else { return false }
        if language == .python { return keyed() || pythonMember() }
        guard let name = name(place + 1) else { return false }
        if isWorld(last) {
            replaceWorld(by: name, from: place + 1)
        } else {
            appendMember(name, of: place + 1)
        }
        place += 3
        return true
    }

    /// `vars(x)['name']`, `x.__dict__['name']`, `globals()['name']`, `sys.modules['name']`: other
    /// keys of Python are keys.
    private mutating func pythonMember() -> Bool {
        let count = tokens.count
        if count >= 3, tokens[count - 1].isName(.modules), tokens[count - 2].isMark(0x2E),
            text.tokens[place + 1].kind == .string
        {
            let string = text.tokens[place + 1]
            tokens.removeLast(3)
            tokens += [
                ScriptToken(
                    .name,
                    value: Word.__import__.rawValue,
                    line: string.line,
                    scope: string.scope
                ),
                ScriptToken(.mark, mark: 0x28, line: string.line, scope: string.scope),
            ]
            if let folding = text.folded[place + 1] { folded[tokens.count] = folding }
            tokens.append(string)
            tokens.append(ScriptToken(.mark, mark: 0x29, line: string.line, scope: string.scope))
            place += 3
            didChange = true
            return true
        }
        if tokens[count - 1].isName(.__builtins__) {
            if Self.runner(text.string(text.tokens[place + 1])) != nil {
                text.taken.append(count - 1)
            }
            return replaceLast(1, byNameAt: place + 1)
        }
        if count >= 3, tokens[count - 1].isName(.__dict__) {
            guard let name = name(place + 1) else { return false }
            tokens.removeLast(2)
            appendMember(name, of: place + 1)
            place += 3
            return true
        }
        guard count >= 3, tokens[count - 1].isMark(0x29) else { return false }
        if tokens[count - 2].isMark(0x28), tokens[count - 3].isName(.globals) {
            return replaceLast(3, byNameAt: place + 1)
        }
        guard count >= 4, tokens[count - 3].isMark(0x28), tokens[count - 4].isName(.vars),
            tokens[count - 2].kind == .name, let name = name(place + 1)
        else { return false }
        let base = tokens[count - 2]
        tokens.removeLast(4)
        tokens.append(base)
        appendMember(name, of: place + 1)
        place += 3
        return true
    }

    private mutating func replaceLast(_ count: Int, byNameAt key: Int) -> Bool {
        guard let name = name(key) else { return false }
        tokens.removeLast(count)
        if let folding = text.folded[key] { folded[tokens.count] = folding }
        tokens.append(name)
        place += 3
        didChange = true
        return true
    }

    /// `getattr(os, 'system')`, `getattr(__import__('os'), 'system')`
    private mutating func attribute() -> Bool {
        guard isMark(place + 1, 0x28) else { return false }
        var next = place + 2
        var depth = 0
        let last = min(text.tokens.count - 2, place + 14)
        while next < last, depth > 0 || !isMark(next, 0x2C) {
            let token = text.tokens[next]
            if token.isMark(0x28) { depth += 1 }
            if token.isMark(0x29) { depth -= 1 }
            guard depth >= 0, token.kind != .lineEnd else { return false }
            next += 1
        }
        guard next < last, isMark(next + 2, 0x29) || isMark(next + 2, 0x2C),
            let name = name(next + 1)
        else { return false }
        var end = next + 2
        while end < text.tokens.count, end - next < 12, !isMark(end, 0x29) { end += 1 }
        for other in (place + 2)..<next {
            if let folding = text.folded[other] { folded[tokens.count] = folding }
            tokens.append(text.tokens[other])
        }
        appendMember(name, of: next + 1)
        if tokens.count >= 3, tokens[tokens.count - 3].isName(.__builtins__),
            Self.runner(text.string(text.tokens[next + 1])) != nil
        {
            let folding = folded.removeValue(forKey: tokens.count - 1)
            tokens.removeSubrange((tokens.count - 3)..<(tokens.count - 1))
            if let folding { folded[tokens.count - 1] = folding }
            text.taken.append(tokens.count - 1)
        }
        place = end + 1
        return true
    }

    /// `(0, a.b)(`: what programs write for `a.b(`.
    private mutating func bracketed() -> Bool {
        guard place + 4 < text.tokens.count, text.tokens[place + 1].kind == .number,
            isMark(place + 2, 0x2C), text.tokens[place + 3].kind == .name
        else { return false }
        var next = place + 4
        while isMark(next, 0x2E), next + 1 < text.tokens.count,
            text.tokens[next + 1].kind == .name
        {
            next += 2
        }
        guard isMark(next, 0x29), isMark(next + 1, 0x28) else { return false }
        tokens += text.tokens[(place + 3)..<next]
        place = next + 1
        didChange = true
        return true
    }
}
