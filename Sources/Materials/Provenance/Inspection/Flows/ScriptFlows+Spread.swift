/// How what a word carries is carried on: by assignments, loops, returns and calls.
extension ScriptFlows {
    /// Carries what is on the right of `=` to the name on its left.
    mutating func spread(_ tokens: [ScriptToken], _ ends: [(place: Int, end: Int)]) {
        for (place, end) in ends {
            var flow = union((place + 1)..<max(place + 1, end))
            if flow & Self.keys != 0, isTurned((place + 1)..<max(place + 1, end), tokens) {
                flow &= ~Self.keys
            }
            flow = withoutHanded(flow, (place + 1)..<max(place + 1, end), tokens)
            guard flow != 0 else { continue }
            if let names = Self.unpacked(before: place, tokens) {
                for name in names { assign(flow, tokens[name], tokens) }
                continue
            }
            guard let name = Self.target(before: place, tokens) else { continue }
            let target = tokens[name]
            if name > 0, tokens[name - 1].isMark(0x2E) {
                let around = parents[Int(target.scope)]
                assign(flow, target.value, in: around, isMember: true, tokens)
                // `self.a, self.b = a, b`
                var other = name - 2
                while other >= 3, tokens[other - 1].isMark(0x2C), tokens[other - 2].kind == .name,
                    tokens[other - 3].isMark(0x2E)
                {
                    let value = tokens[other - 2].value
                    assign(flow, value, in: around, isMember: true, tokens)
                    other -= 4
                }
            } else {
                let owner = owner(of: target)
                assign(flow, target.value, in: owner, tokens)
                // What a class holds is its objects' as well.
                if classes.contains(owner) {
                    assign(flow, target.value, in: owner, isMember: true, tokens)
                }
                for other in Self.companions(of: name, tokens) {
                    assign(flow, tokens[other], tokens)
                }
            }
        }
    }

    /// The scope that a name belongs to: its own, or the nearest around it that declares it.
    func owner(of target: ScriptToken) -> Int32 {
        var scope = target.scope
        while true {
            if declared.contains(Int64(scope) << 32 | Int64(target.value)) { return scope }
            guard scope > 0, scope < parents.count else { return target.scope }
            scope = parents[Int(scope)]
        }
    }

    /// The names that each scope declares: with `let`, by an assignment in Python, as a parameter.
    static func declarations(
        _ text: ScriptText,
        _ language: Script.Language,
        _ ends: [(place: Int, end: Int)]
    ) -> Set<Int64> {
        var declared: Set<Int64> = []
        let tokens = text.tokens
        for (place, _) in ends {
            guard let name = target(before: place, tokens), tokens[name].kind == .name else {
                continue
            }
            let isOwn: Bool
            switch language {
            case .python: isOwn = tokens[place].isMark(0x3D)
            case .javascript:
                isOwn = name > 0 && (isDeclaring(tokens[name - 1]) || tokens[name - 1].isMark(0x2C))
            }
            guard isOwn else { continue }
            declared.insert(Int64(tokens[name].scope) << 32 | Int64(tokens[name].value))
        }
        guard language == .python else {
            // `let x;` and `let x` before a line's end.
            for place in tokens.indices.dropFirst()
            where tokens[place].kind == .name && isDeclaring(tokens[place - 1]) {
                declared.insert(Int64(tokens[place].scope) << 32 | Int64(tokens[place].value))
            }
            return declared
        }
        for place in tokens.indices.dropLast() where tokens[place].isName(.global) {
            declared.remove(Int64(tokens[place].scope) << 32 | Int64(tokens[place + 1].value))
        }
        return declared
    }

    private static func isDeclaring(_ token: ScriptToken) -> Bool {
        token.isName(.`let`) || token.isName(.const) || token.isName(.`var`)
    }

    /// The names in `const {a, b} =` and `const [a, b] =`.
    private static func unpacked(before place: Int, _ tokens: [ScriptToken]) -> [Int]? {
        let close = place - 1
        guard close > 1, tokens[close].isMark(0x7D) || tokens[close].isMark(0x5D) else {
            return nil
        }
        var back = close - 1
        let first = max(0, close - 60)
        var names: [Int] = []
        while back > first, !tokens[back].isMark(0x7B), !tokens[back].isMark(0x5B) {
            if tokens[back].kind == .name, !tokens[back + 1].isMark(0x3A) { names.append(back) }
            back -= 1
        }
        guard back > 0, isDeclaring(tokens[back - 1]) else { return nil }
        return names
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
        .insert, .read, .put, .put_nowait, .set, .connect, .add_header,
        .setHeader, .putheader, .copy2, .copyfile, .copyfileobj,
        .copyFileSync, .dump, .save, .copy,
    ]

    /// Carries on what a keyword, a method or a call of one's own function says.
    mutating func spreadWord(_ place: Int, _ text: ScriptText) {
        let tokens = text.tokens
        switch Word(rawValue: tokens[place].value) {
        case .copy2, .copyfile, .copyfileobj, .copyFileSync, .dump, .save, .copy:
            spreadInto(place, tokens)
        case .as: spreadAs(place, tokens)
        case .for: spreadFor(place, tokens)
        case .return: spreadReturn(place, text)
        case .append, .extend, .update, .add, .push, .unshift, .write, .writestr, .insert, .read,
            .put, .put_nowait, .set, .connect, .add_header, .setHeader, .putheader:
            // `list.append(value)`
            guard place >= 2, tokens[place - 1].isMark(0x2E), tokens[place - 2].kind == .name,
                place + 1 < tokens.count, tokens[place + 1].isMark(0x28)
            else { return }
            let end = Self.closing(place + 1, tokens)
            let target = tokens[place - 2]
            assign(union((place + 2)..<end), target.value, in: owner(of: target), tokens)
        default:
            guard place + 1 < tokens.count, let parameters = parameters[tokens[place].value]
            else { return }
            guard tokens[place + 1].isMark(0x28) else {
                return spreadHanded(place, parameters, text)
            }
            let end = Self.closing(place + 1, tokens)
            let flow = union((place + 2)..<max(place + 2, end))
            guard flow != 0 else { return }
            guard flow & Self.environment == 0 else {
                return hand(flow, (place + 2)..<max(place + 2, end), to: parameters, tokens)
            }
            for (name, scope) in parameters { assign(flow, name, in: scope, tokens) }
        }
    }

    /// `shutil.copy2(from, to)`, `json.dump(value, file)`, `picture.save(file)`: the names among
    /// what is given carry what is written into them.
    private mutating func spreadInto(_ place: Int, _ tokens: [ScriptToken]) {
        guard place >= 2, place + 2 < tokens.count, tokens[place - 1].isMark(0x2E),
            tokens[place + 1].isMark(0x28)
        else { return }
        let end = Self.closing(place + 1, tokens)
        var first = place
        while first >= 2, tokens[first - 1].isMark(0x2E) {
            first -= tokens[first - 2].isMark(0x29) ? min(first, 4) : 2
        }
        let flow = union(max(0, first)..<max(first, end))
        guard flow != 0 else { return }
        for other in (place + 2)..<max(place + 2, end)
        where tokens[other].kind == .name && !tokens[other - 1].isMark(0x2E) {
            assign(flow, tokens[other].value, in: owner(of: tokens[other]), tokens)
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
        carryOut(union(place..<end), name, scope, text.tokens)
    }

    /// A function without braces is its value.
    mutating func spreadArrows(_ text: ScriptText) {
        for (number, scope) in text.scopes.enumerated() {
            guard let name = scope.name, let first = extents[number].first,
                first > 0, !text.tokens[first].isMark(0x7B)
            else { continue }
            carryOut(union(extents[number]), name, scope, text.tokens)
        }
    }

    /// Whether what is assigned is a signature, or a wallet that was made of a key.
    private func isTurned(_ range: Range<Int>, _ tokens: [ScriptToken]) -> Bool {
        range.clamped(to: 0..<max(0, tokens.count - 1)).contains { place in
            tokens[place].kind == .name && tokens[place + 1].isMark(0x28)
                && turners.contains(tokens[place].value)
        }
    }

    static let keys = Script.Flow([.wallet, .secretName]).rawValue

    /// What a function gives, to where it is called by its name or as a method.
    private mutating func carryOut(
        _ flow: UInt32,
        _ name: Int32,
        _ scope: ScriptScope,
        _ tokens: [ScriptToken]
    ) {
        // A signature or a digest tells no key.
        let kept = signing.contains(name) ? flow & ~Self.keys : flow
        guard kept != 0 else { return }
        assign(kept, name, in: scope.parent, tokens)
        assign(kept, name, in: parents[Int(scope.parent)], isMember: true, tokens)
    }

    /// Behind the bracket that closes the one at `place`, or sixty words on.
    static func closing(_ place: Int, _ tokens: [ScriptToken]) -> Int {
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
}
