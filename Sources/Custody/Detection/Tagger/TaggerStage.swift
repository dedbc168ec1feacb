import Sieve
import Tagging

extension Stage {
    /// The name of the stage that runs trained models.
    static let tagger = "tagger"

    /// Reads the text with the trained models, and weighs what the rules said against them.
    static func tagger(
        _ models: TaggerModels,
        _ lexicon: Lexicon,
        _ bounds: TaggerBounds
    ) -> Stage {
        Stage(Self.tagger) { draft in
            guard !draft.words.isEmpty else { return }
            let register = Register(of: draft)
            let found = Finding.resolve(draft.findings)
            let tokens = TaggerTokens(draft, found, lexicon).tokens
            let setting = Setting(draft.language, register)
            if register == .court, let model = models.court {
                var reader = CourtReader(bounds: bounds, model: model)
                reader.read(draft.text, tokens, Tagger(model, in: setting))
                draft.findings = reader.weigh(found, draft, tokens)
            } else if let model = models.names {
                var reader = NamesReader(bounds: bounds, model: model)
                let tagger = Tagger(model, in: setting, doubt: NamesReader.doubt)
                reader.read(draft.text, tokens, tagger)
                draft.findings = reader.weigh(found, draft, tokens, register)
                guard draft.findings.contains(where: { $0.rule == "tagger.person" }) else { return }
                // What the model added is looked for in the rest of the text, as other names are.
                draft.takeFoundWords()
                Stage.propagation.run(&draft)
            }
        }
    }
}

extension Setting {
    init(_ language: Language?, _ register: Register) {
        let number: UInt8 =
            switch language {
            case nil: 0
            case .english: 1
            case .french: 2
            case .german: 3
            case .spanish: 4
            }
        self.init(language: number, register: register.rawValue)
    }
}

extension Finding {
    /// Whether rules that read words found it, rather than its own form.
    var isOfNames: Bool {
        switch label {
        case .person, .location, .organization: true
        default: false
        }
    }
}
