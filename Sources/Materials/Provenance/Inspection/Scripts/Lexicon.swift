/// The words of one script, each with a number, so that rules compare numbers and no text.
///
/// The words that rules ask about have the first numbers, the same in every script; a script's own
/// words get the numbers after these, in the order in which they first stand.
struct Lexicon: Sendable {
    private var texts: [UInt8] = []
    private var ends: [Int32] = []
    private var hashes: [UInt32] = []
    /// Whether a call or value of this name may matter to a rule.
    private(set) var tells: [Bool] = []
    /// Words with letters that are not of ASCII, however they are folded.
    private(set) var foreign: [Int32] = []
    /// Names such as `_0x3fa2`, which programs give and people do not.
    private(set) var strangeCount = 0
    /// Numbers by hash; -1 where there is none. Its size is a power of two.
    private var slots: [Int32]

    /// The words that every script begins with.
    private static let common = Lexicon(Word.allCases)

    /// A lexicon that knows the words of rules.
    init() { self = Self.common }

    private init(_ words: [Word]) {
        slots = [Int32](repeating: -1, count: 1_024)
        for word in words {
            let text = Array(word.text.utf8)
            let number = take(text, 0, text.count)
            tells[Int(number)] = word.rawValue >= Word.firstTelling.rawValue
        }
    }

    /// How many words there are.
    var count: Int { ends.count }

    private func start(_ number: Int) -> Int { number == 0 ? 0 : Int(ends[number - 1]) }

    /// A word's text.
    func text(_ number: Int32) -> String {
        let number = Int(number)
        return String(decoding: texts[start(number)..<Int(ends[number])], as: UTF8.self)
    }

    /// The number of the word between two places, a new one if it was never seen.
    mutating func take(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int32 {
        let (hash, isPlain) = Self.hash(bytes.span, start, end)
        guard isPlain else {
            let folded = Self.folded(bytes[start..<end])
            let (hash, isPlain) = Self.hash(folded.span, 0, folded.count)
            let known = count
            let number = take(folded, 0, folded.count, hash)
            if !isPlain, count > known { foreign.append(number) }
            return number
        }
        return take(bytes, start, end, hash)
    }

    /// The number of a word; nil when no script of ours has seen it.
    func number(of text: some StringProtocol) -> Int32? {
        let whole = String(text)
        let bytes = whole.utf8Span.span
        let (hash, _) = Self.hash(bytes, 0, bytes.count)
        let slot = find(bytes, 0, bytes.count, hash)
        return slots[slot] < 0 ? nil : slots[slot]
    }

    /// Says that a word leads to something that may matter, by another name.
    mutating func mark(_ number: Int32) { tells[Int(number)] = true }

    private mutating func take(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int,
        _ hash: UInt32
    ) -> Int32 {
        let slot = find(bytes.span, start, end, hash)
        if slots[slot] >= 0 { return slots[slot] }
        let number = Int32(ends.count)
        slots[slot] = number
        texts.append(contentsOf: bytes[start..<end])
        ends.append(Int32(texts.count))
        hashes.append(hash)
        tells.append(Self.beginsTelling(bytes.span, start, end))
        if Self.isStrange(bytes.span, start, end) { strangeCount += 1 }
        if ends.count * 2 > slots.count { grow() }
        return number
    }

    /// Whether a word is one of these names.
    func isStrange(_ number: Int32) -> Bool {
        Self.isStrange(texts.span, start(Int(number)), Int(ends[Int(number)]))
    }

    /// `_0x3fa2`, `a0_0x3fa2`; `lIIllIlI`, `O0OO0O0O`: what a program gives or nobody can read.
    @inline(__always)
    private static func isStrange(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Bool {
        guard end - start >= 5 else { return false }
        for place in start..<min(start + 3, end - 2)
        where bytes[place] == 0x5F && bytes[place + 1] == 0x30 && bytes[place + 2] == 0x78 {
            return true
        }
        guard end - start >= 8 else { return false }
        var kinds: UInt8 = 0
        for place in start..<end {
            switch bytes[place] {
            case 0x6C: kinds |= 1  // l
            case 0x49: kinds |= 2  // I
            case 0x4F: kinds |= 4  // O
            case 0x31, 0x30: kinds |= 8
            case 0x5F: continue
            default: return false
            }
        }
        return kinds.nonzeroBitCount >= 2
    }

    /// FNV-1a, and whether all of it is ASCII.
    @inline(__always)
    private static func hash(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> (UInt32, Bool) {
        var hash: UInt32 = 2_166_136_261
        var all: UInt8 = 0
        for place in start..<end {
            let byte = bytes[place]
            all |= byte
            hash = (hash ^ UInt32(byte)) &* 16_777_619
        }
        return (hash, all < 0x80)
    }

    /// The slot of a word, or the free one where it belongs.
    @inline(__always)
    private func find(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ hash: UInt32
    ) -> Int {
        let slots = self.slots.span
        let mask = slots.count - 1
        var slot = Int(hash ^ hash >> 15) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, isSame(number, bytes, start, end) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func isSame(
        _ number: Int,
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Bool {
        let own = texts.span
        let first = self.start(number)
        guard Int(ends[number]) - first == end - start else { return false }
        for offset in 0..<(end - start) where own[first + offset] != bytes[start + offset] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        let mask = slots.count - 1
        for number in hashes.indices {
            let hash = hashes[number]
            var slot = Int(hash ^ hash >> 15) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }

    /// `execFileSync`, `spawnve`, `dns`, `create_namespaced_pod`: families told by how they begin.
    private static func beginsTelling(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> Bool {
        guard end - start >= 3 else { return false }
        func begins(_ text: StaticString) -> Bool {
            guard end - start >= text.utf8CodeUnitCount else { return false }
            return text.withUTF8Buffer { wanted in
                for index in wanted.indices where bytes[start + index] != wanted[index] {
                    return false
                }
                return true
            }
        }
        switch bytes[start] {
        case UInt8(ascii: "e"): return end - start < 16 && begins("exec")
        case UInt8(ascii: "s"): return end - start < 16 && begins("spawn")
        case UInt8(ascii: "d"): return begins("dns")
        case UInt8(ascii: "c"): return begins("create_namespaced_")
        default: return false
        }
    }

    /// Letters that Python takes for plain ones (NFKC): mathematical and of full width. Written so,
    /// a name looks strange and calls what the plain one calls.
    private static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: folded.append(UInt8(scalar.value - 0xFEE0))
            case 0x1D400...0x1D6A3:
                let letter = UInt8((scalar.value - 0x1D400) % 52)
                folded.append(letter < 26 ? 0x41 + letter : 0x61 + letter - 26)
            default: folded += String(Character(scalar)).utf8
            }
        }
        return folded
    }
}

/// The words that rules ask about. Those from ``firstTelling`` on make a call worth a look.
enum Word: Int32, CaseIterable, Sendable {
    case `import`, from, `as`, def, `class`, function, `return`, typeof, `case`, `in`, of, `if`
    case `for`, `while`, `switch`, `catch`, with, async, del, env, items, copy, values
    case __init__, os, append, extend, update, add, push, unshift
    case writestr, insert, read, find_spec, exec_module
    case find_module, load_module, create_module, meta_path, toString, hex, Buffer, split, ord
    case bytes, bytearray, reverse, filter, globalThis, global, window
    case mnemonic, seedPhrase, seed_phrase, mnemonic_phrase
    case join, replace, decode, encode, format, concat, substring, substr, slice, charAt, at
    case lower, upper, toLowerCase, toUpperCase, strip, replaceAll, String, unescape
    case decodeURIComponent, base64, binascii, str, reversed
    case `let`, const, `var`, put_nowait, `set`, `default`, createRequire, extends
    case add_header, setHeader, putheader, connect, copy2, copyfile, copyfileobj, copyFileSync
    case dump, save
    case _load, vars, builtins, __builtins__, __dict__, modules, sys, Reflect, apply, call, bind

    case exec, eval, FunctionType, Function, vm, _compile
    case b64decode, b32decode, b16decode, b85decode, a85decode, urlsafe_b64decode
    case standard_b64decode, decodebytes, unhexlify, a2b_hex, a2b_base64, fromhex, decompress, atob
    case fromCharCode, inflateSync, gunzipSync, unzipSync, brotliDecompressSync, decrypt
    case createDecipheriv, marshal, codecs, chr
    case requests, urllib, urllib2, urllib3, http, https, httpx, aiohttp, socket, axios, net, got
    case undici, dgram, tls, ftplib, smtplib, websocket, paramiko, fetch, urlopen, urlretrieve
    case XMLHttpRequest, WebSocket
    case environ, process, executable
    case subprocess, child_process, pty, system, popen, startfile, posix_spawn, asyncio, Deno, Bun
    case write_text, write_bytes, writeFileSync, writeFile, NamedTemporaryFile, mkstemp
    case createWriteStream, open
    case post, put, send, sendall, sendto, request
    case getattr, globals, __import__, dup2, dumps, stringify, urlencode, b64encode
    case hexlify, b32encode, urlsafe_b64encode, standard_b64encode, b85encode, a85encode, btoa
    case encodebytes, b16encode, getdata, getpixel, readframes, gethostname, getuser, uname,
        hostname
    case userInfo, networkInterfaces, getnode, VirtualAlloc, VirtualProtect, CreateThread
    case CreateRemoteThread, WriteProcessMemory, pyperclip, clipboard, platform
    case createDecipher, PROT_EXEC, CFUNCTYPE, walk, unlink, remove, encrypt, getlogin, recv,
        require
    case import_module
    case get_credentials, get_frozen_credentials, fromNodeProviderChain, defaultProvider
    case SourcelessFileLoader, ExtensionFileLoader
    case constructor, construct, Worker, pip, translate, CDLL, WinDLL, LoadLibrary, dlopen
    case extractall, unpack_archive, chmod, chmodSync, rmtree, rmSync, rmdirSync, rm, unlinkSync
    case appendFileSync, appendFile, write, SetValueEx, expanduser, homedir, home, environmentGetter
    case clipboard_get, clipboard_append, GetClipboardData, SetClipboardData
    case keyboard, pynput, GetAsyncKeyState, SetWindowsHookEx, SetWindowsHookExA, SetWindowsHookExW
    case ImageGrab, screenshot, mss, VideoCapture, PyAudio
    case list_namespaced_secret, list_secret_for_all_namespaces, read_namespaced_secret
    case get_secret_value, get_password, CryptUnprotectData, browser_cookie3
    case getsitepackages, getusersitepackages, get_python_lib, discord_webhook, sendBeacon
    case end, sendmail, cookie, localStorage, querySelectorAll, communicate
    case gettempdir, mkdtemp, tmpdir, TemporaryDirectory
    case open_connection, websockets, pycurl, telnetlib, superagent, needle, ky, bent, phin
    case telebot, telegram, execa, shelljs, runpy, run_path, load_source, spec_from_file_location
    case SourceFileLoader, mainModule, imaplib, http2, nodemailer, EventSource, pickle, dill
    case cloudpickle, pexpect, ServerProxy, get_event_loop

    static let firstTelling = Word.exec

    /// How it is written. One is put together: a material must not even seem to ask for settings.
    var text: String {
        self == .environmentGetter ? "get" + "env" : "\(self)"
    }
}
