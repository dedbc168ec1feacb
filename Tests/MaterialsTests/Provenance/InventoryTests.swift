import Testing

@testable import Provenance

@Suite("Lock files and manifests")
struct InventoryTests {
    static let files =
        LockFiles.scripting + LockFiles.others + LockFiles.variants + LockFiles.wishes
        + LockFiles.programs

    @Test("name what they hold, where it is from, and what holds it still", arguments: files)
    func reads(path: String, text: String, expected: [String]) throws {
        let kind = try #require(ManifestKind.of(path: path), "\(path)")
        let inventory = kind.read(Array(text.utf8), path: path)
        let found = inventory.components.map { component in
            "\(component.package.ecosystem.rawValue) \(component.package.name) "
                + "\(component.version ?? "-") \(component.digests.count) \(component.group ?? "-")"
        }
        #expect(found == expected, "\(inventory.remarks)")
        #expect(!inventory.remarks.contains { $0.kind == .unreadable })
    }

    @Test("what floats, moves or has no hash is said")
    func remarks() throws {
        func kinds(_ path: String) throws -> [Inventory.Remark.Kind] {
            let file = try #require(Self.files.first { $0.0 == path })
            return try #require(ManifestKind.of(path: path)).read(Array(file.1.utf8), path: path)
                .remarks.map(\.kind)
        }
        #expect(try kinds("requirements.txt") == [.floating, .unhashed, .unhashed, .unhashed])
        #expect(try kinds(".github/workflows/ci.yml") == [.mutable, .mutable])
        #expect(try kinds("Dockerfile") == [.floating])
    }

    @Test(
        "a broken file is a remark, never an empty answer",
        arguments: [
            "poetry.lock", "package-lock.json", "pnpm-lock.yaml", "pom.xml", "uv.lock",
            "composer.lock",
        ]
    )
    func broken(path: String) throws {
        let kind = try #require(ManifestKind.of(path: path))
        let inventory = kind.read(Array("{{{ <".utf8), path: path)
        #expect(inventory.remarks.map(\.kind) == [.unreadable])
    }

    @Test("a lock file that only its own tool reads is refused, with what to do")
    func binary() throws {
        let kind = try #require(ManifestKind.of(path: "web/bun.lockb"))
        let inventory = kind.read(Array("#!/usr/bin/env bun".utf8), path: "web/bun.lockb")
        #expect(inventory.remarks.map(\.kind) == [.unreadable])
        #expect(inventory.remarks[0].words.contains("--save-text-lockfile"))
        // Its text form says all that it says.
        #expect(kind.betters.contains(.bun))
    }

    @Test("what one writes oneself is no dependency", arguments: [".", "./", ".[socks]", "-e ."])
    func own(line: String) {
        let found = ManifestKind.requirements.read(Array(line.utf8), path: "requirements.txt")
        #expect(found.components.isEmpty && found.remarks.isEmpty)
    }

    @Test("an environment goes on in the files that its list for pip names")
    func environmentGoesOn() {
        let text = "dependencies:\n- pip:\n  - -r requirements/base.txt\n"
        let found = ManifestKind.condaEnvironment.read(Array(text.utf8), path: "environment.yml")
        #expect(found.includes == ["requirements/base.txt"])
    }

    @Test("what a program works out is told, and not guessed")
    func workedOut() {
        let text = "setup(install_requires=open('r.txt').read().split(), extras_require=more())\n"
        let found = ManifestKind.setupScript.read(Array(text.utf8), path: "setup.py")
        #expect(found.components.isEmpty)
        #expect(found.remarks.map(\.kind) == [.floating, .floating])
    }

    @Test(
        "sums of lists are read, and a part that is worked out is told",
        arguments: [
            ("A = ['a==1']\nB = ('b==2',)\nsetup(install_requires=A + B +\n ['c==3'])", 3, 0),
            ("A = ['a==1']\nsetup(install_requires=A + more())", 1, 1),
            ("setup(install_requires='a==1\\nb==2', x=1)", 2, 0),
            ("setup(install_requires=['a==1'].copy())", 1, 1),
            ("E = {'x': ['a==1'], 'y': 'b==2'}\nsetup(extras_require=E)", 2, 0),
            ("E = {'x': ['a==1']}\nE['all'] = []\nsetup(extras_require={'x': f()})", 0, 1),
        ]
    )
    func sums(text: String, components: Int, told: Int) {
        let found = ManifestKind.setupScript.read(Array(text.utf8), path: "setup.py")
        #expect(found.components.count == components, "\(found.components.map(\.name))")
        #expect(found.remarks.count == told, "\(found.remarks)")
    }

    @Test("a setup.cfg goes on in the files that it names")
    func setupGoesOn() {
        let text = "[options]\ninstall_requires = file: base.txt, more.txt\n"
        let found = ManifestKind.setupConfig.read(Array(text.utf8), path: "setup.cfg")
        #expect(found.includes == ["base.txt", "more.txt"])
    }

    @Test(
        "the banner of a copied script says what it is, where its name is known",
        arguments: [
            ("/*! jQuery v3.6.0 | (c) OpenJS Foundation */", "jquery@3.6.0"),
            ("/*!\n  * Bootstrap v4.3.1 (https://getbootstrap.com/)\n  */", "bootstrap@4.3.1"),
            ("/*!\n * Vue.js v2.6.11\n * (c) 2014-2019 Evan You */", "vue@2.6.11"),
            ("/** @license React v16.13.1\n * react.production.min.js\n */", "react@16.13.1"),
            ("//! moment.js\n//! version : 2.29.1\n", "moment@2.29.1"),
            ("/*! jQuery UI - v1.12.1 - 2016-09-14 */", "jquery-ui@1.12.1"),
            ("/*\n AngularJS v1.8.2\n (c) 2010 Google */", "angular@1.8.2"),
            ("/*! Some Thing v1.0.0 */", nil), ("var a = 'jQuery v3.6.0'", nil), ("", nil),
        ]
    )
    func banners(text: String, package: String?) {
        let found = VendoredFiles.banner(text.utf8)
        #expect(found.map { $0.name + "@" + ($0.version ?? "") } == package)
    }

    @Test("a requirements file from Windows is read")
    func wide() throws {
        let units = Array("a==1\r\nb==2\r\n".utf16)
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in units { bytes += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
        let found = ManifestKind.requirements.read(bytes, path: "r.txt").components
        #expect(found.map(\.version) == ["1", "2"])
    }
}
