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
        /// Words that are hidden if it is, wherever it stands in the document.
        var price = 0
    }

    /// The least probability, as the model says it, of a word that a stretch goes on with, …
    private static let wordMin: Float = 0.06
    /// … and of one worth looking at.
    private static let stretchMin: Float = 0.012

    private let kinds: CourtKinds
    private let bounds: TaggerBounds
    /// For each word and kind how likely it must be masked, and how likely it is of that kind.
    private var masked: [Float] = []
    private var likeliest: [Int8] = []
    private var isEntity: [Bool] = []

    init(bounds: TaggerBounds, model: TaggerModel) {
        kinds = CourtKinds(model)
        self.bounds = bounds
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
                    NameEnds.quoted(NameEnds.range(stretch.words, label, draft), label, draft),
                    label,
                    score: TaggerBounds.score(
                        kinds.curves[stretch.kind].probability(stretch.probability),
                        from: bounds.mask(
                            hiding: stretch.price,
                            isAlone: label.identification == .direct
                        )
                    ),
                    rule: "tagger." + label.rawValue.lowercased()
                )
            )
        }
        return kept
    }

    /// Runs of words of one kind that might have to be masked, after the places of one thing were
    /// held against each other.
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
            while end < masked.count, Int(likeliest[end]) == kind, isWanted(end),
                draft.words[end].gap != .line
            {
                end += 1
            }
            let isDate = kinds.labels[kind] == .date
            for part in isDate ? CourtDates.parts(of: word..<end, draft) : [word..<end] {
                let probability = masked[part].max() ?? 0
                guard probability >= Self.stretchMin else { continue }
                stretches.append(Stretch(words: part, kind: kind, probability: probability))
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
        isEntity[word] || masked[word] >= Self.wordMin
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
