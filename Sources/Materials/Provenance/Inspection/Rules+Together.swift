/// What strings say, and what signs mean that come together.
extension ScriptRules {
    mutating func judgeLiterals() {
        var secrets: [Trigger: [String: Int]] = [:]
        for place in script.literals {
            let text = script.string(place)
            let trigger = script.trigger(at: place)
            let line = Int(script.text.tokens[place].line)
            if let kind = Signs.secret(in: text) {
                secrets[trigger, default: [:]][kind] = line
            }
            judgeAddress(text, line, trigger)
            judgeActing(text, line, trigger)
        }
        judgeSecrets(secrets)
    }

    private mutating func judgeSecrets(_ secrets: [Trigger: [String: Int]]) {
        for (trigger, kinds) in secrets where kinds.count >= 2 && trigger >= .import {
            let line = kinds.values.min() ?? 0
            let names = kinds.keys.sorted().joined(separator: ", ")
            let sends = network ?? .call >= .import || process ?? .call >= .import
            add(
                "CRED-1",
                line,
                trigger,
                sends ? 100 : 40,
                "looks for \(names), " + trigger.words + (sends ? ", and can send them" : "")
            )
        }
        let late = secrets[.call] ?? [:]
        if late.count >= 4, network != nil {
            add(
                "CRED-1",
                late.values.min() ?? 0,
                .call,
                30,
                "looks for " + late.keys.sorted().joined(separator: ", ") + " when it is called"
            )
        }
    }

    private mutating func judgeAddress(_ text: String, _ line: Int, _ trigger: Trigger) {
        if let host = Signs.dropPoint(in: text) {
            let isActive = trigger >= .import && network ?? .call >= .import
            add(
                "NET-2",
                line,
                trigger,
                isActive ? 60 : 15,
                "speaks to \(host), where things are dropped and orders fetched"
            )
        }
        if Signs.metadata(in: text) {
            add(
                "META-1",
                line,
                trigger,
                trigger >= .import && network ?? .call >= .import ? 60 : 5,
                "asks the cloud for the machine's own credentials"
            )
        }
    }

    private mutating func judgeActing(_ text: String, _ line: Int, _ trigger: Trigger) {
        if let shell = Signs.handedShell(in: text) {
            add("SHELL-1", line, trigger, early(trigger, 100, else: 40), "holds \(shell)")
        }
        if Signs.isCode(text), trigger >= .import {
            add(
                "EXEC-2",
                line,
                trigger,
                process ?? .call >= .import ? 100 : 60,
                "carries code in a string that fetches or decodes and runs, " + trigger.words
            )
        }
        if let place = Signs.persistence(in: text),
            writes ?? .call >= .import
                || process ?? .call >= .import, trigger >= .import
        {
            add("PERS-1", line, trigger, 90, "writes \(place) to stay, " + trigger.words)
        }
        if text.holds("/proc/"), text.hasSuffix("/mem") {
            add("MEM-1", line, trigger, early(trigger, 100, else: 60), "reads another's memory")
        }
    }

    // MARK: - What comes together

    mutating func judgeReach() {
        if let line = wholeEnvironment, network ?? .call >= .import,
            script.text.tokens.contains(where: {
                $0.isName(.dumps) || $0.isName(.stringify) || $0.isName(.urlencode)
                    || $0.isName(.b64encode)
            })
        {
            add(
                "CRED-2",
                line,
                network ?? .call,
                100,
                "takes all of the environment and speaks to the network, "
                    + (network ?? .call).words
            )
        }
        let decodes = script.calls.first {
            Signs.isDecoder($0.name) && $0.name != "chr" && $0.trigger >= .import
                && !$0.name.hasSuffix("fromCharCode")
        }
        if let decodes, network ?? .call >= .import, process ?? .call >= .import {
            add(
                "EXEC-2",
                decodes.line,
                decodes.trigger,
                70,
                "decodes, speaks to the network and starts processes, " + decodes.trigger.words
            )
        }
        if writes ?? .call >= .import, network ?? .call >= .import, process ?? .call >= .import {
            let trigger = min(network ?? .call, process ?? .call)
            add(
                "NET-1",
                0,
                trigger,
                trigger == .install ? 50 : 70,
                "fetches, writes and starts processes, " + trigger.words
            )
        }
        if let network, network == .install {
            add("HOOK-1", 0, .install, 30, "speaks to the network when it is installed")
        }
        if let network, let process, network == .start || process == .start {
            add("HOOK-1", 0, .start, 100, "acts at every start of the interpreter")
        }
    }
}
