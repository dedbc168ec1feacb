import Foundation

/// What k right of n gold tasks say about a person, and what they do not.
///
/// Nine of ten right leaves skills from 0.60 to 0.98 open: a score opens a review with the
/// interval shown, and never decides by itself.
public struct GoldScore: Sendable, Equatable {
    /// Right answers.
    public let right: Int
    /// All answers.
    public let of: Int

    /// `right` of `of`; 0 ≤ right ≤ of.
    public init(right: Int, of: Int) {
        precondition(right >= 0 && right <= of, "no more right than answered")
        self.right = right
        self.of = of
    }

    /// Wilson's 95 % interval; 0…1 without answers.
    public var wilson: ClosedRange<Double> {
        guard of > 0 else { return 0...1 }
        let n = Double(of)
        let share = Double(right) / n
        let z2 = normal95 * normal95
        let center = (share + z2 / (2 * n)) / (1 + z2 / n)
        let half =
            normal95 * (share * (1 - share) / n + z2 / (4 * n * n)).squareRoot() / (1 + z2 / n)
        return max(0, center - half)...min(1, center + half)
    }

    /// Clopper and Pearson's exact 95 % interval.
    public var exact: ClosedRange<Double> {
        let k = Double(right)
        let n = Double(of)
        let low = right == 0 ? 0 : inverseIncompleteBeta(0.025, k, n - k + 1)
        let high = right == of ? 1 : inverseIncompleteBeta(0.975, k + 1, n - k)
        return low...high
    }

    /// Mean skill after these answers, starting from any skill alike.
    public var mean: Double { Double(right + 1) / Double(of + 2) }

    /// P(skill < `skill`), starting from any skill alike.
    public func chance(below skill: Double) -> Double {
        incompleteBeta(skill, Double(right + 1), Double(of - right + 1))
    }

    /// P(at most so many right) for somebody of the given skill.
    public func tail(at skill: Double) -> Double {
        right == of ? 1 : 1 - incompleteBeta(skill, Double(right + 1), Double(of - right))
    }
}

/// Wald's sequential test of gold answers: as few as needed to tell two skills apart.
public struct GoldTest: Sendable, Equatable {
    /// What the answers so far say.
    public enum Reading: String, Sendable {
        /// Too early.
        case open
        /// The good skill is the better explanation. The person is told as much.
        case standard
        /// The bad skill is: a human looks at the file.
        case belowStandard
    }

    /// Logarithm of the likelihood ratio, bad over good.
    public private(set) var ratio = 0.0
    /// The reading; once settled it stays.
    public private(set) var reading = Reading.open
    private let forRight: Double
    private let forWrong: Double
    /// At or above this it reads below standard.
    public let upper: Double
    /// At or below this it reads standard.
    public let lower: Double

    /// Tells skill `good` from `bad`, calling a good person bad with chance at most `falseAlarm`
    /// and a bad one good with at most `miss`.
    public init(good: Double, bad: Double, falseAlarm: Double, miss: Double) {
        precondition(bad < good && bad > 0 && good < 1, "two skills between guessing and knowing")
        forRight = log(bad / good)
        forWrong = log((1 - bad) / (1 - good))
        upper = log((1 - miss) / falseAlarm)
        lower = log(miss / (1 - falseAlarm))
    }

    /// Takes the next answer.
    public mutating func add(isRight: Bool) {
        ratio += isRight ? forRight : forWrong
        guard reading == .open else { return }
        if ratio >= upper {
            reading = .belowStandard
        } else if ratio <= lower {
            reading = .standard
        }
    }
}
