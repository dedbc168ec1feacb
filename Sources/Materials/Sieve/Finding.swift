/// A stretch of text that says something personal or secret, and why we think so.
public struct Finding: Codable, Hashable, Sendable {
    /// UTF-8 byte offsets into the text that was searched; `upperBound` is exclusive.
    public var range: Range<Int>
    /// What it is about.
    public var label: Label
    /// How sure we are, 0…1. At `Finding.certain` and above it is acted on; below, it is reviewed.
    public var score: Double
    /// The rule that found it (`iban.mod97`, `person.dictionary`), for the explanation.
    public var rule: String

    /// Findings at or above this score are acted on without review.
    public static let certain = 0.5

    /// A finding over `range`, which must be offsets of UTF-8 bytes; `score` is 0…1.
    public init(_ range: Range<Int>, _ label: Label, score: Double, rule: String) {
        self.range = range
        self.label = label
        self.score = score
        self.rule = rule
    }
}
