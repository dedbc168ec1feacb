import Foundation
import Merkle
import Synchronization
import Testing

@testable import Kernel

@Suite("A witness that a home names", .serialized)
struct WitnessTests {
    private struct Away: Error {}

    @Test("is told apart when it is absent, and joins when it is back")
    func attendance() async throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let key = try SigningKey(
            name: "witness.example/w",
            kind: .cosignature,
            seed: [UInt8](repeating: 4, count: 32)
        )
        let isAway = Mutex(true)
        var options = fixture.options()
        options.witnesses = [
            WitnessLine(name: "witness.example/w") { note, _ in
                if isAway.withLock({ $0 }) { throw Away() }
                return [try key.cosign(note.unverifiedText, time: 1_800_000_000)]
            },
            WitnessLine(name: "witness.example/never") { _, _ in throw Away() },
        ]
        let home = try await fixture.create(options)
        try await home.arrive(1)
        #expect(try await home.sequencer.publish() == 1)
        var seen = try home.publication.attendance()
        #expect(seen.map(\.name) == ["witness.example/w", "witness.example/never"])
        #expect(seen.map(\.hasCosigned) == [false, false])
        #expect(seen.allSatisfy { $0.absence?.contains("Away") == true })
        isAway.withLock { $0 = false }
        try await home.arrive(1)
        try await home.close()
        seen = try home.publication.attendance()
        #expect(seen.map(\.hasCosigned) == [true, false])
        #expect(seen[0].absence == nil && seen[1].absence != nil)
        // Another process that has asked nobody knows it from the checkpoint.
        let again = try await fixture.open(options)
        #expect(try again.publication.attendance().map(\.hasCosigned) == [true, false])
        try again.abandon()
        let alone = try await fixture.open()
        #expect(try alone.publication.attendance().isEmpty)
        try alone.abandon()
    }
}
