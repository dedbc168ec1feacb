import Foundation

extension ConfidentLearning {
    /// Which suspects to show: each errs its own way, so that a person sees the trade-off.
    public enum Filter: String, Sendable, CaseIterable {
        /// The largest margins, as many per pair of classes as the joint says are wrong.
        case byNoiseRate
        /// The least self-confident, as many per class as the joint says are wrong.
        case byClass
        /// Both of these.
        case both
        /// Off the diagonal of the confident joint.
        case confident
        /// The model says otherwise.
        case predictedOtherwise
        /// The lowest margins, as many as the confident joint has off its diagonal.
        case lowMargin
    }

    /// Items that `filter` calls suspect, in order of their numbers.
    public func suspects(_ filter: Filter) -> [Int] {
        switch filter {
        case .byNoiseRate: return agreeingRemoved(byNoiseRate())
        case .byClass: return agreeingRemoved(byClass())
        case .both: return agreeingRemoved(byNoiseRate().filter(Set(byClass()).contains))
        case .confident: return agreeingRemoved(offDiagonal)
        case .predictedOtherwise: return labels.indices.filter { predicted($0) != labels[$0] }
        case .lowMargin:
            let margins = normalizedMargin
            let order = margins.indices.sorted {
                margins[$0] == margins[$1] ? $0 < $1 : margins[$0] < margins[$1]
            }
            return agreeingRemoved(order.prefix(offDiagonal.count).sorted())
        }
    }

    /// Probability of the label given, per item: low is suspect.
    public var selfConfidence: [Double] {
        labels.indices.map { probabilities[$0][labels[$0]] }
    }

    /// (Probability of the label − that of the best other, + 1) / 2, per item: low is suspect.
    public var normalizedMargin: [Double] {
        labels.indices.map { (margin($0) + 1) / 2 }
    }

    /// Self-confidence over the normalised entropy, scaled into 0…1: low is suspect.
    public var confidenceWeightedEntropy: [Double] {
        let least = 1e-6
        return labels.indices.map { item in
            let row = probabilities[item].map { min(max($0, 1e-300), 1) }
            let entropy =
                row.reduce(0) { $0 - $1 * log($1) } / log(Double(max(row.count, 2)))
            let weight = entropy / max(probabilities[item][labels[item]], least)
            return log(weight + 1) / max(weight, least)
        }
    }

    private func margin(_ item: Int) -> Double {
        let row = probabilities[item]
        var other = 0.0
        for (place, value) in row.enumerated() where place != labels[item] {
            other = max(other, value)
        }
        return row[labels[item]] - other
    }

    private func predicted(_ item: Int) -> Int {
        let row = probabilities[item]
        return row.indices.max { row[$0] < row[$1] || (row[$0] == row[$1] && $0 > $1) } ?? 0
    }

    /// Nobody is asked to look at a label with which the model agrees.
    private func agreeingRemoved(_ items: [Int]) -> [Int] {
        items.filter { predicted($0) != labels[$0] }.sorted()
    }

    private func byNoiseRate() -> [Int] {
        var found: Set<Int> = []
        for given in 0..<classes {
            let items = labels.indices.filter { labels[$0] == given }
            for truth in 0..<classes where truth != given {
                let count = calibrated[given * classes + truth]
                let order = items.sorted {
                    let a = probabilities[$0][truth] - probabilities[$0][given]
                    let b = probabilities[$1][truth] - probabilities[$1][given]
                    return a == b ? $0 < $1 : a > b
                }
                found.formUnion(order.prefix(count))
            }
        }
        return found.sorted()
    }

    private func byClass() -> [Int] {
        var found: Set<Int> = []
        for given in 0..<classes {
            let items = labels.indices.filter { labels[$0] == given }
            let wrong = items.count - calibrated[given * classes + given]
            let order = items.sorted {
                let a = probabilities[$0][given]
                let b = probabilities[$1][given]
                return a == b ? $0 < $1 : a < b
            }
            found.formUnion(order.prefix(max(0, wrong)))
        }
        return found.sorted()
    }
}
