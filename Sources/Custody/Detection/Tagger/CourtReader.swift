import Sieve
import Tagging

/// What must be masked in a court's paper, as the model for courts reads it.
///
/// The model tells for each word what kind of thing it belongs to and whether that must be masked.
/// Words are then joined to stretches, for half a name masked is a name given away; and what one
/// place of the document shows of a stretch is held against the other places where it stands.
struct CourtReader {
    /// Words of one kind that stand together.
    struct Stretch {
        var words: Range<Int>
        var kind: Int
        /// The greatest probability of a word in it that it must be masked.
        var probability: Float
    }

    private let kinds: CourtKinds
    /// For each word and kind how likely it must be masked, and how likely it is of that kind.
    private var masked: [Float] = []
    private var likeliest: [Int8] = []
    private var isEntity: [Bool] = []

    init(bounds: TaggerBounds, model: TaggerModel) {
        kinds = CourtKinds(model, bounds)
    }

    /// Reads every line of the text.
    mutating func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: [Token],
        _ tagger: consuming Tagger
    ) {
        var masked = [Float](repeating: 0, count: tokens.count)
        var likeliest = [Int8](repeating: 0, count: tokens.count)
        var isEntity = [Bool](repeating: false, count: tokens.count)
        let kinds = kinds
        tokens.withUnsafeBufferPointer { tokens in
            tagger.read(text, tokens, wantsTags: false) { _, _ in true } _: { reading in
                for (place, word) in reading.line.enumerated() {
                    let (kind, mask, other) = kinds.sum(reading.marginals[place])
                    masked[word] = mask
                    likeliest[word] = Int8(kind)
                    isEntity[word] = other < 0.5
                }
            }
        }
        (self.masked, self.likeliest, self.isEntity) = (masked, likeliest, isEntity)
    }

    /// What the rules found and what was read, weighed against each other.
    func weigh(_ found: [Finding], _ draft: Draft, _ tokens: [Token]) -> [Finding] {
        var kept = found.map { finding in
            if Self.isCertainByForm(finding) { return finding }
            var doubtful = finding
            doubtful.score = min(finding.score, 0.45)
            return doubtful
        }
        for stretch in stretches(draft) {
            let label = kinds.labels[stretch.kind]
            kept.append(
                Finding(
                    NameEnds.range(stretch.words, label, draft),
                    label,
                    score: TaggerBounds.score(
                        kinds.curves[stretch.kind].probability(stretch.probability),
                        from: kinds.bounds[stretch.kind]
                    ),
                    rule: "tagger." + label.rawValue.lowercased()
                )
            )
        }
        return kept
    }

    /// Runs of words of one kind, each at least a fifth as likely as it takes to be masked, after
    /// the places of one thing were held against each other.
    func stretches(_ draft: Draft) -> [Stretch] {
        var stretches: [Stretch] = []
        var word = 0
        while word < masked.count {
            let kind = Int(likeliest[word])
            guard isWanted(word) else {
                word += 1
                continue
            }
            var end = word + 1
            var probability = masked[word]
            while end < masked.count, Int(likeliest[end]) == kind, isWanted(end),
                draft.words[end].gap != .line
            {
                probability = max(probability, masked[end])
                end += 1
            }
            if probability * 5 >= kinds.said[kind] {
                stretches.append(Stretch(words: word..<end, kind: kind, probability: probability))
            }
            word = end
        }
        CourtMemory.spread(&stretches, draft)
        return stretches
    }

    /// The kind of a stretch by the numbers of the model's own tags.
    func kind(of stretch: Stretch, in tags: TagSet) -> Int? {
        tags.kinds.firstIndex(of: CourtKinds.all[stretch.kind].name)
    }

    private func isWanted(_ word: Int) -> Bool {
        isEntity[word] || masked[word] >= kinds.said[Int(likeliest[word])]
    }

    /// Addresses, numbers with checks and credentials are what they are in any text.
    private static func isCertainByForm(_ finding: Finding) -> Bool {
        switch finding.label {
        case .email, .phone, .username, .employeeID, .nationalID, .iban, .creditCard,
            .cryptoAddress, .vehicle, .url, .ipAddress, .macAddress, .secret, .address:
            true
        default: false
        }
    }
}

/// The kinds of a court model's tags: those that are masked, and the same that may stay.
struct CourtKinds {
    /// A kind's care is how much surer than `TaggerBounds.mask` it takes to be to mask it: a name,
    /// a date or a number in the open costs most, and an office hidden for nothing many words.
    static let all: [(name: String, label: Label, care: Float)] = [
        ("PERSON", .person, 0.7), ("ORG", .organization, 1.5), ("LOC", .location, 1.3),
        ("DATETIME", .date, 0.5), ("CODE", .code, 0.5), ("DEM", .demographic, 1),
        ("QUANTITY", .quantity, 1), ("MISC", .misc, 1),
    ]

    let labels = Self.all.map(\.label)
    /// What the probabilities of each kind are worth.
    let curves: [Calibration.Curve]
    /// The probability from which each kind is masked.
    let bounds: [Float]
    /// What the model says at that probability.
    let said: [Float]
    /// For each tag its kind, or -1, and whether it is to be masked.
    private let tags: [(kind: Int, isMasked: Bool)]

    init(_ model: TaggerModel, _ bounds: TaggerBounds) {
        tags = model.tags.names.map { name in
            let kind = Self.all.firstIndex { name.dropFirst(2).hasPrefix($0.name) } ?? -1
            return (kind, kind >= 0 && !name.hasSuffix("="))
        }
        let curves = Self.all.map { kind in
            model.tags.kinds.firstIndex(of: kind.name).map { model.calibration.curves[$0] }
                ?? Calibration.Curve()
        }
        let probabilities = Self.all.map { kind in
            bounds.isForMasking ? bounds.mask * kind.care : bounds.mask
        }
        self.curves = curves
        self.bounds = probabilities
        said = zip(curves, probabilities).map { $0.said($1) }
    }

    /// The likeliest kind, how likely the word must be masked, and how likely it is nothing.
    func sum(_ marginals: SIMD16<Float>) -> (kind: Int, masked: Float, other: Float) {
        // What is all but surely nothing is below every bound.
        if marginals[0] > 0.995 { return (0, 0, marginals[0]) }
        var sums = SIMD8<Float>.zero
        var masked: Float = 0
        for (tag, own) in tags.enumerated() where own.kind >= 0 {
            sums[own.kind] += marginals[tag]
            if own.isMasked { masked += marginals[tag] }
        }
        var kind = 0
        for other in 1..<Self.all.count where sums[other] > sums[kind] { kind = other }
        return (kind, masked, marginals[0])
    }
}
