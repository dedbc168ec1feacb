import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A sealed document")
struct SealTests {
    @Test("comes back as it was, and says who opened it", arguments: Dialect.allCases)
    func comesBack(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let person: ID<Vault.Subject> = ID()
        let plain = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ ($0 >> 8)) }
        var rest = plain[...]
        let receipt = try await room.seal(
            Strongroom.card("Zeugnis 💼.pdf"),
            people: [Vault.Person(subject: person, marks: [])],
            until: VaultHome.newYear,
            as: .owner
        ) { buffer in
            let piece = rest.prefix(min(buffer.count, 9_973))
            buffer.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        }
        let document = receipt.event.document

        var opened: [UInt8] = []
        let card = try await room.open(document, for: "payroll check", as: .owner) {
            opened.append(contentsOf: $0)
        }
        #expect(opened == plain)
        #expect(card == (try Strongroom.card("Zeugnis 💼.pdf")))
        let shelved = try #require(try await room.shelved(document))
        #expect(shelved.length == plain.count)
        #expect(shelved.until == VaultHome.newYear)
        let openings = try await home.ledger.store.read { db in
            try Vault.openings(of: document, in: db)
        }
        #expect(openings.map(\.purpose) == ["payroll check"])
        #expect(openings.map(\.actor) == [Principal.owner.id])
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("leaves its name and content in no file of the home")
    func leavesNoTrace() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let document = try await room.sealed("canary-in-content-5d1f")
        #expect(try await room.text(of: document) == "canary-in-content-5d1f")
        try await home.sequencer.publish()
        for canary in ["canary-in-content-5d1f", "Amalia", "Testperson"] {
            #expect(try fixture.files(holding: canary) == [])
        }
        // Proof that the search would have found something.
        #expect(try !fixture.files(holding: document.description).isEmpty)
        try await home.close()
    }

    @Test("is sealed once under its name", arguments: Dialect.allCases)
    func isSealedOnce(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let document = try await room.sealed("the first")
        await #expect(throws: Vault.Failure.alreadySealed) {
            _ = try await room.sealed("the second", document: document)
        }
        #expect(try await room.text(of: document) == "the first")
        #expect(try fixture.files().count == 1)
        try await home.close()
    }

    @Test("is refused when its file was changed, swapped or lost")
    func refusesDamage() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let (one, other) = (try await room.sealed("one"), try await room.sealed("other"))
        let files = try await [one, other].async { document in
            let blob = try #require(try await room.shelved(document)?.blob)
            return URL(fileURLWithPath: "\(fixture.path)/vault/\(blob.prefix(2))/\(blob)")
        }
        let (whole, foreign) = (try Data(contentsOf: files[0]), try Data(contentsOf: files[1]))
        var flipped = whole
        flipped[whole.count - 20] ^= 1
        for damaged in [flipped, foreign, whole.dropLast(), whole + [0], Data()] {
            try damaged.write(to: files[0])
            await #expect { try await room.text(of: one) } throws: { error in
                (error as? Broken)?.code == .storeDamaged
            }
        }
        try FileManager.default.removeItem(at: files[0])
        await #expect { try await room.text(of: one) } throws: { error in
            (error as? Broken)?.code == .fileUnavailable
        }
        #expect(try await room.text(of: other) == "other")
        try await home.close()
    }

    @Test("is nobody's when the gate refuses it: no file stays", arguments: Dialect.allCases)
    func isRefused(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let stranger = Principal(id: ID(), kind: .member)
        var isRead = false
        await #expect(throws: Refusal.self) {
            try await room.seal(Strongroom.card(), people: [], as: stranger) { _ in
                defer { isRead = true }
                return isRead ? 0 : 1
            }
        }
        #expect(try fixture.files() == [])
        let document = try await room.sealed()
        await #expect(throws: Refusal.self) {
            _ = try await room.open(document, for: "curiosity", as: stranger) { _ in }
        }
        try await home.close()
    }

    @Test("is about at most as many people as its limit says")
    func hasLimits() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let crowd = (0...Vault.subjectsMax).map { _ in ID<Vault.Subject>() }
        await #expect(throws: Vault.Failure.tooManySubjects) {
            _ = try await room.sealed(about: crowd)
        }
        await #expect(throws: Vault.Failure.badDate) { _ = try await room.sealed(until: -1) }
        #expect(try fixture.files() == [])
        #expect(Vault.Card(name: String(repeating: "x", count: 5_000), media: "text/plain") == nil)
        let nine = try await room.sealed(about: Array(crowd.prefix(9)))
        #expect(try await room.text(of: nine) == "born in Görlitz")
        try await home.close()
    }
}

extension Array {
    fileprivate func async<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
