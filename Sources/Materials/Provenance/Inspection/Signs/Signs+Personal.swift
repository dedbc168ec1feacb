/// What is taken from people rather than made: their keys, their screens, their folders.
extension Signs {
    /// What a name takes from the person at the machine.
    static func personal(_ name: String, _ last: String) -> Script.Flow {
        var flow: Script.Flow = []
        if isProcess(name) { flow.insert(.output) }
        if isHome(name, last) { flow.insert(.home) }
        if isWatching(name, last) { flow.insert(.watched) }
        let isVault = name.hasPrefix("browser_cookie3.") || name == "keyring.get_password"
        if [
            "get_credentials", "get_frozen_credentials", "fromNodeProviderChain", "defaultProvider",
        ]
        .contains(last) {
            flow.formUnion([.secretSetting, .foreign])
        }
        if isVault || givesSecrets(last) {
            flow.insert(.secretFile)
        }
        return flow
    }

    private static func isHome(_ name: String, _ last: String) -> Bool {
        last == "expanduser" || name == "os.homedir" || name == "Path.home"
            || name == "pathlib.Path.home"
    }

    /// What is copied, typed, shown, seen or heard.
    static func isWatching(_ name: String, _ last: String) -> Bool {
        switch last {
        case "clipboard_get", "GetClipboardData", "GetAsyncKeyState", "screenshot", "VideoCapture",
            "PyAudio":
            return true
        default:
            return name.hasPrefix("ImageGrab.") || name.hasPrefix("PIL.ImageGrab.")
                || name.hasPrefix("pyperclip.paste") || name.hasPrefix("mss.")
        }
    }

    /// Whether a call asks to be told of every key that is pressed.
    static func hooksKeys(_ name: String, _ last: String) -> Bool {
        if ["SetWindowsHookEx", "SetWindowsHookExA", "SetWindowsHookExW"].contains(last) {
            return true
        }
        if name.hasPrefix("keyboard.") {
            return ["on_press", "on_release", "hook"].contains(last)
        }
        return name.hasPrefix("pynput.") && last == "Listener"
    }

    /// What hands out secrets that were locked away.
    private static func givesSecrets(_ last: String) -> Bool {
        [
            "list_namespaced_secret", "list_secret_for_all_namespaces", "read_namespaced_secret",
            "get_secret_value", "CryptUnprotectData",
        ].contains(last)
    }

    /// What a line must hold to ask for such a setting, and to hold something to a digest.
    static let settingPhrases = [
        "SECRET", "_TOKEN", "ACCESS_KEY", "PASSWORD", "API_KEY", "PRIVATE_KEY", "sha256", "Sha256",
    ]

    /// Whether a line asks the environment for something that opens something.
    static func namesSecretSetting(_ line: String) -> Bool {
        let asks = ["env", "ENV", "Getenv", "_SERVER"].contains { line.holds($0) }
        return asks
            && settingPhrases.dropLast(2).contains { line.holds($0) }
    }

    /// Whether the name of a setting says that it opens something.
    static func isSecretSetting(_ name: String) -> Bool {
        let folded = name.uppercased()
        return [
            "SECRET", "TOKEN", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "APIKEY",
            "ACCESS_KEY", "PRIVATE_KEY", "MNEMONIC",
        ].contains { folded.holds($0) }
    }

    /// Whose secret a setting is, where its name says so: a word of the hosts that may have it.
    static func house(ofSetting name: String) -> String? {
        houses.first { name.hasPrefix($0.0) }?.1
    }

    private static let houses = [
        ("AWS_", "aws"), ("GITHUB_", "github"), ("GH_", "github"), ("NPM_", "npm"),
        ("NODE_AUTH", "npm"), ("TWINE_", "pypi"), ("PYPI_", "pypi"), ("AZURE_", "azure"),
        ("ARM_", "azure"), ("GOOGLE_", "google"), ("GCP_", "google"), ("GITLAB_", "gitlab"),
        ("CI_JOB_TOKEN", "gitlab"), ("OPENAI_", "openai"), ("ANTHROPIC_", "anthropic"),
        ("HF_TOKEN", "huggingface"), ("HUGGING", "huggingface"), ("SLACK_", "slack"),
        ("STRIPE_", "stripe"), ("DOCKER_", "docker"), ("VAULT_", "vault"), ("HEROKU_", "heroku"),
        ("DIGITALOCEAN_", "digitalocean"), ("CARGO_REGISTRY", "crates"), ("GEM_HOST", "rubygems"),
        ("DATABASE_", "database"), ("KUBE", "kube"), ("CIRCLE", "circleci"), ("SSH_", "ssh"),
        ("CLOUDFLARE_", "cloudflare"), ("TF_", "terraform"), ("BITBUCKET_", "bitbucket"),
        ("SENTRY_AUTH", "sentry"), ("DISCORD_", "discord"), ("TELEGRAM_", "telegram"),
        ("POSTGRES", "database"), ("MYSQL", "database"), ("MONGO", "mongo"), ("REDIS", "redis"),
        ("COHERE_", "cohere"), ("GEMINI_", "google"), ("MISTRAL_", "mistral"),
    ]

    /// Settings that name the user's own folders.
    static func isHomeSetting(_ name: String) -> Bool {
        ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"].contains(name)
    }

    /// Settings that name the user or the machine.
    static func isIdentitySetting(_ name: String) -> Bool {
        ["USER", "USERNAME", "LOGNAME", "HOSTNAME", "COMPUTERNAME", "USERDOMAIN"].contains(name)
    }

    /// What the value of a setting tells or opens.
    static func flow(ofSetting name: String) -> Script.Flow {
        if isSecretSetting(name) {
            return house(ofSetting: name) == nil ? .secretSetting : [.secretSetting, .foreign]
        }
        if isPassingSetting(name) { return .passing }
        if isHomeSetting(name) { return .home }
        return isIdentitySetting(name) ? .identity : []
    }

    /// The identifier of a browser's extension: thirty-two letters of the first sixteen.
    static func isExtension(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x61...0x70).contains($0) }
            && Set(text.utf8).count >= 6
    }

    /// Places whose loss takes all of a machine or all of a person's files with it.
    static func isRoot(_ text: String) -> Bool {
        [
            "/", "/home", "/home/", "/root", "/Users", "/Users/", "C:\\", "C:/", "C:", "~", "~/",
            "/etc", "/var", "/*", "D:\\",
        ].contains(text)
    }

    /// A command line that removes all that somebody has.
    static func wipes(_ text: String) -> Bool {
        let roots = [
            " ~/ ", " ~/* ", " /* ", " / ", " $HOME ", " $HOME/* ", " ~ ", " /home/* ", " /home ",
            " C:\\ ", " C:\\* ", " %USERPROFILE% ", " C:\\Users ", " --no-preserve-root ",
        ]
        let whole = " " + text + " "
        let removes = ["rm -rf", "rm -fr", "rm -r ", "rd /s", "del /s", "del /f", "rmdir /s"]
            .contains { whole.holds($0) }
        return removes && roots.contains { whole.holds($0) }
    }

    static func isRemoving(_ name: String, _ last: String) -> Bool {
        ["rmtree", "rmSync", "rmdirSync", "unlinkSync", "remove", "unlink", "rm", "rmdir"]
            .contains(last)
            && ["os.", "shutil.", "fs.", "fs/promises.", "rimraf", "pathlib."]
                .contains { name.hasPrefix($0) }
    }

    static func loadsMachineCode(_ name: String, _ last: String) -> Bool {
        ["CDLL", "WinDLL", "LoadLibrary", "dlopen"].contains(last)
            && (name.hasPrefix("ctypes.") || name.hasPrefix("process.") || name.hasPrefix("cdll."))
    }

    /// Command lines that set an assistant to work without asking anybody.
    static func unleashes(_ text: String) -> Bool {
        text.holds("--dangerously-skip-permissions") || text.holds("--yolo")
            || text.holds("--trust-all-tools") || text.holds("--dangerously-bypass-approvals")
    }

    /// Money made on somebody else's machine.
    static func mines(_ text: String) -> Bool {
        text.holds("stratum+tcp://") || text.holds("stratum+ssl://") || text.holds("xmrig")
            || text.holds("--donate-level") || text.holds("stratum2+tcp://") || minesFor(text)
    }

    /// Where such money is gathered.
    private static func minesFor(_ text: String) -> Bool {
        ["supportxmr", "moneroocean", "nanopool.org", "minexmr", "unmineable", "hashvault.pro"]
            .contains { text.holds($0) }
    }
}
