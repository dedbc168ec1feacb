/// Functions that a package runs as soon as it is imported, though they stand in another file than
/// the call: `from .core import run` and then `run()`.
struct PackageRoots {
    /// Function names by the name of their module.
    private var names: [String: Set<String>] = [:]

    init(_ members: [PackageInspector.Member]) {
        for member in members where member.entry.name.utf8.ends(with: "/__init__.py") {
            guard let bytes = member.bytes, bytes.count < 1 << 20 else { continue }
            var reader = PythonTokens(bytes)
            add(reader.read()) { $0 == 0 }
        }
        let plugins = Self.plugins(members)
        guard !plugins.isEmpty else { return }
        var contents: [String: [UInt8]] = [:]
        for member in members where member.entry.name.utf8.ends(with: ".py") {
            contents[member.entry.name] = member.bytes
        }
        for path in plugins { addPlugin(path, contents) }
    }

    /// Plugins of one package that are followed.
    private static let pluginsMax = 64

    /// The files of plugins that a test runner loads by itself, by the entry points of a wheel.
    private static func plugins(_ members: [PackageInspector.Member]) -> [String] {
        let points = members.first { $0.entry.name.utf8.ends(with: ".dist-info/entry_points.txt") }
        guard let bytes = points?.bytes else { return [] }
        var group = ""
        var paths: [String] = []
        for line in OtherLocks.lines(bytes) {
            if line.hasPrefix("[") { group = line.trimmed }
            guard group == "[pytest11]", let equals = line.firstIndex(of: "=") else { continue }
            let module = line[line.index(after: equals)...].prefix { $0 != ":" }.trimmed
            let path = module.pieces(at: ".").joined(separator: "/")
            if paths.count < pluginsMax, !paths.contains(path) { paths.append(path) }
        }
        return paths
    }

    /// A plugin's hooks run whenever tests do, and so does what they call in other files.
    private mutating func addPlugin(_ path: String, _ contents: [String: [UInt8]]) {
        guard let bytes = contents[path + ".py"] ?? contents[path + "/__init__.py"],
            bytes.count < 1 << 20
        else { return }
        var reader = PythonTokens(bytes)
        let text = reader.read()
        let hooks = text.scopes.indices.filter { number in
            text.scopes[number].name.map { text.lexicon.text($0).hasPrefix("pytest_") } ?? false
        }
        let module = path.split(separator: "/").last.map(String.init) ?? path
        for hook in hooks {
            guard let name = text.scopes[hook].name else { continue }
            self.names[module, default: []].insert(text.lexicon.text(name))
        }
        add(text) { $0 == 0 || hooks.contains(Int($0)) }
    }

    private mutating func add(_ text: ScriptText, in runs: (Int32) -> Bool) {
        let aliases = ScriptAliases.read(text, .python)
        for (place, token) in text.tokens.enumerated()
        where token.kind == .name && runs(token.scope) && place + 1 < text.tokens.count {
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
