package import Documents
package import Sieve

/// Finds personal data and secrets in texts and records.
///
/// Built once, then shared by any number of threads: it holds only tables that nobody changes.
package struct Detector: Sendable {
    /// The stages in the order in which they run.
    package let stages: [Stage]

    /// The table of words that the stages share, where there is one.
    let lexicon: Lexicon?

    /// A detector of these stages, for tests and for models.
    package init(stages: [Stage]) {
        self.stages = stages
        lexicon = nil
    }

    /// The detector that every command uses.
    ///
    /// - Parameter mode: what findings are for; to mask, unless said otherwise.
    /// - Throws: `Detection.Failure` when the tables that come with the program are damaged.
    package init(for mode: DetectionMode = .masking) throws {
        self = try Self.ofRules().with(TaggerModels(), for: mode.bounds)
    }

    /// The detector of rules and lists alone: what a tagger is trained beside.
    ///
    /// - Throws: `Detection.Failure` when the tables that come with the program are damaged.
    package static func ofRules() throws -> Detector {
        let sieve: Sieve
        do { sieve = try Sieve() } catch { throw Detection.Failure.patternsNotCompiled }
        return Detector(
            sieve: sieve,
            lexicon: try Lexicon(),
            terms: try TermLexicon(),
            cues: try CueLexicon()
        )
    }

    /// This detector with trained models after its rules.
    package func with(_ models: TaggerModels, for bounds: TaggerBounds) -> Detector {
        guard let lexicon else { return self }
        let scripts = Stage.scripts(bounds)
        var stages = stages.filter { $0.name != Stage.tagger && $0.name != scripts.name }
        let place = stages.firstIndex { $0.name == Stage.operations } ?? stages.count
        stages.insert(contentsOf: [.tagger(models, lexicon, bounds), scripts], at: place)
        return Detector(stages: stages, lexicon: lexicon)
    }

    /// The same words under other stages.
    init(stages: [Stage], lexicon: Lexicon?) {
        self.stages = stages
        self.lexicon = lexicon
    }

    /// The stages over other tables than the ones that come with the program.
    init(sieve: Sieve, lexicon: Lexicon, terms: TermLexicon, cues: CueLexicon) {
        self.lexicon = lexicon
        stages = [
            .patterns(sieve), .words(lexicon), .labels, .careers, .organizations(lexicon),
            .terms(terms), .jobs, .ledPlaces(lexicon), .people, .employers, .places(lexicon),
            .propagation, .staffNumbers, .operations(OperationReader(cues: cues)),
        ]
    }

    /// What `text` says, sorted by place and without overlaps; ranges are UTF-8 byte offsets.
    ///
    /// - Parameters:
    ///   - language: the language of the text, or nothing to find it out.
    ///   - field: the name of the column or key that held the text; it is read as context.
    package func findings(
        in text: String,
        language: Language? = nil,
        field: String? = nil
    ) -> [Finding] {
        var text = text
        return text.withUTF8 { findings(in: $0, language: language, field: field) }
    }

    /// What `text` says; it may hold ill-formed UTF-8, and is borrowed for the call only.
    package func findings(
        in text: UnsafeBufferPointer<UInt8>,
        language: Language? = nil,
        field: String? = nil
    ) -> [Finding] {
        let draft = draft(of: text, language: language, field: field, passages: false)
        return Finding.resolve(draft.findings)
    }

    /// The text after all stages; the one that tells passages runs only where they are asked for.
    func draft(
        of text: UnsafeBufferPointer<UInt8>,
        language: Language?,
        field: String?,
        passages: Bool
    ) -> Draft {
        let context = field.map(Context.init(fieldName:)) ?? []
        var draft = Draft(text: text, language: language, context: context)
        (draft.field, draft.lexicon) = (field, lexicon)
        for stage in stages where passages || stage.name != Stage.operations {
            stage.run(&draft)
        }
        return draft
    }

    /// What each field of `record` says, in the order of its fields.
    package func findings(in record: Record, language: Language? = nil) -> [[Finding]] {
        record.fields.map { field in
            // The prose of a document has no name that says anything about it.
            let name = field.name == "text" ? nil : field.name
            return findings(in: field.text, language: language, field: name)
        }
    }
}
