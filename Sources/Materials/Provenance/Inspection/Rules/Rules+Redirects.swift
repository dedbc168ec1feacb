/// What sends others astray, or takes what they have: settings of tools that are turned to another
/// host, trees that are removed or written over.
extension ScriptRules {
    mutating func judgeRedirects() {
        judgeRegistries()
        judgeProxies()
        judgeOverwriting()
        judgeLoaders()
    }

    /// Where packages come from, or a repository's hooks, written for all that is done later.
    private mutating func judgeRegistries() {
        guard writes != nil || process != nil else { return }
        for place in script.literals {
            let text = script.string(place)
            guard let what = Signs.redirects(text), text.utf8.count < 2_000, !Signs.isProse(text)
            else { continue }
            let trigger = script.trigger(at: place)
            let acts = max(writes ?? .call, process ?? .call)
            add(
                "CONF-2",
                Int(script.text.tokens[place].line),
                trigger,
                trigger >= .import && acts >= .import ? 80 : 40,
                "turns \(what) to another place, " + trigger.words
            )
        }
    }

    private static let proxies: Set = [
        "HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY", "all_proxy",
        "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "npm_config_registry", "NPM_CONFIG_REGISTRY",
        "UV_INDEX_URL", "GOPROXY", "OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "AWS_ENDPOINT_URL",
    ]

    /// Words between a setting's name and the address that it is given.
    private static let settingMax = 24

    /// A proxy or a registry that is set to an address of the script's own.
    private mutating func judgeProxies() {
        guard !script.addresses.isEmpty else { return }
        let tokens = script.text.tokens
        for place in script.addresses {
            let address = script.string(place)
            guard Signs.namesHost(address), !Signs.isRegistry(address), let key = setKey(place)
            else { continue }
            let isSetting = Self.proxies.contains(key)
            guard isSetting || key == "proxies" || key == "proxy" else { continue }
            let trigger = script.trigger(at: place)
            let line = Int(tokens[place].line)
            let points = isSetting ? early(trigger, 80, else: 60) : 60
            add(
                "CONF-2",
                line,
                trigger,
                points,
                "sends what others ask through an address of its own"
            )
        }
    }

    /// The setting that is given the address at a place: `os.environ["HTTPS_PROXY"] = …`,
    /// `process.env.HTTPS_PROXY = …`, `proxies = {"https": …}`,
    /// `for k in ("HTTPS_PROXY", …):`.
    private func setKey(_ place: Int) -> String? {
        let tokens = script.text.tokens
        var back = place - 1
        let first = max(1, place - Self.settingMax)
        var isSet = false
        while back >= first {
            let token = tokens[back]
            if token.isMark(0x3D) { isSet = true }
            // What is asked for, with an address where nobody set one.
            if token.isMark(0x3B) || (token.kind == .lineEnd && !isSet) { return nil }
            if token.kind == .string || token.kind == .name {
                let text = script.string(back)
                if Self.proxies.contains(text) { return isSet ? text : nil }
                if text == "proxies" || text == "proxy" {
                    let isKey = tokens[back + 1].isMark(0x3D) || tokens[back + 1].isMark(0x3A)
                    return isKey ? text : nil
                }
                if text == "get" || text == "getenv" || token.isMark(0x7C) { return nil }
            }
            back -= 1
        }
        return nil
    }

    // MARK: - What is destroyed

    /// A tree of the user's that is walked, and each file of it written over.
    private mutating func judgeOverwriting() {
        guard Self.walkers.contains(where: { script.text.uses($0) }) else {
            return
        }
        let over = script.calls.first { call in
            guard call.trigger >= .import, isWriting(call), !call.last.hasPrefix("append") else {
                return false
            }
            return script.flow(in: firstArgument(of: call)).contains(.home)
        }
        guard let over else { return }
        add(
            "WIPE-1",
            over.line,
            over.trigger,
            80,
            "walks through the user's files and writes over them"
        )
    }

    private static let walkers = [
        "walk", "readdirSync", "readdir", "rglob", "scandir", "iglob", "globSync",
    ]

    // MARK: - Loaders

    private static let loaders: Set = [
        "get_data", "get_source", "get_code", "exec_module", "source_to_code", "load_module",
    ]

    /// A loader of modules that fetches what it loads from an address of its own.
    private mutating func judgeLoaders() {
        guard script.language == .python, network != nil else { return }
        let fetches = script.calls.first { call in
            guard isActingOnNetwork(call), asksOwn(call) else { return false }
            let scope = script.text.scopes[Int(script.text.tokens[call.start].scope)]
            return scope.name.map { Self.loaders.contains(script.text.lexicon.text($0)) } ?? false
        }
        guard let fetches else { return }
        let points = early(fetches.trigger, 90, else: 60)
        add(
            "NET-1",
            fetches.line,
            fetches.trigger,
            points,
            "loads modules from an address of its own"
        )
    }
}

extension Signs {
    /// What a text turns to another host, as tools keep it in their settings.
    static func redirects(_ text: String) -> String? {
        let folded = text.lowercased()
        if folded.holds("core.hookspath"), folded.holds("--global") || folded.holds("--system") {
            return "the hooks of every repository"
        }
        if folded.holds("insteadof"), folded.holds("git config") { return "where git fetches from" }
        guard folded.holds("://") else { return nil }
        let isNamed = [
            "registry=http", "index-url=http", "index-url = http", "registry http", "goproxy=http",
            "extra-index-url", "registry = http", "config set registry", "config set global.index",
            "replace-with", "mirror = http",
        ].contains { folded.holds($0) }
        guard isNamed else { return nil }
        let known = [
            "registry.npmjs.org", "pypi.org", "registry.yarnpkg.com", "static.crates.io",
            "proxy.golang.org", "rubygems.org", "localhost", "127.0.0.1", "npm.pkg.github.com",
            "registry.npmmirror.com", "npmjs.com",
        ]
        return known.contains { folded.holds($0) } ? nil : "where packages come from"
    }
}
