/// How far each row of one class lies along the class's main direction (Tran, Li and Madry,
/// 2018): poisoned rows pull that direction towards themselves.
public struct SpectralSignature: Sendable, Equatable {
    /// Squared projection by row.
    public let scores: [Double]

    /// Scores `rows`, each a representation of one item, all of the same length.
    public init(_ rows: [[Double]]) {
        let width = rows.first?.count ?? 0
        var mean = [Double](repeating: 0, count: width)
        for row in rows { for place in 0..<width { mean[place] += row[place] } }
        for place in 0..<width { mean[place] /= Double(rows.count) }
        let centred = rows.flatMap { row in (0..<width).map { row[$0] - mean[$0] } }
        let direction = Self.direction(centred, width)
        scores = rows.indices.map { row in
            var sum = 0.0
            for place in 0..<width { sum += centred[row * width + place] * direction[place] }
            return sum * sum
        }
    }

    /// The rows to look at first, when a share of `contamination` is feared: half as many again.
    public func suspects(contamination: Double) -> [Int] {
        let count = Int((1.5 * contamination * Double(scores.count)).rounded(.up))
        return scores.indices.sorted {
            scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1]
        }.prefix(count).map { $0 }
    }

    /// The first right singular vector, by power iteration on the small square of columns.
    private static func direction(_ centred: [Double], _ width: Int) -> [Double] {
        guard width > 0 else { return [] }
        var square = [Double](repeating: 0, count: width * width)
        for row in 0..<centred.count / width {
            for a in 0..<width {
                for b in 0..<width {
                    square[a * width + b] += centred[row * width + a] * centred[row * width + b]
                }
            }
        }
        // Not along any axis, so that no symmetric set starts at a right angle to its answer.
        var vector = (0..<width).map { 1 + 0.1 * Double($0) / Double(width) }
        for _ in 0..<5_000 {
            var next = [Double](repeating: 0, count: width)
            for a in 0..<width {
                for b in 0..<width { next[a] += square[a * width + b] * vector[b] }
            }
            let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { return vector }
            var moved = 0.0
            for place in 0..<width {
                next[place] /= length
                moved = max(moved, abs(next[place] - vector[place]))
            }
            vector = next
            if moved < 1e-14 { break }
        }
        return vector
    }
}
