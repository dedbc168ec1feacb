/// What strings speak of. Every phrase asked about here stands in ``grams`` too: a string without
/// any of them is passed over at a glance.
extension Signs {
    static let grams = Grams([
        (
            Topic.secret.rawValue,
            secretKinds.flatMap(\.1) + [
                ".env", ".ssh", ".aws", ".kube", ".azure", ".gnupg", "Exodus", "Electrum",
                "Ethereum", "User Data",
            ]
        ),
        // An address in digits belongs to places where things are dropped.
        (Topic.drop.rawValue, dropHosts + (0...9).map { "://\($0)" }),
        (
            Topic.act.rawValue,
            persistencePlaces + otherPhrases + disguisedHosts + rolePhrases + unpackPhrases
        ),
        (Topic.address.rawValue, ["http://", "https://", "wss://"]),
        (Topic.relay.rawValue, botActs),
    ])

    /// What a string may speak of.
    struct Topic: OptionSet, Sendable {
        let rawValue: UInt8
        static let secret = Topic(rawValue: 1)
        static let drop = Topic(rawValue: 2)
        /// All else that rules ask about.
        static let act = Topic(rawValue: 4)
        /// What a messenger's bots are asked.
        static let relay = Topic(rawValue: 16)
        /// An address, of whatever kind.
        static let address = Topic(rawValue: 8)
    }

    /// What a part of some bytes may speak of.
    static func topics(in bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Topic {
        Topic(rawValue: grams.groups(in: bytes, range))
    }

    private static let otherPhrases = [
        "/dev/tcp/", "powershell", "bash -i", "nc -e", "ncat -e", "mkfifo", "exec(", "eval(",
        "new Function(", "/proc/", "169.254.169.254", "metadata.google.internal",
        "fd00:ec2::254", "169.254.170.2", "eth_sendTransaction", "{40}$", "0x[a-fA-F0-9]{40}",
        "HJ-NP-Z", "[0-9a-fA-F]{40}", "child_process", "stratum", "xmrig", "supportxmr",
        "moneroocean", "nanopool.org", "minexmr",
        "unmineable", "hashvault.pro", "--donate-level", ".pth",
        "sitecustomize.py", "usercustomize.py", ".github/workflows", ".github\\workflows",
        "security-credentials", "0-9a-fA-F]{64}", "a-fA-F0-9]{64}",
        "hostname()", "userInfo()", "platform.node()", "getuser()", "gethostname()", "getlogin()",
        "registry=http", "index-url", "registry http", "goproxy=", "registry =", "set registry",
        "hooksPath", "insteadOf", ".claude/", ".cursorrules", ".cursor/", "CLAUDE.md", "AGENTS.md",
        "copilot-instructions", ".windsurfrules", ".vscode/tasks", ".gemini/", ".codex/",
        "claude_desktop_config", "/etc/hosts", "rm -rf", "rd /s", "del /s", "Remove-Item",
        "replace-with",
        "process.env", "os.environ", "data:text/javascript", "data:application/javascript",
        "data:$",
    ]

    private static let secretKinds: [(String, [String])] = [
        ("SSH keys", [".ssh/", "/.ssh", ".ssh\\", "id_rsa", "id_ed25519", "id_ecdsa"]),
        ("AWS credentials", ["aws/credentials", ".aws\\credentials", "/.aws", "/.aws/"]),
        (
            "cloud credentials",
            [
                ".config/gcloud", "application_default_credentials", ".azure/",
                "accessTokens.json", "gcloud/credentials", ".config/rclone", ".oci/config",
                ".terraform.d/credentials", ".config/doctl", ".s3cfg",
            ]
        ),
        (
            "Kubernetes tokens",
            ["kube/config", "serviceaccount/token", "/etc/kubernetes/admin"]
        ),
        (
            "tokens of tools",
            ["gh auth token", "auth print-access-token", "find-generic-password", "npm token "]
        ),
        ("Docker credentials", [".docker/config.json"]),
        (
            "registry tokens",
            [
                ".npmrc", ".pypirc", "gem/credentials", ".cargo/credentials",
                ".composer/auth.json", ".config/composer/auth", ".m2/settings.xml",
                ".gradle/gradle.properties", ".yarnrc", ".nuget/NuGet",
            ]
        ),
        ("git credentials", [".git-credentials", ".gitconfig", ".config/gh/hosts"]),
        ("tokens of assistants", [".claude/.credentials", ".codex/auth.json", ".gemini/oauth"]),
        ("vaults of passwords", [".kdbx", ".password-store", "1Password", "Bitwarden/data.json"]),
        ("sessions of messengers", ["*.session", "Telegram Desktop"]),
        (
            "passwords",
            [".netrc", "/etc/shadow", "/etc/passwd", ".pgpass", ".my.cnf", ".vault-token"]
        ),
        ("shell history", [".bash_history", ".zsh_history", ".python_history"]),
        (
            "wallets",
            [
                "wallet.dat", "Exodus/exodus.wallet", ".bitcoin", ".ethereum", ".solana",
                "nkbihfbeogaeaoehlefnkodbefgpgknn", "Electrum/wallets", "keystore/UTC",
                "Ethereum/keystore", ".config/solana", "solana/id.json", "MetaMask",
                "Local Extension Settings",
            ]
        ),
        (
            "browser stores",
            [
                "Login Data", "Local State", "cookies.sqlite", "logins.json",
                "User Data/Default", "User Data\\Default", "key4.db", "leveldb", "Web Data",
                "Google/Chrome/User Data", "Google\\Chrome\\User Data", "BraveSoftware",
                "discordcanary", "Lightcord",
            ]
        ),
        (".env files", ["**/.env", "/.env", ".env.local", ".env.production"]),
    ]

    private static let dropHosts = [
        "discord.com/api/webhooks", "discordapp.com/api/webhooks", "api.telegram.org/bot",
        "hooks.slack.com/services", "pastebin.com/", "paste.ee/", "hastebin.com", "rentry.co",
        "webhook.site", "requestbin", "pipedream.net", ".ngrok.", "ngrok-free.app",
        "trycloudflare.com", "serveo.net", "localhost.run", "oast.", "interact.sh",
        "burpcollaborator.net", "oastify.com", "canarytokens", "transfer.sh", "file.io",
        "gofile.io", "anonfiles", "bit.ly/", "tinyurl.com/", "is.gd/", "cutt.ly/",
        "raw.icp0.io", ".onion", "dnslog.cn", "ceye.io", "beeceptor.com", "requestcatcher.com",
    ]

    private static let persistencePlaces = [
        "systemd/user", "systemd/system", "/etc/cron", "crontab", "LaunchAgents",
        "LaunchDaemons", ".bashrc", ".bash_profile", ".zshrc", ".profile",
        "CurrentVersion\\Run",
        "CurrentVersion\\\\Run", "Start Menu\\Programs\\Startup", "Programs/Startup",
        "autostart/", "/etc/rc.local", "/etc/sudoers", "ld.so.preload", "/etc/pam.d",
        "/etc/profile.d", "config.fish", "schtasks",
        "authorized_keys",
    ]

    /// The kind of secret that a path or name leads to.
    static func secret(in text: String) -> String? {
        if text == ".env" { return ".env files" }
        switch text {
        case ".ssh": return "SSH keys"
        case ".aws": return "AWS credentials"
        case ".kube": return "Kubernetes tokens"
        case ".azure": return "cloud credentials"
        case ".gnupg": return "keys of GnuPG"
        case "Exodus", "Electrum", "Ethereum": return "wallets"
        case "User Data": return "browser stores"
        default: break
        }
        return secretKinds.first { $0.1.contains { text.holds($0) } }?.0
    }

    /// Text for readers, which may speak of anything.
    static func isProse(_ text: String) -> Bool {
        text.utf8.count >= 200 && text.utf8.count { $0 == 0x20 } >= 20
    }

    /// A host where stolen things are left, or where it is fetched what to do.
    static func dropPoint(in text: String) -> String? {
        let folded = text.lowercased()
        if let host = dropHosts.first(where: { folded.holds($0) }) { return host }
        return bareAddress(in: folded)
    }

    /// Whether an address is of a public registry of packages.
    static func isRegistry(_ address: String) -> Bool {
        [
            "https://registry.npmjs.org", "https://pypi.org", "https://files.pythonhosted.org",
            "https://registry.yarnpkg.com", "https://rubygems.org", "https://static.crates.io",
        ].contains { host in
            // Behind the host its path begins: `registry.npmjs.org.example.com` is another.
            let rest = address.utf8.dropFirst(host.utf8.count)
            return address.hasPrefix(host) && (rest.isEmpty || rest.first == .slash)
        }
    }

    /// Houses that serve one project's files to everybody.
    static let forges = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"]

    /// Whether a host does nothing without a token that stands behind its name.
    static func wantsToken(_ host: String) -> Bool {
        host.utf8.ends(with: "api/webhooks") || host.utf8.ends(with: ".org/bot")
            || host.utf8.ends(with: ".com/services")
    }

    /// Whether a token stands behind a host's name.
    static func holdsToken(_ text: String, of host: String) -> Bool {
        let folded = text.lowercased()
        guard let range = folded.range(ofText: host) else { return false }
        let rest = folded[range.upperBound...].utf8
        let token = rest.prefix { $0.isLetter || $0.isDigit || "/:_-".utf8.contains($0) }
        return token.count { $0 != .slash } >= 2
    }

    /// A public address in digits behind a scheme.
    private static func bareAddress(in text: String) -> String? {
        guard let scheme = text.range(ofText: "://") else { return nil }
        let host = text[scheme.upperBound...].prefix { $0.isNumber || $0 == "." }
        let parts = host.split(separator: ".").compactMap { Int($0) }
        let rest = text[scheme.upperBound...].dropFirst(host.count).first
        guard parts.count == 4, parts.allSatisfy({ $0 < 256 }),
            rest.map({ ":/?\"".contains($0) }) ?? true
        else { return nil }
        let isPrivate =
            parts[0] == 10 || parts[0] == 127 || parts[0] == 0
            || (parts[0] == 192 && parts[1] == 168)
            || (parts[0] == 172 && (16...31).contains(parts[1]))
            || (parts[0] == 169 && parts[1] == 254) || parts[0] >= 224
            || (parts[0] == 192 && parts[1] == 0) || (parts[0] == 198 && parts[1] == 51)
            || (parts[0] == 203 && parts[1] == 0 && parts[2] == 113)
            || (parts[0] == parts[1] && parts[1] == parts[2]) || (parts[0], parts[1]) == (1, 2)
        return isPrivate ? nil : String(host)
    }

    /// A way to stay: units, timers, profiles, run keys.
    static func isAutostart(_ path: String) -> Bool {
        let folded = path.lowercased()
        return folded.holds("start menu/programs/startup") || folded.holds(".config/autostart")
            || folded.holds("etc/profile.d") || folded.holds("etc/cron.d")
    }

    /// The place from which something is started again.
    static func persistence(in text: String) -> String? {
        return persistencePlaces.first { text.holds($0) }
    }

    /// A shell that is handed to somebody else.
    static func handedShell(in text: String) -> String? {
        let folded = text.lowercased()
        if folded.holds("/dev/tcp/") { return "/dev/tcp" }
        if folded.holds("powershell"), folded.holds(" -enc") || folded.holds(" -e ") {
            return "encoded PowerShell"
        }
        if folded.holds("bash -i"), folded.holds(">&") { return "an interactive shell sent away" }
        if folded.holds("nc -e") || folded.holds("ncat -e") { return "netcat with a shell" }
        if folded.holds("mkfifo"), folded.holds(" nc ") { return "netcat with a pipe" }
        if unpacksAndRuns(folded) { return "a shell that is fed what was packed" }
        return nil
    }

    /// A string that is a script itself, and one that runs what it fetches or decodes.
    static func isCode(_ text: String) -> Bool {
        let runs = text.holds("exec(") || text.holds("eval(") || text.holds("new Function(")
        guard runs, text.utf8.count < 20_000 else { return false }
        return [
            "urlopen(", "requests.get(", "b64decode(", "fromhex(", "zlib.decompress(",
            "marshal.loads(",
        ].contains { text.holds($0) }
    }

    /// What fetches in a command line.
    static let commandPhrases = [
        "curl ", "wget ", "iwr ", "invoke-webrequest", "downloadstring", "downloadfile",
        "certutil -urlcache", "bitsadmin /transfer", "start-bitstransfer", "fetch -o ",
    ]

    /// A command line that fetches and runs in one go.
    static func fetchAndRun(_ text: String) -> Bool {
        let folded = text.lowercased()
        let fetches = commandPhrases.contains { folded.holds($0) }
        let runs =
            folded.holds("| sh") || folded.holds("|sh") || folded.holds("| bash")
            || folded.holds("|bash") || folded.holds("iex") || folded.holds("chmod +x")
            || folded.holds("| python") || folded.holds("|python") || folded.holds("| node")
            || folded.holds("start-process") || folded.holds("invoke-expression")
            || folded.holds("&& ./") || folded.holds("; ./") || folded.holds("; start ")
            || folded.holds("&& start ") || folded.holds("&& %temp%") || folded.holds("invoke-item")
            || folded.holds("rundll32") || folded.holds("| perl") || folded.holds("| ruby")
            || folded.holds("; sh ") || folded.holds("&& sh ") || folded.holds("&& bash ")
            || folded.holds("&& node ") || folded.holds("&& python")
        return fetches && runs
    }

    /// The address at which a cloud tells a machine its own credentials.
    static func metadata(in text: String) -> Bool {
        text.holds("169.254.169.254") || text.holds("metadata.google.internal")
            || text.holds("fd00:ec2::254") || text.holds("169.254.170.2")
            || text.holds("100.100.100.200") || disguisesMetadata(text)
    }

    /// A command line that asks who runs it and speaks to somebody far.
    static func tellsWho(_ text: String) -> Bool {
        let folded = text.lowercased()
        let speaks = ["nslookup ", "dig ", "curl ", "wget ", "ping "].contains { folded.holds($0) }
        return speaks
            && ["whoami", "$(hostname", "`hostname", "$(id", "/etc/passwd", "$(env", "$(cat "]
                .contains { folded.holds($0) }
    }

    /// A pattern that finds addresses of wallets.
    static func isWalletPattern(_ text: String) -> Bool {
        text.holds("0x[a-fA-F0-9]{40}") || text.holds("0x[0-9a-fA-F]{40}") || text.holds("HJ-NP-Z")
    }

    /// Words that code is made of, hidden in base sixty-four or sixteen.
    static func encodedCode(_ bytes: ArraySlice<UInt8>) -> String? {
        let mayBe = bytes.prefix(24).allSatisfy {
            $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2F || $0 == 0x3D
        }
        guard bytes.count >= 12, mayBe, let plain = decoded(bytes) else { return nil }
        let words = [
            "child_process", "import os", "subprocess", "exec(", "eval(", "curl ", "wget ",
            "powershell", "/bin/sh", "/bin/bash", "__import__", "import socket", "require(\"",
            "require('", "createDecipher", "npm_package_", "readFileSync", "https://", "http://",
        ]
        return words.first { plain.holds($0) }
    }

    /// Plain text that was written in base sixty-four or sixteen; nil when it was not.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        let isHex = bytes.count % 2 == 0 && bytes.allSatisfy { $0.hexValue != nil }
        var plain: [UInt8] = []
        if isHex {
            var high: UInt8?
            for byte in bytes {
                let digit = byte.hexValue ?? 0
                if let first = high { plain.append(first << 4 | digit) }
                high = high == nil ? digit : nil
            }
        } else {
            guard bytes.count % 4 == 0 || bytes.last == 0x3D, let whole = Base64.decode(bytes)
            else { return nil }
            plain = whole
        }
        let isText = plain.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }
        return isText && plain.count >= 9 ? plain : nil
    }

    /// What a string with holes takes in: `${os.hostname()}`, `f"{platform.node()}"`.
    static func flow(ofHoles text: String) -> Script.Flow {
        guard text.holds("{") else { return [] }
        var flow: Script.Flow = []
        let who = [
            "hostname()", "userInfo()", "platform.node()", "getuser()", "gethostname()",
            "getlogin()", "whoami",
        ]
        if who.contains(where: { text.holds($0) }) { flow.insert(.identity) }
        if text.holds("stringify(process.env)") || text.holds("{os.environ}")
            || text.holds("dict(os.environ)")
        {
            flow.insert(.environment)
        }
        return flow
    }

    /// Something installed from an address, past every index.
    static func installsFromAddress(_ text: String) -> Bool {
        text.holds("install") && text.holds("://")
            && (text.holds("pip") || text.holds("npm ") || text.holds("gem ")
                || text.holds("install-extension"))
    }

    /// Where an assistant reads what it is to do, and whom to start.
    static func instructsAssistant(_ text: String) -> Bool {
        [
            ".claude/settings", ".cursorrules", ".cursor/mcp", ".cursor/rules", "CLAUDE.md",
            "AGENTS.md", "copilot-instructions", ".windsurfrules", ".vscode/tasks.json",
            ".gemini/settings", ".codex/config", "claude_desktop_config",
        ].contains { text.holds($0) }
    }

    /// A program that looks for other people's secrets.
    static func findsSecrets(_ text: String) -> Bool {
        text.holds("trufflehog") || text.holds("gitleaks")
    }
}
