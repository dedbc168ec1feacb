/// Splits one class in two (Chen and others, 2018): a small cluster far from the rest is worth a
/// look, since honest items of a class seldom fall apart so.
public struct ActivationClusters: Sendable, Equatable {
    /// Rows of the smaller cluster, in order.
    public let small: [Int]
    /// Its share of all rows.
    public let share: Double
    /// Mean silhouette: towards 1 the clusters lie far apart.
    public let silhouette: Double
    /// Sum of squared distances to the clusters' centres.
    public let inertia: Double

    /// Splits `rows`; the best of several starts, each from two rows far apart. Nil for fewer than
    /// three rows.
    public init?(_ rows: [[Double]], starts: Int = 12, seed: UInt64 = 1) {
        guard rows.count > 2 else { return nil }
        var numbers = SeededNumbers(seed: seed)
        var best: (members: [Bool], inertia: Double)?
        for _ in 0..<starts {
            let first = rows[numbers.below(rows.count)]
            let far = rows.max { distance($0, first) < distance($1, first) } ?? first
            let split = Self.split(rows, first, far)
            if split.inertia < best?.inertia ?? .infinity { best = split }
        }
        guard let best else { return nil }
        let second = rows.indices.filter { best.members[$0] }
        let first = rows.indices.filter { !best.members[$0] }
        guard !first.isEmpty, !second.isEmpty else { return nil }
        small = second.count < first.count ? second : first
        share = Double(small.count) / Double(rows.count)
        inertia = best.inertia
        silhouette = Self.silhouette(rows, first, second)
    }

    private static func split(
        _ rows: [[Double]],
        _ first: [Double],
        _ second: [Double]
    ) -> (members: [Bool], inertia: Double) {
        var centres = [first, second]
        var members = [Bool](repeating: false, count: rows.count)
        for round in 0..<300 {
            let next = rows.map { distance($0, centres[1]) < distance($0, centres[0]) }
            if round > 0, next == members { break }
            members = next
            for side in 0...1 {
                let own = rows.indices.filter { members[$0] == (side == 1) }
                guard !own.isEmpty else { continue }
                centres[side] = centres[side].indices.map { column in
                    own.reduce(0) { $0 + rows[$1][column] } / Double(own.count)
                }
            }
        }
        let inertia = rows.indices.reduce(0) {
            $0 + distance(rows[$1], centres[members[$1] ? 1 : 0])
        }
        return (members, inertia)
    }

    private static func silhouette(_ rows: [[Double]], _ first: [Int], _ second: [Int]) -> Double {
        func mean(_ row: Int, _ others: [Int], _ count: Int) -> Double {
            others.reduce(0) { $0 + distance(rows[row], rows[$1]).squareRoot() } / Double(count)
        }
        func sum(_ own: [Int], _ other: [Int]) -> Double {
            guard own.count > 1 else { return 0 }
            return own.reduce(0) { total, row in
                let within = mean(row, own, own.count - 1)
                let across = mean(row, other, other.count)
                let most = max(within, across)
                return most > 0 ? total + (across - within) / most : total
            }
        }
        return (sum(first, second) + sum(second, first)) / Double(rows.count)
    }
}

/// Squared distance of two rows of one length.
private func distance(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for place in a.indices { sum += (a[place] - b[place]) * (a[place] - b[place]) }
    return sum
}
