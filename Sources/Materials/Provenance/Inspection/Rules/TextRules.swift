/// The rules on texts that are no scripts: settings, tables, lists of words. What one says counts
/// only where a script of the package runs what it reads there (see `PackageTies`).
enum TextRules {
    /// Bytes of a text that is looked at.
    private static let sizeMax = 64 << 10

    private static let grams = Grams([
        (
            1,
            [
                "exec(", "eval(", "urllib.request", "child_process", "os.system", "subprocess",
                "curl ", "wget ", "__import__", "/bin/sh", "/bin/bash", "powershell", "http.client",
                "import_module", "Net::HTTP", "net/http", "//:sptth", "//:ptth", "base64 -d",
                "Popen", "execSync", "builtins", "socket:",
            ]
        )
    ])

    /// What a text says that is meant to be run; nil for what only people read.
    static func order(in bytes: [UInt8], path: String) -> String? {
        guard bytes.count <= sizeMax, bytes.count >= 24, isText(path), !isManifest(path),
            grams.groups(in: bytes.span, 0..<bytes.count) != 0, !bytes.prefix(512).contains(0)
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.utf8.split(separator: UInt8.newline).map { String(Substring($0)) }
        guard !isCatalogue(lines) else { return nil }
        for line in lines where line.utf8.count >= 8 {
            // A pattern that looks for such things is none of them.
            guard !isPattern(line) else { continue }
            if Signs.fetchAndRun(line) { return "a command that fetches and runs" }
            if let shell = Signs.handedShell(in: line) { return shell }
            if Signs.isCode(line) || Signs.fetchesAndRuns(line) { return "code" }
            if let word = backwards(line) { return word }
        }
        return namesRunner(text) ? "names of what fetches and what runs" : nil
    }

    /// Entries from which on a text is a list of things to look for, each under its own name.
    private static let entriesMin = 3

    private static func isCatalogue(_ lines: [String]) -> Bool {
        let keys = [
            "\"id\"", "- id:", "\"rule\"", "\"pattern\"", "pattern:", "- pattern", "severity",
        ]
        let entries = lines.lazy.filter { line in
            let start = line.trimmed
            return keys.contains { start.hasPrefix($0) || start.hasPrefix("{ " + $0) }
        }
        return entries.prefix(entriesMin).count(where: { _ in true }) >= entriesMin
    }

    private static func isPattern(_ line: String) -> Bool {
        if line.holds(".*") || line.holds("[^") { return true }
        // `\d+`, `\(`, `\.`: what a pattern writes, and a shell does not.
        let letters = Array(line.utf8)
        return zip(letters, letters.dropFirst()).contains { one, next in
            one == 0x5C && "dswbDSWB.()[]+?|\\".utf8.contains(next)
        }
    }

    private static func backwards(_ line: String) -> String? {
        line.holds("//:sptth") || line.holds("//:ptth") ? "an address, backwards" : nil
    }

    /// Whether names of what fetches and of what runs stand in a list beside an address.
    private static func namesRunner(_ text: String) -> Bool {
        guard text.utf8.count < 8_192, text.holds("://") else { return false }
        let fetches = ["urllib.request", "http.client", "requests", "child_process", "net/http"]
            .contains { text.holds($0) }
        let words = text.split { !($0.isLetter || $0 == "_") }
        return fetches
            && words.contains { ["exec", "eval", "execSync", "spawn", "system"].contains($0) }
    }

    private static let ends = [
        ".txt", ".conf", ".cfg", ".ini", ".json", ".yml", ".yaml", ".toml", ".dat", ".tpl", ".csv",
        ".tmpl", ".properties", ".lst", ".tab", ".map", ".def", ".rules", ".data", ".xml", ".lang",
    ].map { Array($0.utf8) }

    private static func isText(_ path: String) -> Bool {
        ends.contains { path.utf8.suffix($0.count).elementsEqual($0) }
    }

    /// What tools read for their own ends, and people to install it.
    private static func isManifest(_ path: String) -> Bool {
        path.holds(".dist-info/") || path.holds(".egg-info/") || path.holds("README")
            || path.holds("CHANGE") || path.holds("LICENSE") || path.holds(".github/")
            || path.holds("requirements") || path.holds("/docs/")
    }
}

extension FileRules {
    /// Whether bytes are a module that Python has compiled (PEP 552), whatever its file is called.
    static func isCompiled(_ bytes: [UInt8]) -> Bool {
        // The two ends of its magic number, and behind the head a code object.
        bytes.count > 32 && bytes[2] == 0x0D && bytes[3] == 0x0A
            && (0x0C...0x0F).contains(bytes[1]) && (bytes[16] == 0xE3 || bytes[16] == 0x63)
    }

    /// Bytes of a compiled module whose words are looked at.
    private static let compiledMax = 1 << 20

    /// A compiled module under another name, or one whose words are commands.
    static func compiled(
        _ bytes: [UInt8],
        _ path: String,
        _ name: Substring.UTF8View.SubSequence
    ) -> [Mark] {
        var marks: [Mark] = []
        func add(_ rule: String, _ points: Int, _ why: String) {
            marks.append(
                Mark(rule: rule, file: path, line: 0, trigger: .import, why: why, points: points)
            )
        }
        if !name.ends(with: ".pyc"), !name.ends(with: ".pyo") {
            add("HIDE-5", 60, "a compiled module under a name that says it is something else")
        }
        let printed = bytes.prefix(compiledMax).map { $0 >= 0x20 && $0 < 0x7F ? $0 : 0x0A }
        let lines = printed.split(separator: 0x0A).filter { $0.count >= 12 }
            .map { String(decoding: $0, as: UTF8.self) }
        if lines.contains(where: { Signs.fetchAndRun($0) || Signs.handedShell(in: $0) != nil }) {
            add("NET-1", 80, "a compiled module holds a command that fetches something and runs it")
        }
        return marks
    }
}
