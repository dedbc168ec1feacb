/// Forward–backward over one line: how likely each tag is for each word, whatever the others are.
///
/// A linear-chain CRF gives a row of tags the weight exp(Σ emission + Σ transition), and divides
/// by the sum over all rows (Lafferty, McCallum, Pereira 2001). Both sums factor along the chain,
/// so tags² steps a word are enough. Every column is scaled to sum to one, which keeps the numbers
/// in range for lines of any length.
struct Chain {
    /// Scaled probabilities of the words so far and a tag, one row a word.
    private var forward: [SIMD16<Float>] = []
    private var backward: [SIMD16<Float>] = []
    private var weights: [SIMD16<Float>] = []
    /// For each word, for each tag, how likely it is.
    private(set) var marginals: [SIMD16<Float>] = []
    /// The logarithm of the sum over all rows of tags; training watches it, reading does not.
    private(set) var logSum: Float = 0
    /// Where one tag is surer than this, the others are passed over; 1 for nowhere.
    private let precision: Float

    /// Transitions as factors: two tables of 16 rows, for words that begin a phrase and that go on.
    struct Table: Sendable {
        /// From each tag to all.
        let rows: [SIMD16<Float>]
        /// To each tag from all: the pass from the right adds whole columns too.
        let columns: [SIMD16<Float>]

        /// Scores beyond this, in nats, say no more than it does; no sum of such overflows.
        private static let scoreMax: Float = 40

        init(_ scores: [SIMD16<Float>]) {
            let rows = scores.map { row in
                var bounded = row
                for lane in 0..<16 {
                    bounded[lane] = min(max(row[lane], -Self.scoreMax), Self.scoreMax)
                }
                return Exponential.of(bounded)
            }
            var columns = rows
            for offset in [0, 16] {
                for to in 0..<16 {
                    for from in 0..<16 { columns[offset + to][from] = rows[offset + from][to] }
                }
            }
            (self.rows, self.columns) = (rows, columns)
        }
    }

    /// Reading leaves out what could change a probability by no more than rounding does.
    static let reading: Float = 1 - 1e-6
    /// Learning leaves out nothing.
    static let learning: Float = 1

    init(precision: Float) { self.precision = precision }

    /// Computes the marginals of a line.
    ///
    /// - Parameters:
    ///   - emissions: a score for each word and tag; lanes beyond the tags must be very low.
    ///   - continues: for each word, whether it goes on with the phrase before it.
    mutating func run(_ emissions: [SIMD16<Float>], _ continues: [Bool], _ table: Table) {
        let count = emissions.count
        forward.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        logSum = 0
        for word in 0..<count {
            let top = Lanes.top(emissions[word])
            let weight = Exponential.of(emissions[word] - top)
            weights.append(weight)
            var column = weight
            if word > 0 {
                let offset = continues[word] ? 16 : 0
                let before = forward[word - 1]
                // Nearly every word names nothing, and nearly every such word is sure of it.
                if before[0] > precision {
                    column *= table.rows[offset]
                } else {
                    var sum = SIMD16<Float>.zero
                    for tag in 0..<16 { sum += table.rows[offset + tag] * before[tag] }
                    column *= sum
                }
            }
            let total = Lanes.sum(column)
            if precision == Self.learning { logSum += Exponential.log(total) + top }
            forward.append(column * (1 / total))
        }
        runBackward(count, continues, table)
    }

    private mutating func runBackward(_ count: Int, _ continues: [Bool], _ table: Table) {
        marginals.removeAll(keepingCapacity: true)
        marginals.append(contentsOf: forward)
        var column = SIMD16<Float>(repeating: 1)
        backward.removeAll(keepingCapacity: true)
        backward.append(contentsOf: repeatElement(column, count: count))
        guard count > 1 else { return }
        for word in stride(from: count - 2, through: 0, by: -1) {
            let offset = continues[word + 1] ? 16 : 0
            let ahead = column * weights[word + 1]
            var next = table.columns[offset] * ahead[0]
            if ahead[0] <= precision * Lanes.sum(ahead) {
                for tag in 1..<16 { next += table.columns[offset + tag] * ahead[tag] }
            }
            column = next * (1 / Lanes.top(next))
            backward[word] = column
            let joint = forward[word] * column
            marginals[word] = joint * (1 / Lanes.sum(joint))
        }
    }

    /// Adds the expected pairs of tags of the line to `pairs`, two tables of 16 rows.
    func addPairs(_ continues: [Bool], _ table: Table, to pairs: inout [SIMD16<Float>]) {
        for word in forward.indices.dropFirst() {
            let offset = continues[word] ? 16 : 0
            let ahead = backward[word] * weights[word]
            let before = forward[word - 1]
            var total = SIMD16<Float>.zero
            for tag in 0..<16 { total += table.rows[offset + tag] * before[tag] }
            let share = ahead * (1 / Lanes.sum(total * ahead))
            for tag in 0..<16 {
                pairs[offset + tag] += table.rows[offset + tag] * share * before[tag]
            }
        }
    }
}
