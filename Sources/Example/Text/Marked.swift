import Sieve

/// A stretch of text that we know to be personal or secret, because we put it there.
struct Span: Sendable, Hashable {
    /// Whether it names a person alone, or only narrows somebody down.
    enum Identifier: String, Sendable {
        case direct = "DIRECT"
        case quasi = "QUASI"
    }

    /// Unicode code points into the text; `end` is exclusive.
    var start: Int
    var end: Int
    var label: Label
    var identifier: Identifier
    /// What is meant, the same wherever it is mentioned: `p17`, `p17.email`.
    var entity: String

    func moved(by offset: Int) -> Span {
        var copy = self
        copy.start += offset
        copy.end += offset
        return copy
    }
}

/// Text that remembers what it says of whom.
///
/// Templates are string literals; a hole filled with `Marked` keeps its marks, a hole filled with
/// a plain string has none. So the gold labels are right by construction and never searched for.
struct Marked: Sendable, Hashable {
    private(set) var text = ""
    /// Length of `text` in Unicode code points.
    private(set) var length = 0
    /// In order of `start`, never overlapping.
    var spans: [Span] = []

    init() {}

    init(_ text: String) {
        append(text)
    }

    init(
        _ text: String,
        _ label: Label,
        of entity: String,
        as identifier: Span.Identifier? = nil
    ) {
        append(text)
        spans = [
            Span(
                start: 0,
                end: length,
                label: label,
                identifier: identifier ?? label.identifier,
                entity: entity
            )
        ]
    }

    var isEmpty: Bool { text.isEmpty }

    mutating func append(_ plain: String) {
        text += plain
        length += plain.unicodeScalars.count
    }

    mutating func append(_ other: Marked) {
        spans += other.spans.map { $0.moved(by: length) }
        text += other.text
        length += other.length
    }

    static func + (left: Marked, right: Marked) -> Marked {
        var sum = left
        sum.append(right)
        return sum
    }

    static func += (left: inout Marked, right: Marked) {
        left.append(right)
    }
}

extension Label {
    fileprivate var identifier: Span.Identifier {
        switch identification {
        case .direct, .credential: .direct
        case .quasi, .sensitive: .quasi
        }
    }
}

extension Marked: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var result = Marked()

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            result.append(literal)
        }

        mutating func appendInterpolation(_ marked: Marked) {
            result.append(marked)
        }

        mutating func appendInterpolation(_ plain: String) {
            result.append(plain)
        }

        mutating func appendInterpolation(_ number: Int) {
            result.append(String(number))
        }
    }

    init(stringLiteral value: String) {
        self.init(value)
    }

    init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.result
    }
}
