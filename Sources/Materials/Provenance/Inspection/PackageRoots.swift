/// Functions that a package runs as soon as it is imported, though they stand in another file than
/// the call: `from .core import run` and then `run()`.
struct PackageRoots {
    /// Function names by the name of their module.
    private var names: [String: Set<String>] = [:]

    init(_ members: [PackageInspector.Member]) {
        for member in members where member.entry.name.hasSuffix("/__init__.py") {
            guard let bytes = member.bytes, bytes.count < 1 << 20 else { continue }
            var reader = PythonTokens(bytes)
            add(reader.read())
        }
    }

    private mutating func add(_ text: ScriptText) {
        let aliases = ScriptAliases.read(text, .python)
        for (place, token) in text.tokens.enumerated()
        where token.kind == .name && token.scope == 0 && place + 1 < text.tokens.count {
            guard let whole = aliases[token.value] else { continue }
            var parts = whole.pieces(at: ".")
            if text.tokens[place + 1].isMark(0x2E), place + 3 < text.tokens.count,
                text.tokens[place + 2].kind == .name, text.tokens[place + 3].isMark(0x28)
            {
                // `from . import core` and then `core.run()`
                parts.append(text.string(text.tokens[place + 2]))
            } else if !text.tokens[place + 1].isMark(0x28) {
                continue
            }
            guard parts.count >= 2 else { continue }
            names[parts[parts.count - 2], default: []].insert(parts[parts.count - 1])
        }
    }

    /// What is run at once of the file at a path.
    func names(in path: String) -> Set<String> {
        guard !names.isEmpty, path.hasSuffix(".py") else { return [] }
        let module = path.dropLast(3).split(separator: "/").last.map(String.init) ?? ""
        return names[module] ?? []
    }
}
