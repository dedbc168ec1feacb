import Sieve

/// A talk between a person and a machine, cut into turns.
///
/// Three ways to write one are read: lines that open with a speaker (`User:`, `**Assistant**`,
/// `ChatGPT said:`), the marks of chat templates (`<|im_start|>user`, `[INST]`), and objects with a
/// role (`"role": "assistant"`). A turn lasts until the next begins.
struct Transcript {
    private let turns: [Passage.Turn]
    private let labels: [Range<Int>]

    /// Words a turn has on average; forms (`User: jdoe`) have fewer.
    private static let wordsMean = 2.5

    /// Nothing when the text is no such talk: it takes both sides, and something said by each.
    init?(_ draft: Draft) {
        let labels = SpeakerLabel.all(in: draft)
        guard labels.contains(where: { $0.speaker == .human }),
            labels.contains(where: { $0.speaker == .machine })
        else { return nil }
        var turns: [Passage.Turn] = []
        for (place, label) in labels.enumerated() {
            let next = place + 1 < labels.count ? labels[place + 1].start : draft.text.count
            let range = draft.trimmed(label.end..<max(label.end, next))
            turns.append(Passage.Turn(speaker: label.speaker, range: range))
        }
        let said = draft.words.count - labels.reduce(0) { $0 + $1.words }
        guard Double(said) >= Self.wordsMean * Double(turns.count),
            turns.contains(where: { $0.speaker == .machine && $0.range.count > 1 }),
            turns.contains(where: { $0.speaker == .human && $0.range.count > 1 })
        else { return nil }
        self.turns = turns
        self.labels = labels.map { $0.start..<$0.end }
    }

    /// The whole talk. Two turns are likely one, six are surely one.
    var operation: Passage {
        let evidence = zip(turns, labels).map { turn, label in
            Passage.Evidence(
                range: label,
                cue: "transcript." + turn.speaker.rawValue,
                weight: 0.8
            )
        }
        let told = evidence.prefix(8).reduce(0) { $0 + $1.weight }
        return Passage(
            kind: .transcript,
            range: (labels.first?.lowerBound ?? 0)..<(turns.last?.range.upperBound ?? 0),
            score: Passage.score(of: told - 0.8),
            evidence: Array(evidence),
            turns: turns
        )
    }

    /// What the talk's system turns say is a prompt, whatever its words.
    var systemPrompts: [Passage] {
        zip(turns, labels).compactMap { turn, label in
            guard turn.speaker == .system, !turn.range.isEmpty else { return nil }
            let evidence = Passage.Evidence(range: label, cue: "transcript.system", weight: 5)
            return Passage(
                kind: .systemPrompt,
                range: turn.range,
                score: Passage.score(of: OperationReader.bias + evidence.weight),
                evidence: [evidence]
            )
        }
    }
}

/// Where a turn's speaker is named.
private struct SpeakerLabel {
    var speaker: Passage.Turn.Speaker
    /// Byte offsets of the label and of what follows it.
    var start: Int
    var end: Int
    /// Words of the label.
    var words: Int

    private static let sets: [(Passage.Turn.Speaker, WordSet)] = [
        (
            .human,
            WordSet(
                """
                user human you me prompt utilisateur utilisatrice usuario usuaria nutzer nutzerin \
                benutzer humain humano mensch moi yo ich usager inst customer kunde kundin cliente
                """
            )
        ),
        (
            .machine,
            WordSet(
                """
                assistant ai ia ki bot chatbot chatgpt gpt claude gemini copilot bard llama \
                mistral model asistente assistent assistente assistante modelo modèle modell \
                completion response llm deepseek grok kibot
                """
            )
        ),
        (.system, WordSet("system système sistema developer")),
        (.tool, WordSet("tool function tools outil werkzeug herramienta")),
    ]
    private static let roles = WordSet("role from author sender speaker rolle rôle rol")
    private static let instruction = WordSet.key(of: "inst")
    private static let verbs = WordSet("said says dit a sagte sagt hat dijo dice message turn")

    /// The marks that quotations, chat templates and tags put before a speaker.
    @inline(__always)
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x27, 0x2F, 0x3E, 0x5B, 0x7C: true
        default: false
        }
    }

    private static func speaker(_ word: Word) -> Passage.Turn.Speaker? {
        sets.first { $0.1.contains(word.key) }?.0
    }

    static func all(in draft: Draft) -> [SpeakerLabel] {
        var labels: [SpeakerLabel] = []
        for (index, word) in draft.words.enumerated() {
            // A speaker opens a line or stands after a mark: few words do, so their bytes are asked
            // before any table is.
            guard isMark(draft.byte(word.range.lowerBound - 1)) || draft.isLineOpener(index),
                let speaker = speaker(word)
            else { continue }
            let label =
                object(index, speaker, draft) ?? template(index, speaker, draft)
                ?? line(index, speaker, draft)
            if let label { labels.append(label) }
        }
        return labels
    }

    /// `"role": "user", "content": "…"`: what follows is the rest of the object.
    private static func object(
        _ index: Int,
        _ speaker: Passage.Turn.Speaker,
        _ draft: Draft
    ) -> SpeakerLabel? {
        guard index > 0, roles.contains(draft.words[index - 1].key) else { return nil }
        let role = draft.words[index - 1].range
        let word = draft.words[index].range
        let between = draft.text[role.upperBound..<word.lowerBound]
        guard between.contains(0x3A), between.allSatisfy({ " \t:\"'\\".utf8.contains($0) }) else {
            return nil
        }
        return SpeakerLabel(
            speaker: speaker,
            start: role.lowerBound,
            end: word.upperBound,
            words: 2
        )
    }

    /// `<|im_start|>user`, `<|assistant|>`, `<start_of_turn>model`, `[INST]`, `[/INST]`.
    private static func template(
        _ index: Int,
        _ speaker: Passage.Turn.Speaker,
        _ draft: Draft
    ) -> SpeakerLabel? {
        let word = draft.words[index].range
        let before = draft.byte(word.lowerBound - 1)
        let after = draft.byte(word.upperBound)
        if draft.words[index].key == instruction {
            guard after == 0x5D, before == 0x5B || before == 0x2F else { return nil }
            return SpeakerLabel(
                speaker: before == 0x2F ? .machine : .human,
                start: word.lowerBound - 1,
                end: word.upperBound + 1,
                words: 1
            )
        }
        let isMarked = before == 0x7C && (after == 0x7C || draft.byte(word.lowerBound - 2) == 0x3C)
        let isNamed = before == 0x3E && after == 0x0A || before == 0x7C && after == 0x7C
        guard isMarked || isNamed || before == 0x3E && draft.byte(word.lowerBound - 2) == 0x7C
        else { return nil }
        var end = word.upperBound
        while draft.byte(end) == 0x7C || draft.byte(end) == 0x3E { end += 1 }
        return SpeakerLabel(speaker: speaker, start: word.lowerBound, end: end, words: 1)
    }

    /// `User:`, `**Assistant:**`, `### AI`, `ChatGPT said:`, `GPT-4 (12:03):`.
    private static func line(
        _ index: Int,
        _ speaker: Passage.Turn.Speaker,
        _ draft: Draft
    ) -> SpeakerLabel? {
        guard draft.isLineOpener(index) else { return nil }
        let first = draft.words[index]
        var last = index
        while last + 1 < draft.words.count, last < index + 3 {
            let next = draft.words[last + 1]
            guard next.gap != .line, next.gap != .colon,
                next.form == .number || verbs.contains(next.key)
                    || next.gap == .joined && next.length <= 3
            else { break }
            last += 1
        }
        let start = first.range.lowerBound
        var end = draft.words[last].range.upperBound
        if draft.byte(end) == 0x3E {
            end += 1
        } else if draft.hasColon(after: last) {
            while draft.byte(end) != 0x3A, draft.byte(end) != 0x3D { end += 1 }
            end += 1
            while draft.byte(end) == 0x2A || draft.byte(end) == 0x5F { end += 1 }
        } else {
            // Without a colon it takes a line of its own, set apart by marks or capitals.
            let before = draft.byte(start - 1)
            guard before == 0x2A || before == 0x20 && draft.byte(start - 2) == 0x23
                || before == 0x0A && first.form == .allCapitals || start == 0
            else { return nil }
            while draft.byte(end) == 0x2A { end += 1 }
            guard draft.byte(end) == 0x0A || draft.byte(end) == 0x0D else { return nil }
        }
        return SpeakerLabel(speaker: speaker, start: start, end: end, words: last - index + 1)
    }
}
