import Sieve
import Tagging

/// Persons, places and organisations as the model for names reads them.
struct NamesReader {
    /// Words that one name covers, and how likely it is.
    struct Name {
        var words: Range<Int>
        /// Index into `TagSet.kinds`.
        var kind: Int
        var label: Label
        var probability: Float
    }

    /// Rules that go by the form of the place, which is more than the model sees.
    private static let byForm: Set<String> = [
        "person.surname-first", "person.author", "person.label", "person.mail-follows",
        "person.address-agrees", "org.legal-form", "career.post", "career.studies", "label.line",
    ]

    /// Half a nat against `O`: in texts unlike those it learnt from, the model names too little.
    static let doubt: Float = 0.5

    let bounds: TaggerBounds
    private let tags: TagSet
    private let calibration: Calibration
    private(set) var names: [Name] = []

    init(bounds: TaggerBounds, model: TaggerModel) {
        self.bounds = bounds
        tags = model.tags
        calibration = model.calibration
    }

    /// Reads every line of the text.
    mutating func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: [Token],
        _ tagger: consuming Tagger
    ) {
        let labels = tags.kinds.map(Self.label)
        let kindOf = tags.names.map { name in
            tags.kinds.firstIndex { name.hasSuffix("-" + $0) } ?? -1
        }
        var names: [Name] = []
        tokens.withUnsafeBufferPointer { tokens in
            tagger.read(text, tokens) { _, tags in
                tags.contains { $0 != 0 }
            } _: { reading in
                guard !reading.marginals.isEmpty else { return }
                for span in tags.spans(of: reading.tags) {
                    guard let label = labels[span.kind] else { continue }
                    var probability: Float = 1
                    for word in span.words {
                        var sum: Float = 0
                        for tag in kindOf.indices where kindOf[tag] == span.kind {
                            sum += reading.marginals[word][tag]
                        }
                        probability = min(probability, sum)
                    }
                    let start = reading.line.lowerBound
                    names.append(
                        Name(
                            words: span.words.lowerBound + start..<span.words.upperBound + start,
                            kind: span.kind,
                            label: label,
                            probability: calibration.curves[span.kind].probability(probability)
                        )
                    )
                }
            }
        }
        self.names = names
    }

    private static func label(_ kind: String) -> Label? {
        switch kind {
        case "PER": .person
        case "LOC": .location
        case "ORG": .organization
        default: nil
        }
    }

    /// What the rules found and what was read, weighed against each other.
    ///
    /// In prose the model decides about names; what it does not believe goes to review. Forms and
    /// chats are written so that rules know better, and the model only adds to them.
    func weigh(
        _ found: [Finding],
        _ draft: Draft,
        _ tokens: [Token],
        _ register: Register
    ) -> [Finding] {
        var kept: [Finding] = []
        var place = 0
        let decides = register == .prose
        // Where rules know better, only what the model is sure of is news.
        let bound = decides ? bounds.name : max(bounds.name, 0.7)
        let added = names.map { name in
            Finding(
                NameEnds.range(name.words, name.label, draft),
                name.label,
                score: TaggerBounds.score(name.probability, from: bound),
                rule: "tagger." + name.label.rawValue.lowercased()
            )
        }
        for finding in found {
            guard finding.isOfNames else {
                kept.append(finding)
                continue
            }
            while place < added.count,
                added[place].range.upperBound <= finding.range.lowerBound
            {
                place += 1
            }
            let rival = place < added.count && added[place].range.overlaps(finding.range)
            if !decides || finding.score >= 0.9 {
                // `Don Cheadle` is longer than what follows a form of address.
                let isPart = decides && rival && added[place].holds(finding)
                if !isPart { kept.append(finding) }
                continue
            }
            let isBeaten = rival && added[place].range.count >= finding.range.count
            if Self.byForm.contains(finding.rule) && !isBeaten {
                kept.append(finding)
            } else if !rival || added[place].score < Finding.certain {
                var doubtful = finding
                doubtful.score = min(finding.score, 0.45)
                kept.append(doubtful)
            }
        }
        // Both are sorted by place, and no two of what rules found overlap: one pass is enough.
        let certain = kept.filter { $0.score >= Finding.certain }
        var next = 0
        for finding in added {
            while next < certain.count,
                certain[next].range.upperBound <= finding.range.lowerBound
            {
                next += 1
            }
            let isTaken = next < certain.count && certain[next].range.overlaps(finding.range)
            if !isTaken { kept.append(finding) }
        }
        return kept
    }
}

extension Finding {
    /// Whether this is certain and covers `other`, which is of its kind and shorter.
    fileprivate func holds(_ other: Finding) -> Bool {
        score >= Self.certain && label == other.label && range.count > other.range.count
            && range.lowerBound <= other.range.lowerBound
            && range.upperBound >= other.range.upperBound
    }
}
