import Quality
import Testing

@Suite("A watch over somebody's reading")
struct SkillCusumTests {
    /// Answers until it signals, at most `limit`.
    private func run(
        skill: Double,
        usual: Double,
        every length: Double,
        limit: Int,
        _ numbers: inout SeededNumbers
    ) -> Int {
        let lower = SkillCusum.lower(than: usual, errorOddsRatio: 2)
        var watch = SkillCusum(usual: usual, lower: lower, falseAlarmEvery: length)
        for count in 1...limit where watch.add(isRight: numbers.unit() < skill) { return count }
        return limit
    }

    @Test("cries wolf no more often than it says", arguments: [0.7, 0.85, 0.95])
    func quiet(usual: Double) {
        var numbers = SeededNumbers(seed: 11)
        let runs = (0..<200).map { _ in
            run(skill: usual, usual: usual, every: 200, limit: 20_000, &numbers)
        }
        // The bound is on the mean of all runs, and leaves room: Lorden counts no overshoot.
        #expect(runs.reduce(0, +) / runs.count >= 200)
    }

    @Test("sees errors of three times the odds within a hundred answers, most of the time")
    func sees() {
        var numbers = SeededNumbers(seed: 12)
        let usual = 0.85
        let lower = SkillCusum.lower(than: usual, errorOddsRatio: 3)
        let runs = (0..<200).map { _ in
            run(skill: lower, usual: usual, every: 1_000, limit: 1_000, &numbers)
        }
        #expect(runs.sorted()[100] <= 100)
    }
}
