import Foundation
import Kernel
import Merkle
import Testing

@testable import Custody

@Suite("A release, verified by a stranger", .serialized)
struct VerificationTests {
    @Test("holds, claim by claim")
    func holds() async throws {
        let made = try await MadeRelease.shared.value
        let claims = try made.claims()
        #expect(claims.failed.isEmpty)
        #expect(claims.hold)
        #expect(claims.list.count == 11)
    }

    /// What each file's bytes are vouched for by.
    static let guards: [(file: String, claims: Set<String>)] = [
        ("data/texts.jsonl", ["files"]),
        ("datasheet.json", ["files"]),
        ("report.json", ["files"]),
        ("report.html", ["files"]),
        ("trust-policy", ["files"]),
        ("manifest.json", ["manifest", "reference"]),
        (
            "receipt.tlog-proof",
            ["receipt", "signature", "witnesses", "leaf", "inclusion"]
        ),
    ]

    @Test("fails with the claim that a flipped byte breaks", arguments: guards)
    func flips(file: String, claims: Set<String>) async throws {
        let made = try await MadeRelease.shared.value
        let copy = try made.copy()
        defer { copy.remove() }
        let path = copy.folder + "/" + file
        let bytes = try #require(try Disk.read(path, lengthMax: 1 << 24))
        // Small files byte by byte; large ones at both ends and at places spread between.
        let places =
            bytes.count <= 2_048
            ? Array(bytes.indices)
            : Array(Set([0, bytes.count - 1] + (0..<100).map { $0 * bytes.count / 100 })).sorted()
        for place in places {
            var changed = bytes
            changed[place] ^= UInt8(1 << (place % 8))
            try Data(changed).write(to: URL(filePath: path))
            let broken = Set(try copy.claims().failed.map(\.name))
            #expect(
                !broken.isDisjoint(with: claims),
                "byte \(place) of \(file) breaks \(broken.sorted())"
            )
        }
    }

    @Test("names every file of the release in the table above")
    func namesAll() async throws {
        let made = try await MadeRelease.shared.value
        let listing = try FolderListing(of: made.folder)
        #expect(Set(listing.files.keys) == Set(Self.guards.map(\.file)))
    }

    @Test(
        "fails when a file is cut, lengthened or taken away",
        arguments: guards.map(\.file),
        [-1, 0, 1]
    )
    func lengths(file: String, change: Int) async throws {
        let copy = try await MadeRelease.shared.value.copy()
        defer { copy.remove() }
        let path = copy.folder + "/" + file
        let bytes = try #require(try Disk.read(path, lengthMax: 1 << 24))
        switch change {
        case -1: try Data(bytes.dropLast()).write(to: URL(filePath: path))
        case 1: try Data(bytes + [0x20]).write(to: URL(filePath: path))
        default: try FileManager.default.removeItem(atPath: path)
        }
        #expect(!(try copy.claims().hold))
    }

    @Test(
        "fails when something else lies in the folder",
        arguments: ["notes.txt", "data/.hidden", "data/ré.txt", "empty/"]
    )
    func strays(name: String) async throws {
        let copy = try await MadeRelease.shared.value.copy()
        defer { copy.remove() }
        let path = copy.folder + "/" + name
        if name.hasSuffix("/") {
            try Disk.makeFolder(path)
        } else {
            try Data("stray".utf8).write(to: URL(filePath: path))
        }
        #expect(try copy.claims().failed.map(\.name) == ["nothing else"])
    }

    @Test("follows no link, even to the right bytes")
    func links() async throws {
        let copy = try await MadeRelease.shared.value.copy()
        defer { copy.remove() }
        let files = FileManager.default
        let other = copy.folder + "-elsewhere"
        try files.moveItem(atPath: copy.folder + "/report.html", toPath: other)
        defer { try? files.removeItem(atPath: other) }
        try files.createSymbolicLink(
            atPath: copy.folder + "/report.html",
            withDestinationPath: other
        )
        #expect(Set(try copy.claims().failed.map(\.name)) == ["files", "nothing else"])
    }

    @Test("fails against another key, and holds against the home's own")
    func keys() async throws {
        let made = try await MadeRelease.shared.value
        let own = try made.claims(Release.Verification.Trust(key: made.key))
        #expect(own.hold)
        let seed = [UInt8](repeating: 7, count: 32)
        let other = try SigningKey(name: made.key.name, kind: .ed25519, seed: seed).verifier
        let claims = try made.claims(Release.Verification.Trust(key: other))
        #expect(claims.failed.map(\.name) == ["signature", "inclusion"])
    }

    @Test("asks for the witnesses of the policy that the verifier brings")
    func quorum() async throws {
        let made = try await MadeRelease.shared.value
        let seed = [UInt8](repeating: 9, count: 32)
        let witness = try SigningKey(name: "witness.example", kind: .cosignature, seed: seed)
        let policy = TrustPolicy(
            logs: [.init(key: made.key)],
            witnesses: [.init(key: witness.verifier)],
            quorum: .witness(witness.verifier)
        )
        let claims = try made.claims(Release.Verification.Trust(policy: policy))
        #expect(claims.failed.map(\.name) == ["witnesses"])
    }
}
