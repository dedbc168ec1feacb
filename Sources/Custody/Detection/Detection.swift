import Sieve

/// Finding what says something personal or secret.
///
/// A text passes through an ordered list of stages, each a value. The first finds what shows by its
/// form (`Sieve`); the next read words: names, places, organisations, terms; then what was accepted
/// is looked for in the rest of the document. Each stage only adds findings, with a score and the
/// name of its rule; at the end overlaps are resolved. A trained tagger is one more stage.
///
/// The stages know no clock, no network and no state beyond their tables, so the same text always
/// gives the same findings.
package enum Detection {
    package enum Failure: Error, Equatable {
        /// A table of words is missing or damaged; nothing can be found without it.
        case lexiconUnreadable(String)
        case patternsNotCompiled
        /// A trained model that comes with the program is missing or damaged.
        case modelUnreadable(String)
    }

    /// Why a rule fires, in a sentence for people.
    package static func explanation(of rule: String) -> String {
        WordRules.explanations[rule] ?? Sieve.explanation(of: rule)
    }
}
