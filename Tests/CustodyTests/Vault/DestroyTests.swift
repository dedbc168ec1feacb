import Foundation
import Merkle
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A destroyed document")
struct DestroyTests {
    @Test("has no key, no file and no name, and a certificate", arguments: Dialect.allCases)
    func isGone(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let kept = try await room.sealed("kept")
        let document = try await room.sealed(about: [ID()], until: VaultHome.newYear)
        _ = try await room.text(of: document)
        await #expect(throws: Vault.Failure.notDestroyed) {
            try await room.certificate(of: document)
        }

        let receipt = try await room.shred(document, reason: "asked for by post", as: .owner)
        #expect(try home.ledger.ring.secret(.document(document)) == nil)
        #expect(try fixture.files().count == 1)
        await #expect(throws: Vault.Failure.alreadyShredded) { try await room.text(of: document) }
        await #expect(throws: Vault.Failure.alreadyShredded) {
            try await room.shred(document, reason: "again", as: .owner)
        }

        let certificate = try await room.certificate(of: document)
        #expect(certificate == (try await room.certificate(of: document)))
        #expect(certificate.event == receipt.id)
        #expect(certificate.keys == [.document(document)])
        #expect(certificate.cause == .request)
        let leaf = try Leaf(bytes: try #require(try await home.ledger.leaf(of: receipt.id)))
        #expect(leaf.type == Vault.Shredded.name)
        #expect(certificate.leafHash == Digest.leaf(leaf.bytes).hex)
        #expect(try certificate.text().contains(Digest.leaf(leaf.bytes).hex))

        #expect(try await room.text(of: kept) == "kept")
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("does not come back with the files of yesterday")
    func staysGone() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let document = try await room.sealed()
        try await home.close()
        let backup = fixture.path + "-ring"
        defer { try? FileManager.default.removeItem(atPath: backup) }
        try FileManager.default.copyItem(atPath: fixture.path + "/keys", toPath: backup)
        try FileManager.default.copyItem(
            atPath: fixture.path + "/vault",
            toPath: backup + "/vault"
        )

        let (after, later) = try await fixture.open()
        try await later.shred(document, reason: "asked for", as: .owner)
        try await after.close()
        #expect(room.ledger !== later.ledger)

        // Somebody restores the ring and the files, but not the events: erasures are replayed.
        let files = FileManager.default
        for name in ["ring.sqlite", "ring.sqlite-wal", "ring.sqlite-shm"] {
            try? files.removeItem(atPath: "\(fixture.path)/keys/\(name)")
            try? files.copyItem(
                atPath: "\(backup)/\(name)",
                toPath: "\(fixture.path)/keys/\(name)"
            )
        }
        try files.removeItem(atPath: fixture.path + "/vault")
        try files.copyItem(atPath: backup + "/vault", toPath: fixture.path + "/vault")
        let (restored, again) = try await fixture.open()
        #expect(try restored.ledger.ring.secret(.document(document)) == nil)
        #expect(try fixture.files() == [])
        #expect(try await again.certificate(of: document).cause == .request)
        try await restored.close()
    }

    @Test("needs a reason without which nobody could answer for it", arguments: [0, 501])
    func needsReason(count: Int) async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let document = try await room.sealed()
        await #expect(throws: Vault.Failure.badReason) {
            let reason = String(repeating: "x", count: count)
            try await room.shred(document, reason: reason, as: .owner)
        }
        await #expect(throws: Vault.Failure.unknown) {
            try await room.shred(ID(), reason: "no such thing", as: .owner)
        }
        try await home.close()
    }
}

@Suite("A person who is forgotten")
struct EraseTests {
    @Test("takes what is about nobody else, and leaves the rest named", arguments: Dialect.allCases)
    func erases(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let (ada, ben): (ID<Vault.Subject>, ID<Vault.Subject>) = (ID(), ID())
        let mine = [
            try await room.sealed(about: [ada]),
            try await room.sealed(about: [ada]),
        ]
        let shared = try await room.sealed("both", about: [ada, ben])
        let other = try await room.sealed("ben", about: [ben])

        let receipt = try await room.erase(ada, reason: "asked to be forgotten", as: .owner)
        #expect(Set(receipt.event.documents) == Set(mine))
        #expect(receipt.event.shared == [shared])
        let names = [.subject(ada)] + mine.map { KeyName.document($0) }
        for name in names { #expect(try home.ledger.ring.secret(name) == nil) }
        #expect(Set(try await room.certificate(for: receipt).keys) == Set(names))
        #expect(try await room.certificate(of: mine[0]).cause == .erasure)
        #expect(try fixture.files().count == 2)
        #expect(try await room.text(of: shared) == "both")
        #expect(try await room.text(of: other) == "ben")
        let about = try await home.ledger.store.read { try Vault.subjects(of: shared, in: $0) }
        #expect(about == [ben])
        try await expectRebuildable(home)
        // The name is barred: nothing can be about them again.
        await #expect { _ = try await room.sealed(about: [ada]) } throws: { error in
            (error as? Broken)?.code == .keyMissing
        }
        try await home.close()
    }
}

@Suite("A legal hold")
struct HoldTests {
    @Test(
        "outranks a request, a date and an erasure until it is lifted",
        arguments: Dialect.allCases
    )
    func outranks(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let person: ID<Vault.Subject> = ID()
        let document = try await room.sealed(about: [person], until: VaultHome.newYear)
        let holds: [ID<Vault.Hold>] = [ID(), ID()]
        for hold in holds {
            let place = Vault.Hold(document: document, hold: hold, reason: "case 7 O 12/26")
            try await home.ledger.perform(place, as: .owner)
        }
        let tomorrow = VaultHome.date(VaultHome.newYear + VaultHome.day)

        for standing in [holds.count, 1] {
            await #expect {
                try await room.shred(document, reason: "request", as: .owner)
            } throws: {
                guard case .held(let by)? = $0 as? Vault.Failure else { return false }
                return Set(by).isSubset(of: holds) && by.count == standing
            }
            await #expect(throws: Vault.Failure.self) {
                try await room.erase(person, reason: "request", as: .owner)
            }
            let sweep = try await room.sweep(now: tomorrow)
            #expect(sweep.destroyed.isEmpty && sweep.held == 1)
            #expect(try await room.text(of: document) == "born in Görlitz")
            let lift = Vault.Lift(hold: holds[standing - 1], reason: "case closed")
            try await home.ledger.perform(lift, as: .owner)
            await #expect(throws: Vault.Failure.noSuchHold) {
                try await home.ledger.perform(lift, as: .owner)
            }
        }
        try await expectRebuildable(home)
        #expect(try await room.sweep(now: tomorrow).destroyed == [document])
        await #expect(throws: Vault.Failure.alreadyShredded) {
            try await home.ledger.perform(
                Vault.Hold(document: document, reason: "too late"),
                as: .owner
            )
        }
        try await expectRebuildable(home)
        try await home.close()
    }
}

@Suite("A retention date")
struct RetainTests {
    @Test("destroys on its millisecond and not before", arguments: Dialect.allCases)
    func destroysOnTime(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let date = VaultHome.newYear + VaultHome.day
        let undated = try await room.sealed("kept for now")
        let document = try await room.sealed(until: VaultHome.newYear)
        try await home.ledger.perform(
            Vault.Retain(document: document, until: date),
            as: .owner
        )
        #expect(try await room.sweep(now: VaultHome.date(date - 1)).destroyed.isEmpty)
        await #expect(throws: Vault.Failure.notDue) {
            try await home.ledger.perform(
                Vault.Expire(document: document, now: date - 1),
                as: .system
            )
        }
        let sweep = try await room.sweep(now: VaultHome.date(date))
        #expect(sweep.destroyed == [document])
        let certificate = try await room.certificate(of: document)
        #expect(certificate.keys == [.document(document)] && certificate.cause == .retention)
        #expect(try await room.sweep(now: VaultHome.date(date)).destroyed.isEmpty)
        #expect(try await room.text(of: undated) == "kept for now")
        #expect(try fixture.files().count == 1)
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("is looked after however many documents are due")
    func sweepsMany() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let documents = (0..<100).map { _ in ID<Vault.Document>() }
        try room.prepare(documents.map { ($0, []) })
        for document in documents {
            _ = try await room.sealed("x", document: document, until: VaultHome.newYear)
        }
        let sweep = try await room.sweep(now: VaultHome.date(VaultHome.newYear))
        #expect(Set(sweep.destroyed) == Set(documents))
        #expect(try fixture.files() == [])
        try await home.close()
    }
}
