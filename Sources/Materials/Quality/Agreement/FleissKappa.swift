/// Agreement of a fixed number of people per item, not always the same ones (Fleiss, 1971).
public struct FleissKappa: Sendable, Equatable {
    /// 1 perfect, 0 as by chance; nil when chance leaves nothing to be right about.
    public let value: Double?
    /// The same where every class is equally likely by chance (Randolph, 2005).
    public let freeMarginal: Double
    /// Mean share of agreeing pairs.
    public let observed: Double

    /// `counts` holds, per item, how many said each class. Nil unless every item has the same
    /// number of answers, at least two, and the same classes: with gaps use Krippendorff's alpha.
    public init?(_ counts: [[Int]]) {
        guard let first = counts.first, first.count > 1 else { return nil }
        let raters = first.reduce(0, +)
        guard raters > 1,
            counts.allSatisfy({ $0.count == first.count && $0.reduce(0, +) == raters })
        else { return nil }
        var classes = [Double](repeating: 0, count: first.count)
        var agreed = 0.0
        for row in counts {
            var squares = 0
            for (place, count) in row.enumerated() {
                squares += count * count
                classes[place] += Double(count)
            }
            agreed += Double(squares - raters) / Double(raters * (raters - 1))
        }
        observed = agreed / Double(counts.count)
        let all = Double(counts.count * raters)
        let chance = classes.reduce(0) { $0 + ($1 / all) * ($1 / all) }
        value = chance < 1 ? (observed - chance) / (1 - chance) : nil
        let even = 1 / Double(first.count)
        freeMarginal = (observed - even) / (1 - even)
    }
}
