/// What somebody answered to one question.
public enum Answer: Sendable, Hashable, Codable {
    /// Classes, each once.
    case classes([String])
    /// Stretches and what holds between them.
    case spans([Span], [Relation])
    /// Which of two.
    case preference(Preference)
    /// Names of things, best first.
    case ranking([String])
    /// Whole numbers by axis.
    case scores([String: Int])
    /// A text.
    case text(String)
    /// Grades and rewritings by turn.
    case turns([Turn])
    /// Places in a picture.
    case regions([Region])
    /// Rows, each a value by column.
    case rows([[String: String]])

    /// The stretches, where the answer is some.
    var spans: [Span]? {
        guard case .spans(let spans, _) = self else { return nil }
        return spans
    }

    /// The places, where the answer is some.
    var regions: [Region]? {
        guard case .regions(let regions) = self else { return nil }
        return regions
    }

    /// A stretch of text.
    public struct Span: Sendable, Hashable, Codable {
        /// First offset, in Unicode code points.
        public var start: Int
        /// One past the last.
        public var end: Int
        /// Its class.
        public var kind: String
        /// Its name among the answer's spans, for relations.
        public var name: String

        /// A stretch of text.
        public init(_ range: Range<Int>, kind: String, name: String = "") {
            start = range.lowerBound
            end = range.upperBound
            self.kind = kind
            self.name = name
        }
    }

    /// What holds between two stretches.
    public struct Relation: Sendable, Hashable, Codable {
        /// Name of the one.
        public var from: String
        /// Name of the other.
        public var to: String
        /// What holds.
        public var kind: String

        /// What holds between two stretches.
        public init(from: String, to: String, kind: String) {
            self.from = from
            self.to = to
            self.kind = kind
        }
    }

    /// Which of two is better.
    public enum Preference: String, Sendable, Hashable, Codable, CaseIterable {
        /// The first.
        case first
        /// The second.
        case second
        /// Neither.
        case tie
    }

    /// One turn of a conversation, judged.
    public struct Turn: Sendable, Hashable, Codable {
        /// Number of the turn, from zero.
        public var number: Int
        /// Its grade.
        public var grade: Int
        /// What should have been said.
        public var rewriting: String?

        /// One turn, judged.
        public init(number: Int, grade: Int, rewriting: String? = nil) {
            self.number = number
            self.grade = grade
            self.rewriting = rewriting
        }
    }

    /// A place in a picture: points in shares of its width and height, 0…1.
    public struct Region: Sendable, Hashable, Codable {
        /// How its points are meant.
        public enum Shape: String, Sendable, Hashable, Codable, CaseIterable {
            /// Two opposite corners.
            case box
            /// The corners in order.
            case polygon
            /// One point.
            case point
        }

        /// How its points are meant.
        public var shape: Shape
        /// x, y, x, y …
        public var points: [Double]
        /// Its class.
        public var kind: String
        /// Degrees by which a box is turned about its first corner.
        public var turned: Double

        /// A place in a picture.
        public init(_ shape: Shape, _ points: [Double], kind: String, turned: Double = 0) {
            self.shape = shape
            self.points = points
            self.kind = kind
            self.turned = turned
        }
    }
}
