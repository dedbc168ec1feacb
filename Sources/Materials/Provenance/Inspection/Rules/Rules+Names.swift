/// Names that are put together or looked up, and calls that give more than they take.
extension ScriptRules {
    private mutating func judgeHiding(_ call: Script.Call) {
        if call.kind.contains(.dynamic),
            script.flow(in: call.arguments).contains(.decoded)
        {
            add(
                "EXEC-3",
                call.line,
                call.trigger,
                early(call.trigger, 80, else: script.language == .javascript ? 60 : 20),
                "hides what it calls and what with"
            )
        }
        if call.name == "getattr" || call.name == "globals" || call.name == "__import__" {
            let flow = script.flow(in: nameArguments(of: call))
            if Signs.isAssembled(call.arguments.map { script.string($0) }) {
                add(
                    "EXEC-3",
                    call.line,
                    call.trigger,
                    early(call.trigger, 80, else: 25),
                    "puts the name of what it calls together from pieces"
                )
            }
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
    }

    /// Whether a host's name tells a secret, or in other letters who asks.
    private func isTelling(_ call: Script.Call) -> Bool {
        let flow = script.flow(in: call.arguments)
        return !flow.isDisjoint(with: [.environment, .secretSetting])
            || flow.contains([.identity, .encoded])
    }

    /// Whether what is encoded is told to a zone that the script names itself.
    private func tellsOwn(_ call: Script.Call) -> Bool {
        asksOwn(call) && script.flow(in: call.arguments).contains(.encoded)
    }

    /// Where a call is told a name: what `getattr` looks into is none, and one that stands there
    /// hides nothing.
    private func nameArguments(of call: Script.Call) -> Range<Int> {
        guard call.name == "getattr" else { return call.arguments }
        let tokens = script.text.tokens
        guard let comma = call.arguments.first(where: { tokens[$0].isMark(0x2C) }),
            comma + 1 < call.arguments.upperBound, tokens[comma + 1].kind != .string
        else { return call.arguments.upperBound..<call.arguments.upperBound }
        return (comma + 1)..<call.arguments.upperBound
    }

    mutating func judgeOthers(_ call: Script.Call) {
        let last = call.last
        judgeHiding(call)
        if last == "communicate", call.trigger >= .import,
            !script.flow(in: call.arguments).isDisjoint(with: [.decoded, .blob, .network])
        {
            add("EXEC-1", call.line, call.trigger, 90, "hands a process what was packed or fetched")
        }
        if call.name == "os.dup2", script.flow(in: call.arguments).contains(.network) {
            add(
                "SHELL-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: process == nil ? 20 : 80),
                "puts a connection in the place of its input and output"
            )
        }
        if [
            "gethostbyname", "resolve", "lookup", "getaddrinfo", "resolve4", "resolveTxt", "query",
            "resolve6", "gethostbyname_ex", "resolveAny",
        ].contains(last),
            !script.flow(in: call.arguments)
                .isDisjoint(with: [.environment, .encoded, .identity, .secretSetting]),
            call.name.hasPrefix("socket.") || call.name.hasPrefix("dns")
        {
            add(
                "DNS-1",
                call.line,
                call.trigger,
                early(call.trigger, 100, else: isTelling(call) || tellsOwn(call) ? 60 : 40),
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
}
