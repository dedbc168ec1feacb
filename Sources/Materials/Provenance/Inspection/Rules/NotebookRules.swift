/// The rules on notebooks: what their cells run once somebody runs them all.
enum NotebookRules {
    /// Cells of one notebook that are looked into.
    private static let cellsMax = 50_000

    static func judge(_ bytes: [UInt8], path: String, trigger: Trigger) -> [Mark] {
        guard let tree = try? Tree.json(bytes), let cells = cells(of: tree) else {
            return unreadable(path, trigger)
        }
        var shell = LineRules(path: path, trigger: trigger)
        var code = ""
        for (index, cell) in cells.prefix(cellsMax).enumerated() {
            judgeOutputs(cell, index + 1, &shell)
            guard cell["cell_type"]?.string == "code" else { continue }
            let written = cell["source"] ?? cell["input"]
            let parts = written?.items.compactMap(\.string) ?? []
            let source = written?.string ?? parts.joined()
            let isShell = ["%%bash", "%%sh", "%%script", "%%!"].contains { source.hasPrefix($0) }
            for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
                let plain = line.trimmed
                let isMagic = plain.hasPrefix("!") || plain.hasPrefix("%")
                if isShell || isMagic {
                    judgeCommand(String(plain.drop { $0 == "!" || $0 == "%" }), index + 1, &shell)
                }
                // Lines keep their numbers only by cell; the script needs none of these.
                code += isShell || isMagic ? "\n" : line + "\n"
            }
        }
        let script = Script(Array(code.utf8), .python, trigger: trigger)
        let marks = ScriptRules(script, file: path).marks.map { mark in
            Mark(
                rule: mark.rule,
                file: path,
                line: 0,
                trigger: mark.trigger,
                why: mark.why + ", in a cell",
                points: mark.points
            )
        }
        let gap = Mark.unread(path, " was not read to its end: it has too many cells")
        return shell.marks + marks + (cells.count > cellsMax ? [gap] : [])
    }

    /// The cells of a notebook; those of its third format lie in sheets. Nil for what is none.
    private static func cells(of tree: Tree) -> [Tree]? {
        if case .list(let cells) = tree["cells"] { return cells }
        guard case .list(let sheets) = tree["worksheets"] else { return nil }
        return sheets.flatMap { $0["cells"]?.items ?? [] }
    }

    /// A notebook by itself that cannot be read is a gap; among a package's files it is only odd.
    private static func unreadable(_ path: String, _ trigger: Trigger) -> [Mark] {
        var rules = LineRules(path: path, trigger: trigger)
        rules.add("NOTE-1", 0, trigger >= .import ? 20 : 5, "is no notebook that can be read")
        guard trigger >= .import else { return rules.marks }
        return rules.marks + [.unread(path, " could not be read: it is no notebook")]
    }

    private static func judgeCommand(_ line: String, _ cell: Int, _ rules: inout LineRules) {
        guard !line.hasPrefix("#") else { return }
        if Signs.fetchAndRun(line) {
            rules.add("NET-1", cell, 100, "a cell fetches something and runs it")
        }
        if let shell = Signs.handedShell(in: line) {
            rules.add("SHELL-1", cell, 100, "a cell holds " + shell)
        }
        if Signs.tellsWho(line) { rules.add("ID-1", cell, 80, "a cell tells who runs it") }
        if Signs.mines(line) { rules.add("MINE-1", cell, 100, "a cell makes money for others") }
        let speaks = ["curl ", "wget ", "nc ", "scp "].contains { line.holds($0) }
        if speaks, let kind = Signs.secret(in: line) {
            rules.add("CRED-1", cell, 100, "a cell sends \(kind)")
        }
        if Signs.installsFromAddress(line) {
            let isForge = ["github.com", "gitlab.com", "download.pytorch.org"]
                .contains { line.holds($0) }
            rules.add("DEP-1", cell, isForge ? 10 : 60, "a cell installs from an address")
        }
        if line.holds("--index-url") || line.holds("--extra-index-url") {
            rules.add("DEP-2", cell, 20, "a cell installs from another index")
        }
    }

    /// What a page runs as soon as the notebook is shown and trusted.
    private static func judgeOutputs(_ cell: Tree, _ number: Int, _ rules: inout LineRules) {
        for output in cell["outputs"]?.items ?? [] {
            // The third format has no `data` around them.
            for member in output["data"]?.members ?? output.members {
                let isPage = member.key == "text/html" || member.key == "html"
                let isScript =
                    member.key == "application/javascript" || member.key == "javascript"
                guard isPage || isScript else { continue }
                let text =
                    member.value.string ?? member.value.items.compactMap(\.string).joined()
                let acts = [
                    "fetch(", "XMLHttpRequest", "sendBeacon", "document.cookie", "kernel.execute",
                ]
                .filter { text.holds($0) }
                guard !acts.isEmpty, !isPage || text.holds("<script") || text.holds("onerror=")
                else { continue }
                let isGrave = acts.contains("kernel.execute") || acts.contains("document.cookie")
                let held = acts.joined(separator: ", ")
                rules.add("PAGE-1", number, isGrave ? 60 : 15, "an output runs " + held)
            }
        }
    }
}
