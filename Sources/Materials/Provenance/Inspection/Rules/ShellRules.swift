/// The rules on scripts of shells, read line by line.
enum ShellRules {
    static func judge(_ bytes: [UInt8], path: String, trigger: Trigger) -> [Mark] {
        let isHook = trigger >= .install
        var rules = LineRules(path: path, trigger: trigger)
        var fetched: Int?
        var started: Int?
        LineRules.read(bytes) { bytes, line in
            // Where nothing runs it, only shells that are handed away count.
            isHook || Signs.topics(in: bytes, line).contains(.act)
        } _: { line, number in
            guard !line.hasPrefix("#"), !line.lowercased().hasPrefix("rem ") else { return }
            if let shell = Signs.handedShell(in: line) {
                rules.add("SHELL-1", number, isHook ? 100 : 60, "holds " + shell)
            }
            guard isHook else { return judgeCalled(line, number, &rules) }
            judgeHook(line, number, &rules)
            if fetches(line) { fetched = number }
            if fetched != nil, starts(line) { started = number }
        }
        if started != nil, let fetched {
            rules.add("HOOK-1", fetched, 100, "fetches something and starts it")
        }
        rules.tellUnread(bytes)
        return rules.marks
    }

    private static func judgeHook(_ line: String, _ number: Int, _ rules: inout LineRules) {
        if Signs.fetchAndRun(line) {
            rules.add("HOOK-1", number, 100, "fetches something and runs it")
        }
        if Signs.tellsWho(line) { rules.add("ID-1", number, 80, "tells who and where it runs") }
        if Signs.mines(line) { rules.add("MINE-1", number, 100, "makes money on the machine") }
        let writes = [">>", "tee ", "crontab -", "schtasks /create", "reg add"]
        if Signs.persistence(in: line) != nil, writes.contains(where: { line.holds($0) }) {
            rules.add("PERS-1", number, 80, "writes to stay")
        }
    }

    /// A line that is put where it is run again and again, and fetches what it runs.
    private static func judgeCalled(_ line: String, _ number: Int, _ rules: inout LineRules) {
        let writes = [">>", "tee ", "crontab", "schtasks /create", "reg add"]
        let stays =
            Signs.persistence(in: line) != nil || line.holds("\"$f\"") || line.holds("crontab")
        guard stays, writes.contains(where: { line.holds($0) }), Signs.fetchAndRun(line) else {
            return
        }
        rules.add("PERS-1", number, 60, "writes to stay what fetches and runs something")
    }

    private static func fetches(_ line: String) -> Bool {
        let folded = line.lowercased()
        return folded.holds("://")
            && [
                "curl", "wget", "invoke-webrequest", "iwr ", "certutil", "bitsadmin",
                "downloadfile",
            ].contains { folded.holds($0) }
    }

    private static func starts(_ line: String) -> Bool {
        let folded = line.lowercased()
        return folded.hasPrefix("./") || folded.hasPrefix("start ") || folded.holds("chmod +x")
            || folded.holds("chmod 7") || folded.holds("start-process") || folded.hasPrefix("sh ")
            || folded.hasPrefix("bash ") || folded.hasPrefix("nohup ") || folded.holds("rundll32")
            || folded.holds("; ./") || folded.holds("&& ./")
    }
}
