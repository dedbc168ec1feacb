import Sieve
package import Tagging

/// Turns labelled texts into lines to learn from, by the very stages that will run before the
/// tagger.
package struct TaggerTraining: Sendable {
    /// Which model is to be trained.
    package enum Task: String, Sendable, CaseIterable {
        case names, court

        /// What the models that come with the program were trained with.
        package var settings: Trainer.Settings {
            var settings = Trainer.Settings()
            settings.epochs = self == .names ? 8 : 10
            settings.penalty = self == .names ? 0.01 : 0.02
            settings.buckets = self == .names ? 1 << 16 : 1 << 15
            return settings
        }
    }

    private let detector: Detector
    private let task: Task
    package private(set) var set: TrainingSet

    /// - Parameter detector: one without a tagger.
    package init?(_ task: Task, detector: Detector) {
        let names = task == .names ? TaggerModels.nameTags : TaggerModels.courtTags
        guard let tags = TagSet(names) else { return nil }
        self.detector = detector
        self.task = task
        set = TrainingSet(tags: tags)
    }

    /// Adds a text whose entities are all marked.
    package mutating func add(_ labelled: LabelledText, weight: Float = 1) {
        guard let lexicon = detector.lexicon else { return }
        var text = labelled.text
        text.withUTF8 { bytes in
            var draft = Draft(text: bytes, language: labelled.language)
            for stage in detector.stages where stage.name != Stage.operations {
                stage.run(&draft)
            }
            guard !draft.words.isEmpty else { return }
            let register = Register(of: draft)
            let found = Finding.resolve(draft.findings)
            let tokens = TaggerTokens(draft, found, lexicon).tokens
            let spans = labelled.spans.compactMap { span -> (words: Range<Int>, kind: String)? in
                guard let kind = kind(of: span) else { return nil }
                return (Self.words(of: span.range, in: draft.words), kind)
            }
            set.add(
                bytes,
                tokens,
                tagged: set.tags.tags(of: spans, count: tokens.count),
                in: Setting(draft.language, register),
                weight: weight
            )
        }
    }

    /// Adds a text as people write it who never touch the shift key.
    ///
    /// Only ASCII letters are made small, so that offsets stay where they are.
    package mutating func addSmall(_ labelled: LabelledText, weight: Float = 1) {
        var small = labelled
        small.text = String(
            decoding: labelled.text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
            as: UTF8.self
        )
        add(small, weight: weight)
    }

    /// Adds a text whose doubts were reviewed: what was accepted is so, what was rejected is not,
    /// and about the rest `present` is believed, which is the detector whose doubts they were.
    package mutating func add(answered labelled: LabelledText, present: Detector) {
        var whole = labelled
        whole.spans = labelled.spans.filter { $0.accepted != false }
        for finding in present.findings(in: labelled.text, language: labelled.language)
        where finding.score >= Finding.certain {
            let isTold = labelled.spans.contains { $0.range.overlaps(finding.range) }
            if isTold { continue }
            whole.spans.append(
                LabelledText.Span(range: finding.range, label: finding.label.rawValue)
            )
        }
        whole.spans.sort { $0.range.lowerBound < $1.range.lowerBound }
        // An answer is worth more than a line of a corpus: it was asked where the model erred.
        add(whole, weight: 3)
    }

    /// The words that a stretch of bytes touches.
    private static func words(of range: Range<Int>, in words: [Word]) -> Range<Int> {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if Int(words[middle].end) <= range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var end = low
        while end < words.count, Int(words[end].start) < range.upperBound { end += 1 }
        return low..<end
    }

    private func kind(of span: LabelledText.Span) -> String? {
        switch task {
        case .names: Self.nameKind(span.label)
        case .court: Self.courtKind(span)
        }
    }

    private static func nameKind(_ label: String) -> String? {
        switch label {
        case "PER", "PERSON", "LEGAL_PROFESSIONAL": "PER"
        case "LOC", "LOCATION", "GPE": "LOC"
        case "ORG", "ORGANIZATION": "ORG"
        case "MISC": "MISC"
        default: nil
        }
    }

    private static func courtKind(_ span: LabelledText.Span) -> String? {
        // The house's labels, as answers give them.
        switch span.label {
        case "LOCATION": return "LOC"
        case "DATE": return "DATETIME"
        case "JOB_TITLE": return "DEM"
        case "SALARY": return "QUANTITY"
        default: break
        }
        let stays = span.identifier == "NO_MASK" || span.label == "LEGAL_PROFESSIONAL"
        if !stays { return span.label }
        switch span.label {
        case "ORG", "LOC", "DEM", "DATETIME", "MISC": return span.label + "="
        default: return "OTHER="
        }
    }
}
