import Foundation

/// How quality goes with people coming and going: an association with an interval, not a cause.
public struct ChurnEffect: Sendable, Equatable {
    /// One project in one week.
    public struct Week: Sendable, Equatable {
        /// Number of the project, from zero.
        public var project: Int
        /// Share of errors, 0…1.
        public var error: Double
        /// Share of hours by people new to this guideline, 0…1.
        public var novices: Double
        /// Separation rate of the week before.
        public var churn: Double

        /// One project in one week.
        public init(project: Int, error: Double, novices: Double, churn: Double) {
            self.project = project
            self.error = error
            self.novices = novices
            self.churn = churn
        }
    }

    /// Change of the error per unit of novice share.
    public let novices: Double
    /// 95 % interval of it.
    public let novicesInterval: ClosedRange<Double>
    /// Change of the error per unit of churn the week before.
    public let churn: Double
    /// 95 % interval of it.
    public let churnInterval: ClosedRange<Double>

    /// Errors around each project's own mean, on novices and churn likewise, with a small ridge;
    /// the interval by drawing whole projects `draws` times. Nil below three projects.
    public init?(_ weeks: [Week], ridge: Double = 1e-6, draws: Int = 1_000, seed: UInt64) {
        var projects: [[Week]] = []
        for week in weeks {
            while projects.count <= week.project { projects.append([]) }
            projects[week.project].append(week)
        }
        let sums = projects.filter { $0.count > 1 }.map(Sums.init)
        guard sums.count > 2, let all = Sums.slopes(sums, ridge) else { return nil }
        var numbers = SeededNumbers(seed: seed)
        var first: [Double] = []
        var second: [Double] = []
        for _ in 0..<draws {
            let drawn = sums.map { _ in sums[numbers.below(sums.count)] }
            guard let slopes = Sums.slopes(drawn, ridge) else { continue }
            first.append(slopes.0)
            second.append(slopes.1)
        }
        guard first.count * 2 > draws else { return nil }
        (novices, churn) = all
        novicesInterval = Self.interval(&first)
        churnInterval = Self.interval(&second)
    }

    private static func interval(_ values: inout [Double]) -> ClosedRange<Double> {
        values.sort()
        let tail = Int(0.025 * Double(values.count - 1))
        return values[tail]...values[values.count - 1 - tail]
    }

    /// Products of one project's deviations from its own means.
    private struct Sums {
        var xx = 0.0
        var xz = 0.0
        var zz = 0.0
        var xy = 0.0
        var zy = 0.0

        init(_ weeks: [Week]) {
            let count = Double(weeks.count)
            let x = weeks.reduce(0) { $0 + $1.novices } / count
            let z = weeks.reduce(0) { $0 + $1.churn } / count
            let y = weeks.reduce(0) { $0 + $1.error } / count
            for week in weeks {
                let (a, b, c) = (week.novices - x, week.churn - z, week.error - y)
                xx += a * a
                xz += a * b
                zz += b * b
                xy += a * c
                zy += b * c
            }
        }

        static func slopes(_ sums: [Sums], _ ridge: Double) -> (Double, Double)? {
            let xx = sums.reduce(ridge) { $0 + $1.xx }
            let zz = sums.reduce(ridge) { $0 + $1.zz }
            let xz = sums.reduce(0) { $0 + $1.xz }
            let xy = sums.reduce(0) { $0 + $1.xy }
            let zy = sums.reduce(0) { $0 + $1.zy }
            let determinant = xx * zz - xz * xz
            guard abs(determinant) > 1e-15 else { return nil }
            return ((xy * zz - zy * xz) / determinant, (zy * xx - xy * xz) / determinant)
        }
    }
}
