/// Gemfile and gemspec: programs, of which only plain calls are read.
enum RubyFiles {
    static func gemfile(_ bytes: [UInt8]) -> Inventory {
        let script = ScriptPieces(bytes, comments: .hash)
        var inventory = Inventory()
        for place in script.pieces.indices where script.word(place) == "gem" {
            guard let (name, call) = call(at: place, script) else { continue }
            var source = Component.Source.registry(nil)
            if let url = call.named["git"] ?? call.named["github"].map(atGitHub) {
                source = .git(url, commit: call.named["ref"] ?? call.named["tag"])
            } else if let path = call.named["path"] {
                source = .path(path)
            } else if let url = call.named["source"] {
                source = .registry(url)
            }
            add(name, call, source, call.named["group"], script.pieces[place].line, &inventory)
        }
        return inventory
    }

    private static func atGitHub(_ name: String) -> String { "https://github.com/" + name }

    /// What a gem wants, by its `add_dependency` and the like; of one that is installed, the gem.
    static func gemspec(_ bytes: [UInt8], isInstalled: Bool) -> Inventory {
        let script = ScriptPieces(bytes, comments: .hash)
        var inventory = Inventory()
        if isInstalled {
            guard let name = setting("name", of: script),
                let version = setting("version", of: script)
            else { return inventory }
            inventory.components.append(Component(.rubygems, name, version, source: .installed))
            return inventory
        }
        let kinds = [
            "add_dependency": nil, "add_runtime_dependency": nil,
            "add_development_dependency": "dev",
        ]
        for place in script.pieces.indices {
            guard let word = script.word(place), let group = kinds[word],
                let (name, call) = call(at: place, script)
            else { continue }
            add(name, call, .registry(nil), group, script.pieces[place].line, &inventory)
        }
        return inventory
    }

    /// `s.name = "x".freeze`; a version is often `Gem::Version.new("1.0")` or the text itself.
    private static func setting(_ name: String, of script: ScriptPieces) -> String? {
        for place in script.pieces.indices
        where script.word(place) == name && script.isSign(".", place - 1)
            && script.isSign("=", place + 1)
        {
            if let text = script.text(place + 2) { return text }
        }
        return nil
    }

    private struct Call {
        /// Texts that stand by themselves: requirements.
        var plain: [String] = []
        /// `git: "…"`, `:git => "…"`.
        var named: [String: String] = [:]
    }

    /// The arguments of a call, to the end of its line; a comma at the end carries on.
    private static func call(at place: Int, _ script: ScriptPieces) -> (String, Call)? {
        var next = script.isSign("(", place + 1) ? place + 2 : place + 1
        guard let name = script.text(next) else { return nil }
        next += 1
        var call = Call()
        var key: String?
        while let piece = script[next], piece != .end {
            switch piece {
            case .word(let word): if word != "freeze" { key = word }
            case .text(let text, let hasHole):
                if let key {
                    call.named[key] = text
                } else if !hasHole {
                    call.plain.append(text)
                }
            case .sign(UInt8(ascii: ",")):
                key = nil
                if script[next + 1] == .end { next = script.next(after: next) - 1 }
            case .sign, .end: break
            }
            next += 1
        }
        // `group: :test` names its group by a word.
        return (name, call)
    }

    private static func add(
        _ name: String,
        _ call: Call,
        _ source: Component.Source,
        _ group: String?,
        _ line: Int,
        _ inventory: inout Inventory
    ) {
        var version: String?
        if call.plain.count == 1 {
            let text = call.plain[0].trimmed
            let bare = text.hasPrefix("=") ? text.dropFirst().trimmed : text
            if bare.utf8.first?.isDigit == true { version = bare }
        }
        let component = Component(
            .rubygems,
            name,
            version,
            source: source,
            group: group,
            line: line
        )
        if !component.isPinned { inventory.remarks.append(Requirements.floating(component)) }
        inventory.components.append(component)
    }
}
