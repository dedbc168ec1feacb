import Foundation
import Merkle
import Sealing
import Support
import Testing

@testable import Kernel

@Suite("The house's key, replaced", .serialized)
struct HouseKeyTests {
    @Test(
        "seals what is recorded from then on, and what was recorded stays",
        arguments: Dialect.allCases
    )
    func replaces(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let ship = ID<Port.Ship>()
        let tally = try await home.ledger.perform(Port.Greet(tons: 1), as: .owner)
        try await home.ledger.perform(Port.Arrive(ship: ship, tons: 3), as: .owner)
        let subject = try home.ledger.ring.secret(.subject(ship))
        let old = home.ledger.ring.houseKey
        for epoch in [UInt32(2), 3] {
            let made = try await home.replaceHouseKey(as: .owner, passphrase: { "" })
            #expect(made == epoch && home.ledger.ring.epoch == epoch)
        }
        let later = try await home.ledger.perform(Port.Greet(tons: 2), as: .owner)
        try await home.close()

        let again = try await fixture.open()
        #expect(again.ledger.ring.epoch == 3)
        #expect(again.ledger.ring.houseKey(of: 1) == old)
        #expect(again.ledger.ring.houseKey != old)
        #expect(try again.ledger.ring.secret(.subject(ship)) == subject)
        for (receipt, epoch) in [(tally, UInt32(1)), (later, 3)] {
            let leaf = try #require(try await again.ledger.leaf(of: receipt.id))
            #expect(try Leaf(bytes: leaf).keyEpoch == epoch)
            let event = try await again.ledger.event(receipt.id, as: Port.Tallied.self)
            #expect(event == receipt.event)
            // Who has only the first key reads the first body, and not the last.
            let body = try await again.body(of: receipt.id)
            let opened = try? Envelope.open(
                body,
                under: old.derived(for: "event bodies"),
                authenticating: [UInt8]("cordon/event/v1\0".utf8) + receipt.id.bytes
            )
            #expect((opened != nil) == (epoch == 1))
        }
        let grown = try await again.ledger.contents()
        try await again.ledger.rebuild()
        #expect(try await again.ledger.contents() == grown)
        try await again.close()
        let claims = try await fixture.claims()
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("knows a request again that came before it")
    func repeats() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        let key = IdempotencyKey("once")
        let first = try await home.ledger.perform(Port.Greet(tons: 1), as: .owner, once: key)
        _ = try await home.replaceHouseKey(as: .owner, passphrase: { "" })
        let second = try await home.ledger.perform(Port.Greet(tons: 1), as: .owner, once: key)
        #expect(second.isRepeat && second.id == first.id)
        await #expect(throws: Conflict.otherRequest) {
            try await home.ledger.perform(Port.Greet(tons: 2), as: .owner, once: key)
        }
        try await home.close()
    }

    @Test(
        "comes into force after a crash, once it was ordered",
        arguments: ["keys.replace.before", "keys.replace.after"]
    )
    func survives(point: String) async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let striker = Striker()
        let home = try await fixture.create()
        try await home.close()
        let path = fixture.path + "/keys/ring.sqlite"
        let struck = try await fixture.open(fixture.options(faults: striker.faults))
        striker.arm(point)
        await #expect(throws: Striker.Struck.self) {
            _ = try await struck.replaceHouseKey(as: .owner, passphrase: { "" })
        }
        #expect(!striker.isArmed && FileManager.default.fileExists(atPath: path))
        try struck.abandon()
        let again = try await fixture.open()
        #expect(again.ledger.ring.epoch == 2)
        let logKey = fixture.path + "/keys/log-key"
        let identity = try LogIdentity.open(at: logKey, sealedBy: again.ledger.ring)
        #expect(identity.epoch == 2, "the log's key was not sealed anew")
        try await again.ledger.perform(Port.Greet(tons: 1), as: .owner)
        try await again.close()
        #expect(try await fixture.claims().hold)
    }

    @Test("is never drawn twice: a `keys` folder from before is refused")
    func refusesOld() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        try await fixture.create().close()
        let backup = try fixture.copies(of: "keys/ring.sqlite")
        let sealed = try fixture.copies(of: "keys/log-key")
        let home = try await fixture.open()
        _ = try await home.replaceHouseKey(as: .owner, passphrase: { "" })
        try await home.ledger.perform(Port.Greet(tons: 1), as: .owner)
        try await home.close()
        try backup.restore()
        try sealed.restore()
        let broken = await #expect(throws: Broken.self) { try await fixture.open() }
        #expect(broken?.code == .keyMissing)
    }

    @Test("is replaced under the root key in force, and under no other")
    func needsRoot() throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        var generator = SystemRandomNumberGenerator()
        let (root, other) = (Secret.random(using: &generator), Secret.random(using: &generator))
        let store = try EmbeddedStore(path: fixture.path)
        let ring = try KeyRing(store: store, root: root, isNew: true)
        #expect(throws: Broken.self) { try ring.replaceHouse(under: other) }
        #expect(ring.epoch == 1)
        try ring.replaceHouse(under: root)
        try ring.rewrap(under: other)
        let again = try KeyRing(store: store, root: other, isNew: false)
        #expect(again.epoch == 2 && again.houseKey == ring.houseKey)
        // A ring that was opened before makes no keys that nobody could open.
        try again.replaceHouse(under: other)
        #expect(throws: Broken.self) { try ring.secrets(making: [.document(ID<Port.Ship>())]) }
        try ring.close()
    }
}

extension Home {
    /// The sealed body of an event, as the database holds it.
    func body(of event: ID<any Event>) async throws -> [UInt8] {
        let row = try await ledger.store.read { db in
            try db.row("SELECT body FROM ledger_event WHERE id = \(event)")
        }
        return try #require(row).blob(0)
    }
}
