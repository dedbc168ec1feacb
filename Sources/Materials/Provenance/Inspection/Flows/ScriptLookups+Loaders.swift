/// Modules that a function of the script's own loads, and what is taken out of the world's table of
/// names by a string.
extension ScriptLookups {
    /// Modules that act, by the names under which they are loaded.
    private static let modules: Set = [
        "zlib", "base64", "binascii", "marshal", "types", "os", "subprocess", "socket", "ctypes",
        "builtins", "codecs", "pty", "requests", "urllib.request", "http.client", "shutil",
        "importlib", "lzma", "bz2", "child_process", "net", "vm", "dns", "http", "https",
    ]

    /// Whether a word is the string between brackets that names such a module, with something
    /// asked of what comes back: `load("zlib").decompress`, `load("os.system")(`.
    static func loads(_ place: Int, _ text: ScriptText) -> Bool {
        let tokens = text.tokens
        guard place + 2 < tokens.count, place > 1, tokens[place + 1].isMark(0x29),
            (2...40).contains(tokens[place].count), tokens[place - 1].isMark(0x28),
            tokens[place - 2].kind == .name, !tokens[place - 2].isName(.require),
            place < 3 || !tokens[place - 3].isMark(0x2E),
            tokens[place + 2].isMark(0x2E) || tokens[place + 2].isMark(0x28)
                || tokens[place + 2].isMark(0x5B)
        else { return false }
        return module(text.string(tokens[place])) != nil
    }

    /// The module that a dotted name begins with, and what is asked of it.
    private static func module(_ name: String) -> (module: String, rest: [String])? {
        if modules.contains(name) { return (name, []) }
        let parts = name.pieces(at: ".")
        guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        for count in [parts.count - 1, 1] {
            let first = parts.prefix(count).joined(separator: ".")
            if modules.contains(first) { return (first, Array(parts.dropFirst(count))) }
        }
        return nil
    }

    /// Names of the script's own functions, one of which may load what it is told.
    static func functions(_ text: ScriptText) -> Set<Int32> {
        Set(text.scopes.compactMap(\.name))
    }

    /// `load("zlib")` as the module, and `load("os.system")(` as what is called.
    mutating func loader() -> Bool {
        guard isMark(place + 1, 0x28), place + 3 < text.tokens.count,
            text.tokens[place + 2].kind == .string, isMark(place + 3, 0x29),
            functions.contains(text.tokens[place].value), !isDeclared,
            Self.loads(place + 2, text),
            let found = Self.module(text.string(text.tokens[place + 2]))
        else { return false }
        let token = text.tokens[place]
        if found.rest.isEmpty {
            let word: Word = language == .python ? .__import__ : .require
            append(name: word.rawValue, like: token)
            place += 1
            didChange = true
            return true
        }
        guard isMark(place + 4, 0x28) else { return false }
        for (number, part) in (found.module.pieces(at: ".") + found.rest).enumerated() {
            if number > 0 {
                append(mark: 0x2E, like: token)
            }
            let bytes = Array(part.utf8)
            append(name: text.lexicon.take(bytes, 0, bytes.count), like: token)
        }
        place += 4
        didChange = true
        return true
    }

    private var isDeclared: Bool {
        guard let last = tokens.last else { return false }
        return last.isMark(0x2E) || last.isName(.def) || last.isName(.function)
    }

    /// `__builtins__.get("eval")`, `__builtins__.eval`: nobody has to ask for these by a table.
    mutating func builtin() -> Bool {
        guard isMark(place + 1, 0x2E), place + 2 < text.tokens.count,
            text.tokens[place + 2].kind == .name
        else { return false }
        var key = place + 2
        if text.string(text.tokens[key]) == "get" {
            guard isMark(place + 3, 0x28), place + 4 < text.tokens.count else { return false }
            key = place + 4
        }
        guard let word = Self.runner(text.string(text.tokens[key])) else { return false }
        text.taken.append(tokens.count)
        append(name: word.rawValue, like: text.tokens[place])
        var end = key + 1
        if key > place + 2 {
            while end < text.tokens.count, end - key < 8, !isMark(end, 0x29) { end += 1 }
            end += 1
        }
        place = min(end, text.tokens.count)
        didChange = true
        return true
    }

    /// What runs text as code.
    static func runner(_ name: String) -> Word? {
        switch name {
        case "exec": .exec
        case "eval": .eval
        case "__import__": .__import__
        default: nil
        }
    }

    /// `scope["exec"](`: called by its key, whatever it is kept in.
    mutating func keyed() -> Bool {
        guard isMark(place + 3, 0x28), let last = tokens.last, last.kind == .name,
            !last.isName(.__builtins__),
            text.tokens[place + 1].kind == .string,
            let word = Self.runner(text.string(text.tokens[place + 1]))
        else { return false }
        if tokens.count > 1, tokens[tokens.count - 2].isMark(0x2E) { return false }
        tokens.removeLast()
        append(name: word.rawValue, like: text.tokens[place])
        place += 3
        didChange = true
        return true
    }

    mutating func append(name: Int32, like token: ScriptToken) {
        tokens.append(ScriptToken(.name, value: name, line: token.line, scope: token.scope))
    }

    mutating func append(mark: UInt8, like token: ScriptToken) {
        tokens.append(
            ScriptToken(.mark, mark: UInt16(mark), line: token.line, scope: token.scope)
        )
    }
}
