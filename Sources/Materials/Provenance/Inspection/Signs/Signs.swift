/// Words by which code gives away what it is about to do.
enum Signs {
    // MARK: - What an expression carries

    /// What a string carries. Whether it may speak of secrets was told at a glance before.
    static func flow(ofLiteral bytes: ArraySlice<UInt8>, isTelling: Bool) -> Script.Flow {
        var flow: Script.Flow = []
        if isBlob(bytes) { flow.insert(.blob) }
        guard bytes.count < 2_000 else { return flow }
        if isTelling, secret(in: String(decoding: bytes, as: UTF8.self)) != nil {
            flow.insert(.secretFile)
        }
        if isTelling, asksRole(String(decoding: bytes, as: UTF8.self)) { flow.insert(.secretFile) }
        if isTelling, bytes.starts(with: "/proc/".utf8),
            bytes.suffix(8).elementsEqual("/environ".utf8)
        {
            flow.insert(.environment)
        }
        if mayEndInterpreter(bytes), namesInterpreter(bytes) { flow.insert(.interpreter) }
        return flow
    }

    /// Whether a string, or what stands behind its last slash, is the name of an interpreter.
    private static func namesInterpreter(_ bytes: ArraySlice<UInt8>) -> Bool {
        var last = bytes.suffix(interpreterMax + 1)
        if let slash = last.lastIndex(of: .slash) { last = last[(slash + 1)...] }
        return last.count <= interpreterMax
            && interpreters.contains(String(decoding: last, as: UTF8.self))
    }

    private static let interpreterMax = 14
    private static let interpreters: Set = [
        "python", "python3", "python.exe", "pythonw", "pythonw.exe", "node", "node.exe", "sh",
        "bash", "powershell", "powershell.exe", "pwsh", "cmd", "cmd.exe", "wscript", "mshta",
    ]

    /// Whether a string is the name of a picture or a sound.
    static func namesPicture(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (5..<100).contains(bytes.count), bytes.suffix(5).contains(0x2E),
            bytes.last?.isLetter == true || bytes.last == 0x33
        else { return false }
        return pictureEnds.contains { bytes.ends(with: $0) }
    }

    private static let pictureEnds: [StaticString] = [
        ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".ico", ".wav", ".mp3", ".txt", ".dat", ".bin",
        ".log", ".ttf", ".woff", ".csv",
    ]

    /// Whether the last letter is one in which the name of an interpreter ends.
    static func mayEndInterpreter(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.last.map { "n3ewhldta".utf8.contains($0) } ?? false
    }

    /// Letters from which on a string may be something packed.
    static let blobSizeMin = 160

    /// A long run of the letters of base sixty-four or sixteen, which is no prose.
    static func isBlob(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= blobSizeMin else { return false }
        let sample = bytes.prefix(4_000)
        let isFitting = sample.allSatisfy {
            $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2F || $0 == 0x3D || $0 == 0x0A
                || $0 == 0x2D || $0 == 0x5F
        }
        return isFitting && sample.count(where: { $0 == 0x0A }) * 20 < sample.count
    }

    /// The part of a dotted name behind its last dot.
    static func last(of name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: 0x2E) else { return name }
        return String(name[name.utf8.index(after: dot)...])
    }

    static func flow(ofName name: String) -> Script.Flow {
        var flow: Script.Flow = []
        if isDecoder(name) { flow.insert(.decoded) }
        if isNetwork(name) { flow.insert(.network) }
        let last = last(of: name)
        if encoders.contains(last) { flow.insert(.encoded) }
        if ["getdata", "getpixel", "readframes"].contains(last) { flow.insert(.decoded) }
        if isIdentity(name, last) { flow.insert(.identity) }
        if isInterpreter(name, last) { flow.insert(.interpreter) }
        return flow.union(personal(name, last))
    }

    /// Whether a name is the program that runs the script, or that with some letters changed.
    private static func isInterpreter(_ name: String, _ last: String) -> Bool {
        ["sys.executable", "process.execPath"].contains { program in
            name == program || (last == "replace" && name == program + ".replace")
        }
    }

    private static let encoders: Set = [
        "hexlify", "b32encode", "b64encode", "urlsafe_b64encode", "standard_b64encode",
        "b85encode", "a85encode", "encodebytes", "b16encode", "btoa",
    ]

    /// What tells who the user is, or which machine this is.
    private static func isIdentity(_ name: String, _ last: String) -> Bool {
        switch name {
        case "socket.gethostname", "getpass.getuser", "os.uname", "platform.node", "os.hostname",
            "os.userInfo", "os.networkInterfaces", "uuid.getnode", "os.getlogin", "platform.uname":
            return true
        default: return last == "userInfo" || last == "gethostname" || last == "getuser"
        }
    }

    static func isDecoder(_ name: String) -> Bool {
        let last = last(of: name)
        switch last {
        case "b64decode", "b32decode", "b16decode", "b85decode", "a85decode", "urlsafe_b64decode",
            "standard_b64decode", "decodebytes", "unhexlify", "a2b_hex", "a2b_base64", "fromhex",
            "decompress", "atob", "fromCharCode", "inflateSync", "gunzipSync", "unzipSync",
            "brotliDecompressSync", "decrypt", "createDecipheriv", "createDecipher", "translate":
            return true
        default:
            return name == "marshal.loads" || name == "codecs.decode" || name == "chr"
        }
    }

    static func isNetwork(_ name: String) -> Bool {
        if networkRoots.contains(where: { name.hasPrefix($0) }) {
            return !networkHarmless.contains { name.holds($0) }
        }
        return name == "fetch" || name == "urlopen" || name == "urlretrieve" || name == "got"
            || name == "XMLHttpRequest" || name == "WebSocket" || name == "EventSource"
            || name == "needle" || name == "phin" || name == "ky" || name == "ws"
    }

    private static let networkRoots = [
        "requests.", "urllib.request.", "urllib3.", "http.client.", "httpx.", "aiohttp.",
        "socket.socket", "socket.create_connection", "urllib2.", "axios", "https.", "http.",
        "net.connect", "net.Socket", "net.createConnection", "node-fetch", "got.", "undici.",
        "dgram.", "tls.connect", "ftplib.", "smtplib.", "websocket.", "paramiko.",
        "discord_webhook.", "navigator.sendBeacon", "asyncio.open_connection", "websockets.",
        "pycurl.", "telnetlib.", "superagent", "needle", "ky.", "bent.", "phin.", "telebot.",
        "telegram.Bot", "imaplib.", "http2.connect", "nodemailer.", "urllib.urlopen",
        "urllib.urlretrieve", "xmlrpc.client.ServerProxy",
        "cross-fetch", "isomorphic-fetch",
    ]
    private static let networkHarmless = [
        ".Agent", ".STATUS_CODES", ".codes", ".exceptions", ".createServer",
        ".RequestException", ".HTTPError", ".utils", ".Server", ".METHODS",
    ]

    /// Whether it only makes what may speak to the network later.
    static func isPreparing(_ last: String) -> Bool {
        [
            "PoolManager", "Session", "session", "Client", "AsyncClient", "ClientSession",
            "Timeout",
            "ClientTimeout", "Retry", "Limits", "TCPConnector", "socket", "Request", "create",
            "HTTPSConnection", "HTTPConnection", "SSHClient", "build_opener", "HTTPAdapter",
        ].contains(last)
    }

    /// The last part of what writes a file.
    static func isWriting(_ last: String) -> Bool {
        [
            "write_text", "write_bytes", "writeFileSync", "writeFile", "NamedTemporaryFile",
            "mkstemp", "urlretrieve", "createWriteStream", "appendFileSync", "appendFile",
            "extractall", "unpack_archive", "SetValueEx",
        ].contains(last)
    }

    /// The last part of what sends, where the network is in play.
    static func isSending(_ last: String) -> Bool {
        ["post", "put", "send", "sendall", "sendto", "urlopen", "request", "end", "sendmail"]
            .contains(last)
    }

    static func isProcess(_ name: String) -> Bool {
        let last = last(of: name)
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
            || name == "execSync" || name == "spawnSync" || name.hasPrefix("execa")
            || name == "shelljs.exec" || name == "pexpect.spawn" || name == "pexpect.run"
            || name == "Deno.Command" || name == "cross-spawn" || name == "asyncio.subprocess"
    }

    static func isExecution(_ name: String, _ language: Script.Language) -> Bool {
        switch language {
        case .python:
            return [
                "exec", "eval", "builtins.exec", "builtins.eval", "__builtins__.exec",
                "__builtins__.eval", "types.FunctionType", "__import__('builtins').exec",
            ]
            .contains(name) || name.hasSuffix(".FunctionType")
        case .javascript:
            return [
                "eval", "Function", "globalThis.eval", "global.eval", "window.eval",
                "vm.runInThisContext", "vm.runInNewContext", "vm.runInContext", "vm.Script",
                "vm.compileFunction", "vm.SourceTextModule", "worker_threads.Worker",
            ].contains(name) || name.hasSuffix("_compile") || name == ".constructor"
                || name.hasSuffix("constructor.constructor")
        }
    }

    /// What is called on something that nobody can name beforehand: `__import__(x).system`.
    static func isDynamic(_ name: String, _ last: String) -> Bool {
        (name.hasPrefix(".") || name == "require" || name == "importlib.import_module")
            // `.exec` is what patterns do in JavaScript.
            && ["system", "popen", "Popen", "execSync", "spawnSync", "require", "import_module"]
                .contains(last)
    }

    /// Pieces of text that make the name of what runs code, where no single one does.
    static func isAssembled(_ pieces: [String]) -> Bool {
        let grave = ["exec", "eval", "compile", "__import__", "system", "popen", "Popen"]
        let whole = pieces.joined()
        return grave.contains { whole.hasSuffix($0) && !pieces.contains($0) }
    }
}
