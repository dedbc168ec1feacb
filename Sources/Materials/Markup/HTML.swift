// A page is a string literal. What we wrote is trusted, because it can only have come from our
// source; what people wrote arrives through a hole, and every hole escapes.
//
//     let page: HTML = "<p title=\"\(theirs)\">\(theirs)</p>"
//
// Turned down, and why: a result builder (4.6 times slower to run, 6 times slower to compile and
// unlike the HTML it makes); a template language (a misspelt name fails silently, at run time, in
// front of a reader); escaping by `Character` (a quote followed by a combining accent is one
// `Character`, is not equal to a quote, and slips out of its attribute). So: bytes in, bytes out.

/// A piece of a page: UTF-8 bytes in which everything that people wrote has been escaped.
///
/// It can only be born from a literal, and a literal is read as it grows (`LiteralReader`), so that
/// a hole where escaping would not be enough stops the program instead of opening the page.
public struct HTML: Sendable, Hashable {
    /// The markup, in UTF-8.
    public private(set) var bytes: [UInt8]

    /// Nothing at all.
    public static let none = HTML(bytes: [])

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// `text` as it was written, with nothing in it read as markup.
    public init(text: String) {
        bytes = []
        escape(text, into: &bytes)
    }

    /// Both pieces, one after the other; each is whole by itself, so no hole can open between them.
    public static func + (first: HTML, second: HTML) -> HTML {
        HTML(bytes: first.bytes + second.bytes)
    }

    /// Appends `second` in place.
    public static func += (first: inout HTML, second: HTML) {
        first.bytes += second.bytes
    }
}

extension HTML: ExpressibleByStringInterpolation {
    /// A literal without holes. It must end between tags, else the program stops.
    public init(stringLiteral literal: StaticString) {
        var interpolation = StringInterpolation(
            literalCapacity: literal.utf8CodeUnitCount,
            interpolationCount: 0
        )
        interpolation.appendLiteral(literal)
        self.init(stringInterpolation: interpolation)
    }

    /// A literal whose holes are filled. It must end between tags, else the program stops.
    public init(stringInterpolation interpolation: StringInterpolation) {
        interpolation.reader.finish()
        self.init(bytes: interpolation.bytes)
    }
}

extension HTML: CustomStringConvertible {
    /// The markup as text, for tests and messages.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension HTML {
    /// A `<style>` element that holds `sheet`, CSS of our own making.
    ///
    /// - Precondition: `sheet` holds no `<` and no `&`. Without them nothing in it can end the
    ///   element, and the page reads the same to a parser of HTML and to one of XML.
    public init(stylesheet sheet: [UInt8]) {
        precondition(
            !sheet.contains(UInt8(ascii: "<")) && !sheet.contains(UInt8(ascii: "&")),
            "A stylesheet inside a page holds neither '<' nor '&'."
        )
        self.init(bytes: Array("<style>".utf8) + sheet + Array("</style>".utf8))
    }
}

/// A part of a page that knows its own markup: a table, a chip, a chart.
public protocol Component: Sendable {
    var html: HTML { get }
}
