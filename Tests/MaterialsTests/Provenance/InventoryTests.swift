import Testing

@testable import Provenance

@Suite("Lock files and manifests")
struct InventoryTests {
    static let files = 
        LockFiles.scripting + LockFiles.others + LockFiles.variants + LockFiles.wishes

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

    @Test("a requirements file from Windows is read")
    func wide() throws {
        let units = Array("a==1\r\nb==2\r\n".utf16)
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in units { bytes += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
        let found = ManifestKind.requirements.read(bytes, path: "r.txt").components
        #expect(found.map(\.version) == ["1", "2"])
    }
}
