import Foundation
import Kernel
import Merkle
import Support
import Testing

@testable import Server

@Suite("A home whose log is witnessed", .serialized)
struct WitnessedHomeTests {
    @Test("gets receipts that carry the cosignature its policy asks for")
    func cosigned() async throws {
        try await withWitnessedHome { place, policy in
            let home = try await place.open(policy)
            let event = try await home.ledger.perform(Bell.Ring(), as: .owner).id
            try await home.sequencer.publish()
            let receipt = try await home.ledger.proof(of: event, in: home.publication)
            let leaf = try #require(receipt.extra)
            let opened = try receipt.verify(leaf: .leaf(leaf), policy: policy)
            #expect(opened.cosignatures.map(\.key) == policy.witnesses.map(\.key))
            try await home.close()
        }
    }

    @Test("publishes though the witness is away, and says so by having no cosignature")
    func away() async throws {
        let place = Place()
        defer { place.remove() }
        let key = try await place.create()
        let seed = Example.witnessSeed
        let witness = try SigningKey(name: "witness.example/w1", kind: .cosignature, seed: seed)
        let policy = TrustPolicy(
            logs: [.init(key: key)],
            witnesses: [.init(key: witness.verifier, url: "http://127.0.0.1:9")],
            quorum: .witness(witness.verifier)
        )
        let home = try await place.open(policy)
        let event = try await home.ledger.perform(Bell.Ring(), as: .owner).id
        try await home.sequencer.publish()
        let receipt = try await home.ledger.proof(of: event, in: home.publication)
        let leaf = try #require(receipt.extra)
        #expect(throws: TransparencyProof.Failure.notTrusted(.quorumNotMet)) {
            try receipt.verify(leaf: .leaf(leaf), policy: policy)
        }
        try await home.close()
    }

    @Test("publishes nothing once the whole home was put back to an earlier day", arguments: [1, 9])
    func rolledBack(events: Int) async throws {
        try await withWitnessedHome { place, policy in
            try await place.ring(2, policy)
            let backup = try place.copy()
            try await place.ring(3, policy)
            try place.restore(backup)
            // Fewer leaves than the witness has seen, and more: neither is the history it knows.
            let home = try await place.open(policy)
            let before = try home.publication.folder.read(.checkpoint)
            for _ in 0..<events { try await home.ledger.perform(Bell.Ring(), as: .owner) }
            let broken = await #expect(throws: Broken.self) { try await home.sequencer.publish() }
            #expect(broken?.code == .ledgerDiverged)
            #expect(try home.publication.folder.read(.checkpoint) == before)
            try home.abandon()
        }
    }

    /// Makes a home and a witness that follows its log, and serves the witness meanwhile.
    private func withWitnessedHome(
        _ body: @escaping @Sendable (Place, TrustPolicy) async throws -> Void
    ) async throws {
        let place = Place()
        defer { place.remove() }
        let key = try await place.create()
        let folder = TemporaryFolder()
        let store = try folder.store()
        try store.trust(key)
        let witness = try Witness(store: store, now: { Example.time })
        try await serving(witness) { url in
            let policy = TrustPolicy(
                logs: [.init(key: key)],
                witnesses: [.init(key: witness.key, url: url)],
                quorum: .witness(witness.key)
            )
            try await body(place, policy)
        }
    }
}

/// The smallest room: something that can happen again and again.
enum Bell {
    struct Rang: Event {
        static let name = "bell.rang.v1"
    }

    struct Ring: Command {
        static let name = "bell.ring"
        func decide(_ db: Database) throws -> Rang { Rang() }
    }
}

/// A home's folder, which can be put back to an earlier day.
struct Place: Sendable {
    private let path = NSTemporaryDirectory() + "cordon-witnessed-" + UUID().uuidString

    func create() async throws -> VerifierKey {
        let home = try await Home.create(
            at: path,
            options: Home.Options(rooms: [], policy: OwnerPolicy())
        )
        let key = home.ledger.identity.verifier
        try await home.close()
        return key
    }

    func open(_ policy: TrustPolicy) async throws -> Home {
        var options = Home.Options(rooms: [], policy: OwnerPolicy())
        options.witnesses = WitnessLine.lines(
            of: policy,
            log: policy.logs[0].key,
            limit: .seconds(10)
        )
        return try await Home.open(at: path, passphrase: { "" }, options: options)
    }

    func ring(_ count: Int, _ policy: TrustPolicy) async throws {
        let home = try await open(policy)
        for _ in 0..<count { try await home.ledger.perform(Bell.Ring(), as: .owner) }
        try await home.close()
    }

    func copy() throws -> String {
        let backup = path + "-backup-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: path, toPath: backup)
        return backup
    }

    func restore(_ backup: String) throws {
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: backup, toPath: path)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
