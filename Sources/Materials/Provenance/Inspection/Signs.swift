/// Words by which code gives away what it is about to do.
enum Signs {
    // MARK: - What an expression carries

    static func flow(ofLiteral text: String) -> Script.Flow {
        var flow: Script.Flow = []
        let bytes = Array(text.utf8)
        if isBlob(bytes) { flow.insert(.blob) }
        guard bytes.count < 2_000 else { return flow }
        if secret(in: text) != nil { flow.insert(.secretFile) }
        let last = text.split(separator: "/").last.map(String.init) ?? text
        let interpreters: Set = [
            "python", "python3", "python.exe", "pythonw", "pythonw.exe", "node", "node.exe", "sh",
            "bash", "powershell", "powershell.exe", "pwsh", "cmd", "cmd.exe", "wscript", "mshta",
        ]
        if interpreters.contains(last) { flow.insert(.interpreter) }
        return flow
    }

    /// A long run of the letters of base sixty-four or sixteen, which is no prose.
    static func isBlob(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 160 else { return false }
        let sample = bytes.prefix(4_000)
        let fitting = sample.count {
            $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2F || $0 == 0x3D || $0 == 0x0A
                || $0 == 0x2D || $0 == 0x5F
        }
        return fitting == sample.count && sample.count(where: { $0 == 0x0A }) * 20 < sample.count
    }

    static func flow(ofName name: String, _ language: Script.Language) -> Script.Flow {
        var flow: Script.Flow = []
        if isDecoder(name) { flow.insert(.decoded) }
        if isNetwork(name) { flow.insert(.network) }
        if name == "os.environ" || name == "process.env" || name == "environ" {
            flow.insert(.environment)
        }
        if name == "sys.executable" || name == "process.execPath" { flow.insert(.interpreter) }
        return flow
    }

    static func isDecoder(_ name: String) -> Bool {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        switch last {
        case "b64decode", "b32decode", "b16decode", "b85decode", "a85decode", "urlsafe_b64decode",
            "standard_b64decode", "decodebytes", "unhexlify", "a2b_hex", "a2b_base64", "fromhex",
            "decompress", "atob", "fromCharCode", "inflateSync", "gunzipSync", "unzipSync",
            "brotliDecompressSync", "decrypt", "createDecipheriv":
            return true
        default:
            return name == "marshal.loads" || name == "codecs.decode" || name == "chr"
        }
    }

    static func isNetwork(_ name: String) -> Bool {
        let roots = [
            "requests.", "urllib.request.", "urllib3.", "http.client.", "httpx.", "aiohttp.",
            "socket.socket", "socket.create_connection", "urllib2.", "axios", "https.", "http.",
            "net.connect", "net.Socket", "net.createConnection", "node-fetch", "got.", "undici.",
            "dgram.", "tls.connect", "ftplib.", "smtplib.", "websocket.", "paramiko.",
        ]
        if roots.contains(where: { name.hasPrefix($0) }) {
            let harmless = [
                ".Agent", ".STATUS_CODES", ".codes", ".exceptions", ".createServer",
                ".RequestException", ".HTTPError", ".utils", ".Server", ".METHODS",
            ]
            return !harmless.contains { name.holds($0) }
        }
        return name == "fetch" || name == "urlopen" || name == "urlretrieve" || name == "got"
            || name == "XMLHttpRequest" || name == "WebSocket"
    }

    static func isProcess(_ name: String) -> Bool {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        if name.hasPrefix("subprocess.") {
            return [
                "Popen", "run", "call", "check_call", "check_output", "getoutput",
                "getstatusoutput",
            ].contains(last)
        }
        if name.hasPrefix("os.") {
            return last == "system" || last == "popen" || last.hasPrefix("exec")
                || last.hasPrefix("spawn") || last == "startfile" || last == "posix_spawn"
        }
        if name.hasPrefix("child_process.") {
            return last.hasPrefix("exec") || last.hasPrefix("spawn") || last == "fork"
        }
        return name == "pty.spawn" || name == "asyncio.create_subprocess_shell"
            || name == "asyncio.create_subprocess_exec" || name == "Deno.run" || name == "Bun.spawn"
            || name == "execSync" || name == "spawnSync"
    }

    static func isExecution(_ name: String, _ language: Script.Language) -> Bool {
        switch language {
        case .python:
            return [
                "exec", "eval", "builtins.exec", "builtins.eval", "__builtins__.exec",
                "__builtins__.eval", "types.FunctionType", "__import__('builtins').exec",
            ]
            .contains(name)
        case .javascript:
            return [
                "eval", "Function", "globalThis.eval", "global.eval", "window.eval",
                "vm.runInThisContext", "vm.runInNewContext", "vm.runInContext", "vm.Script",
                "module._compile", "_compile", "Module._compile",
            ].contains(name)
        }
    }

    // MARK: - What a string speaks of

    /// The kind of secret that a path or name leads to.
    static func secret(in text: String) -> String? {
        let kinds: [(String, [String])] = [
            ("SSH keys", [".ssh/", "/.ssh", ".ssh\\", "id_rsa", "id_ed25519", "id_ecdsa"]),
            ("AWS credentials", [".aws/credentials", ".aws\\credentials", "/.aws", "/.aws/"]),
            (
                "cloud credentials",
                [
                    ".config/gcloud", "application_default_credentials", ".azure/",
                    "accessTokens.json", "gcloud/credentials",
                ]
            ),
            (
                "Kubernetes tokens",
                [".kube/config", "serviceaccount/token", "/etc/kubernetes/admin"]
            ),
            ("Docker credentials", [".docker/config.json"]),
            ("registry tokens", [".npmrc", ".pypirc", ".gem/credentials", ".cargo/credentials"]),
            ("git credentials", [".git-credentials", ".gitconfig", ".config/gh/hosts"]),
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
                ]
            ),
            (
                "browser stores",
                [
                    "Login Data", "Local State", "cookies.sqlite", "logins.json",
                    "User Data/Default", "User Data\\Default", "key4.db", "leveldb", "Web Data",
                ]
            ),
            (".env files", ["**/.env", "/.env", ".env.local", ".env.production"]),
        ]
        if text == ".env" { return ".env files" }
        return kinds.first { $0.1.contains { text.holds($0) } }?.0
    }

    /// A host where stolen things are left, or where it is fetched what to do.
    static func dropPoint(in text: String) -> String? {
        let hosts = [
            "discord.com/api/webhooks", "discordapp.com/api/webhooks", "api.telegram.org/bot",
            "hooks.slack.com/services", "pastebin.com/", "paste.ee/", "hastebin.com", "rentry.co",
            "webhook.site", "requestbin", "pipedream.net", ".ngrok.", "ngrok-free.app",
            "trycloudflare.com", "serveo.net", "localhost.run", "oast.", "interact.sh",
            "burpcollaborator.net", "oastify.com", "canarytokens", "transfer.sh", "file.io",
            "gofile.io", "anonfiles", "bit.ly/", "tinyurl.com/", "is.gd/", "cutt.ly/",
            "raw.icp0.io", ".onion", "dnslog.cn", "ceye.io", "beeceptor.com", "requestcatcher.com",
        ]
        let folded = text.lowercased()
        if let host = hosts.first(where: { folded.holds($0) }) { return host }
        return bareAddress(in: folded)
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
    static func persistence(in text: String) -> String? {
        let places = [
            "systemd/user", "systemd/system", "/etc/cron", "crontab", "LaunchAgents",
            "LaunchDaemons", ".bashrc", ".bash_profile", ".zshrc", ".profile",
            "CurrentVersion\\Run",
            "CurrentVersion\\\\Run", "Start Menu\\Programs\\Startup", "Programs/Startup",
            "autostart/", "/etc/rc.local", "schtasks", "authorized_keys",
        ]
        return places.first { text.holds($0) }
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

    /// A command line that fetches and runs in one go.
    static func fetchAndRun(_ text: String) -> Bool {
        let folded = text.lowercased()
        let fetches =
            folded.holds("curl ") || folded.holds("wget ") || folded.holds("iwr ")
            || folded.holds("invoke-webrequest") || folded.holds("downloadstring")
            || folded.holds("downloadfile") || folded.holds("certutil -urlcache")
        let runs =
            folded.holds("| sh") || folded.holds("|sh") || folded.holds("| bash")
            || folded.holds("|bash") || folded.holds("iex") || folded.holds("chmod +x")
            || folded.holds("| python") || folded.holds("|python") || folded.holds("| node")
            || folded.holds("start-process") || folded.holds("invoke-expression")
            || folded.holds("&& ./") || folded.holds("; ./")
        return fetches && runs
    }

    /// The address at which a cloud tells a machine its own credentials.
    static func metadata(in text: String) -> Bool {
        text.holds("169.254.169.254") || text.holds("metadata.google.internal")
            || text.holds("fd00:ec2::254") || text.holds("169.254.170.2")
    }
}
