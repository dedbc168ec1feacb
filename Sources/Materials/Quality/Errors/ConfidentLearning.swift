import Foundation

/// Finds labels that are probably wrong from what a model, trained without them, would have said
/// (Northcutt, Jiang and Chuang, 2021).
public struct ConfidentLearning: Sendable, Equatable {
    /// Mean confidence of a class among the items that carry it.
    public let thresholds: [Double]
    /// Items labelled i that are confidently j, at `i × classes + j`.
    public let confident: [Int]
    /// The same, scaled so that rows sum to the labels given.
    public let calibrated: [Int]
    /// Items whose confident class differs from their label.
    public let offDiagonal: [Int]
    let labels: [Int]
    let probabilities: [[Double]]
    let classes: Int

    /// `probabilities` are out-of-sample: one row per label, one number per class.
    public init(labels: [Int], probabilities: [[Double]]) {
        precondition(labels.count == probabilities.count, "one row of probabilities per label")
        let classes = probabilities.first?.count ?? 0
        var sums = [Double](repeating: 0, count: classes)
        var counts = [Int](repeating: 0, count: classes)
        for (label, row) in zip(labels, probabilities) {
            sums[label] += row[label]
            counts[label] += 1
        }
        thresholds = (0..<classes).map { counts[$0] == 0 ? 1 : sums[$0] / Double(counts[$0]) }
        var joint = [Int](repeating: 0, count: classes * classes)
        var off: [Int] = []
        for (item, row) in probabilities.enumerated() {
            var best: Int?
            for truth in 0..<classes where row[truth] >= thresholds[truth] - 1e-6 {
                if row[truth] > best.map({ row[$0] }) ?? -1 { best = truth }
            }
            guard let best else { continue }
            joint[labels[item] * classes + best] += 1
            if best != labels[item] { off.append(item) }
        }
        confident = joint
        offDiagonal = off
        calibrated = Self.calibrate(joint, counts)
        self.labels = labels
        self.probabilities = probabilities
        self.classes = classes
    }

    /// Rows scaled to the labels given, then rounded so that each still sums to them.
    private static func calibrate(_ joint: [Int], _ counts: [Int]) -> [Int] {
        let classes = counts.count
        // A diagonal of nothing would say that every label of the class is wrong.
        var scaled = [Double](repeating: 0, count: classes * classes)
        for row in 0..<classes {
            var values = (0..<classes).map { Double(joint[row * classes + $0]) }
            if values[row] == 0 { values[row] = 1 }
            let sum = values.reduce(0, +)
            for column in 0..<classes {
                scaled[row * classes + column] = values[column] / sum * Double(counts[row])
            }
        }
        let all = scaled.reduce(0, +)
        let total = Double(counts.reduce(0, +))
        if all > 0 { for place in scaled.indices { scaled[place] *= total / all } }
        return (0..<classes).flatMap { row in
            rounded(Array(scaled[row * classes..<(row + 1) * classes]))
        }
    }

    /// Whole numbers with the sum of `values`: the largest remainders are rounded up.
    private static func rounded(_ values: [Double]) -> [Int] {
        var whole = values.map { Int($0.rounded(.down)) }
        let missing = Int(values.reduce(0, +).rounded()) - whole.reduce(0, +)
        let order = values.indices.sorted {
            let a = values[$0] - values[$0].rounded(.down)
            let b = values[$1] - values[$1].rounded(.down)
            return a == b ? $0 < $1 : a > b
        }
        for place in order.prefix(max(0, missing)) { whole[place] += 1 }
        return whole
    }
}
