/// One thing that a package does or holds, and why it matters.
public struct Mark: Sendable, Hashable {
    /// The rule, such as `EXEC-1`.
    public let rule: String
    /// The file in the package.
    public let file: String
    /// The line there, from 1; 0 for the file as a whole.
    public let line: Int
    /// When it happens.
    public let trigger: Trigger
    /// What was seen and why it matters, for people.
    public let why: String
    /// Points: 100 is enough alone.
    public let points: Int
}

/// The rules on scripts. Each looks for one shape; points grow with how early the code runs.
struct ScriptRules {
    let script: Script
    let file: String
    private(set) var marks: [Mark] = []
    /// The earliest moment at which it reaches the network, starts a process, or writes a file.
    private(set) var network: Trigger?
    private(set) var process: Trigger?
    private(set) var writes: Trigger?
    /// Where the environment is taken as a whole.
    let wholeEnvironment: Int?

    init(_ script: Script, file: String) {
        self.script = script
        self.file = file
        wholeEnvironment = Self.wholeEnvironment(in: script)
        for call in script.calls {
            if Signs.isNetwork(call.name) { network = max(network ?? .call, call.trigger) }
            if Signs.isProcess(call.name) { process = max(process ?? .call, call.trigger) }
            if isWriting(call) { writes = max(writes ?? .call, call.trigger) }
        }
        for call in script.calls { judge(call) }
        judgeLiterals()
        judgeReach()
    }

    mutating func add(
        _ rule: String,
        _ line: Int,
        _ trigger: Trigger,
        _ points: Int,
        _ why: String
    ) {
        // One of a kind at one trigger is enough to follow; more would only count twice.
        guard !marks.contains(where: { $0.rule == rule && $0.trigger == trigger }) else { return }
        marks.append(
            Mark(rule: rule, file: file, line: line, trigger: trigger, why: why, points: points)
        )
    }

    func early(_ trigger: Trigger, _ points: Int, else other: Int) -> Int {
        trigger >= .import ? points : other
    }

    private func isWriting(_ call: Script.Call) -> Bool {
        let last = call.last
        if [
            "write_text", "write_bytes", "writeFileSync", "writeFile", "NamedTemporaryFile",
            "mkstemp", "urlretrieve", "createWriteStream",
        ].contains(last) {
            return true
        }
        guard last == "open" else { return false }
        return call.arguments.contains { place in
            let token = script.text.tokens[place]
            return token.kind == .string && token.count <= 3
                && ["w", "wb", "w+", "wb+", "a", "ab"].contains(script.string(place))
        }
    }

    // MARK: - Calls

    private mutating func judge(_ call: Script.Call) {
        let flow = script.flow(in: call.arguments)
        if Signs.isExecution(call.name, script.language) { judgeExecution(call, flow) }
        if Signs.isProcess(call.name) { judgeProcess(call, flow) }
        if Signs.isNetwork(call.name) || isSending(call) { judgeNetwork(call, flow) }
        judgeOthers(call)
    }

    private mutating func judgeExecution(_ call: Script.Call, _ flow: Script.Flow) {
        if flow.contains(.network) {
            add(
                "NET-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 40),
                "runs code that it has just fetched, " + call.trigger.words
            )
        } else if flow.contains(.decoded) || flow.contains(.blob) {
            add(
                "EXEC-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 25),
                "runs code that was packed or encoded, " + call.trigger.words
            )
        }
    }

    private mutating func judgeProcess(_ call: Script.Call, _ flow: Script.Flow) {
        let text = call.arguments.compactMap {
            script.text.tokens[$0].kind == .string ? script.string($0) : nil
        }.joined(separator: " ")
        if Signs.fetchAndRun(text) {
            add(
                "NET-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 40),
                "a command fetches something and runs it, " + call.trigger.words
            )
        }
        if flow.contains(.decoded) || flow.contains(.blob) {
            add(
                "EXEC-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 25),
                "starts a process from what was packed or encoded, " + call.trigger.words
            )
        }
        if flow.contains(.interpreter), writes ?? .call >= .import, call.trigger >= .import,
            file != "setup.py", !isOwnScript(text)
        {
            add(
                "EXEC-2",
                call.line,
                call.trigger,
                call.trigger == .import ? 70 : 60,
                "writes a file and runs an interpreter, " + call.trigger.words
            )
        }
        let folded = text.lowercased()
        if folded.holds("npm publish") || folded.holds("twine upload")
            || (folded.holds("publish") && flow.contains(.secretFile))
        {
            let reads = script.text.tokens.indices.contains { place in
                guard script.text.tokens[place].kind == .string else { return false }
                let text = script.string(place)
                return [".npmrc", ".pypirc", "NPM_TOKEN", "_authToken"].contains { text.holds($0) }
            }
            if reads {
                add(
                    "WORM-1",
                    call.line,
                    call.trigger,
                    100,
                    "reads a registry token and publishes with it"
                )
            }
        }
    }

    /// `python setup.py`, `python -m pip`: what builds do.
    private func isOwnScript(_ text: String) -> Bool {
        [" setup.py", "-m pip", "-m build", "--version", "cmake", "-m compileall"].contains {
            (" " + text).holds($0)
        }
    }

    private func isSending(_ call: Script.Call) -> Bool {
        Signs.isSending(call.last) && network != nil
    }

    private mutating func judgeNetwork(_ call: Script.Call, _ flow: Script.Flow) {
        if flow.contains(.environment), wholeEnvironment != nil {
            add(
                "CRED-2",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 30),
                "sends all of the environment away, " + call.trigger.words
            )
        }
        if flow.contains(.secretFile), call.trigger >= .import {
            add(
                "CRED-1",
                call.line,
                call.trigger,
                80,
                "sends what it read from a place of secrets, " + call.trigger.words
            )
        }
    }

    /// Where the environment is taken as a whole, rather than one value of it.
    private static func wholeEnvironment(in script: Script) -> Int? {
        let tokens = script.text.tokens
        for place in script.tellingNames {
            let name = script.name(at: place)
            guard name == "os.environ" || name == "process.env" || name == "environ" else {
                continue
            }
            // `os.environ["HOME"]`, `.get("HOME")`, `process.env.HOME` take one value.
            if script.isMark(place + 1, UInt8(ascii: "[")) { continue }
            if place + 2 < tokens.count,
                tokens[place + 1].isMark(0x2E) || tokens[place + 1].isMark(0x3F, 0x2E)
            {
                let next = tokens[place + 2]
                guard next.isName(.items) || next.isName(.copy) || next.isName(.values) else {
                    continue
                }
            }
            var back = place - 1
            while back > 0,
                tokens[back].isMark(0x2E) || tokens[back].isName(.os)
                    || tokens[back].isName(.process)
            {
                back -= 1
            }
            guard back >= 0 else { return Int(tokens[place].line) }
            if tokens[back].isName(.env) || tokens[back].isName(.del) { continue }
            // Given on to a child process, which is what it is for.
            if back > 0, tokens[back].isMark(0x3D) || tokens[back].isMark(0x3A),
                tokens[back - 1].isName(.env)
            {
                continue
            }
            return Int(tokens[place].line)
        }
        return nil
    }

    private mutating func judgeOthers(_ call: Script.Call) {
        let last = call.last
        if call.name == "getattr" || call.name == "globals" || call.name == "__import__" {
            let flow = script.flow(in: call.arguments)
            if flow.contains(.decoded) {
                add(
                    "EXEC-3",
                    call.line,
                    call.trigger,
                    early(call.trigger, 45, else: 10),
                    "hides what it calls behind a decoded name"
                )
            }
        }
        if call.name == "os.dup2", network != nil {
            add(
                "SHELL-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 80),
                "puts a connection in the place of its input and output"
            )
        }
        if ["gethostbyname", "resolve", "lookup", "getaddrinfo"].contains(last),
            encodesName(call.arguments)
                || script.flow(in: call.arguments).contains(.environment),
            call.name.hasPrefix("socket.") || call.name.hasPrefix("dns")
        {
            add(
                "DNS-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: 40),
                "asks for host names made of encoded data"
            )
        }
        if last.holds("create_namespaced_pod") || last == "create_namespaced_daemon_set" {
            let isGrand = script.text.tokens.indices.contains { place in
                let token = script.text.tokens[place]
                guard token.kind == .name || token.kind == .string else { return false }
                return ["privileged", "kube-system", "hostPath", "host_path"]
                    .contains(script.string(place))
            }
            if isGrand {
                add(
                    "K8S-1",
                    call.line,
                    call.trigger,
                    early(call.trigger, 100, else: 50),
                    "creates a pod that owns its host"
                )
            }
        }
    }

    private func encodesName(_ range: Range<Int>) -> Bool {
        let tokens = script.text.tokens
        let encoders: [Word] = [.hexlify, .b64encode, .b32encode, .encode, .hex, .toString]
        return range.contains { place in encoders.contains { tokens[place].isName($0) } }
            && range.contains { tokens[$0].kind == .string }
    }
}
