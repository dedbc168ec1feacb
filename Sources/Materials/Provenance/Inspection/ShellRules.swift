/// The rules on scripts of shells, read line by line.
enum ShellRules {
    static func judge(_ bytes: [UInt8], path: String, isHook: Bool) -> [Mark] {
        let text = String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
        var marks: [Mark] = []
        var fetched: Int?
        var started: Int?
        func add(_ rule: String, _ line: Int, _ points: Int, _ why: String) {
            guard !marks.contains(where: { $0.rule == rule }) else { return }
            let trigger: Trigger = isHook ? .install : .call
            marks.append(
                Mark(
                    rule: rule,
                    file: path,
                    line: line,
                    trigger: trigger,
                    why: why + ", " + trigger.words,
                    points: points
                )
            )
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let plain = String(line.trimmed)
            guard !plain.hasPrefix("#"), !plain.lowercased().hasPrefix("rem ") else { continue }
            let number = index + 1
            if let shell = Signs.handedShell(in: plain) {
                add("SHELL-1", number, isHook ? 100 : 60, "holds " + shell)
            }
            guard isHook else { continue }
            if Signs.fetchAndRun(plain) {
                add("HOOK-1", number, 100, "fetches something and runs it")
            }
            if Signs.tellsWho(plain) { add("ID-1", number, 80, "tells who and where it runs") }
            if Signs.mines(plain) { add("MINE-1", number, 100, "makes money on the machine") }
            let writes = [">>", "tee ", "crontab -", "schtasks /create", "reg add"]
            if Signs.persistence(in: plain) != nil, writes.contains(where: { plain.holds($0) }) {
                add("PERS-1", number, 80, "writes to stay")
            }
            if fetches(plain) { fetched = number }
            if fetched != nil, starts(plain) { started = number }
        }
        if started != nil, let fetched {
            add("HOOK-1", fetched, 100, "fetches something and starts it")
        }
        return marks
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
