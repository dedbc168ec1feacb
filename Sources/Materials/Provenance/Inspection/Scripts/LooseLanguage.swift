/// A language that is read line by line: its comments, and the words by which it acts.
struct LooseLanguage: Sendable {
    /// What words show.
    let words: [(LooseRules.Sight, [String])]
    /// How lines begin that run text as code.
    let evaluations: [String]
    /// Whether the lines that are looked at do run at their trigger, rather than some of them.
    let isExact: Bool
    /// Whether text can be run as code at all.
    var runsText: Bool { !evaluations.isEmpty }
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
            + Self.keyPatterns + Self.joining
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
        if Self.isPieced(bytes, line) { return true }
        for wanted in short where Self.holds(bytes, line, wanted) { return true }
        return false
    }

    /// What puts a list of strings together, in whatever language.
    private static let joining = ["].join", "].concat", "%w", "concat!(", "implode(", "ngs.Join("]

    /// Whether a string is put together from two: `"a" + "b"`, `'a' . 'b'`.
    static func isPieced(_ bytes: borrowing Span<UInt8>, _ line: Range<Int>) -> Bool {
        var place = line.lowerBound + 1
        while place + 1 < line.upperBound {
            if bytes[place] == 0x2B || bytes[place] == 0x2E {
                var back = place - 1
                while back > line.lowerBound, bytes[back] == 0x20 { back -= 1 }
                var next = place + 1
                while next < line.upperBound - 1, bytes[next] == 0x20 { next += 1 }
                if bytes[back] == 0x22 || bytes[back] == 0x27, bytes[next] == bytes[back] {
                    return true
                }
            }
            place += 1
        }
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
        evaluations: [
            "eval(", "eval ", "TOPLEVEL_BINDING.eval", "binding.eval", "Kernel.eval",
            "::Kernel.eval", "Object.class_eval(", "Object.instance_eval(", "instance_eval(",
        ],
        [
            (
                .network,
                [
                    "Net::HTTP", "open-uri", "URI.open", "TCPSocket", "HTTParty", "Faraday",
                    "RestClient", "URI.parse(", "OpenURI", "Typhoeus", "Excon", "HTTP.post",
                    "HTTP.get", "Resolv", "UDPSocket", "SSLSocket", "Socket.tcp", "HTTPClient",
                ]
            ),
            (.dials, ["TCPSocket", "UDPSocket", "SSLSocket", "Socket.tcp"]),
            (.frees, ["FileUtils.chmod", "File.chmod", ".chmod("]),
            (.drop, ["/tmp/", "Dir.tmpdir", "Tempfile", "Dir.mktmpdir"]),
            (.writes, ["File.write", "File.open(", "IO.write", "IO.binwrite", "FileUtils.cp"]),
            (.shell, ["/bin/sh", "/bin/bash", "powershell", "cmd.exe"]),
            (
                .reads,
                [
                    "File.read", "IO.read", "File.open(", "Dir[", "Dir.glob", "File.expand_path",
                    "binread", "File.foreach",
                    "File.join", "File.exist", "Dir.home",
                ]
            ),
            (
                .process,
                [
                    "system(", "system ", "IO.popen", "Open3.", "exec(", "exec '", "exec \"",
                    "spawn(", "%x", "`",
                    "send(:system", "send(:exec", "send(:`", "method(:system)", "method(:exec)",
                    "send(\"system", "Process.spawn", "PTY.spawn",
                ]
            ),
            (.decodes, ["Base64.", "unpack(", "unpack1(", "Zlib::Inflate", ".pack("]),
            (
                .executes,
                [
                    "eval(", "eval ", "instance_eval", "class_eval(", "module_eval(",
                    "send(:eval", "RubyVM::InstructionSequence",
                ]
            ),
            (.request, ["env['HTTP_", "env[\"HTTP_", "request.headers[", "request.env["]),
            (.turns, [".pack(", ".chr", "each_byte", ".bytes"]),
            (.aside, ["Thread.new", "Thread.start", "Process.detach"]),
            (.taps, ["TracePoint.", "set_trace_func", "local_variable_get"]),
            (.covers, [".prepend(", ".prepend ", "prepend ", "alias_method ", "define_method("]),
            (
                .secretName,
                [
                    "valid_password", "authenticate", "password", "params[:token]", "api_key",
                    "secret_key", "private_key", "credentials", "access_token",
                ]
            ),
            (
                .environment,
                [
                    "ENV.to_h", "ENV.to_a", "ENV.each", "ENV.inspect", "ENV.map", "ENV.select",
                    "ENV.to_hash", "ENV.filter", "ENV.reject", "ENV.to_json", "JSON.dump(ENV",
                    "JSON.generate(ENV",
                ]
            ),
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
        (.dials, ["TcpStream", "UdpSocket"]),
        (.starts, ["process::Command", "Command::new("]),
        (.frees, ["set_permissions", "from_mode(", "0o755", "0o777", "set_mode(", "\"chmod\""]),
        (
            .reads,
            [
                "fs::read", "File::open", "read_to_string", "read_dir", "home_dir()",
                ".join(\".", ".push(\".",
            ]
        ),
        (.aside, ["thread::spawn", "tokio::spawn", "task::spawn", "thread::Builder"]),
        (.turns, ["as char", "map(|", "from_utf8", "iter_mut()"]),
        (.toolHome, ["CARGO_HOME", ".cargo/config", "cargo_home()"]),
        (.toolFile, ["config.toml"]),
        (.writes, ["fs::write", "File::create", "OpenOptions"]),
        (.drop, ["/tmp/", "temp_dir()"]),
        (
            .shell,
            [
                "Command::new(\"sh\"", "Command::new(\"bash", "/bin/sh", "Command::new(\"cmd",
                "arg(\"bash\")", "arg(\"sh\")", "\"powershell", "\"wscript", "arg(\"python",
            ]
        ),
        (
            .network,
            [
                "\"curl\"", "\"wget\"", "UdpSocket", "isahc::", "surf::", "ToSocketAddrs",
                "to_socket_addrs", "awc::", "tungstenite", "lookup_host",
            ]
        ),
        (.decodes, ["base64::", "STANDARD.decode", "hex::decode"]),
        (.request, ["headers().get(", ".header(\"x-", "query_string()", "cookies().get("]),
        (.environment, ["env::vars()", "env::vars_os()"]),
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
            (.turns, ["chr(ord(", "ord($", "chr($"]),
            (.aside, ["@file_get_contents", "@curl_exec", "@fopen", "@fsockopen"]),
            (.dials, ["fsockopen(", "stream_socket_client("]),
            (.reads, ["file_get_contents(", "fopen(", "file(", "glob(", "scandir(", "readfile("]),
            (.frees, ["chmod("]),
            (.drop, ["/tmp/", "sys_get_temp_dir("]),
            (.asks, ["file_get_contents(", "fopen(", "curl_exec("]),
            (.address, ["https://", "http://"]),
            (.shell, ["/bin/sh", "/bin/bash", "bash -c"]),
            (
                .runs,
                [
                    "array_map(\"assert", "array_map('assert", "array_map(\"system",
                    "call_user_func(\"system", "call_user_func('system",
                    "call_user_func('assert", "call_user_func(\"assert",
                ]
            ),
            (
                .executes,
                [
                    "eval(", "array_map(\"assert", "array_map('assert", "assert($", "assert(b",
                    "create_function(", "data://text",
                ]
            ),
            (
                .environment,
                [
                    "getenv()", "encode($_ENV", "encode($_SERVER", "print_r($_ENV",
                    "print_r($_SERVER", "serialize($_ENV", "serialize($_SERVER",
                    "build_query($_ENV", "build_query($_SERVER", "= $_ENV", "= $_SERVER;",
                    "phpinfo(",
                ]
            ),
            (
                .request,
                [
                    "$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_SERVER['HTTP_",
                    "$_SERVER[\"HTTP_", "getallheaders(", "apache_request_headers(", "php://input",
                ]
            ),
            (.secretName, ["$password", "$private_key", "$secret", "$mnemonic", "$passphrase"]),
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
                    "tls.Dial", "net.LookupHost(", "net.LookupTXT(", "http.DefaultClient",
                    "net.Dialer{", "websocket.", "smtp.SendMail", "resty.",
                    "net.LookupIP(", "net.ResolveTCPAddr(",
                ]
            ),
            (
                .process,
                ["exec.Command(", "exec.CommandContext(", "syscall.Exec(", "os.StartProcess"]
            ),
            (.dials, ["net.Dial", "tls.Dial", "net.Dialer{"]),
            (.writes, ["os.WriteFile(", "os.Create(", "ioutil.WriteFile(", "os.OpenFile("]),
            (.turns, ["byte(", "[i]", "%len(", "% len("]),
            (.aside, ["go func", "go http.", "go send", "go report"]),
            (
                .reads,
                [
                    "os.ReadFile(", "ioutil.ReadFile(", "os.Open(", "os.UserHomeDir(", "filepath.",
                    "os.ReadDir(",
                ]
            ),
            (.frees, ["\"chmod\"", "os.Chmod(", "0755", "0o755", "0700", "0777"]),
            (.drop, ["/tmp/", "os.TempDir(", "os.CreateTemp(", "os.MkdirTemp("]),
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
            (
                .request,
                [
                    "r.Header.Get(", "req.Header.Get(", "Header.Get(", "r.URL.Query()",
                    "r.FormValue(", "c.GetHeader(", "c.Query(", "r.Cookie(",
                ]
            ),
            (.settings, ["json.Unmarshal(", "yaml.Unmarshal(", "toml.", "json.NewDecoder("]),
            (.fetches, ["\"curl", "\"wget", "curl ", "wget "]),
        ]
    )
}
