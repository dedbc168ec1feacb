/// Reads texts with a model: which words name what, and how likely that is.
///
/// A value of its own for every thread; it keeps room for one line, and gives it back at the end.
public struct Tagger {
    /// What the tagger thinks of the words of one line.
    public struct Reading {
        /// Indices of the line's tokens.
        public var line: Range<Int>
        /// The likeliest row of tags (Viterbi 1967), one a token; empty unless asked for.
        public var tags: [UInt8]
        /// For each token and tag its probability; empty unless asked for.
        public var marginals: [SIMD16<Float>]
    }

    /// Words outside the line that those at its ends look at, on either side.
    private static let margin = 2

    private let model: TaggerModel
    private let reader: FeatureReader
    private var chain = Chain(precision: Chain.reading)
    private var views: [FeatureReader.View] = []
    /// Scores of the words of a line, with `margin` more on either side.
    private var scores: [SIMD16<Int16>] = []
    private var emissions: [SIMD16<Float>] = []
    private var continues: [Bool] = []

    /// What the first tag loses when the likeliest row is chosen.
    private let doubt: SIMD16<Int16>

    /// A tagger with this model for texts in this setting.
    ///
    /// - Parameter doubt: how much less is believed of `O` when rows of tags are compared, in nats,
    ///   0…4: more names are read, and their probabilities say what they are worth.
    public init(_ model: TaggerModel, in setting: Setting, doubt: Float = 0) {
        self.model = model
        reader = FeatureReader(setting)
        var lanes = SIMD16<Int16>.zero
        lanes[0] = Int16((min(max(doubt, 0), 4) / model.step).rounded())
        self.doubt = lanes
    }

    /// Scores of the words of the line that was read last.
    var lineScores: [SIMD16<Int16>] { Array(scores.dropFirst(Self.margin).dropLast(Self.margin)) }

    /// Reads a text line by line.
    ///
    /// - Parameters:
    ///   - wantsTags: whether the likeliest rows of tags are wanted.
    ///   - wantsMarginals: whether probabilities are wanted for the line, given its likeliest tags.
    ///   - body: called with each line in turn.
    public mutating func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: UnsafeBufferPointer<Token>,
        wantsTags: Bool = true,
        wantsMarginals: (Range<Int>, [UInt8]) -> Bool,
        _ body: (Reading) -> Void
    ) {
        var memory = model.borrowMemory()
        defer { model.giveBack(memory) }
        for line in Lines.cut(tokens) {
            score(text, tokens, line, &memory)
            continues.removeAll(keepingCapacity: true)
            for index in line { continues.append(tokens[index].continues) }
            let tags = wantsTags ? likeliest(line.count) : []
            var marginals: [SIMD16<Float>] = []
            if wantsMarginals(line, tags) {
                emissions.removeAll(keepingCapacity: true)
                for place in 0..<line.count {
                    emissions.append(SIMD16<Float>(scores[place + Self.margin]) * model.step)
                }
                chain.run(emissions, continues, model.table)
                marginals = chain.marginals
            }
            body(Reading(line: line, tags: tags, marginals: marginals))
        }
    }

    /// Adds up the weights of the features of every word in `line`.
    private mutating func score(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: UnsafeBufferPointer<Token>,
        _ line: Range<Int>,
        _ memory: inout WordMemory
    ) {
        let count = line.count
        views.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
        scores.append(
            contentsOf: repeatElement(model.barred, count: count + 2 * Self.margin)
        )
        for _ in 0..<Self.margin { views.append(.outside) }
        let setting = reader.setting
        // The largest group of features, and what is asked of the model for each.
        let room = 2 * max(FeatureReader.ownCount, FeatureReader.aroundCount)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: room) { features in
            guard let base = features.baseAddress else { return }
            for place in 0..<count {
                let token = tokens[line.lowerBound + place]
                let sums = memory.sums(of: token, in: text, setting) {
                    counted(token, in: text, base)
                }
                add(sums, at: place + Self.margin)
                views.append(
                    FeatureReader.view(
                        of: token,
                        in: text,
                        shape: sums.shape,
                        suffix: sums.suffix
                    )
                )
            }
            addOutside(count, base)
            for _ in 0..<Self.margin { views.append(.outside) }
            FeatureReader.markRuns(&views)
            addAround(count, tokens[line.lowerBound].key, base)
        }
    }

    /// Gives a word and its neighbours what the word says.
    @inline(__always)
    private mutating func add(_ sums: WordMemory.Sums, at place: Int) {
        scores.withUnsafeMutableBufferPointer { scores in
            scores[place] &+= sums.own
            scores[place + 1] &+= sums.asBefore
            scores[place - 1] &+= sums.asAfter
            scores[place + 2] &+= sums.asSecondBefore
            scores[place - 2] &+= sums.asSecondAfter
        }
    }

    /// Gives the words at the ends what strangers outside the line say.
    private mutating func addOutside(_ count: Int, _ features: UnsafeMutablePointer<UInt32>) {
        var sums = WordMemory.Sums()
        addBeside(.outside, to: &sums, features)
        scores[Self.margin] &+= sums.asBefore &+ sums.asSecondBefore
        scores[Self.margin + count - 1] &+= sums.asAfter &+ sums.asSecondAfter
        // Of a line of one word these are places outside it, which nobody reads.
        scores[Self.margin + 1] &+= sums.asSecondBefore
        scores[Self.margin + count - 2] &+= sums.asSecondAfter
    }

    /// What a word adds that was not met before.
    private func counted(
        _ token: Token,
        in text: UnsafeBufferPointer<UInt8>,
        _ features: UnsafeMutablePointer<UInt32>
    ) -> WordMemory.Sums {
        var sums = WordMemory.Sums()
        sums.shape = FeatureReader.shape(of: token, in: text)
        sums.suffix = FeatureReader.suffix(of: token, in: text, 3)
        let view = FeatureReader.view(
            of: token,
            in: text,
            shape: sums.shape,
            suffix: sums.suffix
        )
        reader.own(token, in: text, view, features)
        sums.own = model.sum(features, FeatureReader.ownCount)
        addBeside(view, to: &sums, features)
        return sums
    }

    private func addBeside(
        _ view: FeatureReader.View,
        to sums: inout WordMemory.Sums,
        _ features: UnsafeMutablePointer<UInt32>
    ) {
        reader.asBefore(view, features)
        sums.asBefore = model.sum(features, 2)
        reader.asAfter(view, features)
        sums.asAfter = model.sum(features, 2)
        reader.asSecondBefore(view, features)
        sums.asSecondBefore = model.sum(features, 1)
        reader.asSecondAfter(view, features)
        sums.asSecondAfter = model.sum(features, 1)
    }

    private mutating func addAround(
        _ count: Int,
        _ opening: UInt64,
        _ features: UnsafeMutablePointer<UInt32>
    ) {
        views.withUnsafeBufferPointer { views in
            scores.withUnsafeMutableBufferPointer { scores in
                for place in 0..<count {
                    reader.around(
                        views,
                        place + Self.margin,
                        FeatureReader.Position(place, of: count, after: opening),
                        features
                    )
                    var sum =
                        scores[place + Self.margin]
                        &+ model.sum(features, FeatureReader.aroundCount)
                    // The last lane holds what lies behind a row, and no weight.
                    sum[15] = TaggerModel.never
                    scores[place + Self.margin] = sum
                }
            }
        }
    }

    /// The likeliest row of tags for the line that was scored last.
    private func likeliest(_ count: Int) -> [UInt8] {
        var came = [SIMD16<Int16>](repeating: .zero, count: count)
        var score = scores[Self.margin] &- doubt
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
            score = best &+ scores[word + Self.margin] &- doubt
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
