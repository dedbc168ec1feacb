/// A language that is read line by line: its comments, and the words by which it acts.
struct LooseLanguage: Sendable {
    /// What words show.
    let words: [(LooseRules.Sight, [String])]
    /// How lines begin that run text as code.
    let evaluations: [String]
    /// Whether the lines that are looked at do run at their trigger, rather than some of them.
    let isExact: Bool
    /// How comments begin.
    private let comments: [String]
    /// What a line must hold for a rule to say something of it, beside what ``Signs`` asks of all.
    private let grams: Grams
    /// Words too short to be looked for by four bytes.
    private let short: [[UInt8]]

    private init(
        comments: [String],
        evaluations: [String] = [],
        isExact: Bool = false,
        _ words: [(LooseRules.Sight, [String])]
    ) {
        self.words = words
        self.evaluations = evaluations
        self.isExact = isExact
        self.comments = comments
        let asked =
            words.flatMap(\.1) + Signs.commandPhrases + Signs.settingPhrases
            + Self.keyPatterns
        grams = Grams([(1, asked.filter { $0.utf8.count >= 4 })])
        short = asked.filter { $0.utf8.count < 4 }.map { Array($0.utf8) }
    }

    /// Patterns for keys, phrases or addresses of wallets.
    static let keyPatterns = ["fA-F]{64}", "HJ-NP-Z", "0x[a-fA-F0-9]{40}", "Za-km-z]{87"]

    /// Whether nothing in a line is run.
    func isComment(_ line: String) -> Bool { comments.contains { line.hasPrefix($0) } }

    /// Whether a rule may say something of a line.
    func mayMatter(_ bytes: borrowing Span<UInt8>, _ line: Range<Int>) -> Bool {
        if grams.groups(in: bytes, line) != 0 || !Signs.topics(in: bytes, line).isEmpty {
            return true
        }
        for wanted in short where Self.holds(bytes, line, wanted) { return true }
        return false
    }

    private static func holds(
        _ bytes: borrowing Span<UInt8>,
        _ line: Range<Int>,
        _ wanted: [UInt8]
    ) -> Bool {
        guard let first = wanted.first, line.count >= wanted.count else { return false }
        for place in line.lowerBound...(line.upperBound - wanted.count)
        where bytes[place] == first {
            var count = 1
            while count < wanted.count, bytes[place + count] == wanted[count] { count += 1 }
            if count == wanted.count { return true }
        }
        return false
    }
}

extension LooseLanguage {
    static let ruby = LooseLanguage(
        comments: ["#"],
        evaluations: ["eval(", "eval "],
        [
            (
                .network,
                [
                    "Net::HTTP", "open-uri", "URI.open", "TCPSocket", "HTTParty", "Faraday",
                    "RestClient", "URI.parse(", "OpenURI",
                ]
            ),
            (.writes, ["File.write", "File.open(", "IO.write", "IO.binwrite", "FileUtils.cp"]),
            (.shell, ["/bin/sh", "/bin/bash", "powershell", "cmd.exe"]),
            (
                .reads,
                [
                    "File.read", "IO.read", "File.open(", "Dir[", "Dir.glob", "File.expand_path",
                    "File.join", "File.exist", "Dir.home",
                ]
            ),
            (.process, ["system(", "system ", "IO.popen", "Open3.", "exec(", "spawn(", "%x", "`"]),
            (.decodes, ["Base64.", "unpack(", "unpack1(", "Zlib::Inflate", ".pack("]),
            (.executes, ["eval(", "eval ", "instance_eval", "class_eval("]),
            (.environment, ["ENV.to_h", "ENV.to_a", "ENV.each", "ENV.inspect", "ENV.map"]),
            (.fetches, ["curl ", "wget "]),
        ]
    )

    /// Code that runs when it is called.
    static let rust = LooseLanguage(comments: ["//"], rustWords)
    /// Code that makes code: whoever builds runs it.
    static let rustMacro = LooseLanguage(comments: ["//"], isExact: true, rustWords)

    private static let rustWords: [(LooseRules.Sight, [String])] = [
        (
            .network,
            ["TcpStream", "reqwest", "ureq::", "hyper::", "attohttpc", "minreq", "curl::"]
        ),
        (
            .process,
            [
                "Command::new(\"sh\"", "Command::new(\"bash\"", "Command::new(\"cmd",
                "Command::new(\"powershell", "Command::new(\"curl\"", "Command::new(\"wget\"",
                "Command::new(\"python", "Command::new(\"/", "Command::new(\"./",
            ]
        ),
        (.starts, ["process::Command"]),
        (.frees, ["set_permissions", "from_mode(", "0o755", "0o777"]),
        (.drop, ["/tmp/", "temp_dir()"]),
        (.shell, ["Command::new(\"sh\"", "Command::new(\"bash", "/bin/sh", "Command::new(\"cmd"]),
        (.network, ["\"curl\"", "\"wget\"", "UdpSocket", "isahc::", "surf::"]),
        (.decodes, ["base64::", "STANDARD.decode", "hex::decode"]),
        (.environment, ["env::vars()"]),
        (
            .fetches,
            [
                "Command::new(\"curl\"", "Command::new(\"wget\"", "Command::new(\"powershell",
                "Command::new(\"certutil",
            ]
        ),
    ]

    static let php = LooseLanguage(
        comments: ["//", "#", "*", "/*"],
        evaluations: ["eval(", "@eval("],
        [
            (
                .network,
                [
                    "curl_exec(", "curl_init(", "fsockopen(", "stream_socket_client(",
                    "file_get_contents('http", "file_get_contents(\"http", "copy('http",
                    "copy(\"http", "GuzzleHttp", "gethostbyname(",
                ]
            ),
            (
                .process,
                [
                    "shell_exec(", "system(", "passthru(", "proc_open(", "popen(", " exec(",
                    "@exec(", "=exec(", "(exec(", "pcntl_exec(",
                ]
            ),
            (
                .decodes,
                [
                    "base64_decode(", "gzinflate(", "gzuncompress(", "gzdecode(", "str_rot13(",
                    "hex2bin(", "convert_uudecode(", "strrev(", "pack('H", "pack(\"H",
                ]
            ),
            (.writes, ["file_put_contents(", "fwrite("]),
            (.asks, ["file_get_contents(", "fopen(", "curl_exec("]),
            (.address, ["https://", "http://"]),
            (.shell, ["/bin/sh", "/bin/bash", "bash -c"]),
            (.executes, ["eval(", "assert($", "assert(b", "create_function(", "data://text"]),
            (
                .environment,
                [
                    "getenv()", "encode($_ENV", "encode($_SERVER", "print_r($_ENV",
                    "print_r($_SERVER", "serialize($_ENV", "serialize($_SERVER",
                    "build_query($_ENV", "build_query($_SERVER",
                ]
            ),
            (.request, ["$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_SERVER['HTTP_"]),
            (.fetches, ["curl ", "wget "]),
        ]
    )

    static let go = LooseLanguage(
        comments: ["//"],
        isExact: true,
        [
            (
                .network,
                [
                    "http.Get(", "http.Post(", "http.PostForm(", "http.NewRequest", "net.Dial",
                    "tls.Dial", "net.LookupHost(", "net.LookupTXT(",
                ]
            ),
            (
                .process,
                ["exec.Command(", "exec.CommandContext(", "syscall.Exec(", "os.StartProcess"]
            ),
            (.writes, ["os.WriteFile(", "os.Create(", "ioutil.WriteFile("]),
            (
                .shell,
                [
                    "\"/bin/sh\"", "\"sh\"", "\"bash\"", "\"/bin/bash\"", "\"cmd\"", "\"cmd.exe\"",
                    "\"powershell",
                ]
            ),
            (
                .decodes,
                [
                    "StdEncoding.DecodeString", "URLEncoding.DecodeString", "hex.DecodeString",
                    "gzip.NewReader", "zlib.NewReader",
                ]
            ),
            (.environment, ["os.Environ()"]),
            (.fetches, ["\"curl", "\"wget", "curl ", "wget "]),
        ]
    )
}
