import Foundation
import Quality
import Testing

@Suite("People's weeks")
struct PeopleWeeksTests {
    struct People: Decodable {
        struct Leaving: Decodable {
            let headcount_start: Int
            let left: Int
            let joined: Int
            let headcount_end: Int
            let rate: Double
            let days: Int
            let annualised_separations: Double
        }
        let weekly_pay: [Double]
        let weekly_hours_all: [Double]
        let effective_hourly_rate: [Double]
        let ehr_mean: Double
        let ehr_cv_sample: Double
        let pay_cv_sample: Double
        let worst_week_drop: Double
        let gini_pay: Double
        let churn: Leaving
    }

    @Test("come to a rate over all hours, paid or not")
    func earnings() throws {
        let known = try Vectors.read("people", as: People.self)
        let found = Earnings(pay: known.weekly_pay, hours: known.weekly_hours_all)
        #expect(zip(found.hourly, known.effective_hourly_rate).allSatisfy { near($0 ?? 0, $1) })
        #expect(near(try #require(found.hourlyMean), known.ehr_mean))
        #expect(near(try #require(found.hourlyVariation), known.ehr_cv_sample))
        #expect(near(try #require(found.payVariation), known.pay_cv_sample))
        #expect(near(try #require(found.worstDrop), known.worst_week_drop))
        #expect(near(try #require(gini(known.weekly_pay)), known.gini_pay))
    }

    @Test("show who left, and what that is in a year")
    func churn() throws {
        let known = try Vectors.read("people", as: People.self).churn
        let found = Churn(
            headcountStart: known.headcount_start,
            left: known.left,
            joined: known.joined,
            days: known.days
        )
        #expect(found.headcountEnd == known.headcount_end)
        #expect(near(try #require(found.rate), known.rate))
        #expect(near(try #require(found.annualised), known.annualised_separations))
    }

    @Test("that tire show a slope below nothing; steady ones do not")
    func fatigue() throws {
        var numbers = SeededNumbers(seed: 3)
        let hours = (0..<600).map { Double($0 % 60) / 10 }
        let tired = hours.map { numbers.unit() < 0.95 - 0.07 * $0 ? 1.0 : 0 }
        let steady = hours.map { _ in numbers.unit() < 0.9 ? 1.0 : 0 }
        #expect(try #require(Fatigue(hours: hours, right: tired)).isFalling)
        #expect(!(try #require(Fatigue(hours: hours, right: steady)).isFalling))
        #expect(Fatigue(hours: [1, 1, 1], right: [1, 0, 1]) == nil)
    }

    /// Forty projects over twenty weeks; 200 runs of each, as the interval promises 95 %.
    @Test("link quality to who is new, with an interval that holds", arguments: [0.0, 0.08])
    func association(effect: Double) throws {
        var covered = 0
        var flagged = 0
        for run in 0..<200 {
            var numbers = SeededNumbers(seed: UInt64(run))
            var weeks: [ChurnEffect.Week] = []
            for project in 0..<40 {
                let base = 0.05 + 0.1 * numbers.unit()
                for _ in 0..<20 {
                    let novices = numbers.unit()
                    let noise = (0..<6).reduce(-3.0) { sum, _ in sum + numbers.unit() } * 0.03
                    weeks.append(
                        .init(
                            project: project,
                            error: base + effect * novices + noise,
                            novices: novices,
                            churn: numbers.unit() * 0.3
                        )
                    )
                }
            }
            let found = try #require(ChurnEffect(weeks, draws: 300, seed: 5))
            if found.novicesInterval.contains(effect) { covered += 1 }
            if !found.novicesInterval.contains(0) { flagged += 1 }
        }
        #expect((180...198).contains(covered))
        if effect == 0 { #expect(flagged <= 14) } else { #expect(flagged == 200) }
    }
}
