package import Sieve

/// A text on its way through the stages: its bytes, its words, and what has been found so far.
///
/// The bytes are borrowed for the time of one call of `Detector.findings`; a stage must not keep
/// the draft.
package struct Draft {
    package let text: UnsafeBufferPointer<UInt8>
    /// What the name of the field says about its value.
    package let context: Context
    package var language: Language?
    package var findings: [Finding] = []

    init(text: UnsafeBufferPointer<UInt8>, language: Language?, context: Context) {
        self.text = text
        self.language = language
        self.context = context
    }
}
