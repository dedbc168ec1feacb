import Testing

@testable import Provenance

/// A package in a few lines: attacks in words that no rule was made for, and what is honest beside
/// them. Every payload is harmless: hosts are of `example` and `invalid`, and nothing is run.
struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let name: String
    let files: [(path: String, text: String)]

    init(_ description: String, _ name: String, _ files: [(String, String)]) {
        testDescription = description
        self.name = name
        self.files = files
    }

    /// What every package of its kind has.
    private var manifest: (path: String, text: String)? {
        switch PackageKind.of(name) {
        case .sdist where name.hasSuffix(".tar.gz"): KindsTests.info
        case .npm: ("package.json", #"{"name": "x", "version": "1.0.0"}"#)
        case .crate: ("Cargo.toml", "[package]\nname = \"x\"\nversion = \"1.0.0\"\n")
        default: nil
        }
    }

    /// What is seen in it, with the manifest of its kind where it brings none.
    func inspect() -> PackageInspection {
        let own = [manifest].compactMap(\.self).filter { one in
            !files.contains { $0.path == one.path }
        }
        let isModule = files.contains { $0.path.contains("@v") }
        let entries = (files + own).map { path, text in
            (name: isModule ? path : "x-1/" + path, type: UInt8(0x30), content: text)
        }
        return InspectionTests.inspector.inspect(ArchiveTests.tar(entries), name: name)
    }
}

@Suite("A package in a few lines")
struct SampleTests {
    @Test(
        "that harms is not let pass",
        arguments: Sample.attacksPython + Sample.attacksPythonMore + Sample.attacksNode
            + Sample.attacksOthers + Sample.attacksQuiet + Sample.attacksTold
    )
    func harms(sample: Sample) {
        let found = sample.inspect()
        #expect(found.answer != .pass, "\(found.marks)")
    }

    @Test(
        "that is honest is let pass",
        arguments: Sample.honestPython + Sample.honestPythonMore + Sample.honestNode
            + Sample.honestOthers + Sample.honestQuiet
    )
    func honest(sample: Sample) {
        let found = sample.inspect()
        #expect(found.answer == .pass, "\(found.marks)")
    }

    /// What rules ask about, in no order that anybody writes.
    private static let words = [
        "getattr(", "__builtins__", "'exec'", "\"eval\"", "setattr(X, 'a', ", "ZipFile(", " as z",
        "Thread(target=", "run", ")", "(", "[", "]", ".get(", ".join(", "'ht'", ",", "104", "1",
        "\n", "    ", "def run(", "=", "import ", "load('zlib')", "req.headers", ".", "{", "}",
        "=>",
        "require('net')", "module.constructor._load", "Reflect.construct(", "Keypair.from_bytes(",
        "'https:/'", "bcc", "'a@b.example'", "base_url", "'https://c.example/'", "![]+[]",
        "os.walk(",
        "open(", "'w'", "Wallet(", "k", "'node_modules'", "HTTPS_PROXY",
    ]

    @Test("of random words never traps", arguments: 0..<60)
    func hostile(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        var text = ""
        for _ in 0..<(seed * 2) {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            text += Self.words[Int(state >> 33) % Self.words.count]
        }
        for language in [Script.Language.python, .javascript] {
            let script = Script(Array(text.utf8), language, trigger: .import)
            #expect(ScriptRules(script, file: "x").marks.count < 100)
        }
        for language in [LooseLanguage.ruby, .php, .go, .rust] {
            let marks = LooseRules.judge(Array(text.utf8), language, path: "x", trigger: .import)
            #expect(marks.count < 100)
        }
    }
}
