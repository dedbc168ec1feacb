/// What was written in pieces or turned into other letters, once it is put together: honest code
/// has no reason to hide these.
extension ScriptRules {
    mutating func judgeFolded() {
        for (place, folding) in script.text.folded.sorted(by: { $0.key < $1.key }) {
            let token = script.text.tokens[place]
            let text = script.string(of: token)
            let trigger = script.trigger(at: place)
            if Signs.isGrave(text, folding) {
                add(
                    "EXEC-3",
                    Int(token.line),
                    trigger,
                    early(trigger, 80, else: 60),
                    "puts together from pieces what it calls: \(text)"
                )
            } else if let what = Signs.hidden(text), folding == .hidden {
                add(
                    "HIDE-2",
                    Int(token.line),
                    trigger,
                    early(trigger, 60, else: actsAtAll || what == "an address" ? 60 : 30),
                    "hides \(what) in what it puts together"
                )
            } else if let what = Signs.hidden(text), what != "an address", what != "code",
                token.count < 60
            {
                add(
                    "HIDE-2",
                    Int(token.line),
                    trigger,
                    early(trigger, 60, else: 30),
                    "writes \(what) in pieces"
                )
            }
        }
    }

    /// Letters of an address up to which a module in it does nothing worth a word.
    private static let addressMin = 60

    /// A module that is the text of its own address.
    mutating func judgeAddressed(_ place: Int, _ text: String) {
        guard
            text.hasPrefix("data:text/javascript") || text.hasPrefix("data:application/javasc")
                || text.hasPrefix("data:${"),
            script.isMark(place - 1, 0x28),
            ["import", "require", "Worker"].contains(script.string(place - 2)),
            text.utf8.count > Self.addressMin || text.holds(";base64,")
                || script.isMark(place + 1, 0x2B)
        else { return }
        let trigger = script.trigger(at: place)
        let line = Int(script.text.tokens[place].line)
        let points = early(trigger, 90, else: 60)
        add("EXEC-1", line, trigger, points, "loads a module that is packed into its address")
    }

    /// Whether it speaks to the network or starts processes at all.
    private var actsAtAll: Bool { network != nil || process != nil }
}

extension Signs {
    /// Whether a name is one of what acts, which nobody has a reason to put together.
    static func isGrave(_ text: String, _ folding: Folding) -> Bool {
        guard (4...24).contains(text.utf8.count) || text == "os" else { return false }
        if grave.contains(text) { return true }
        return folding == .hidden ? graveHidden.contains(text) : gravePieced.contains(text)
    }

    /// Names that nobody cuts within themselves but to hide them.
    private static let gravePieced: Set = [
        "fetch", "process", "require", "constructor", "environ", "axios", "readFileSync",
        "getattr", "globals", "import_module", "XMLHttpRequest", "sendBeacon", "globalThis",
    ]

    private static let grave: Set = [
        "exec", "eval", "compile", "__import__", "system", "popen", "Popen", "subprocess",
        "child_process", "socket", "builtins", "__builtins__", "execSync", "spawn", "spawnSync",
        "execFile", "execFileSync", "urlopen", "urllib.request", "dup2", "ctypes", "marshal",
        "b64decode", "base64", "check_output", "requests", "Function", "runInThisContext",
        "fromCharCode", "os.system", "execvp", "execve", "shell_exec", "importlib",
    ]

    private static let graveHidden: Set = [
        "os", "https", "http", "request", "require", "constructor", "process", "environ", "axios",
        "fetch", "readFileSync", "writeFileSync", "homedir", "hostname", "post", "sendall",
        "connect", "call", "stdin", "getattr", "globals", "import_module",
    ]

    /// What a text is that somebody hides: an address, a command, a place; nil for anything else.
    static func hidden(_ text: String) -> String? {
        guard (6...2_000).contains(text.utf8.count) else { return nil }
        if isAddress(text) { return "an address" }
        let folded = text.lowercased()
        let commands = [
            "/bin/sh", "/bin/bash", "cmd.exe", "powershell", "curl ", "wget ", "nc -", "bash -",
            "| sh", "|sh", "python -c", "node -e", "chmod +x", "certutil",
        ]
        if commands.contains(where: { folded.holds($0) }) { return "a command" }
        if secret(in: text) != nil { return "where secrets lie" }
        if dropPoint(in: text) != nil { return "where things are dropped" }
        if folded.holds("import os") || folded.holds("import socket") || folded.holds("exec(")
            || folded.holds("eval(") || folded.holds("require('") || folded.holds("require(\"")
        {
            return "code"
        }
        return nil
    }

    /// `https://host/…`, `wss://…`, `tcp://…`, `203.0.113.7`, `host.example:443`
    static func isAddress(_ text: String) -> Bool {
        if ["https://", "http://", "wss://", "ws://", "tcp://"].contains(text) { return true }
        let bytes = Array(text.utf8)
        if let scheme = text.range(ofText: "://") {
            let name = text[..<scheme.lowerBound].utf8
            let rest = text[scheme.upperBound...].utf8
            return (2...6).contains(name.count) && rest.count >= 4
                && name.allSatisfy { $0.isLetter || $0.isDigit }
        }
        let host = bytes.prefix { $0.isDigit || $0 == 0x2E }
        let parts = host.split(separator: 0x2E, omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { (1...3).contains($0.count) }
            && (host.count == bytes.count || bytes[host.count] == 0x3A
                || bytes[host.count] == .slash)
    }
}
