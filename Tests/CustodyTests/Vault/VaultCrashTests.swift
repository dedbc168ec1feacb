import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A crash in the vault", .serialized)
struct VaultCrashTests {
    static let points = [
        "vault.file.before", "vault.file.after", "vault.remove.before", "vault.remove.after",
        "store.commit.before", "store.commit.after", "keys.create.before", "keys.create.after",
        "keys.destroy.before", "keys.destroy.after",
    ]
    static let cases = points.flatMap { point in Dialect.allCases.map { (point, $0) } }

    @Test("leaves each document whole or gone, and nothing between", arguments: cases)
    func leavesWholeOrGone(point: String, dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let person: ID<Vault.Subject> = ID()
        let old = try await room.sealed("old", about: [person])
        let new: ID<Vault.Document> = ID()

        fixture.striker.arm(point)
        do {
            _ = try await room.sealed("new", document: new, about: [person])
            try await room.shred(old, reason: "a crash is near", as: .owner)
        } catch {}
        #expect(!fixture.striker.isArmed, "the point \(point) is never passed")
        try home.abandon()

        let (again, later) = try await fixture.open()
        var expected = 0
        for (document, text) in [(old, "old"), (new, "new")] {
            guard try await later.shelved(document)?.isSealed == true else {
                await #expect(throws: Vault.Failure.self) { try await later.text(of: document) }
                continue
            }
            expected += 1
            #expect(try await later.text(of: document) == text)
        }
        if try await later.shelved(old)?.shredded != nil {
            #expect(try again.ledger.ring.secret(.document(old)) == nil)
            #expect(try await later.certificate(of: old).keys == [.document(old)])
        }
        #expect(try fixture.files().count == expected)
        try await expectRebuildable(again)

        // What was interrupted can be asked for again.
        if try await later.shelved(new) == nil {
            #expect(try await later.sealed("new", document: new, about: [person]) == new)
        }
        if try await later.shelved(old)?.isSealed == true {
            try await later.shred(old, reason: "asked again", as: .owner)
        }
        #expect(try await later.text(of: new) == "new")
        #expect(try fixture.files().count == 1)
        try await again.close()
    }

    @Test("spares the files of seals under way elsewhere")
    func sparesFresh() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        fixture.striker.arm("vault.file.after")
        _ = try? await room.sealed()
        #expect(try fixture.files().count == 1)
        #expect(try await room.resume(before: Date()) == 0)
        #expect(try fixture.files().count == 1)
        // What a power cut left half written, and what is none of ours.
        let incoming = fixture.path + "/vault/incoming/half"
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: incoming))
        let foreign = fixture.path + "/vault/README"
        try Data("not a document".utf8).write(to: URL(fileURLWithPath: foreign))
        #expect(try await room.resume(before: .distantFuture) == 1)
        #expect(try fixture.files() == ["vault/README"])
        try await home.close()
    }
}
