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

    /// Whether any call of it was worth following.
    var isFollowed: Bool { flows != nil }

    /// What its names stand for.
    var aliasNames: Dictionary<Int32, String>.Values { aliases.values }

    /// What it takes from other files and calls before anybody asks.
    var calledEarly: Set<String> {
        guard !aliases.isEmpty else { return [] }
        var names: Set<String> = []
        let tokens = text.tokens
        for place in tokens.indices.dropLast() where tokens[place].kind == .name {
            guard let whole = aliases[tokens[place].value],
                language == .python || whole.hasPrefix("."), trigger(at: place) >= .import
            else { continue }
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
