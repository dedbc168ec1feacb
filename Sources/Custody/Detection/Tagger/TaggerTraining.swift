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
            settings.epochs = self == .names ? 12 : 20
            settings.penalty = self == .names ? 0.003 : 0.02
            // Decisions are few, and lean on their own words too much.
            settings.omission = self == .names ? 2 : 1
            settings.buckets = self == .names ? 1 << 17 : 1 << 15
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

    /// A text as the tagger will see it, with the right answer.
    private struct Example {
        var draft: Draft
        var tokens: [Token]
        var setting: Setting
        var gold: [(words: Range<Int>, kind: String)]
    }

    /// Adds a text whose entities are all marked.
    package mutating func add(_ labelled: LabelledText, weight: Float = 1) {
        var text = labelled.text
        text.withUTF8 { bytes in
            guard let example = example(labelled, bytes) else { return }
            set.add(
                bytes,
                example.tokens,
                tagged: set.tags.tags(of: example.gold, count: example.tokens.count),
                in: example.setting,
                weight: weight
            )
        }
    }

    /// What `model`, which has not seen the text, says of it, and whether it is so, for each kind.
    ///
    /// Of names the ends and the kind must be right; a stretch of a decision must be masked where
    /// half of its words must.
    func outcomes(
        of labelled: LabelledText,
        by model: TaggerModel
    ) -> [[(said: Float, isRight: Bool)]] {
        var outcomes = [[(said: Float, isRight: Bool)]](
            repeating: [],
            count: model.tags.kinds.count
        )
        var text = labelled.text
        text.withUTF8 { bytes in
            guard let example = example(labelled, bytes) else { return }
            let doubt = task == .names ? NamesReader.doubt : 0
            let tagger = Tagger(model, in: example.setting, doubt: doubt)
            switch task {
            case .names:
                var reader = NamesReader(bounds: .all, model: model)
                reader.read(bytes, example.tokens, tagger)
                for name in reader.names {
                    let kind = model.tags.kinds[name.kind]
                    let isRight = example.gold.contains {
                        $0.words == name.words && $0.kind == kind
                    }
                    outcomes[name.kind].append((name.probability, isRight))
                }
            case .court:
                var reader = CourtReader(bounds: .all, model: model)
                reader.read(bytes, example.tokens, tagger)
                var isMasked = [Bool](repeating: false, count: example.tokens.count)
                for span in example.gold where !span.kind.hasSuffix("=") {
                    for word in span.words { isMasked[word] = true }
                }
                for stretch in reader.stretches(example.draft) {
                    let count = stretch.words.count { isMasked[$0] }
                    guard let kind = reader.kind(of: stretch, in: model.tags) else { continue }
                    outcomes[kind].append(
                        (stretch.probability, count * 2 >= stretch.words.count)
                    )
                }
            }
        }
        return outcomes
    }

    private func example(
        _ labelled: LabelledText,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Example? {
        guard let lexicon = detector.lexicon else { return nil }
        var draft = Draft(text: bytes, language: labelled.language)
        for stage in detector.stages where stage.name != Stage.operations { stage.run(&draft) }
        guard !draft.words.isEmpty else { return nil }
        let tokens = TaggerTokens(draft, Finding.resolve(draft.findings), lexicon).tokens
        let gold = labelled.spans.compactMap { span -> (words: Range<Int>, kind: String)? in
            guard let kind = kind(of: span) else { return nil }
            return (Self.words(of: span.range, in: draft.words), kind)
        }
        return Example(
            draft: draft,
            tokens: tokens,
            setting: Setting(draft.language, Register(of: draft)),
            gold: gold
        )
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
        case "JOB_TITLE", "DEMOGRAPHIC": return "DEM"
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
