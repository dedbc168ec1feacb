/// Build files of Gradle, in Groovy and Kotlin, and its catalogs of versions.
///
/// Coordinates stand in strings (`group:artifact:version`) or in names (`group: …, name: …`).
/// What a catalog names stands in the catalog, and is read there.
enum GradleFiles {
    static func script(_ bytes: [UInt8]) -> Inventory {
        let script = ScriptPieces(bytes, comments: .slashes)
        let known = settings(of: script)
        var inventory = Inventory()
        var blocks: [String] = []
        var first = ""
        var isStart = true
        for place in script.pieces.indices {
            switch script.pieces[place].piece {
            case .end:
                isStart = true
                continue
            case .word(let word):
                if isStart { first = word }
                if blocks.last == "plugins" { plugin(word, place, script, known, &inventory) }
                if word == "group", blocks.contains("dependencies") {
                    named(place, script, known, first, &inventory)
                }
            case .text(let text, _) where blocks.contains("dependencies"):
                if let whole = resolved(text, known) {
                    take(whole, first, script.pieces[place].line, &inventory)
                }
            case .sign(UInt8(ascii: "{")): blocks.append(first)
            case .sign(UInt8(ascii: "}")): _ = blocks.popLast()
            default: break
            }
            isStart = false
        }
        return inventory
    }

    /// `def x = "1"`, `val x = "1"`, `ext.x = "1"`, `extra["x"] = "1"`.
    private static func settings(of script: ScriptPieces) -> [String: String] {
        var known: [String: String] = [:]
        for place in script.pieces.indices where script.isSign("=", place) {
            guard let value = script.text(place + 1) else { continue }
            if let name = script.word(place - 1) {
                known[name] = value
            } else if script.isSign("]", place - 1), let name = script.text(place - 2) {
                known[name] = value
            }
        }
        return known
    }

    /// A text with what its holes stand for; where one is not known it stays as it is written.
    private static func resolved(_ text: String, _ known: [String: String]) -> String? {
        guard text.holds("$") else { return text }
        var whole = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            whole += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            var name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if rest.first == "{", let end = rest.firstIndex(of: "}") {
                name = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
            } else {
                rest = rest[name.endIndex...]
            }
            // `versions.x` and `rootProject.ext.x` are known by their last part.
            let last = name.split(separator: ".").last.map(String.init) ?? ""
            whole += known[last] ?? "${" + name + "}"
        }
        return whole + rest
    }

    private static func take(
        _ text: String,
        _ configuration: String,
        _ line: Int,
        _ inventory: inout Inventory
    ) {
        var parts = text.pieces(at: ":")
        guard parts.count >= 2, parts[0].contains("."), !text.contains(" "), !text.contains("/"),
            parts.allSatisfy({ !$0.isEmpty })
        else { return }
        if let at = parts[parts.count - 1].firstIndex(of: "@") {
            parts[parts.count - 1] = String(parts[parts.count - 1][..<at])
        }
        add(
            parts[0] + ":" + parts[1],
            parts.count > 2 ? parts[2] : nil,
            configuration,
            line,
            &inventory
        )
    }

    /// `group: 'a', name: 'b', version: 'c'`, and the same with equals signs.
    private static func named(
        _ place: Int,
        _ script: ScriptPieces,
        _ known: [String: String],
        _ configuration: String,
        _ inventory: inout Inventory
    ) {
        var fields: [String: String] = [:]
        var next = place
        while let word = script.word(next), ["group", "name", "version"].contains(word),
            script.isSign(":", next + 1) || script.isSign("=", next + 1),
            case .text(let text, _)? = script[next + 2]
        {
            fields[word] = resolved(text, known)
            next += 3
            guard script.isSign(",", next) else { break }
            next = script.next(after: next)
        }
        guard let group = fields["group"], let name = fields["name"] else { return }
        add(
            group + ":" + name,
            fields["version"],
            configuration,
            script.pieces[place].line,
            &inventory
        )
    }

    /// `id("com.example") version "1"` is the artifact that marks the plugin.
    private static func plugin(
        _ word: String,
        _ place: Int,
        _ script: ScriptPieces,
        _ known: [String: String],
        _ inventory: inout Inventory
    ) {
        guard word == "id" || word == "kotlin" else { return }
        let start = script.isSign("(", place + 1) ? place + 2 : place + 1
        guard let text = script.text(start) else { return }
        var next = start + 1
        if script.isSign(")", next) { next += 1 }
        // Without a version it comes with Gradle, or from where all plugins are named.
        guard script.word(next) == "version" else { return }
        next += script.isSign("(", next + 1) ? 2 : 1
        guard case .text(let version, _)? = script[next] else { return }
        let name = word == "kotlin" ? "org.jetbrains.kotlin." + text : text
        add(
            "\(name):\(name).gradle.plugin",
            resolved(version, known),
            "plugin",
            script.pieces[place].line,
            &inventory
        )
    }

    private static func add(
        _ name: String,
        _ version: String?,
        _ group: String?,
        _ line: Int,
        _ inventory: inout Inventory
    ) {
        let component = Component(.maven, name, exact(version), group: group, line: line)
        if component.version == nil { inventory.remarks.append(Requirements.floating(component)) }
        inventory.components.append(component)
    }

    /// A version that allows one alone; `1.2!!` is a strict one.
    private static func exact(_ text: String?) -> String? {
        guard var text, !text.isEmpty else { return nil }
        if text.hasSuffix("!!") { text.removeLast(2) }
        let isOpen = text.contains { "+[](),$".contains($0) } || text.hasPrefix("latest.")
        return isOpen ? nil : text
    }

    /// libs.versions.toml.
    static func catalog(_ tree: Tree) -> Inventory {
        var versions: [String: String] = [:]
        func version(_ value: Tree?) -> String? {
            if let text = value?.string { return text }
            if let name = value?["ref"]?.string { return versions[name] }
            return (value?["strictly"] ?? value?["require"] ?? value?["prefer"])?.string
        }
        for member in tree["versions"]?.members ?? [] {
            versions[member.key] = version(member.value)
        }
        var inventory = Inventory()
        for member in tree["libraries"]?.members ?? [] {
            let parts = member.value.string?.pieces(at: ":") ?? []
            let module =
                parts.count >= 2
                ? parts[0] + ":" + parts[1]
                : member.value["module"]?.string
                    ?? [member.value["group"], member.value["name"]].compactMap { $0?.string }
                    .joined(separator: ":")
            guard module.contains(":") else { continue }
            let text = parts.count > 2 ? parts[2] : version(member.value["version"])
            add(module, text, nil, member.line, &inventory)
        }
        for member in tree["plugins"]?.members ?? [] {
            let parts = member.value.string?.pieces(at: ":") ?? []
            guard let name = parts.first ?? member.value["id"]?.string else { continue }
            let text = parts.count > 1 ? parts[1] : version(member.value["version"])
            add("\(name):\(name).gradle.plugin", text, "plugin", member.line, &inventory)
        }
        return inventory
    }
}
