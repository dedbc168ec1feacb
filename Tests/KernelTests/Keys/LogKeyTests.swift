import Foundation
import Merkle
import Support
import Testing

@testable import Kernel

@Suite("The log's key, replaced", .serialized)
struct LogKeyTests {
    @Test("leaves one log, which holders of either key can follow", arguments: Dialect.allCases)
    func replaces(dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        var home = try await fixture.create()
        try await home.arrive(3)
        try await home.sequencer.publish()
        let old = home.ledger.identity
        let kept = try #require(try home.publication.folder.read(.checkpoint))
        let event = try #require(try await home.ledger.event(at: 1))
        let receipt = try await home.ledger.proof(of: event, in: home.publication)
        let new = try await home.replaceLogKey(as: .owner)
        #expect(new != old.verifier && new.name == old.origin)

        home = try await fixture.open()
        #expect(home.ledger.identity.verifier == new)
        let folder = home.publication.folder
        let transition = try #require(try folder.read(.checkpoint))
        for key in [old.verifier, new] { _ = try Checkpoint.open(transition, by: key) }
        try await home.arrive(2)
        try await home.close()
        for key in [old.verifier, new] {
            var claims = Claims()
            let audit = LogAudit(folder: folder, key: key)
            let checkpoint = try await audit.check(&claims)
            #expect(checkpoint?.size == 6)
            for note in [kept, transition] {
                try await audit.check(
                    since: note,
                    named: "growth",
                    "it only grew",
                    to: checkpoint,
                    mustGrow: true,
                    &claims
                )
            }
            #expect(claims.hold, "\(claims.failed)")
            // The old key signs nothing above the size at which it handed over.
            let forged = Checkpoint(origin: old.origin, size: 6, root: .plain([1]))
            let note = try forged.signed(by: old.key).bytes
            #expect(throws: Unfounded.self) { try audit.opened(note) }
            let home = try await HomeAudit(of: fixture.path, key: key).claims {
                try await fixture.open()
            }
            #expect(home.hold, "\(home.failed)")
        }
        // A receipt of before is checked with the key of before.
        _ = try Checkpoint.open(receipt.checkpoint, by: old.verifier)
        #expect(throws: Checkpoint.Failure.self) {
            try Checkpoint.open(try #require(try folder.read(.checkpoint)), by: old.verifier)
        }
    }

    static let points = Faults.points.filter { $0.hasPrefix("log-key.replace") }
        .flatMap { point in Dialect.allCases.map { (point, $0) } }

    @Test(
        "is the old one or the new one after a crash, and signs no second history",
        arguments: points
    )
    func survives(point: String, dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let striker = Striker()
        let home = try await fixture.create(fixture.options(faults: striker.faults))
        try await home.arrive(3)
        try await home.sequencer.publish()
        let old = home.ledger.identity.verifier
        let kept = try #require(try home.publication.folder.read(.checkpoint))
        striker.arm(point)
        await #expect(throws: Striker.Struck.self) { try await home.replaceLogKey(as: .owner) }
        // Whoever only looks, before anything is finished, finds a whole log.
        var looking = fixture.options()
        looking.finishesWork = false
        try await fixture.open(looking).abandon()

        let again = try await fixture.open()
        let isReplaced = again.ledger.identity.verifier != old
        #expect(isReplaced == (point != "log-key.replace.staged"))
        #expect(!FileManager.default.fileExists(atPath: fixture.path + "/keys/log-key.next"))
        try await again.arrive(1)
        try await again.close()
        var claims = try await HomeAudit(of: fixture.path, key: old).claims {
            try await fixture.open()
        }
        let audit = LogAudit(folder: LogFolder(path: fixture.path + "/ledger"), key: old)
        let checkpoint = try await audit.check(&claims)
        try await audit.check(
            since: kept,
            named: "growth",
            "it only grew",
            to: checkpoint,
            mustGrow: true,
            &claims
        )
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("is not replaced while another replica holds the old one")
    func alone() async throws {
        let fixture = try Fixture(.postgresql)
        defer { fixture.remove() }
        let homes = [try await fixture.create(), try await fixture.open()]
        let broken = await #expect(throws: Broken.self) {
            try await homes[0].replaceLogKey(as: .owner)
        }
        #expect(broken?.code == .homeBusy)
        try await homes[1].arrive(1)
        try await homes[1].close()
    }

    @Test("is nobody else's: a handover that the old key did not sign leads nowhere")
    func forgedHandover() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let home = try await fixture.create()
        try await home.arrive(2)
        try await home.close()
        let key = home.ledger.identity.verifier
        let thief = try LogIdentity.draw(origin: key.name, epoch: 1)
        let other = try LogIdentity.draw(origin: key.name, epoch: 1)
        let folder = LogFolder(path: fixture.path + "/ledger")
        let note = try KeyHandover.signed(
            from: other.key,
            to: thief.key,
            size: 2,
            root: .plain([])
        )
        try Data(note.bytes).write(to: URL(filePath: folder.path + "/handover-1"))
        #expect(throws: Unfounded.self) { try folder.succession(trusting: key) }
        #expect(try await !HomeAudit(of: fixture.path).claims { try await fixture.open() }.hold)
    }
}
