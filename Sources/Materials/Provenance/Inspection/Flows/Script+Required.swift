extension Script {
    /// Whether something is called as secrets are.
    var namesSecrets: Bool { ScriptFlows.secretNames.contains { text.uses($0) } }

    /// Whether a name is that of a module of the package of which something is known.
    func knowsModule(_ name: String) -> Bool {
        guard let scripts, !scripts.known.isEmpty else { return false }
        return scripts.knowsModule(name, language)
    }
}

/// What is called of another file on the spot where that is loaded.
extension Script {
    /// `require("./x").run(`, `require("./x")(`, before anybody asks.
    var requiredEarly: Set<String> {
        guard language == .javascript, tells(.require) else { return [] }
        var names: Set<String> = []
        for place in tellingNames
        where text.tokens[place].isName(.require) && trigger(at: place) >= .import {
            let path = string(place + 2)
            guard path.hasPrefix("."), isMark(place + 1, 0x28), isMark(place + 3, 0x29) else {
                continue
            }
            if isMark(place + 4, 0x28) {
                names.insert(path)
            } else if isMark(place + 4, 0x2E), isMark(place + 6, 0x28) {
                names.insert(path + "." + string(place + 5))
            }
        }
        return names
    }
}
