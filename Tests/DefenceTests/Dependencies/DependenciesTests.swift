import Foundation
import Kernel
import Provenance
import Support
import Testing

@testable import Defence

@Suite("The room of dependencies", .serialized)
struct DependenciesTests {
    /// 24 March 2026, 10:00 UTC, in milliseconds since 1970.
    static let morning: Int64 = 1_774_346_400_000

    private func home(_ dialect: Dialect) async throws -> Home {
        let path = NSTemporaryDirectory() + "cordon-dependencies-" + UUID().uuidString
        var options = Home.Options(rooms: [Dependencies.room], policy: OwnerPolicy())
        options.now = { Date(timeIntervalSince1970: Double(Self.morning) / 1_000) }
        let database =
            dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
        return try await Home.create(at: path, database: database, options: options)
    }

    private func remove(_ home: Home) async throws {
        try await home.close()
        try? FileManager.default.removeItem(atPath: home.path)
    }

    private static let digest = String(repeating: "ab", count: 32)

    @Test(
        "keeps what was known, and answers what could be reached",
        arguments: [
            Dialect.sqlite, .postgresql,
        ]
    )
    func blast(dialect: Dialect) async throws {
        let home = try await home(dialect)
        let ledger = home.ledger
        let record = Dependencies.Record(
            subject: "label-gateway",
            digest: Self.digest,
            components: ["pkg:pypi/LiteLLM@1.82.8", "pkg:pypi/httpx@0.27.0"]
        )
        _ = try await ledger.perform(record, as: .owner)
        let connect = Dependencies.Connect(
            from: "tool:label-gateway",
            to: "supplier:harbour",
            since: 0
        )
        _ = try await ledger.perform(connect, as: .owner)
        let reach = try await ledger.store.read { try Dependencies.reach(in: $0) }
        let start = Reach.Node(.component, "pkg:pypi/litellm@1.82.8")
        let noon = Instant(seconds: Self.morning / 1_000 + 7_200)
        let reached = reach.blast(
            from: start,
            between: Instant(seconds: Self.morning / 1_000),
            and: noon
        )
        #expect(reached.map(\.node.name) == ["label-gateway", "harbour"])
        let end = Dependencies.Disconnect(
            from: "tool:label-gateway",
            to: "supplier:harbour",
            until: Self.morning - 1_000
        )
        _ = try await ledger.perform(end, as: .owner)
        let after = try await ledger.store.read { try Dependencies.reach(in: $0) }
        let later = after.blast(
            from: start,
            between: Instant(seconds: Self.morning / 1_000),
            and: noon
        )
        #expect(later.map(\.node.name) == ["label-gateway"])
        try await remove(home)
    }

    @Test("a list of the allowed knows bytes, not names")
    func allowed() async throws {
        let home = try await self.home(.sqlite)
        let allow = Dependencies.Allow(
            package: "pkg:pypi/litellm@1.82.6",
            digest: Self.digest,
            reason: "read by two of us"
        )
        _ = try await home.ledger.perform(allow, as: .owner)
        let other = String(repeating: "cd", count: 32)
        let (mine, theirs) = try await home.ledger.store.read {
            (
                try Dependencies.isAllowed(digest: Self.digest, in: $0),
                try Dependencies.isAllowed(digest: other, in: $0)
            )
        }
        #expect(mine && !theirs)
        try await remove(home)
    }

    @Test("an inventory holds from the day it is of, and its components are found by their names")
    func since() async throws {
        let home = try await self.home(.sqlite)
        let digest = String(repeating: "0", count: 64)
        let record = Dependencies.Record(
            subject: "gateway",
            digest: digest,
            components: ["pkg:pypi/litellm@1.82.8", "pkg:npm/litellm@2.0.0"],
            since: 1_774_000_000_000
        )
        _ = try await home.ledger.perform(record, as: .owner)
        let (reach, meant) = try await home.ledger.store.read { db in
            (
                try Dependencies.reach(in: db),
                try ["LiteLLM@1.82.8", "litellm", "litell"].map {
                    try Dependencies.components(meant: $0, in: db)
                }
            )
        }
        let start = Provenance.Reach.Node(.component, "pkg:pypi/litellm@1.82.8")
        let first = Instant(seconds: 1_774_000_000)
        #expect(reach.blast(from: start, between: first, and: first).count == 1)
        #expect(meant.map(\.count) == [1, 2, 0])
        try await remove(home)
    }

    @Test("what does not fit is refused, and why")
    func refusals() async throws {
        let home = try await self.home(.sqlite)
        func fails(_ failure: Dependencies.Failure, _ command: some Command) async {
            await #expect(throws: failure) {
                _ = try await home.ledger.perform(command, as: .owner)
            }
        }
        await fails(.badDigest, Dependencies.Import(digest: "x", advisories: 1, packages: 1))
        await fails(
            .badPackage,
            Dependencies.Record(subject: "t", digest: Self.digest, components: ["litellm"])
        )
        await fails(.badKind, Dependencies.Connect(from: "toool:x", to: "tool:y", since: 0))
        await fails(
            .notConnected,
            Dependencies.Disconnect(from: "tool:x", to: "tool:y", until: 1)
        )
        await fails(
            .badPackage,
            Dependencies.Allow(package: "pkg:pypi/x", digest: Self.digest, reason: "r")
        )
        try await remove(home)
    }
}

@Suite("A survey of folders")
struct SurveyTests {
    private func folder(_ files: [String: String]) throws -> String {
        let path = NSTemporaryDirectory() + "cordon-survey-" + UUID().uuidString
        for (name, text) in files {
            let url = URL(filePath: path + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        return path
    }

    @Test("prefers what is locked, follows inclusions once, and reads what is installed")
    func folders() throws {
        let lock = #"{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"}}}"#
        let path = try folder([
            "requirements.txt": "-r more.txt\nx==1\n", "more.txt": "-r requirements.txt\ny==2\n",
            "web/package-lock.json": lock,
            "web/package.json": #"{"dependencies":{"a":"^1"}}"#,
            "web/node_modules/a/package.json": #"{"name":"a","version":"1.0.0"}"#,
            "bare/node_modules/b/package.json": #"{"name":"b","version":"2.0.0"}"#,
            ".git/requirements.txt": "hidden==1\n",
            "venv/lib/site-packages/z-1.dist-info/METADATA": "Name: z\nVersion: 1\n\n",
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let survey = try Survey([path])
        let names = survey.inventory.components.map(\.name).sorted()
        #expect(names == ["a", "b", "x", "y", "z"])
        #expect(survey.inventory.remarks.isEmpty)
    }

    @Test("the lock file of a workspace speaks for its members, as far as it names what they want")
    func workspace() throws {
        let path = try folder([
            "Cargo.lock": """
            [[package]]
            name = "serde"
            version = "1.0.1"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            """,
            "member/Cargo.toml": "[dependencies]\nserde = \"1\"\nother = \"2\"\n",
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let inventory = try Survey([path]).inventory
        #expect(inventory.components.map(\.name) == ["serde", "other"])
        #expect(inventory.remarks.map(\.kind) == [.floating])
    }

    @Test("knows the distribution whose packages it lists")
    func distribution() throws {
        let path = try folder([
            "etc/os-release": "ID=debian\nVERSION_ID=\"12\"\n",
            "var/lib/dpkg/status": "Package: curl\nStatus: install ok installed\nVersion: 7\n",
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let component = try Survey([path]).inventory.components.first
        #expect(component?.package == PackageName(.debian, "curl", release: "12"))
    }

    @Test("a layer that is packed in xz is told as not looked into", arguments: [40, 4_000])
    func packed(length: Int) throws {
        let path = try folder([
            "oci-layout": #"{"imageLayoutVersion":"1.0.0"}"#,
            "index.json": #"{"manifests":[{"digest":"sha256:m"}]}"#,
            "blobs/sha256/m": #"{"layers":[{"digest":"sha256:l"}]}"#,
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let layer = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00] + [UInt8](repeating: 7, count: length)
        try Data(layer).write(to: URL(filePath: path + "/blobs/sha256/l"))
        let remarks = try Survey([path]).inventory.remarks
        #expect(remarks.map(\.kind).contains(.unreadable))
        #expect(remarks.contains { $0.words.contains("xz") })
    }

    @Test("copies that lie in a tree are told for what they are")
    func copies() throws {
        let path = try folder([
            "web/static/jquery.min.js": "/*! jQuery v3.6.0 | (c) */ !function(){}()",
            "web/own.js": "/*! jQuery v3.6.0, spoken of only */",
            "third_party/left-pad/package.json":
                #"{"name":"left-pad","version":"1.3.0","dependencies":{"x":"^1"}}"#,
            "vendor/serde/Cargo.toml":
                "[package]\nname = \"serde\"\nversion = \"1.0.1\"\n"
                + "[dependencies]\nother = \"2\"\n",
            "vendor/serde/.cargo-checksum.json": "{}",
            "venv/lib/site-packages/x/setup.py": "setup(install_requires=['unpinned'])",
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let inventory = try Survey([path]).inventory
        let names = inventory.components.map {
            "\($0.name) \($0.version ?? "-") \($0.group ?? "-")"
        }
        #expect(
            names.sorted() == [
                "jquery 3.6.0 vendored", "left-pad 1.3.0 vendored", "serde 1.0.1 vendored",
            ]
        )
        #expect(inventory.remarks.isEmpty)
    }

    @Test("a folder that says nothing is told, since it may be the wrong one")
    func emptiness() throws {
        let path = try folder(["notes.bin": "nothing"])
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try Survey([path]).inventory.remarks.map(\.kind) == [.empty])
    }

    @Test("what was named and says nothing is told, not passed over")
    func silence() throws {
        let path = try folder(["notes.bin": "nothing"])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let survey = try Survey([path + "/notes.bin"])
        #expect(survey.inventory.remarks.map(\.kind) == [.unreadable])
    }
}

extension DependenciesTests {
    @Test("a canary is found again by its digest, and not by its letters")
    func canary() async throws {
        let home = try await self.home(.sqlite)
        let random = (0..<Canary.randomCount).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        let canary = try #require(Canary(.github, random: random))
        let key = [UInt8](repeating: 7, count: 32)
        let plant = Dependencies.Plant(
            kind: "github",
            place: "tool:label-gateway",
            hint: canary.hint,
            key: key.hex,
            digest: Dependencies.digest(of: canary.secret, key: key)
        )
        _ = try await home.ledger.perform(plant, as: .owner)
        func look(_ text: String) async throws -> [String] {
            let bytes = Array(text.utf8)
            return try await home.ledger.store.read {
                try Dependencies.canaries(in: bytes, db: $0).map(\.place)
            }
        }
        #expect(try await look("GET /?t=\(canary.secret) 200") == ["tool:label-gateway"])
        let other = canary.secret.dropLast() + "_"
        #expect(try await look("GET /?t=\(other) 200") == [])
        let sound = Dependencies.Sound(canary: plant.canary, found: "access.log")
        _ = try await home.ledger.perform(sound, as: .owner)
        await #expect(throws: Dependencies.Failure.unknownCanary) {
            try await home.ledger.perform(
                Dependencies.Sound(canary: ID(), found: "x"),
                as: .owner
            )
        }
        try await remove(home)
    }

    @Test("an incident keeps what was reached, and the digest of its evidence")
    func incident() async throws {
        let home = try await self.home(.sqlite)
        func order(_ evidence: String, _ reached: [String]) -> Dependencies.Quarantine {
            Dependencies.Quarantine(
                component: "pkg:pypi/LiteLLM@1.82.8",
                reason: "a poisoned release",
                reached: reached,
                evidence: evidence,
                done: .init(suspended: 1, revoked: 1, returned: 2, held: 3),
                took: 12,
                isDrill: false
            )
        }
        let receipt = try await home.ledger.perform(
            order(Self.digest, ["worker:w", "tool:t"]),
            as: .owner
        )
        #expect(receipt.event.component == "pkg:pypi/litellm@1.82.8")
        #expect(receipt.event.reached == ["tool:t", "worker:w"])
        await #expect(throws: Dependencies.Failure.badDigest) {
            try await home.ledger.perform(order("ab", []), as: .owner)
        }
        await #expect(throws: Dependencies.Failure.badKind) {
            try await home.ledger.perform(order(Self.digest, ["nothing"]), as: .owner)
        }
        try await remove(home)
    }
}
