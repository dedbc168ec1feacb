import Foundation

/// Where the next label is worth most, and when a task is settled and paying for more is waste.
public struct Routing: Sendable, Equatable {
    /// A task whose doubt is at most this needs no further label.
    public var doubtMax = 0.02
    /// Labels before a task can be settled: one person's word is no agreement.
    public var labelsMin = 2
    /// Labels after which more would not help: what is left is ambiguity, kept as a soft label.
    public var labelsMax = 10
    /// How often an ordinary worker is right, for the worth of a label not yet given; 0.5…1.
    public var skill = 0.8

    /// With the defaults above.
    public init() {}

    /// Where a task stands.
    public enum State: String, Sendable {
        /// A label more is worth its pay.
        case open
        /// Sure enough.
        case settled
        /// Asked enough and still not sure: people read it differently.
        case ambiguous
    }

    /// Where a task with these class probabilities and so many labels stands.
    public func state(_ probabilities: ArraySlice<Double>, labels: Int) -> State {
        let doubt = 1 - (probabilities.max() ?? 1)
        if labels >= labelsMin, doubt <= doubtMax { return .settled }
        return labels >= labelsMax ? .ambiguous : .open
    }

    /// By how much one more label is expected to lower the doubt, 0…1.
    public func worth(_ probabilities: ArraySlice<Double>) -> Double {
        let classes = probabilities.count
        guard classes > 1 else { return 0 }
        let wrong = (1 - skill) / Double(classes - 1)
        var sure = 0.0
        for said in 0..<classes {
            var most = 0.0
            for (truth, belief) in probabilities.enumerated() {
                most = max(most, belief * (truth == said ? skill : wrong))
            }
            sure += most
        }
        return max(0, sure - (probabilities.max() ?? 1))
    }

    /// Open tasks, the one worth most first; tasks with too few labels come before all others.
    public func order(_ verdicts: Verdicts, labels: [Int]) -> [Int] {
        let open = (0..<verdicts.tasks).filter {
            state(verdicts[$0], labels: labels[$0]) == .open
        }
        let worths = open.map {
            labels[$0] < labelsMin ? 2 + Double(labelsMin - labels[$0]) : worth(verdicts[$0])
        }
        return zip(open, worths).sorted {
            $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1
        }.map(\.0)
    }

    /// Labels not paid for, when every task would otherwise get `labelsMax`, as a share.
    public func saving(labels: [Int]) -> Double {
        let full = Double(labels.count * labelsMax)
        guard full > 0 else { return 0 }
        return max(0, 1 - Double(labels.reduce(0, +)) / full)
    }
}
