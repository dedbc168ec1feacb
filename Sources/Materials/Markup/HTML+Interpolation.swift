extension HTML {
    /// The literal as it grows: trusted pieces and escaped holes, in the order they were written.
    public struct StringInterpolation: StringInterpolationProtocol {
        /// Only a `StaticString` fits, so a text that was put together at run time does not.
        public typealias StringLiteralType = StaticString

        /// Bytes set aside for each hole, so that a row of a table seldom grows twice.
        private static let holeSizeExpected = 24

        var bytes: [UInt8] = []
        var reader = LiteralReader()

        /// Sets room aside for the literal and its holes. Called by the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * Self.holeSizeExpected)
        }

        /// Appends what we wrote ourselves, and follows which part of the markup it leads into.
        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { buffer in
                reader.read(buffer)
                bytes.append(contentsOf: buffer)
            }
        }

        /// Text that people wrote, escaped. Where a link begins with it, its scheme is checked.
        public mutating func appendInterpolation(_ text: String) {
            if reader.enterHole() == .linkStart, !isSafeLink(text) {
                bytes.append(contentsOf: refusedLink)
            } else {
                escape(text, into: &bytes)
            }
        }

        /// Text that people wrote, escaped and checked as a `String` is.
        public mutating func appendInterpolation(_ text: Substring) {
            appendInterpolation(String(text))
        }

        /// Anything that can be said in words; the words are escaped like any others.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            appendInterpolation(value.description)
        }

        /// Digits and a sign need no escaping.
        public mutating func appendInterpolation(_ number: Int) {
            _ = reader.enterHole()
            bytes.append(contentsOf: String(number).utf8)
        }

        /// A piece of page, between tags.
        public mutating func appendInterpolation(_ html: HTML) {
            reader.enterNested()
            bytes.append(contentsOf: html.bytes)
        }

        /// A piece of page, or nothing.
        public mutating func appendInterpolation(_ html: HTML?) {
            appendInterpolation(html ?? .none)
        }

        /// Pieces of page, one after the other.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            reader.enterNested()
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        /// A component's markup, between tags.
        public mutating func appendInterpolation(_ component: some Component) {
            appendInterpolation(component.html)
        }

        /// An attribute inside a tag, with the space before it.
        public mutating func appendInterpolation(_ attribute: Attribute) {
            reader.enterAttribute()
            attribute.write(into: &bytes)
        }

        /// An attribute inside a tag, or nothing.
        public mutating func appendInterpolation(_ attribute: Attribute?) {
            reader.enterAttribute()
            attribute?.write(into: &bytes)
        }
    }
}
