/// What a tagger's probabilities are worth: how often it was right when it was so sure.
///
/// A model that was trained until it fits is surer of itself than it should be. So models are
/// trained on parts of the texts and asked about the others, and for each kind a curve is laid
/// through what they said and whether it was so: σ(slope · logit p + offset) (Platt 1999). Two
/// numbers a kind hold where examples are few, and keep the order of what was said.
public struct Calibration: Sendable, Equatable {
    /// The curve of one kind; the first one leaves probabilities as they are.
    public struct Curve: Sendable, Equatable {
        /// How much of the model's confidence is kept, above 0.
        public var slope: Float = 1
        /// What is added to it, in nats.
        public var offset: Float = 0

        /// The curve that changes nothing.
        public init() {}

        /// The probability for what a model says, both 0…1.
        public func probability(_ said: Float) -> Float {
            1 / (1 + Exponential.of(-(slope * Self.logit(said) + offset)))
        }

        /// What a model must say for `probability`, both 0…1.
        public func said(_ probability: Float) -> Float {
            1 / (1 + Exponential.of(-(Self.logit(probability) - offset) / slope))
        }

        /// ln p / (1 - p), for probabilities that a marginal can tell apart.
        private static func logit(_ probability: Float) -> Float {
            let bounded = min(max(probability, 1e-4), 1 - 1e-4)
            return Exponential.log(bounded / (1 - bounded))
        }

        /// The curve for what was said and whether it was so, by Newton's method.
        ///
        /// A prior worth `prior` examples holds the slope near 1, so that a kind which was hardly
        /// met keeps its probabilities. Sequential, and of operations that IEEE 754 fixes.
        public init(_ outcomes: [(said: Float, isRight: Bool)], prior: Float = 2) {
            self.init()
            let points = outcomes.map { (x: Self.logit($0.said), y: $0.isRight ? Float(1) : 0) }
            for _ in 0..<40 {
                var (first, second) = (Double(prior * (slope - 1)), Double(prior * offset / 10))
                var (a, b, c) = (Double(prior), 0.0, Double(prior / 10))
                for (x, y) in points {
                    let told = 1 / (1 + Exponential.of(-(slope * x + offset)))
                    let (error, spread) = (Double(told - y), Double(told * (1 - told)))
                    first += error * Double(x)
                    second += error
                    a += spread * Double(x) * Double(x)
                    b += spread * Double(x)
                    c += spread
                }
                let determinant = a * c - b * b
                let left = (c * first - b * second) / determinant
                let right = (a * second - b * first) / determinant
                // No step of more than a half: far from the answer the curve is too flat to trust.
                let length = max(abs(left), abs(right))
                let share = length > 0.5 ? 0.5 / length : 1
                slope = max(0.05, slope - Float(share * left))
                offset -= Float(share * right)
            }
        }
    }

    /// A curve for each of `TagSet.kinds`.
    public var curves: [Curve]

    /// One curve a kind that changes nothing.
    public init(kinds: Int) { curves = .init(repeating: Curve(), count: kinds) }

    /// How far off probabilities are, on average over ten equal steps of what was said (expected
    /// calibration error), 0…1.
    public static func error(of outcomes: [(said: Float, isRight: Bool)]) -> Double {
        var sums = [Double](repeating: 0, count: 10)
        for outcome in outcomes {
            sums[min(9, Int(outcome.said * 10))] += Double(outcome.said) - (outcome.isRight ? 1 : 0)
        }
        return sums.reduce(0) { $0 + abs($1) } / Double(max(1, outcomes.count))
    }
}
