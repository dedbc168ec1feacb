import Foundation

/// A text whose entities somebody has marked.
package struct LabelledText: Sendable {
    /// One marked stretch.
    package struct Span: Sendable, Equatable {
        /// UTF-8 byte offsets.
        package var range: Range<Int>
        /// As the file names it.
        package var label: String
        /// `DIRECT`, `QUASI` or `NO_MASK`, where the file says so.
        package var identifier: String?
        /// Which person or thing is meant, where the file says so.
        package var entity: String?
    }

    package var id: String
    /// What it was drawn from, where a file mixes sources.
    package var source: String?
    package var language: Language?
    package var text: String
    /// Sorted by place.
    package var spans: [Span]
    /// Ends of words that the file itself cut, as byte ranges; empty where it did not.
    package var words: [Range<Int>] = []
}

/// A row of a file in JSON lines; offsets count Unicode code points.
struct LabelledRow: Decodable {
    struct Span: Decodable {
        var start: Int
        var end: Int
        var label: String
        var identifier: String?
        var entity: String?
    }

    var id: LabelledID?
    var lang: String?
    var text: String
    var spans: [Span]

    func labelled(_ number: Int) -> LabelledText? {
        var byteOf: [Int] = []
        byteOf.reserveCapacity(text.utf8.count + 1)
        var bytes = 0
        for scalar in text.unicodeScalars {
            byteOf.append(bytes)
            bytes += UTF8.width(scalar)
        }
        byteOf.append(bytes)
        var result = LabelledText(
            id: id?.text ?? String(number),
            source: nil,
            language: lang.flatMap(Language.init(rawValue:)),
            text: text,
            spans: []
        )
        for span in spans {
            guard span.start >= 0, span.start < span.end, span.end < byteOf.count else {
                return nil
            }
            result.spans.append(
                LabelledText.Span(
                    range: byteOf[span.start]..<byteOf[span.end],
                    label: span.label,
                    identifier: span.identifier,
                    entity: span.entity
                )
            )
        }
        result.spans.sort { $0.range.lowerBound < $1.range.lowerBound }
        return result
    }
}

/// An identifier that a file writes as a string or as a number.
struct LabelledID: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self.text = text
        } else {
            text = String(try value.decode(Int.self))
        }
    }
}
