/// Learns the weights of a linear-chain CRF by stochastic gradients.
///
/// The gradient of the log-likelihood for one feature and tag is how often they were seen together
/// minus how often the model expects them (Lafferty et al. 2001, §4). Steps follow AdaGrad (Duchi,
/// Hazan, Singer 2011): a feature that is rarely seen learns faster. An L1 penalty, paid when a
/// feature is next touched (Tsuruoka, Tsujii, Ananiadou 2009), drives useless weights to zero.
/// Everything is sequential and uses only operations that IEEE 754 fixes, so the same data and
/// seed give the same model on every machine.
public struct Trainer {
    /// What decides a training run; part of the model card.
    public struct Settings: Sendable {
        /// Times that every line is seen.
        public var epochs = 10
        /// Features seen less often are left out.
        public var featureCountMin = 2
        /// Length of the first step.
        public var rate: Float = 0.1
        /// Penalty on the absolute weight, for each line seen.
        public var penalty: Float = 0.02
        /// A word is learnt from without one in 2^n of its features, other ones each time, so
        /// that none leans on another that a new text may lack; 0 for with all, at most 6.
        public var omission = 0
        /// What the order of lines follows from.
        public var seed: UInt64 = 1
        /// Buckets of the model, a power of two; a bucket holds four features in 64 bytes.
        public var buckets = 1 << 16

        /// Ten epochs, and a model of 4 MiB.
        public init() {}
    }

    let settings: Settings
    let tags: TagSet
    var index: FeatureIndex
    var rows: [SIMD16<Float>]
    var squares: [SIMD16<Float>]
    /// When each row last paid its penalty, in lines.
    var paid: [UInt32]
    var pairs = [SIMD16<Float>](repeating: .zero, count: 32)
    var pairSquares = [SIMD16<Float>](repeating: .init(repeating: 1e-2), count: 32)
    var chain = Chain(precision: Chain.learning)
    var clock: UInt32 = 0
    private var sums: [SIMD16<Float>] = []
    private var summed: Float = 0
    private var omissions: Dice
    /// For each word of the line that is learnt, one bit a feature: whether it is learnt from.
    private var kept: [UInt64] = []

    /// Prepares to learn from `set`, whose features are replaced by numbers of rows.
    public init(_ set: inout TrainingSet, settings: Settings) {
        precondition((0...6).contains(settings.omission), "one feature in 1 to 64 is left out")
        self.settings = settings
        // Not the order's seed itself, or both would follow from the same numbers.
        omissions = Dice(seed: settings.seed ^ 0xD1CE)
        tags = set.tags
        index = FeatureIndex(numbering: &set.features, countMin: settings.featureCountMin)
        rows = .init(repeating: .zero, count: index.count)
        squares = .init(repeating: .init(repeating: 1e-2), count: index.count)
        paid = .init(repeating: 0, count: index.count)
    }

    /// Learns from every line of the set `settings.epochs` times, in an order drawn from the seed.
    ///
    /// - Parameter progress: called after each epoch with its number and the loss a word in nats.
    public mutating func train(
        on set: TrainingSet,
        progress: (_ epoch: Int, _ loss: Float) -> Void = { _, _ in }
    ) {
        var order = Array(0..<set.lineCount)
        var dice = Dice(seed: settings.seed)
        for epoch in 0..<settings.epochs {
            for place in order.indices.dropFirst().reversed() {
                order.swapAt(place, Int(dice.next() % UInt64(place + 1)))
            }
            var loss: Float = 0
            for line in order {
                clock += 1
                loss += learn(line, of: set)
            }
            progress(epoch + 1, loss / Float(max(1, set.wordCount)))
            for row in rows.indices { settle(row) }
            if epoch * 2 >= settings.epochs { addToMean() }
        }
        takeMean()
    }

    /// Weights at the ends of the later epochs are averaged: what one order of lines happened to
    /// leave behind evens out (Polyak and Juditsky 1992).
    private mutating func addToMean() {
        if sums.isEmpty { sums = .init(repeating: .zero, count: rows.count + pairs.count) }
        for row in rows.indices { sums[row] += rows[row] }
        for row in pairs.indices { sums[rows.count + row] += pairs[row] }
        summed += 1
    }

    private mutating func takeMean() {
        guard summed > 0 else { return }
        // Readers see all features, of which learning saw a share (Hinton et al. 2012).
        let share = settings.omission == 0 ? 1 : 1 - 1 / Float(1 << settings.omission)
        for row in rows.indices { rows[row] = sums[row] / summed * share }
        for row in pairs.indices { pairs[row] = sums[rows.count + row] / summed }
    }

    private mutating func learn(_ line: Int, of set: TrainingSet) -> Float {
        let words = set.bounds[line]..<set.bounds[line + 1]
        let weight = set.weights[line]
        var emissions: [SIMD16<Float>] = []
        emissions.reserveCapacity(words.count)
        drawKept(words.count)
        for (place, word) in words.enumerated() {
            emissions.append(emission(of: word, kept[place], in: set))
        }
        let continues = Array(set.continues[words])
        let table = Chain.Table(pairs)
        chain.run(emissions, continues, table)
        var loss = chain.logSum
        for (place, word) in words.enumerated() {
            let tag = Int(set.gold[word])
            loss -= emissions[place][tag]
            var gradient = -chain.marginals[place]
            gradient[tag] += 1
            // A word that the model is sure of, and right about, teaches nothing.
            if pointwiseMax(gradient, -gradient).max() < 1e-3 { continue }
            adjust(word, kept[place], gradient * weight, in: set)
        }
        loss -= adjustPairs(words, continues, table, weight, of: set)
        return loss
    }

    private mutating func drawKept(_ count: Int) {
        kept.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            var omitted: UInt64 = settings.omission == 0 ? 0 : .max
            for _ in 0..<settings.omission { omitted &= omissions.next() }
            kept.append(~omitted)
        }
    }

    private func emission(
        of word: Int,
        _ kept: UInt64,
        in set: TrainingSet
    ) -> SIMD16<Float> {
        var sum = SIMD16<Float>.zero
        let start = word * FeatureReader.count
        for place in start..<start + FeatureReader.count {
            let row = set.features[place]
            if row != FeatureIndex.none, kept >> UInt64(place - start) & 1 == 1 {
                sum += rows[Int(row)]
            }
        }
        for lane in tags.names.count..<16 { sum[lane] = -1e4 }
        return sum
    }

    private mutating func adjust(
        _ word: Int,
        _ kept: UInt64,
        _ gradient: SIMD16<Float>,
        in set: TrainingSet
    ) {
        let start = word * FeatureReader.count
        let square = gradient * gradient
        for place in start..<start + FeatureReader.count {
            let row = set.features[place]
            guard row != FeatureIndex.none, kept >> UInt64(place - start) & 1 == 1 else { continue }
            let number = Int(row)
            settle(number)
            squares[number] += square
            rows[number] += gradient * settings.rate / squares[number].squareRoot()
        }
    }

    /// Lets a row pay the penalty of the lines since it last did.
    private mutating func settle(_ row: Int) {
        let lines = Float(min(clock - paid[row], 20_000))
        paid[row] = clock
        guard lines > 0 else { return }
        let due = settings.penalty * 1e-3 * lines * settings.rate / squares[row].squareRoot()
        let weight = rows[row]
        let size = pointwiseMax(pointwiseMax(weight, -weight) - due, .zero)
        rows[row] = size.replacing(with: -size, where: weight .< 0)
    }

    private mutating func adjustPairs(
        _ words: Range<Int>,
        _ continues: [Bool],
        _ table: Chain.Table,
        _ weight: Float,
        of set: TrainingSet
    ) -> Float {
        guard words.count > 1 else { return 0 }
        var expected = [SIMD16<Float>](repeating: .zero, count: 32)
        chain.addPairs(continues, table, to: &expected)
        var seen: Float = 0
        for (place, word) in words.enumerated().dropFirst() {
            let row = (continues[place] ? 16 : 0) + Int(set.gold[word - 1])
            seen += pairs[row][Int(set.gold[word])]
            expected[row][Int(set.gold[word])] -= 1
        }
        for row in 0..<32 {
            let gradient = expected[row] * weight
            pairSquares[row] += gradient * gradient
            pairs[row] -= gradient * settings.rate / pairSquares[row].squareRoot()
        }
        return seen
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, the same everywhere.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
