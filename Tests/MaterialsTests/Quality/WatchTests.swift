import Foundation
import Quality
import Testing

@Suite("A series that is watched")
struct WatchTests {
    struct Hinkley: Decodable {
        struct Case: Decodable {
            let delta: Double
            let threshold: Double
            let min_instances: Int
            let detected_at_1based: [Int]
        }
        let x: [Double]
        let cases: [Case]
    }

    struct Sums: Decodable {
        struct Signal: Decodable { let at_1based: Int }
        let x: [Double]?
        let target: Double
        let sigma: Double?
        let k: Double
        let h: Double
        let c_plus: [Double]
        let c_minus: [Double]
        let first_signal: Signal?
        let first_signal_1based: Int?
        let first_down_1based: Int?
    }

    @Test("signals a fall where Page and Hinkley do")
    func hinkley() throws {
        let known = try Vectors.read("page_hinkley_river", as: Hinkley.self)
        for setting in known.cases {
            var test = PageHinkley(
                tolerance: setting.delta,
                threshold: setting.threshold,
                countMin: setting.min_instances,
                sides: [.down]
            )
            let found = known.x.enumerated().compactMap { place, value in
                test.add(value) == nil ? nil : place + 1
            }
            #expect(found == setting.detected_at_1based)
        }
    }

    @Test("adds up as the tables say, and signals there")
    func sums() throws {
        let series = try Vectors.read("page_hinkley_river", as: Hinkley.self).x
        let tabular = try Vectors.read("cusum_tabular", as: Sums.self)
        try check(tabular, series, perSigma: 1)
        let handbook = try Vectors.read("cusum_handbook", as: Sums.self)
        try check(handbook, try #require(handbook.x), perSigma: 1)
    }

    private func check(_ known: Sums, _ series: [Double], perSigma: Double) throws {
        var watch = Cusum(
            target: known.target,
            sigma: known.sigma ?? 1,
            slack: known.k,
            threshold: known.h
        )
        var first: Int?
        var firstDown: Int?
        for (place, value) in series.enumerated() {
            let side = watch.add(value)
            #expect(abs(watch.high - known.c_plus[place]) < 1e-9)
            #expect(abs(watch.low - known.c_minus[place]) < 1e-9)
            if side != nil, first == nil { first = place + 1 }
            if side == .down, firstDown == nil { firstDown = place + 1 }
        }
        #expect(first == known.first_signal?.at_1based ?? known.first_signal_1based)
        if let down = known.first_down_1based { #expect(firstDown == down) }
    }

    @Test("says how rare its false alarms are, as the textbooks do")
    func falseAlarms() {
        #expect(abs(Cusum.runLength(shift: 0, slack: 0.5, threshold: 5) - 465) < 3)
        #expect(abs(Cusum.runLength(shift: 1, slack: 0.5, threshold: 5) - 10.38) < 0.05)
        let threshold = Cusum.threshold(falseAlarmEvery: 10_000, slack: 0.5)
        let length = Cusum.runLength(shift: 0, slack: 0.5, threshold: threshold)
        #expect(abs(length - 10_000) < 100)
    }
}

@Suite("Gold answers")
struct GoldTests {
    struct Gold: Decodable {
        struct Case: Decodable {
            let right: Int
            let of: Int
            let wilson95: [Double]
            let clopper_pearson95: [Double]
            let beta_mean: Double
            let p_skill_below_0_7: Double
            let tail_at_most_k_if_skill_0_8: Double
        }
        let cases: [Case]
    }

    struct Sequential: Decodable {
        struct Decision: Decodable {
            let at: Int
            let decision: String
        }
        let h0_skill: Double
        let h1_skill: Double
        let alpha: Double
        let beta: Double
        let upper: Double
        let lower: Double
        let answers: [Int]
        let llr: [Double]
        let decision: Decision
    }

    @Test("leave an interval, and a chance")
    func intervals() throws {
        for known in try Vectors.read("gold", as: Gold.self).cases {
            let score = GoldScore(right: known.right, of: known.of)
            #expect(abs(score.wilson.lowerBound - known.wilson95[0]) < 1e-9)
            #expect(abs(score.wilson.upperBound - known.wilson95[1]) < 1e-9)
            #expect(abs(score.exact.lowerBound - known.clopper_pearson95[0]) < 1e-9)
            #expect(abs(score.exact.upperBound - known.clopper_pearson95[1]) < 1e-9)
            #expect(near(score.mean, known.beta_mean))
            #expect(near(score.chance(below: 0.7), known.p_skill_below_0_7))
            #expect(near(score.tail(at: 0.8), known.tail_at_most_k_if_skill_0_8))
        }
    }

    @Test("are tested one by one, and stop when they have said enough")
    func sequential() throws {
        let known = try Vectors.read("gold_sprt", as: Sequential.self)
        var test = GoldTest(
            good: known.h0_skill,
            bad: known.h1_skill,
            falseAlarm: known.alpha,
            miss: known.beta
        )
        #expect(near(test.upper, known.upper))
        #expect(near(test.lower, known.lower))
        var decided: Int?
        for (place, answer) in known.answers.enumerated() {
            test.add(isRight: answer == 1)
            if place < known.llr.count { #expect(abs(test.ratio - known.llr[place]) < 1e-9) }
            if decided == nil, test.reading != .open { decided = place + 1 }
        }
        #expect(decided == known.decision.at)
        #expect(test.reading == .belowStandard)
    }
}
