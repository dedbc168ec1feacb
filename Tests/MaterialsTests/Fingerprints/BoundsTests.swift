import Fingerprints
import Foundation
import Testing

@Suite("The bound on a false accusation")
struct BoundsTests {
    struct Known: Decodable {
        struct Single: Decodable {
            let marks: Int
            let alphabet: Int
            let fp_full: Double
            let threshold: Int?
            let tolerated: Int?
            let fp_at_threshold: Double?
        }
        struct Exposure: Decodable {
            let share_seen: Double
            let records: Int
            let expected_innocent_sessions: Double
        }
        struct Canary: Decodable {
            let rate: Double
            let records: Int
            let p_at_least_one: Double
        }
        struct Tardos: Decodable {
            let colluders: Int
            let original_2003: Int
            let symmetric_asymptotic: Int
            let capacity_2c2ln2: Int
        }
        struct Collusion: Decodable {
            let colluders: Int
            let alphabet: Int
            let erased: Double
            let marks: Int
            let threshold: Int
            let p_identify: Double
        }
        let single: [Single]
        let exposure: [Exposure]
        let canary: [Canary]
        let tardos: [Tardos]
        let collusion: [Collusion]
    }

    static let known = Result {
        let url = Bundle.module.url(
            forResource: "leak-tracing-bounds",
            withExtension: "json",
            subdirectory: "Fixtures"
        )
        return try JSONDecoder().decode(Known.self, from: Data(contentsOf: try #require(url)))
    }

    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * abs(b) }

    @Test("is the exact tail, and sets the threshold")
    func single() throws {
        for row in try Self.known.get().single {
            let full = TracingBounds.falseAccusations(
                matches: row.marks,
                marks: row.marks,
                alphabet: row.alphabet
            )
            #expect(near(full, row.fp_full))
            let threshold = TracingBounds.threshold(marks: row.marks, alphabet: row.alphabet)
            #expect(threshold == row.threshold)
            guard let threshold, let expected = row.fp_at_threshold else { continue }
            #expect(row.marks - threshold == row.tolerated)
            let bound = TracingBounds.falseAccusations(
                matches: threshold,
                marks: row.marks,
                alphabet: row.alphabet
            )
            #expect(near(bound, expected))
        }
    }

    @Test("has an access log and canaries beside it")
    func others() throws {
        let known = try Self.known.get()
        for row in known.exposure {
            let found = TracingBounds.exposure(seen: row.share_seen, records: row.records)
            #expect(near(found, row.expected_innocent_sessions))
        }
        for row in known.canary {
            let found = TracingBounds.canary(rate: row.rate, records: row.records)
            #expect(near(found, row.p_at_least_one))
        }
        for row in known.tardos {
            let found = TracingBounds.binaryCode(colluders: row.colluders)
            #expect(found.original == row.original_2003)
            #expect(found.symmetric == row.symmetric_asymptotic)
            #expect(found.capacity == row.capacity_2c2ln2)
        }
    }

    /// 2,000 leaks a row: the share found lies within five standard errors of the known one, which
    /// was itself estimated.
    @Test("still names one of several who mix their copies")
    func collusion() throws {
        var state: UInt64 = 9
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
        for row in try Self.known.get().collusion {
            let threshold = TracingBounds.threshold(marks: row.marks, alphabet: row.alphabet)
            #expect(threshold == row.threshold)
            var named = 0
            let trials = 2_000
            for _ in 0..<trials {
                var matches = [Int](repeating: 0, count: row.colluders)
                for _ in 0..<row.marks where next() >= row.erased {
                    let source = Int(next() * Double(row.colluders))
                    for colluder in 0..<row.colluders
                    where colluder == source || next() * Double(row.alphabet) < 1 {
                        matches[colluder] += 1
                    }
                }
                if (matches.max() ?? 0) >= row.threshold { named += 1 }
            }
            let share = Double(named) / Double(trials)
            #expect(share > row.p_identify - 0.035)
        }
    }
}
