/// Lines of a .pth that measure or trace, as coverage's do.
extension FileRules {
    /// Bytes of such a line.
    private static let ownStartMax = 1_000

    /// Whether a line only hands on to modules that stand in the package to be read, as finders of
    /// editable installs and shims do: these are read as what runs at every start.
    static func isOwnShim(_ line: Substring, _ layout: PackageLayout) -> Bool {
        guard line.utf8.count < ownStartMax, !layout.started(by: line).isEmpty else { return false }
        let script = Script(Array(line.utf8), .python, trigger: .start)
        return isQuiet(script, layout.modules, depth: 0)
    }

    /// Whether a line does something only where a setting of the package's own asks for it, and
    /// then with nothing but its own modules: `os.environ.get("NAME_…") and __import__("name")()`,
    /// `exec('if "NAME_…" in os.environ: …')`. What it does is read as code, not as words.
    static func isOwnStart(_ line: Substring, _ layout: PackageLayout) -> Bool {
        guard line.utf8.count < ownStartMax, let owner = layout.package?.name, asks(line, owner)
        else { return false }
        let own = [owner, owner.pieces(at: "-").joined(separator: "_")]
        let script = Script(Array(line.utf8), .python, trigger: .start)
        return isQuiet(script, Set(own.flatMap { [$0, $0.lowercased()] }), depth: 0)
    }

    /// Whether a setting is asked for whose name holds a part of the package's.
    private static func asks(_ line: Substring, _ owner: String) -> Bool {
        guard line.holds("environ") else { return false }
        let parts = owner.uppercased().split { "-_.".contains($0) }.filter { $0.utf8.count >= 3 }
        let words = line.split { !($0.isASCII && ($0.isUppercase || $0 == "_")) }
        return words.contains { word in
            word.utf8.contains(0x5F)
                && parts.contains { part in
                    word.split(separator: "_").contains { part.hasPrefix($0) && $0.utf8.count >= 3 }
                }
        }
    }

    /// Whether code imports nothing but what is needed to ask, and its own; and calls nothing that
    /// acts but code that stands there to be read, which is as quiet.
    private static func isQuiet(_ script: Script, _ own: Set<String>, depth: Int) -> Bool {
        let tokens = script.text.tokens
        for place in tokens.indices.dropLast() where tokens[place].kind == .name {
            let isImport = tokens[place].isName(.import) && !script.isMark(place - 1, 0x2E)
            let isFrom = tokens[place].isName(.from)
            var module = isImport || isFrom ? script.string(place + 1) : nil
            if tokens[place].isName(.__import__), place + 2 < tokens.count {
                module = script.string(place + 2).pieces(at: ".").first
            }
            guard let module else { continue }
            // `from x import y`: y is a part of what was asked for before.
            let isPart = isImport && script.isPartOfFrom(place)
            guard isPart || own.contains(module) || ["os", "sys", "types"].contains(module) else {
                return false
            }
        }
        for call in script.calls {
            if !call.kind.isDisjoint(with: [.network, .process, .decoding, .dynamic]) {
                return false
            }
            guard call.kind.contains(.execution) else { continue }
            guard depth == 0, let first = call.arguments.first, tokens[first].kind == .string
            else { return false }
            let inner = Script(
                Array(script.text.bytes(tokens[first])),
                .python,
                trigger: .start
            )
            guard isQuiet(inner, own, depth: 1) else { return false }
        }
        return true
    }
}

extension Script {
    /// Whether an `import` belongs to a `from` before it on its line.
    func isPartOfFrom(_ place: Int) -> Bool {
        var back = place - 1
        while back >= 0, text.tokens[back].kind == .name || isMark(back, 0x2E) {
            if text.tokens[back].isName(.from) { return true }
            back -= 1
        }
        return false
    }
}

extension PackageLayout {
    /// The modules of the package that a line of a .pth imports, where these can be read.
    func started(by line: Substring) -> Set<String> {
        let isWord = { (letter: Character) in
            letter.isASCII && (letter.isLetter || letter.isNumber || letter == "_")
        }
        return Set(line.split { !isWord($0) }.map(String.init)).intersection(modules)
    }

    /// What lies where modules are looked for, and which of it a .pth has run at every start.
    mutating func readStarts(_ members: [PackageInspector.Member]) {
        for member in members where member.entry.name.utf8.ends(with: ".py") {
            let parts = member.entry.name.split(separator: "/")
            if parts.count == 1 { modules.insert(String(parts[0].dropLast(3))) }
            if parts.count == 2, parts[1] == "__init__.py" { modules.insert(String(parts[0])) }
        }
        for member in members where member.entry.name.utf8.ends(with: ".pth") {
            guard let bytes = member.bytes, bytes.count < 1 << 20 else { continue }
            for line in OtherLocks.lines(bytes) where line.hasPrefix("import") {
                for name in started(by: line) {
                    starts.formUnion([name + ".py", name + "/__init__.py"])
                }
            }
        }
    }
}
