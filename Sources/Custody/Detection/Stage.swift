import Sieve

/// One step of detection. The order of stages is part of the product: each sees what the ones
/// before it found.
package struct Stage: Sendable {
    /// Named in measurements and in the model card.
    package var name: String
    /// Adds findings to the draft. Its cost is linear in the length of the text.
    package var run: @Sendable (inout Draft) -> Void

    package init(_ name: String, run: @escaping @Sendable (inout Draft) -> Void) {
        self.name = name
        self.run = run
    }
}

extension Stage {
    /// Finds what shows by its form.
    static func patterns(_ sieve: Sieve) -> Stage {
        Stage("patterns") { draft in
            // What the caller knows of the language decides whose identifiers are at home; else
            // the text does.
            draft.findings += sieve.findings(
                in: draft.text,
                context: draft.context,
                jurisdictions: draft.language.map { Jurisdictions(language: $0.rawValue) }
            )
        }
    }
}
