/// The parameters of a script's functions, by the functions' names, each with the scope it is of.
enum ScriptParameters {
    typealias Found = [Int32: [(name: Int32, scope: Int32)]]

    static func read(
        _ text: ScriptText,
        _ language: Script.Language,
        _ extents: [Range<Int>]
    ) -> Found {
        switch language {
        case .python: python(text)
        case .javascript: javascript(text, extents)
        }
    }

    /// What a Python function of a name calls its parameters.
    static func declared(_ text: ScriptText, _ function: Int32) -> [Int32] {
        (python(text)[function] ?? []).map(\.name)
    }

    private static func python(_ text: ScriptText) -> Found {
        var found: Found = [:]
        let tokens = text.tokens
        var scopes: [Int32: Int32] = [:]
        for (number, scope) in text.scopes.enumerated() where !scope.runsInPlace {
            if let name = scope.name, scopes[name] == nil { scopes[name] = Int32(number) }
        }
        // What an object calls itself is not what it is given.
        let own = [text.lexicon.number(of: "self"), text.lexicon.number(of: "cls")]
        for place in tokens.indices.dropLast(3)
        where tokens[place].isName(.def) && tokens[place + 1].kind == .name
            && tokens[place + 2].isMark(0x28)
        {
            let name = tokens[place + 1].value
            guard let scope = scopes[name] else { continue }
            let end = ScriptFlows.closing(place + 2, tokens)
            for next in (place + 3)..<max(place + 3, end) where tokens[next].kind == .name {
                let before = tokens[next - 1]
                guard before.isMark(0x28) || before.isMark(0x2C) || before.isMark(0x2A),
                    !own.contains(tokens[next].value)
                else { continue }
                found[name, default: []].append((tokens[next].value, scope))
            }
        }
        return found
    }

    /// Functions, methods and arrows: their parameters stand before their first word.
    private static func javascript(_ text: ScriptText, _ extents: [Range<Int>]) -> Found {
        var found: Found = [:]
        let tokens = text.tokens
        for (number, scope) in text.scopes.enumerated().dropFirst() {
            guard let name = scope.name, let first = extents[number].first else { continue }
            var back = first - 1
            if back > 0, tokens[back].isMark(0x3D, 0x3E) { back -= 1 }
            guard back > 0 else { continue }
            if tokens[back].kind == .name, tokens[back + 1].isMark(0x3D, 0x3E) {
                found[name, default: []].append((tokens[back].value, Int32(number)))
                continue
            }
            guard tokens[back].isMark(0x29) else { continue }
            for parameter in names(before: back, tokens) {
                found[name, default: []].append((parameter, Int32(number)))
            }
        }
        return found
    }

    /// The names between the brackets that close here.
    private static func names(before close: Int, _ tokens: [ScriptToken]) -> [Int32] {
        var names: [Int32] = []
        var depth = 0
        var back = close
        let first = max(0, close - 60)
        while back > first {
            let token = tokens[back]
            if token.isMark(0x29) { depth += 1 }
            if token.isMark(0x28) {
                depth -= 1
                if depth == 0 { break }
            }
            if token.kind == .name, depth == 1 {
                let before = tokens[back - 1]
                let isOne =
                    before.isMark(0x28) || before.isMark(0x2C) || before.isMark(0x7B)
                    || before.isMark(0x2E)
                if isOne { names.append(token.value) }
            }
            back -= 1
        }
        return names
    }
}
