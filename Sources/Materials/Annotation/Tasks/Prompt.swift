/// What a task asks, as a value: enough to draw it, to check an answer, and to compare two.
public struct Prompt: Sendable, Hashable, Codable {
    /// How it is answered.
    public enum Kind: Sendable, Hashable, Codable {
        /// One of some classes, or several; a class within another is written `outer/inner`.
        case classes([String], several: Bool)
        /// Stretches of a text with a class each, and relations between them.
        case spans(kinds: [String], relations: [String])
        /// Which of two is better, or neither.
        case preference
        /// The things named in a field, best first.
        case ranking
        /// A whole number on each of several axes.
        case scores([Axis])
        /// The text as it should be: a correction, a rewriting, a transcription.
        case text
        /// Each turn of a conversation graded, and rewritten where that is asked.
        case turns(worst: Int, best: Int, rewriting: Bool)
        /// Places in a picture with a class each.
        case regions(kinds: [String])
        /// Rows of a table.
        case rows(columns: [String])
    }

    /// One axis of a rubric.
    public struct Axis: Sendable, Hashable, Codable {
        /// Its name.
        public var name: String
        /// The least score.
        public var worst: Int
        /// The greatest; above the least.
        public var best: Int

        /// One axis.
        public init(_ name: String, worst: Int, best: Int) {
            self.name = name
            self.worst = worst
            self.best = best
        }
    }

    /// Its name within the project.
    public var name: String
    /// The field that it is about.
    public var field: String
    /// How it is answered.
    public var kind: Kind
    /// Whether it may be left open.
    public var isOptional: Bool

    /// A question about `field`.
    public init(_ name: String, about field: String, _ kind: Kind, isOptional: Bool = false) {
        self.name = name
        self.field = field
        self.kind = kind
        self.isOptional = isOptional
    }

    /// Classes of one question at most: more belong in a hierarchy.
    public static let classesMax = 1_000

    /// Why a question cannot be asked.
    public enum Failure: Error, Hashable, Sendable {
        /// A name or field is empty.
        case unnamed
        /// No classes, one twice, or too many.
        case badClasses
        /// An axis whose best is not above its worst.
        case badRange
    }

    /// Throws where this asks nothing that could be answered.
    public func validate() throws(Failure) {
        guard !name.isEmpty, !field.isEmpty else { throw .unnamed }
        switch kind {
        case .classes(let classes, _), .spans(let classes, _), .regions(let classes),
            .rows(let classes):
            let isDistinct = Set(classes).count == classes.count
            guard !classes.isEmpty, isDistinct, classes.count <= Self.classesMax,
                classes.allSatisfy({ !$0.isEmpty })
            else { throw .badClasses }
        case .scores(let axes):
            guard !axes.isEmpty, Set(axes.map(\.name)).count == axes.count else {
                throw .badClasses
            }
            guard axes.allSatisfy({ Self.isRange($0.worst, $0.best) }) else { throw .badRange }
        case .turns(let worst, let best, _):
            guard Self.isRange(worst, best) else { throw .badRange }
        case .preference, .ranking, .text: break
        }
    }

    /// Farthest from zero that a score lies.
    private static let scoreMax = 1_000_000_000

    private static func isRange(_ worst: Int, _ best: Int) -> Bool {
        worst < best && (-scoreMax...scoreMax).contains(worst)
            && (-scoreMax...scoreMax).contains(best)
    }
}
