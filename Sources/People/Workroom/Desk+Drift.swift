import Annotation
package import Kernel
import Quality

extension Workroom.Desk {
    /// Somebody's reading that seems to have changed, with what else changed then: a reason to
    /// look, and to look at the guideline and the tasks first.
    package struct Drift: Sendable {
        package let worker: ID<Principal>
        package let question: String
        /// When it began, and when it was certain enough; milliseconds since 1970.
        package let began: Int64
        package let signalled: Int64
        /// Share that agreed with what is believed, before it began and since.
        package let before: Double
        package let since: Double
        /// Whether another version of the guideline came into force meanwhile.
        package let hasNewGuideline: Bool
        /// Others whose reading changed in the same time: then it is rather the tasks.
        package internal(set) var others: Int
    }

    /// Labels of one unchanged person between false alarms, on average, at least.
    package static let driftFalseAlarm = 2_000.0
    /// Labels from which somebody's usual agreement is taken.
    private static let driftBaseline = 40
    /// Errors of this many times the odds are worth noticing.
    private static let driftOdds = 2.0

    /// Whose reading has drifted, the latest first.
    package func drifts(on project: ID<Workroom.Project>) async throws -> [Drift] {
        let standing = try await ledger.store.read { try Workroom.standing(project, in: $0) }
        let given = try await given(project)
        var drifts: [Drift] = []
        for question in try standing.questions {
            let table = Table(given, question: question)
            guard !table.votes.isEmpty else { continue }
            let answers = try table.inferred().verdicts.answers
            var readings: [Int: [Reading]] = [:]
            for (vote, label) in zip(table.votes, table.labels) {
                readings[vote.worker, default: []].append(
                    Reading(
                        isRight: answers[vote.task] == vote.answer,
                        time: label.time,
                        guideline: label.submitted.guideline
                    )
                )
            }
            for (worker, readings) in readings.sorted(by: { $0.key < $1.key }) {
                let worker = table.workers[worker]
                if let drift = Self.drift(of: worker, question.name, readings) {
                    drifts.append(drift)
                }
            }
        }
        for place in drifts.indices {
            let drift = drifts[place]
            drifts[place].others = drifts.count { other in
                other.worker != drift.worker && other.began <= drift.signalled
                    && drift.began <= other.signalled
            }
        }
        return drifts.sorted { $0.signalled > $1.signalled }
    }

    private struct Reading {
        let isRight: Bool
        let time: Int64
        let guideline: Int
    }

    /// One person's readings, watched after a baseline of their own. The baseline's lower bound is
    /// the usual: whoever began luckily is not held to their luck.
    private static func drift(
        of worker: ID<Principal>,
        _ question: String,
        _ readings: [Reading]
    ) -> Drift? {
        guard readings.count > driftBaseline else { return nil }
        let right = readings.prefix(driftBaseline).count(where: \.isRight)
        let interval = GoldScore(right: right, of: driftBaseline).wilson
        let usual = min(0.99, max(0.05, interval.lowerBound))
        var watch = SkillCusum(
            usual: usual,
            lower: SkillCusum.lower(than: usual, errorOddsRatio: driftOdds),
            falseAlarmEvery: driftFalseAlarm
        )
        for place in driftBaseline..<readings.count
        where watch.add(isRight: readings[place].isRight) {
            let began = place - watch.since + 1
            let (before, since) = (readings[..<began], readings[began...])
            func share(_ part: ArraySlice<Reading>) -> Double {
                Double(part.count(where: \.isRight)) / Double(max(part.count, 1))
            }
            return Drift(
                worker: worker,
                question: question,
                began: readings[began].time,
                signalled: readings[place].time,
                before: share(before),
                since: share(since),
                hasNewGuideline: Set(readings[max(began - 10, 0)...place].map(\.guideline))
                    .count > 1,
                others: 0
            )
        }
        return nil
    }
}
