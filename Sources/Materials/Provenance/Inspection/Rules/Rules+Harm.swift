/// What destroys, unpacks and stays.
extension ScriptRules {
    mutating func judgeHarm(_ call: Script.Call, _ flow: Script.Flow) {
        guard call.trigger >= .import else { return }
        if call.kind.contains(.removing) {
            let isRoot = call.arguments.contains { place in
                script.text.tokens[place].kind == .string && Signs.isRoot(script.string(place))
            }
            if isRoot || (flow.contains(.home) && removesAll(call)) {
                add(
                    "WIPE-1",
                    call.line,
                    call.trigger,
                    100,
                    "removes what is not its own, " + call.trigger.words
                )
            }
        }
        if call.name == "pip.main" || call.name.hasPrefix("pip._internal."), call.last == "main" {
            let words = call.arguments.map { script.string($0) }
            let isElsewhere = words.contains { $0.holds("://") || $0.hasPrefix("--index-url") }
            add(
                "NET-1",
                call.line,
                call.trigger,
                isElsewhere ? 100 : 40,
                "installs something more, " + call.trigger.words
            )
        }
    }

    /// Whether a whole tree goes, not one file.
    private func removesAll(_ call: Script.Call) -> Bool {
        if call.last == "rmtree" { return true }
        return call.arguments.contains { script.string($0) == "recursive" }
    }

    /// Files that act by standing where they are put.
    mutating func judgePlanting(_ text: String, _ line: Int, _ trigger: Trigger) {
        guard trigger >= .import, writes ?? .call >= .import, text.utf8.count < 200 else { return }
        let isStart =
            text.hasSuffix(".pth") || text.hasSuffix("sitecustomize.py")
            || text.hasSuffix("usercustomize.py")
        if isStart {
            // Only who asks where the interpreter's packages lie puts it there by hand.
            let isByHand = script.tellingNames.contains {
                ["getsitepackages", "getusersitepackages", "get_python_lib"]
                    .contains(script.string($0))
            }
            let why = "writes \(text), which runs at every start of Python"
            add("PTH-3", line, trigger, isByHand ? 80 : 40, why)
        }
        if Signs.instructsAssistant(text) {
            let points = trigger == .install ? 80 : 45
            add("AI-1", line, trigger, points, "writes what an assistant is to do")
        }
        if text.holds("/etc/hosts") {
            add("CONF-2", line, trigger, 80, "writes which host is which")
        }
        if text.holds(".github/workflows") || text.holds(".github\\workflows") {
            add("WORM-2", line, trigger, 80, "writes a workflow into a repository")
        }
    }

    /// What is fetched or unpacked, and then loaded or started.
    mutating func judgeUnpacking() {
        let loads = together([
            { Signs.loadsMachineCode($0.name, $0.last) }, isActingOnNetwork,
        ])
        if let loads, loads.trigger >= .import {
            add(
                "NET-1",
                loads.line,
                loads.trigger,
                90,
                "fetches machine code and loads it, " + loads.trigger.words
            )
        }
        guard !fetchesFromRegistry else { return }
        let drops = script.calls.first { call in
            guard call.trigger >= .import, call.last == "write" || isWriting(call) else {
                return false
            }
            return !script.flow(in: call.arguments).isDisjoint(with: [.decoded, .blob])
        }
        let starts = drops.flatMap { drop in
            script.calls.first {
                $0.trigger >= .import && abs($0.line - drop.line) <= 40 && startsNew($0)
            }
        }
        if let starts {
            add(
                "DROP-1",
                starts.line,
                starts.trigger,
                80,
                "unpacks a file and starts it, " + starts.trigger.words
            )
        }
    }

    /// `subprocess.run(["curl", "-o", …])`: a network of one's own is not needed.
    func fetchesByCommand(_ call: Script.Call) -> Bool {
        var hasAddress = false
        var fetches = false
        for place in call.arguments.prefix(60) where script.text.tokens[place].kind == .string {
            let text = script.string(place)
            if text.holds("://") { hasAddress = true }
            let first = text.prefix { $0 != " " }
            fetches =
                fetches
                || ["curl", "wget", "iwr", "bitsadmin", "certutil", "aria2c"].contains(first)
        }
        return fetches && hasAddress
    }

    /// A command that fetches beside others that make it a program and start it.
    var fetchedByCommand: Script.Call? {
        together([
            fetchesByCommand,
            { $0.kind.contains(.process) && !fetchesByCommand($0) },
            { ($0.kind.contains(.process) && makesExecutable($0)) || $0.last.hasPrefix("chmod") },
        ])
    }

    /// `chmod +x`, `chmod 755`.
    func makesExecutable(_ call: Script.Call) -> Bool {
        call.arguments.prefix(60).contains { place in
            script.text.tokens[place].kind == .string && script.string(place).hasPrefix("chmod")
        }
    }

    private func startsNew(_ call: Script.Call) -> Bool {
        call.kind.contains(.process) || Signs.loadsMachineCode(call.name, call.last)
    }
}
