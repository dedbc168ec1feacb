import Sieve
import Testing

@testable import Custody

@Suite("Findings over each other")
struct StretchesTests {
    private static func resolved(_ findings: [Finding]) -> [Minimization.Stretch] {
        Minimization.Stretches.resolved(findings) { $0.label != .jobTitle }
    }

    private static func finding(_ range: Range<Int>, _ label: Label, _ score: Double) -> Finding {
        Finding(range, label, score: score, rule: "test")
    }

    @Test("go by score, then by length")
    func order() {
        let strong = Self.finding(0..<4, .person, 0.9)
        let long = Self.finding(2..<9, .email, 0.8)
        let stretches = Self.resolved([long, strong])
        #expect(stretches.map(\.range) == [0..<4, 4..<9])
        #expect(stretches.map(\.isWhole) == [true, false])
        let equal = Self.resolved([Self.finding(0..<4, .person, 0.8), long])
        #expect(equal.map(\.range) == [0..<2, 2..<9])
    }

    @Test("never leave a cut hidden under something kept")
    func keptBelow() {
        let kept = Self.finding(0..<20, .jobTitle, 1)
        let cut = Self.finding(5..<8, .person, 0.6)
        #expect(
            Self.resolved([kept, cut]).map(\.finding.label) == [.jobTitle, .person, .jobTitle]
        )
    }

    @Test("cover every byte once that any of them covers, however they lie")
    func covering() {
        // A linear congruence stands in for chance: the same 200 layouts every time.
        var state: UInt64 = 1
        func next(_ size: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % size
        }
        for _ in 0..<200 {
            let findings = (0..<next(12)).map { _ in
                let start = next(40)
                let label: Label = next(2) == 0 ? .person : .jobTitle
                return Self.finding(start..<(start + 1 + next(15)), label, Double(next(10)) / 10)
            }
            let stretches = Self.resolved(findings)
            let covered = Set(findings.flatMap { Array($0.range) })
            let painted = stretches.flatMap { Array($0.range) }
            #expect(painted == covered.sorted())
            for stretch in stretches where stretch.finding.label == .jobTitle {
                let hidden = findings.contains {
                    $0.label == .person && $0.range.overlaps(stretch.range)
                }
                #expect(!hidden)
            }
        }
    }

    @Test("of a hundred thousand take no longer than their number asks")
    func linear() {
        let findings = (0..<100_000).map { Self.finding(0..<($0 + 1), .person, 0.5) }
        #expect(Self.resolved(findings).count == 1)
    }

    /// Layouts of findings, the same every time: a linear congruence stands in for chance.
    private static func layouts(rule: String, seed: UInt64) -> [[Finding]] {
        var state = seed
        func next(_ size: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % size
        }
        return (0..<200).map { _ in
            (0..<next(12)).map { _ in
                let start = next(60)
                let label: Label = next(2) == 0 ? .person : .jobTitle
                let range = start..<(start + 1 + next(9))
                return Finding(range, label, score: Double(next(10)) / 10, rule: rule)
            }
        }
    }

    @Test("are the same group by group as all at once")
    func groups() {
        for findings in Self.layouts(rule: "test", seed: 7) where findings.count > 1 {
            let inOrder = findings.sorted { $0.range.lowerBound < $1.range.lowerBound }
            let backwards = Array(inOrder.reversed())
            #expect(Self.resolved(inOrder) == Self.resolved(backwards))
        }
    }

    @Test("lose nothing when what was inferred inside what is cut is left out")
    func inferred() {
        let rule = Minimization.Stretches.propagated
        let all = zip(
            Self.layouts(rule: "test", seed: 3),
            Self.layouts(rule: rule, seed: 5)
        )
        for (found, inferred) in all {
            let found = found.sorted { $0.range.lowerBound < $1.range.lowerBound }
            let joined = Minimization.Stretches.joined(found, inferred) { $0.label != .jobTitle }
            #expect(joined.count <= found.count + inferred.count)
            #expect(Self.resolved(joined) == Self.resolved(found + inferred))
        }
    }
}
