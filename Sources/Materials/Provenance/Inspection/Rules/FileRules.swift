/// The rules on one file of a package, by what kind of file it is.
enum FileRules {
    static func judge(
        _ bytes: [UInt8],
        path: String,
        _ layout: PackageLayout,
        roots: Set<String> = [],
        scripts: inout PackageScripts
    ) -> [Mark] {
        let letters = path.utf8
        let slash = letters.lastIndex(of: .slash)
        let last = letters[(slash.map(letters.index(after:)) ?? letters.startIndex)...]
        let isPacked = bytes.starts(with: Self.zip)
        if last.ends(with: ".pth"), !isPacked { return startup(bytes, path, layout) }
        let isPython =
            last.ends(with: ".py") || last.ends(with: ".pyw")
            || startsWith(bytes, "#!", holding: "python")
        let isScript =
            last.ends(with: ".js") || last.ends(with: ".cjs") || last.ends(with: ".mjs")
            || last.ends(with: ".ts") || startsWith(bytes, "#!", holding: "node")
        if isPython || isScript {
            let language: Script.Language = isPython ? .python : .javascript
            return hidden(bytes, path)
                + script(bytes, language, path: path, layout, roots, &scripts)
        }
        if let marks = lineByLine(bytes, path, last, layout) { return marks }
        if isCompiled(bytes) { return compiled(bytes, path, last) }
        if let order = TextRules.order(in: bytes, path: path) { scripts.ties.take(order, path) }
        if last.ends(with: ".ipynb") {
            let trigger: Trigger = layout.kind == .notebook ? .import : .call
            return NotebookRules.judge(bytes, path: path, trigger: trigger)
        }
        if last.elementsEqual("binding.gyp".utf8) { return nativeBuild(bytes, path) }
        if isPacked { return packed(bytes, path) }
        if let pickled = pickled(bytes, last) {
            return pickle(pickled, path, isNamed: isPickle(last))
        }
        if last.ends(with: ".sh") || last.ends(with: ".bat") || last.ends(with: ".cmd")
            || last.ends(with: ".ps1") || startsWith(bytes, "#!", holding: "sh")
        {
            let trigger: Trigger =
                layout.isStart(path) ? .start : layout.isHook(path) ? .install : .call
            return ShellRules.judge(bytes, path: path, trigger: trigger)
        }
        if last.ends(with: ".yml") || last.ends(with: ".yaml"), !layout.isAside(path),
            !path.holds("/test"), let what = startsObject(bytes)
        {
            return [.object(path, what)]
        }
        if isProgram(bytes), !layout.isAside(path), isDisguised(last) {
            return [.disguised(path)]
        }
        if isProgram(bytes), layout.isHook(path) {
            return [
                Mark(
                    rule: "HOOK-2",
                    file: path,
                    line: 0,
                    trigger: .install,
                    why: "a compiled program that is started when it is installed",
                    points: 60
                )
            ]
        }
        return []
    }

    /// Languages of which no words are made; nil for a file in none of them.
    private static func lineByLine(
        _ bytes: [UInt8],
        _ path: String,
        _ last: Substring.UTF8View.SubSequence,
        _ layout: PackageLayout
    ) -> [Mark]? {
        switch layout.kind {
        case .crate where last.ends(with: ".rs") && !layout.isAside(path):
            // What makes code for others runs whenever they build.
            let isBuild = last.elementsEqual("build.rs".utf8) || layout.hooks.contains(path)
            // As does what is called by whoever loads the program that it is linked into.
            let isMacro =
                (layout.isAllHook || bytes.holds("#[ctor") || bytes.holds(".init_array"))
                && !isBuild
            return LooseRules.judge(
                bytes,
                isMacro ? .rustMacro : .rust,
                path: path,
                trigger: isBuild || isMacro ? .install : .call
            )
        case .gem where last.ends(with: ".rb") || layout.hooks.contains(path):
            // `rubygems_plugin.rb` is loaded by every command of its package tool.
            if layout.hooks.contains(path) {
                return LooseRules.judge(bytes, .ruby, path: path, trigger: .install)
            }
            let isPlugin = last.elementsEqual("rubygems_plugin.rb".utf8)
            // What a plugin requires, it requires in order to call it.
            if layout.isStart(path) {
                return LooseRules.judge(bytes, .ruby, path: path, trigger: .start)
            }
            return LooseRules.judge(
                bytes,
                .ruby,
                path: path,
                trigger: isPlugin ? .start : .import,
                reaching: .ruby(bytes)
            )
        case .composer where last.ends(with: ".php") || last.ends(with: ".inc"):
            let trigger: Trigger =
                layout.isStart(path) ? .import : layout.hooks.contains(path) ? .install : .call
            return LooseRules.judge(bytes, .php, path: path, trigger: trigger)
        case .goModule where last.ends(with: ".go") && !last.ends(with: "_test.go"):
            return LooseRules.judge(bytes, .go, path: path, trigger: .import, reaching: .go(bytes))
        default: return nil
        }
    }

    /// Whether it is made for a machine: ELF, PE, Mach-O.
    static func isProgram(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) || bytes.starts(with: [0x4D, 0x5A, 0x90])
            || bytes.starts(with: [0xCF, 0xFA, 0xED, 0xFE])
            || bytes.starts(with: [0xCA, 0xFE, 0xBA, 0xBE])
    }

    private static func script(
        _ bytes: [UInt8],
        _ language: Script.Language,
        path: String,
        _ layout: PackageLayout,
        _ roots: Set<String>,
        _ scripts: inout PackageScripts
    ) -> [Mark] {
        let isSite = isSite(path, layout)
        let isHook = layout.hooks.contains(path)
        let trigger: Trigger =
            isSite || layout.isStart(path)
            ? .start : isHook ? .install : layout.isAside(path) ? .call : .import
        // `python -m name`: only who asks for it runs it.
        let isProgram = path.hasSuffix("/__main__.py") && trigger == .import
        let isForeign = layout.isForeign(isPython: language == .python)
        let moment: Trigger = isForeign || isProgram ? .call : trigger
        let script = Script(
            bytes,
            language,
            trigger: moment,
            roots: roots,
            scripts: scripts.isAgain ? scripts : nil
        )
        let rules = ScriptRules(script, file: layout.relative(path))
        var found = rules.marks
        // What waits for a call among tests waits for these.
        if layout.isTest(path) {
            found = found.map { $0.trigger == .call ? $0.lightened(to: 40) : $0 }
        }
        if !scripts.isAgain, !isForeign {
            scripts.read(script, path: path, isProgram: layout.programs.contains(path))
            if !layout.isTest(path), !layout.isAside(path) { scripts.ties.take(rules.ends, path) }
        }
        if script.text.tokens.count >= Script.tokensMax {
            found.append(.unread(path, " was not read to its end: it has too many words"))
        }
        // Pages' scripts in a package for Python are run by nobody's installation: what would
        // only be looked at elsewhere says nothing here.
        let marks = isForeign ? found.filter { $0.points > PackageInspection.reviewFrom } : found
        guard isSite else { return marks }
        let site = Mark(
            rule: "SITE-1",
            file: path,
            line: 1,
            trigger: .start,
            why: "runs at every start of the interpreter",
            points: 100
        )
        return marks + [site]
    }

    /// Whether every interpreter imports a file at its start: it lies where modules lie, by a name
    /// that is looked for.
    private static func isSite(_ path: String, _ layout: PackageLayout) -> Bool {
        let names = ["sitecustomize", "usercustomize"]
        var parts = path.pieces(at: "/")
        guard var last = parts.popLast(), last.hasSuffix(".py") else { return false }
        if last == "__init__.py", let folder = parts.popLast() { last = folder + ".py" }
        guard names.contains(String(last.dropLast(3))) else { return false }
        guard let folder = parts.last else { return true }
        let isData = parts.count == 2 && parts[0].hasSuffix(".data")
        if isData, folder == "purelib" || folder == "platlib" { return true }
        return layout.kind == .conda && folder == "site-packages"
    }

    private static func nativeBuild(_ bytes: [UInt8], _ path: String) -> [Mark] {
        let text = String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
        let isCommand = Signs.fetchAndRun(text) || Signs.handedShell(in: text) != nil
        guard isCommand || expands(text) else { return [] }
        return [
            Mark(
                rule: "HOOK-1",
                file: path,
                line: 0,
                trigger: .install,
                why: "its build fetches something and runs it",
                points: 100
            )
        ]
    }

    /// Whether what a build takes in from a command (`<!(node -e "…")`) is code that speaks to
    /// somebody.
    private static func expands(_ text: String) -> Bool {
        text.split { $0.isNewline }.map(String.init).contains { line in
            guard line.holds("<!"), line.holds("node ") || line.holds("python") else {
                return false
            }
            return [
                "http.get", "https.get", ".get('http", ".get(\\\"http", ".request(", "fetch(",
                "require('http", "require('https", "require('net')", "urlopen(", "XMLHttp",
            ].contains { line.holds($0) }
        }
    }

    private static func startsWith(_ bytes: [UInt8], _ start: String, holding word: String) -> Bool
    {
        bytes.starts(with: start.utf8)
            && Array(bytes.prefix(80).prefix { $0 != .newline }).holds(word)
    }

    // MARK: - .pth

    /// Lines that start with `import` are run by every interpreter at its start.
    private static func startup(_ bytes: [UInt8], _ path: String, _ layout: PackageLayout) -> [Mark]
    {
        var marks: [Mark] = []
        // Python decodes the mark of UTF-8 away, and ends lines at every sign that may end one.
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let lines = String(decoding: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self)
            .split(omittingEmptySubsequences: false) { letter in
                letter.isNewline || ["\u{1C}", "\u{1D}", "\u{1E}"].contains(letter)
            }
        for (number, line) in lines.enumerated() {
            let isRun =
                line.utf8.starts(with: "import ".utf8) || line.utf8.starts(with: "import\t".utf8)
            guard isRun else { continue }
            let signs = [
                "subprocess", "base64", "socket", "urllib", "exec(", "eval(", "os.system",
                "requests", "fromhex", "zlib", "Popen", "b64decode", "marshal",
            ]
            if isOwnStart(line, layout) { continue }
            let held = signs.filter { line.holds($0) }
            let script = Script(Array(line.utf8), .python, trigger: .start)
            let found = ScriptRules(script, file: path).marks
            // Whose shape is known may still carry something else beside it.
            if found.isEmpty, isHarmless(line, held, layout) { continue }
            if found.isEmpty, isOwnShim(line, layout) {
                let why = "a line hands on to the package's own modules at every start of Python"
                marks.append(pth("PTH-2", path, number + 1, 15, why))
                continue
            }
            let isGrave = !held.isEmpty || line.utf8.count > 500
            let what = held.isEmpty ? "is long" : "holds " + held.joined(separator: ", ")
            let why =
                isGrave
                ? "a line that runs at every start of Python \(what)"
                : "a line runs at every start of Python"
            let rule = isGrave ? "PTH-1" : "PTH-2"
            marks.append(pth(rule, path, number + 1, isGrave ? 100 : 60, why))
            marks += found
        }
        return marks
    }

    private static func pth(
        _ rule: String,
        _ path: String,
        _ line: Int,
        _ points: Int,
        _ why: String
    ) -> Mark {
        Mark(rule: rule, file: path, line: line, trigger: .start, why: why, points: points)
    }

    /// Known by shape and by owner, never by name alone.
    private static func isHarmless(
        _ line: Substring,
        _ held: [String],
        _ layout: PackageLayout
    ) -> Bool {
        let owner = layout.package?.name ?? ""
        let length = line.utf8.count
        switch owner {
        case "setuptools":
            return length < 200 && held.isEmpty && line.holds("_distutils_hack")
                && line.holds("SETUPTOOLS_USE_DISTUTILS")
        case "coverage", "pytest-cov":
            return length < 300 && line.holds("COV") && held.allSatisfy { $0 == "exec(" }
        default: break
        }
        // As coverage's own documents say to measure in processes that others start; it does
        // nothing without its setting, and to the letter nothing else stands beside it.
        if line == "import coverage; coverage.process_startup()" { return true }
        // Namespace packages of older setuptools.
        if length < 1_000, held.isEmpty, line.hasPrefix("import sys, types, os;"),
            line.holds("importlib.util"), line.holds("module_from_spec")
        {
            return true
        }
        let module = line.dropFirst("import ".utf8.count).prefix { $0 != ";" }
        return length < 200 && held.isEmpty && module.hasPrefix("__editable___")
            && line == "import \(module); \(module).install()"
    }

    // MARK: - What hides

    private static func hidden(_ bytes: [UInt8], _ path: String) -> [Mark] {
        var marks: [Mark] = []
        func add(_ place: Int, _ why: String) {
            guard !marks.contains(where: { $0.why == why }) else { return }
            let line = 1 + bytes[..<place].count { $0 == .newline }
            marks.append(
                Mark(rule: "HIDE-1", file: path, line: line, trigger: .call, why: why, points: 80)
            )
        }
        for (place, count) in HiddenText.behindBlanks(bytes.span) {
            add(place, "code stands behind \(count) blanks")
        }
        guard HiddenText.mayHide(bytes.span) else { return marks }
        if let place = HiddenText.turning(bytes.span) {
            add(place, "signs that turn the order of what is shown")
        }
        if let place = HiddenText.invisible(bytes.span) {
            add(place, "many signs in a row that show nothing")
        }
        return marks
    }
}
