import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A rotation of the root key", .serialized)
struct RotateTests {
    @Test("re-wraps one key and touches no document", arguments: Dialect.allCases)
    func rewrapsOnly(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let document = try await room.sealed("still here")
        let files = try fixture.files()
        let keys = fixture.path + "/keys"
        try await room.rotate(to: .passphrase("first"), keys: keys, as: .owner)
        #expect(!FileManager.default.fileExists(atPath: keys + "/root.key"))
        try await home.close()

        await #expect { try await fixture.open(passphrase: "wrong") } throws: { error in
            (error as? Broken)?.code == .keyRefused
        }
        let (second, later) = try await fixture.open(passphrase: "first")
        try await later.rotate(to: .keyFile, keys: keys, as: .owner)
        try await second.close()

        let (third, last) = try await fixture.open()
        #expect(try await last.text(of: document) == "still here")
        #expect(try fixture.files() == files)
        try await expectRebuildable(third)
        try await third.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: keys)
        #expect(!names.contains { $0.hasPrefix("next-") })
    }

    @Test(
        "leaves the home open to the old key or the new, whenever it is interrupted",
        arguments: [
            "vault.rotate.before", "vault.rotate.staged", "store.commit.before",
            "store.commit.after", "vault.rotate.rewrapped", "vault.rotate.after",
        ],
        [Home.Protection.keyFile, .passphrase("new")]
    )
    func survives(point: String, protection: Home.Protection) async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let document = try await room.sealed("still here")
        fixture.striker.arm(point)
        await #expect(throws: (any Error).self) {
            try await room.rotate(to: protection, keys: fixture.path + "/keys", as: .owner)
        }
        #expect(!fixture.striker.isArmed, "the point \(point) is never passed")
        try home.abandon()

        for _ in 0..<2 {
            let (again, later) = try await fixture.open(passphrase: "new")
            #expect(try await later.text(of: document) == "still here")
            try await again.close()
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/keys")
        #expect(!names.contains { $0.hasPrefix("next-") })
    }
}
