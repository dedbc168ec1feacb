import Privacy
import Sieve

/// Reads what kind of operational truth a text tells, from its cues.
///
/// A linear model over named cues. Hits of one kind that stand close together make a cluster;
/// their weights add up, a cue that is repeated counting half as much each time, and the logistic
/// function of the sum is the score. Cues with negative weight (a school, a recipe, a press
/// release) count only where something speaks for the kind. The evidence is the list of addends,
/// so a score can be recomputed by hand.
///
/// Turned down: a model of all words. It learns the subjects of its examples instead of the form of
/// a rubric, and nobody can read it.
struct OperationReader: Sendable {
    let cues: CueLexicon
    /// What names of fields say: a table has few, and as many values under each as it has rows.
    private let known = Remembered<Verbatim, [Passage.Kind: [Passage.Evidence]]>()

    init(cues: CueLexicon) { self.cues = cues }

    /// Even odds take this sum of weights.
    static let bias = -3.0
    /// Words that may lie between two cues of one passage.
    static let reach = 45
    /// A repeated cue counts this much of the time before; beyond the last it adds nothing.
    static let repetition = [1.0, 0.5, 0.25]
    /// Passages below this score are not told.
    static let floor = 0.5

    /// The passages of `draft`, sorted by place.
    func passages(in draft: Draft) -> [Passage] {
        var hits = cues.hits(in: draft)
        let field = fieldEvidence(of: draft)
        let transcript = Transcript(draft)
        guard !hits.isEmpty || !field.isEmpty || transcript != nil else { return [] }
        hits.sort { $0.words.lowerBound < $1.words.lowerBound }
        let messages = draft.messageStarts
        var passages = transcript.map { [$0.operation] } ?? []
        for kind in Passage.Kind.allCases where kind != .transcript {
            let marks = marks(of: kind, hits, draft)
            let known = field[kind] ?? []
            for cluster in clusters(of: marks, messages) {
                passages += told(kind, by: cluster, known, in: draft)
            }
            // A name alone tells a text by what it is called: `role` is a column of job titles in
            // most tables, and a prompt only where sentences stand under it.
            if marks.isEmpty, !known.isEmpty, draft.words.count >= kind.wordsMin {
                passages += told(kind, by: [], known, in: draft)
            }
        }
        passages += transcript?.systemPrompts ?? []
        return OperationReader.merged(passages)
    }

    /// A hit of one kind, with what it weighs.
    struct Mark {
        var words: Range<Int>
        var cue: String
        var weight: Double
        var name: Range<Int>?
    }

    private func marks(of kind: Passage.Kind, _ hits: [CueHit], _ draft: Draft) -> [Mark] {
        var marks: [Mark] = []
        for hit in hits where cues.cues[hit.cue].kind == kind {
            let cue = cues.cues[hit.cue]
            if let name = hit.name, !draft.isCodename(name) { continue }
            // Two phrases of one cue over the same words are one hit.
            if let last = marks.last, last.cue == cue.name, last.words.overlaps(hit.words) {
                continue
            }
            marks.append(
                Mark(words: hit.words, cue: cue.name, weight: cue.weight, name: hit.name)
            )
        }
        if kind == .credentialHandover { marks += draft.secretMarks(near: marks) }
        if kind == .clientRequirement, marks.contains(where: { $0.weight > 0 }) {
            marks += draft.organizationMarks
        }
        return marks.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// Runs of marks that stand close together and, in a chat, in one message.
    private func clusters(of marks: [Mark], _ messages: [Int]) -> [[Mark]] {
        var clusters: [[Mark]] = []
        var message = 0
        for mark in marks {
            let previous = message
            while message < messages.count, messages[message] <= mark.words.lowerBound {
                message += 1
            }
            if previous == message, let last = clusters.last?.last,
                mark.words.lowerBound - last.words.upperBound <= Self.reach
            {
                clusters[clusters.count - 1].append(mark)
            } else {
                clusters.append([mark])
            }
        }
        return clusters
    }

    /// The passages that a cluster amounts to: none, one, or one for each codename.
    private func told(
        _ kind: Passage.Kind,
        by cluster: [Mark],
        _ known: [Passage.Evidence],
        in draft: Draft
    ) -> [Passage] {
        var times: [String: Int] = [:]
        var evidence = known
        for mark in cluster {
            let time = times[mark.cue, default: 0]
            times[mark.cue] = time + 1
            guard time < Self.repetition.count else { continue }
            evidence.append(
                Passage.Evidence(
                    range: draft.bytes(of: mark.words),
                    cue: mark.cue,
                    weight: mark.weight * Self.repetition[time]
                )
            )
        }
        let score = Passage.score(of: evidence.reduce(Self.bias) { $0 + $1.weight })
        guard score >= Self.floor else { return [] }
        // The name of a field may say what the text does not; it does not stand for all of it.
        let said = Set(times.keys).union(known.map { String($0.cue.dropFirst("field.".count)) })
        if (cues.needs[kind] ?? []).contains(where: { $0.isDisjoint(with: said) }) { return [] }
        let speaking = cluster.filter { $0.weight > 0 }
        if kind == .codename {
            var seen: Set<UInt64> = []
            return speaking.compactMap { mark in
                guard let name = mark.name, seen.insert(draft.words[name.lowerBound].key).inserted
                else { return nil }
                return Passage(
                    kind: kind,
                    range: draft.bytes(of: name),
                    score: score,
                    evidence: evidence
                )
            }
        }
        guard let first = speaking.map(\.words.lowerBound).min(),
            let last = speaking.map(\.words.upperBound).max()
        else {
            let whole = draft.trimmed(0..<draft.text.count)
            return known.isEmpty
                ? [] : [Passage(kind: kind, range: whole, score: score, evidence: evidence)]
        }
        let range = draft.lines(holding: first..<last)
        return [Passage(kind: kind, range: range, score: score, evidence: evidence)]
    }

    /// What the name of the field says of its value, by kind.
    private func fieldEvidence(of draft: Draft) -> [Passage.Kind: [Passage.Evidence]] {
        guard let field = draft.field, let lexicon = draft.lexicon else { return [:] }
        return known.answer(to: Verbatim(field)) { evidence(named: field, lexicon) }
    }

    private func evidence(named field: String, _ lexicon: Lexicon)
        -> [Passage.Kind: [Passage.Evidence]]
    {
        var evidence: [Passage.Kind: [Passage.Evidence]] = [:]
        for hit in cues.hits(inName: field, lexicon) {
            let cue = cues.cues[hit.cue]
            evidence[cue.kind, default: []].append(
                Passage.Evidence(range: 0..<0, cue: "field." + cue.name, weight: cue.weight)
            )
        }
        return evidence
    }

    /// Passages of one kind that overlap become one, with the higher score.
    static func merged(_ passages: [Passage]) -> [Passage] {
        var merged: [Passage] = []
        let sorted = passages.sorted {
            ($0.range.lowerBound, $0.kind.rawValue) < ($1.range.lowerBound, $1.kind.rawValue)
        }
        // In order of place, only the latest of a kind can reach into the next.
        var latest: [Passage.Kind: Int] = [:]
        for passage in sorted {
            guard let twin = latest[passage.kind], merged[twin].range.overlaps(passage.range) else {
                latest[passage.kind] = merged.count
                merged.append(passage)
                continue
            }
            if passage.score > merged[twin].score {
                merged[twin].score = passage.score
                merged[twin].evidence = passage.evidence
            }
            let end = max(merged[twin].range.upperBound, passage.range.upperBound)
            merged[twin].range = merged[twin].range.lowerBound..<end
        }
        return merged
    }
}

extension Passage.Kind {
    /// Words from which on a text may be of this kind by its field's name alone.
    fileprivate var wordsMin: Int {
        switch self {
        case .systemPrompt, .rubric, .clientRequirement, .transcript: 8
        case .goldAnswer, .codename, .credentialHandover: 1
        }
    }
}
