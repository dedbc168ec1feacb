/// How what a word carries is carried on: by assignments, loops, returns and calls.
extension ScriptFlows {
    /// Carries what is on the right of `=` to the name on its left.
    mutating func spread(_ tokens: [ScriptToken], _ ends: [(place: Int, end: Int)]) {
        for (place, end) in ends {
            guard let name = Self.target(before: place, tokens) else { continue }
            let flow = union((place + 1)..<max(place + 1, end))
            let target = tokens[name]
            if name > 0, tokens[name - 1].isMark(0x2E) {
                let around = parents[Int(target.scope)]
                assign(flow, target.value, in: around, isMember: true, tokens)
            } else {
                assign(flow, target, tokens)
                for other in Self.companions(of: name, tokens) {
                    assign(flow, tokens[other], tokens)
                }
            }
        }
    }

    /// Where the name stands that is assigned to: `x =`, or `x` of `x[key] =`.
    private static func target(before place: Int, _ tokens: [ScriptToken]) -> Int? {
        var back = place - 1
        guard back >= 0 else { return nil }
        if tokens[back].isMark(0x5D) {
            var depth = 0
            let first = max(0, back - 40)
            while back > first {
                if tokens[back].isMark(0x5D) { depth += 1 }
                if tokens[back].isMark(0x5B) { depth -= 1 }
                back -= 1
                if depth == 0 { break }
            }
        }
        if tokens[back].isMark(0x3A), back > 0, tokens[back - 1].kind == .name { return back - 1 }
        // `name: type =`
        if back >= 2, tokens[back].kind == .name, tokens[back - 1].isMark(0x3A),
            tokens[back - 2].kind == .name, back == 2 || tokens[back - 3].kind == .lineEnd
        {
            return back - 2
        }
        return tokens[back].kind == .name ? back : nil
    }

    /// The other names on the left of `a, b =`.
    private static func companions(of name: Int, _ tokens: [ScriptToken]) -> [Int] {
        var names: [Int] = []
        var back = name
        while back >= 2, tokens[back - 1].isMark(0x2C), tokens[back - 2].kind == .name {
            back -= 2
            names.append(back)
        }
        return back == 0 || tokens[back - 1].kind == .lineEnd ? names : []
    }

    /// The words that `spreadWord` knows.
    static let carrying: [Word] = [
        .as, .for, .return, .append, .extend, .update, .add, .push, .unshift, .write, .writestr,
        .insert, .read,
    ]

    /// Carries on what a keyword, a method or a call of one's own function says.
    mutating func spreadWord(_ place: Int, _ text: ScriptText) {
        let tokens = text.tokens
        switch Word(rawValue: tokens[place].value) {
        case .as: spreadAs(place, tokens)
        case .for: spreadFor(place, tokens)
        case .return: spreadReturn(place, text)
        case .append, .extend, .update, .add, .push, .unshift, .write, .writestr, .insert, .read:
            // `list.append(value)`
            guard place >= 2, tokens[place - 1].isMark(0x2E), tokens[place - 2].kind == .name,
                place + 1 < tokens.count, tokens[place + 1].isMark(0x28)
            else { return }
            let end = Self.closing(place + 1, tokens)
            assign(union((place + 2)..<end), tokens[place - 2], tokens)
        default:
            guard place + 1 < tokens.count, tokens[place + 1].isMark(0x28),
                let parameters = parameters[tokens[place].value]
            else { return }
            let end = Self.closing(place + 1, tokens)
            let flow = union((place + 2)..<max(place + 2, end))
            guard flow != 0 else { return }
            for (name, scope) in parameters { assign(flow, name, in: scope, tokens) }
        }
    }

    /// `with urlopen(x) as r`.
    private mutating func spreadAs(_ place: Int, _ tokens: [ScriptToken]) {
        guard place > 1, place + 1 < tokens.count, tokens[place + 1].kind == .name else { return }
        var back = place - 1
        while back > 0, tokens[back].kind != .lineEnd, place - back < 60 { back -= 1 }
        assign(union(back..<place), tokens[place + 1], tokens)
    }

    /// `for key, value in os.environ.items():`, `for (const key of keys) {`.
    private mutating func spreadFor(_ place: Int, _ tokens: [ScriptToken]) {
        var next = place + 1
        var targets: [ScriptToken] = []
        while next < tokens.count, next - place < 12, !tokens[next].isName(.in),
            !tokens[next].isName(.of)
        {
            if tokens[next].kind == .name { targets.append(tokens[next]) }
            next += 1
        }
        guard next < tokens.count, tokens[next].isName(.in) || tokens[next].isName(.of) else {
            return
        }
        let start = next + 1
        while next < tokens.count, next - start < 40, tokens[next].kind != .lineEnd,
            !tokens[next].isMark(0x3A), !tokens[next].isMark(0x7B)
        {
            next += 1
        }
        let flow = union(start..<max(start, next))
        guard flow != 0 else { return }
        for target in targets { assign(flow, target, tokens) }
    }

    /// A function's name carries what it returns.
    private mutating func spreadReturn(_ place: Int, _ text: ScriptText) {
        let scope = text.scopes[Int(text.tokens[place].scope)]
        guard let name = scope.name else { return }
        var end = place + 1
        while end < text.tokens.count, end - place < 60, text.tokens[end].kind != .lineEnd,
            !text.tokens[end].isMark(0x3B)
        {
            end += 1
        }
        assign(union(place..<end), name, in: scope.parent, text.tokens)
    }

    /// Behind the bracket that closes the one at `place`, or sixty words on.
    private static func closing(_ place: Int, _ tokens: [ScriptToken]) -> Int {
        var depth = 0
        var next = place
        while next < tokens.count, next - place < 60 {
            if tokens[next].isMark(0x28) { depth += 1 }
            if tokens[next].isMark(0x29) { depth -= 1 }
            if depth == 0 { return next }
            next += 1
        }
        return next
    }

    /// The parameters of functions by the functions' names, each with the scope that it is of.
    static func parameters(_ text: ScriptText) -> [Int32: [(name: Int32, scope: Int32)]] {
        var found: [Int32: [(name: Int32, scope: Int32)]] = [:]
        let tokens = text.tokens
        var scopes: [Int32: Int32] = [:]
        for (number, scope) in text.scopes.enumerated() where !scope.runsInPlace {
            if let name = scope.name, scopes[name] == nil { scopes[name] = Int32(number) }
        }
        for place in tokens.indices.dropLast(3)
        where (tokens[place].isName(.def) || tokens[place].isName(.function))
            && tokens[place + 1].kind == .name && tokens[place + 2].isMark(0x28)
        {
            let name = tokens[place + 1].value
            guard let scope = scopes[name] else { continue }
            let end = closing(place + 2, tokens)
            for next in (place + 3)..<max(place + 3, end) where tokens[next].kind == .name {
                let before = tokens[next - 1]
                guard before.isMark(0x28) || before.isMark(0x2C) || before.isMark(0x2A) else {
                    continue
                }
                found[name, default: []].append((tokens[next].value, scope))
            }
        }
        return found
    }
}
