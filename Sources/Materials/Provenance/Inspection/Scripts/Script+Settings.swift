/// What a script asks of the environment.
extension Script {
    /// The one setting that is read here: `os.environ["X"]`, `os.getenv("X")`, `process.env.X`.
    func setting(at place: Int, of name: String) -> String? {
        switch name {
        case "os.environ":
            if isMark(place + 1, 0x5B) { return string(place + 2) }
            return isMark(place + 3, 0x28) ? string(place + 4) : nil
        case "os.getenv": return string(place + 2)
        case "process.env":
            guard place + 2 < text.tokens.count else { return nil }
            return string(place + 2)
        default: return nil
        }
    }

    /// Whether all that a page keeps of its visitor, or what one types, is taken here.
    func takesPage(at place: Int) -> Bool {
        guard language == .javascript else { return false }
        let token = text.tokens[place]
        if token.isName(.cookie) {
            return string(place - 2) == "document" && !isMark(place + 1, 0x2E)
                && !isMark(place + 1, 0x3D)
        }
        if token.isName(.localStorage) {
            return !isMark(place + 1, 0x2E) && !isMark(place + 1, 0x5B)
        }
        return token.isName(.querySelectorAll)
            && ["input", "form"].contains {
                string(place + 2).hasPrefix($0)
            }
    }

    /// Whether what is asked for is named on the spot, rather than by a name or one of a list.
    func isSettingPlain(at place: Int, of name: String) -> Bool {
        let tokens = text.tokens
        func isString(_ place: Int) -> Bool {
            tokens.indices.contains(place) && tokens[place].kind == .string
        }
        switch name {
        case "os.environ": return isString(place + 2) || isString(place + 4)
        case "os.getenv": return isString(place + 2)
        default: return !isMark(place + 1, 0x5B) || isString(place + 2)
        }
    }

    /// Whether two or more secrets of other houses are named in lists, to be asked for one by one.
    var namesSecretSettings: Bool {
        var count = 0
        for token in text.tokens where token.kind == .string && (6...40).contains(token.count) {
            let bytes = text.bytes(token)
            guard let first = bytes.first, first < 0x60, bytes.contains(0x5F),
                bytes.allSatisfy({ $0 &- 0x41 < 26 || $0 == 0x5F || $0.isDigit })
            else { continue }
            let name = string(of: token)
            guard Signs.isSecretSetting(name), Signs.house(ofSetting: name) != nil else { continue }
            count += 1
            if count >= 2 { return true }
        }
        return false
    }

    /// Whether the environment is taken as a whole anywhere, for another file to send.
    var takesAll: Bool {
        tellingNames.contains { place in
            let isEnvironment =
                text.tokens[place].isName(.environ)
                || (text.tokens[place].isName(.env) && language == .javascript)
            return isEnvironment && takesEnvironment(at: place, of: name(at: place))
        }
    }

    /// Whether the environment is taken here as a whole, rather than one value of it.
    func takesEnvironment(at place: Int, of name: String) -> Bool {
        let tokens = text.tokens
        guard name == "os.environ" || name == "process.env" else { return false }
        // `os.environ["HOME"]`, `.get("HOME")`, `process.env.HOME` take one value; `"A" in` asks.
        if isMark(place + 1, 0x5B) { return false }
        if place + 2 < tokens.count,
            tokens[place + 1].isMark(0x2E) || tokens[place + 1].isMark(0x3F, 0x2E)
        {
            let next = tokens[place + 2]
            guard next.isName(.items) || next.isName(.copy) || next.isName(.values) else {
                return false
            }
        }
        var back = place - 1
        while back > 0,
            tokens[back].isMark(0x2E) || tokens[back].isName(.os) || tokens[back].isName(.process)
        {
            back -= 1
        }
        guard back > 0 else { return true }
        if tokens[back].isName(.in) { return tokens[back - 1].kind != .string }
        return !tokens[back].isName(.del) && !tokens[back].isName(.typeof)
    }
}

// MARK: - Other files

extension Script {
    /// What is known of a function of another file of the package.
    func known(_ name: String) -> PackageScripts.Known? {
        guard let scripts, !scripts.known.isEmpty, let key = scripts.key(name, language) else {
            return nil
        }
        return scripts.known[key]
    }

    /// Calls that send, start, run or remove something.
    private static let acting: Callee.Kind = [.network, .process, .execution, .removing]

    /// Whether it acts at all.
    var acts: Bool { calls.contains { !$0.kind.isDisjoint(with: Self.acting) } }

    /// Its functions where some act that nothing in it calls early; none where all are awake.
    var asleep: Set<String> {
        let sleeps = calls.contains {
            $0.trigger == .call && !$0.kind.isDisjoint(with: Self.acting)
        }
        guard sleeps else { return [] }
        let names = Set(text.scopes.compactMap { $0.name.map { text.lexicon.text($0) } })
        // The module itself may be a function: it has no name for who calls it.
        return names.isEmpty ? [] : names.union([""])
    }

    /// Whether any word of it carries one of these.
    func carries(_ wanted: Flow) -> Bool {
        flows?.blocks.contains { $0 & wanted.rawValue != 0 } ?? false
    }

    /// How many words a function has.
    func extent(of scope: Int32) -> Int { flows?.extents[Int(scope)].count ?? 0 }

    /// Whether any call of it was worth following.
    var isFollowed: Bool { flows != nil }

    /// What its names stand for.
    var aliasNames: Dictionary<Int32, String>.Values { aliases.values }

    /// What it takes from other files and calls before anybody asks.
    var calledEarly: Set<String> {
        let taken = aliases.filter { language == .python || $0.value.utf8.first == 0x2E }
        var names = requiredEarly
        guard !taken.isEmpty else { return names }
        var isTaken = [Bool](repeating: false, count: text.lexicon.count)
        for name in taken.keys { isTaken[Int(name)] = true }
        let tokens = text.tokens
        for place in tokens.indices.dropLast()
        where tokens[place].kind == .name && isTaken[Int(tokens[place].value)] {
            guard let whole = taken[tokens[place].value], trigger(at: place) >= .import else {
                continue
            }
            if tokens[place + 1].isMark(0x28) {
                names.insert(whole)
            } else if place + 3 < tokens.count, tokens[place + 1].isMark(0x2E),
                tokens[place + 2].kind == .name, tokens[place + 3].isMark(0x28)
            {
                names.insert(whole + "." + string(place + 2))
            }
        }
        return names
    }

    /// What the names of the module itself carry: its values, and what its functions give back.
    var carriedOut: [(String, Flow)] {
        (flows?.assigned ?? [:]).compactMap { key, flow in
            guard key >= 0, key >> 32 == 0 else { return nil }
            return (text.lexicon.text(Int32(truncatingIfNeeded: key)), Flow(rawValue: flow))
        }
    }
}
