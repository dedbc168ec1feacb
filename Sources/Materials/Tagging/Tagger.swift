/// Reads texts with a model: which words name what, and how likely that is.
///
/// A value of its own for every thread; it keeps room for one line, and gives it back at the end.
public struct Tagger {
    /// What the tagger thinks of the words of one line.
    public struct Reading {
        /// Indices of the line's tokens.
        public var line: Range<Int>
        /// The likeliest row of tags (Viterbi 1967), one a token.
        public var tags: [UInt8]
        /// For each token and tag its probability; empty unless asked for.
        public var marginals: [SIMD16<Float>]
    }

    private let model: TaggerModel
    private var reader: FeatureReader
    private var chain = Chain()
    private var features: [UInt32] = []
    private var emissions: [SIMD16<Int16>] = []

    /// A tagger with this model for texts in this setting.
    public init(_ model: TaggerModel, in setting: Setting) {
        self.model = model
        reader = FeatureReader(setting)
    }

    /// Reads a text line by line.
    ///
    /// - Parameters:
    ///   - wantsMarginals: whether probabilities are wanted for the line, given its likeliest tags.
    ///   - body: called with each line in turn.
    public mutating func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: UnsafeBufferPointer<Token>,
        wantsMarginals: (Range<Int>, [UInt8]) -> Bool,
        _ body: (Reading) -> Void
    ) {
        for line in Lines.cut(tokens) {
            score(text, tokens, line)
            let continues = tokens[line].map(\.continues)
            let tags = likeliest(continues)
            var marginals: [SIMD16<Float>] = []
            if wantsMarginals(line, tags) {
                let scores = emissions.map { SIMD16<Float>($0) / model.steps }
                chain.run(scores, continues, model.table)
                marginals = chain.marginals
            }
            body(Reading(line: line, tags: tags, marginals: marginals))
        }
    }

    private mutating func score(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: UnsafeBufferPointer<Token>,
        _ line: Range<Int>
    ) {
        emissions.removeAll(keepingCapacity: true)
        let room = line.count * FeatureReader.count
        if features.count < room {
            features.append(contentsOf: repeatElement(0, count: room - features.count))
        }
        features.withUnsafeMutableBufferPointer { features in
            guard let base = features.baseAddress else { return }
            reader.read(text, tokens, line: line, into: base)
            model.bytes.withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return }
                var barred = SIMD16<Int16>.zero
                for lane in model.tags.names.count..<16 { barred[lane] = -16_000 }
                for place in 0..<line.count {
                    var sum = TaggerModel.emission(
                        base + place * FeatureReader.count,
                        start + model.bucketStart,
                        model.bucketMask
                    )
                    // The last lane holds what lies behind a row, and no weight.
                    sum[15] = 0
                    emissions.append(sum &+ barred)
                }
            }
        }
    }

    private func likeliest(_ continues: [Bool]) -> [UInt8] {
        let count = emissions.count
        var came = [SIMD16<Int16>](repeating: .zero, count: count)
        var score = emissions[0]
        for word in 1..<max(1, count) {
            let offset = continues[word] ? 16 : 0
            // Scores are kept near zero, so that lines of any length fit in 16 bits.
            let base = score &- SIMD16(repeating: score.max())
            var best = SIMD16<Int16>(repeating: .min)
            var from = SIMD16<Int16>.zero
            for tag in 0..<model.tags.names.count {
                let next = model.transitions[offset + tag] &+ base[tag]
                let isBetter = next .> best
                best.replace(with: next, where: isBetter)
                from.replace(with: Int16(tag), where: isBetter)
            }
            came[word] = from
            score = best &+ emissions[word]
        }
        var tag = 0
        for lane in 1..<model.tags.names.count where score[lane] > score[tag] { tag = lane }
        var tags = [UInt8](repeating: 0, count: count)
        for word in stride(from: count - 1, through: 0, by: -1) {
            tags[word] = UInt8(tag)
            tag = Int(came[word][tag])
        }
        return tags
    }
}
