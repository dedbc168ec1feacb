extension Answer {
    /// Bytes of a text that somebody may answer with.
    public static let textMax = 100_000
    /// Spans, regions, rows or turns in one answer.
    public static let partsMax = 10_000

    /// Why an answer is none to its question.
    public enum Failure: String, Error, Hashable, Sendable {
        /// An answer of another kind.
        case otherKind
        /// A class, kind, axis or column that the question does not name.
        case unknownClass
        /// None where one is due, several where one is, or one twice.
        case wrongNumber
        /// A stretch, place or turn outside what was shown.
        case outside
        /// A number off the scale, or none at all.
        case offScale
        /// A relation between spans that are not there.
        case dangling
        /// A longer text or list than is taken.
        case tooLong
    }

    /// What was shown, as far as answers are checked against it.
    public struct Shown: Sendable, Hashable {
        /// Code points of the field's text; nil where it is no text.
        public var length: Int?
        /// Things to rank, or turns of a conversation.
        public var parts: [String]

        /// What was shown.
        public init(length: Int? = nil, parts: [String] = []) {
            self.length = length
            self.parts = parts
        }
    }

    /// Throws where this does not answer `question` about what was `shown`.
    public func validate(for question: Prompt, _ shown: Shown) throws(Failure) {
        switch (self, question.kind) {
        case (.classes(let chosen), .classes(let classes, let several)):
            try Self.check(chosen, classes, several: several)
        case (.spans(let spans, let relations), .spans(let kinds, let between)):
            try Self.check(spans, kinds, shown.length)
            try Self.check(relations, spans, between)
        case (.preference, .preference): break
        case (.ranking(let order), .ranking):
            guard order.sorted() == shown.parts.sorted() else { throw .wrongNumber }
        case (.scores(let scores), .scores(let axes)): try Self.check(scores, axes)
        case (.text(let text), .text): try Self.check(text)
        case (.turns(let turns), .turns(let worst, let best, let rewriting)):
            try Self.check(turns, worst...best, rewriting, shown.parts.count)
        case (.regions(let regions), .regions(let kinds)): try Self.check(regions, kinds)
        case (.rows(let rows), .rows(let columns)): try Self.check(rows, columns)
        default: throw .otherKind
        }
    }

    private static func check(
        _ chosen: [String],
        _ classes: [String],
        several: Bool
    ) throws(Failure) {
        guard !chosen.isEmpty, several || chosen.count == 1, Set(chosen).count == chosen.count
        else { throw .wrongNumber }
        guard Set(chosen).isSubset(of: classes) else { throw .unknownClass }
    }

    private static func check(
        _ spans: [Span],
        _ kinds: [String],
        _ length: Int?
    ) throws(Failure) {
        guard spans.count <= partsMax else { throw .tooLong }
        for span in spans {
            guard kinds.contains(span.kind) else { throw .unknownClass }
            guard span.start >= 0, span.start < span.end, span.end <= length ?? .max else {
                throw .outside
            }
        }
    }

    private static func check(
        _ relations: [Relation],
        _ spans: [Span],
        _ kinds: [String]
    ) throws(Failure) {
        guard relations.count <= partsMax else { throw .tooLong }
        let names = Set(spans.map(\.name))
        for relation in relations {
            guard kinds.contains(relation.kind) else { throw .unknownClass }
            guard names.contains(relation.from), names.contains(relation.to) else {
                throw .dangling
            }
        }
    }

    private static func check(_ scores: [String: Int], _ axes: [Prompt.Axis]) throws(Failure) {
        guard Set(scores.keys) == Set(axes.map(\.name)) else { throw .unknownClass }
        for axis in axes {
            guard let score = scores[axis.name], (axis.worst...axis.best).contains(score) else {
                throw .offScale
            }
        }
    }

    private static func check(_ text: String) throws(Failure) {
        guard text.utf8.count <= textMax else { throw .tooLong }
        guard text.contains(where: { !$0.isWhitespace }) else { throw .wrongNumber }
    }

    private static func check(
        _ turns: [Turn],
        _ grades: ClosedRange<Int>,
        _ rewriting: Bool,
        _ count: Int
    ) throws(Failure) {
        guard !turns.isEmpty, Set(turns.map(\.number)).count == turns.count else {
            throw .wrongNumber
        }
        for turn in turns {
            guard turn.number >= 0, turn.number < count else { throw .outside }
            guard grades.contains(turn.grade) else { throw .offScale }
            guard let text = turn.rewriting else { continue }
            guard rewriting else { throw .otherKind }
            try check(text)
        }
    }

    private static func check(_ regions: [Region], _ kinds: [String]) throws(Failure) {
        guard regions.count <= partsMax else { throw .tooLong }
        for region in regions {
            guard kinds.contains(region.kind) else { throw .unknownClass }
            guard region.points.count.isMultiple(of: 2), region.points.count <= partsMax,
                region.turned.isFinite
            else { throw .wrongNumber }
            let corners = region.points.count / 2
            let isWhole =
                switch region.shape {
                case .point: corners == 1
                case .box: corners == 2
                case .polygon: corners >= 3
                }
            guard isWhole else { throw .wrongNumber }
            guard region.points.allSatisfy((0...1).contains) else { throw .outside }
        }
    }

    private static func check(
        _ rows: [[String: String]],
        _ columns: [String]
    ) throws(Failure) {
        guard !rows.isEmpty else { throw .wrongNumber }
        guard rows.count <= partsMax else { throw .tooLong }
        for row in rows {
            guard Set(row.keys).isSubset(of: columns) else { throw .unknownClass }
            for value in row.values where value.utf8.count > textMax { throw .tooLong }
        }
    }
}
