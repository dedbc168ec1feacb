import Foundation
import Merkle
import Support
import Testing

@testable import Kernel

@Suite("A crash at a durable step", .serialized)
struct CrashTests {
    static let cases = Faults.points
        .filter { !$0.hasPrefix("keys.destroy") && !$0.contains("replace") }
        .flatMap { point in Dialect.allCases.map { (point, $0) } }

    @Test("loses nothing that was acknowledged and signs nothing twice", arguments: cases)
    func survives(point: String, dialect: Dialect) async throws {
        let fixture = try Fixture(dialect)
        defer { fixture.remove() }
        let striker = Striker()
        let home = try await fixture.create(fixture.options(faults: striker.faults))
        var acknowledged: [ID<any Event>] = []
        for tons in 0..<3 {
            let command = Port.Arrive(ship: ID(), tons: tons)
            acknowledged.append(try await home.ledger.perform(command, as: .owner).id)
        }
        try await home.sequencer.publish()
        let before = try #require(try home.publication.folder.read(.checkpoint))

        striker.arm(point)
        let retried = Port.Arrive(ship: ID(), tons: 99)
        let key = IdempotencyKey("retried")
        do {
            let receipt = try await home.ledger.perform(retried, as: .owner, once: key)
            acknowledged.append(receipt.id)
            try await home.sequencer.publish()
        } catch {}
        #expect(!striker.isArmed, "the point \(point) is never passed")
        try home.abandon()

        let again = try await fixture.open()
        acknowledged.append(try await again.ledger.perform(retried, as: .owner, once: key).id)
        let size = try await again.sequencer.publish()
        #expect(size == 4)
        for id in acknowledged { #expect(try await again.ledger.index(of: id) != nil) }
        try await agrees(again, extending: before)
        try await again.close()
    }

    /// The new checkpoint extends the old one, and projections equal what the events say.
    private func agrees(_ home: Home, extending old: [UInt8]) async throws {
        let key = home.ledger.identity.verifier
        let note = try #require(try home.publication.folder.read(.checkpoint))
        let new = try Checkpoint.open(note, by: key).checkpoint
        let was = try Checkpoint.open(old, by: key).checkpoint
        #expect(new.size >= was.size)
        let edge = try RightEdge(size: new.size) { tile in
            try #require(try home.publication.folder.read(.tile(tile)))
        }
        #expect(edge.root == new.root)
        let grown = try await home.ledger.contents()
        try await home.ledger.rebuild()
        #expect(try await home.ledger.contents() == grown)
    }
}
