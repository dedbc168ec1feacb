import Foundation
import Merkle
import Testing

@testable import Kernel

@Suite("A leaf")
struct LeafTests {
    private func leaf(subjects: Int = 3, references: Int = 2) -> Leaf {
        Leaf(
            type: "port.arrived.v1",
            tenantTag: [UInt8](repeating: 1, count: 16),
            time: 1_795_292_100_123,
            event: ID(),
            actorTag: [UInt8](repeating: 2, count: 16),
            subjectTags: (0..<subjects).map { [UInt8](repeating: UInt8($0), count: 16) },
            commitment: [UInt8](repeating: 3, count: 32),
            references: (0..<references).map { Digest.plain([UInt8($0)]) },
            keyEpoch: 7
        )
    }

    @Test("reads back as it was written", arguments: [0, 8], [0, 4])
    func roundTrips(subjects: Int, references: Int) throws {
        let leaf = leaf(subjects: subjects, references: references)
        #expect(try Leaf(bytes: leaf.bytes) == leaf)
        #expect(leaf.bytes.count <= 512)
    }

    @Test("refuses what is cut short, longer, or of another version")
    func refuses() {
        let bytes = leaf().bytes
        for count in 0..<bytes.count {
            #expect(throws: Leaf.Malformed.self) { try Leaf(bytes: [UInt8](bytes.prefix(count))) }
        }
        #expect(throws: Leaf.Malformed.trailingBytes) { try Leaf(bytes: bytes + [0]) }
        #expect(throws: Leaf.Malformed.unknownVersion(2)) {
            try Leaf(bytes: [2] + bytes.dropFirst())
        }
    }

    @Test("has one spelling: what is accepted is written again byte for byte")
    func isCanonical() {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let bytes = leaf().bytes
        for _ in 0..<5_000 {
            var changed = bytes
            for _ in 0...next(3) { changed[next(changed.count)] = UInt8(next(256)) }
            guard let read = try? Leaf(bytes: changed) else { continue }
            #expect(read.bytes == changed)
        }
    }
}
