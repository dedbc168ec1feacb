/// The words, strings and signs of a manifest that is a program, without running it.
///
/// Build files of Gradle, Ruby, Python and Swift name what they want in strings at known places.
/// What they work out when they run stays unknown, and is told as such by whoever reads the pieces.
struct ScriptPieces {
    /// How a language writes what is not read.
    enum Comments {
        /// `//` and `/* */`.
        case slashes
        /// `#` to the end of the line.
        case hash
    }

    enum Piece: Hashable {
        case word(String)
        /// What stands between its quotes; whether a part of it is worked out.
        case text(String, hasHole: Bool)
        case sign(UInt8)
        /// The end of a line.
        case end
    }

    private(set) var pieces: [(piece: Piece, line: Int)] = []

    private let bytes: [UInt8]
    private let comments: Comments
    private var place = 0
    private var line = 1

    /// Pieces of one file: longer ones are no manifests.
    private static let piecesMax = 200_000

    init(_ bytes: [UInt8], comments: Comments) {
        self.bytes = bytes
        self.comments = comments
        while place < bytes.count, pieces.count < Self.piecesMax { step() }
    }

    subscript(_ place: Int) -> Piece? { pieces.indices.contains(place) ? pieces[place].piece : nil }

    /// The text at a place; nil where none stands there, or a part of it is worked out.
    func text(_ place: Int) -> String? {
        if case .text(let text, hasHole: false)? = self[place] { text } else { nil }
    }

    func word(_ place: Int) -> String? {
        if case .word(let word)? = self[place] { word } else { nil }
    }

    func isSign(_ sign: Unicode.Scalar, _ place: Int) -> Bool {
        self[place] == .sign(UInt8(ascii: sign))
    }

    /// The next place behind `place` that is no end of a line.
    func next(after place: Int) -> Int {
        var next = place + 1
        while self[next] == .end { next += 1 }
        return next
    }

    private mutating func step() {
        let byte = bytes[place]
        switch byte {
        case UInt8.newline:
            pieces.append((.end, line))
            line += 1
            place += 1
        case UInt8(ascii: "\""), UInt8(ascii: "'"): string(byte)
        case UInt8(ascii: "#") where comments == .hash: toEndOfLine()
        case UInt8(ascii: "/") where comments == .slashes && peek(1) == UInt8(ascii: "/"):
            toEndOfLine()
        case UInt8(ascii: "/") where comments == .slashes && peek(1) == UInt8(ascii: "*"):
            comment()
        case _ where byte.isSpace: place += 1
        case _ where byte.isLetter || byte == UInt8(ascii: "_"): wordAhead()
        default:
            pieces.append((.sign(byte), line))
            place += 1
        }
    }

    private func peek(_ distance: Int) -> UInt8? {
        place + distance < bytes.count ? bytes[place + distance] : nil
    }

    private mutating func toEndOfLine() {
        while place < bytes.count, bytes[place] != .newline { place += 1 }
    }

    private mutating func comment() {
        place += 2
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") { break }
            if bytes[place] == .newline { line += 1 }
            place += 1
        }
        place += 2
    }

    private mutating func wordAhead() {
        let start = place
        while place < bytes.count,
            bytes[place].isLetter || bytes[place].isDigit || bytes[place] == UInt8(ascii: "_")
        {
            place += 1
        }
        pieces.append((.word(String(decoding: bytes[start..<place], as: UTF8.self)), line))
    }

    /// A string between one quote or three of them.
    private mutating func string(_ quote: UInt8) {
        let start = line
        let isTriple = peek(1) == quote && peek(2) == quote
        let length = isTriple ? 3 : 1
        place += length
        var text: [UInt8] = []
        var hasHole = false
        while place < bytes.count {
            let byte = bytes[place]
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) { break }
            if byte == .newline {
                // A quote that is never closed ends with its line.
                if !isTriple { break }
                line += 1
            }
            if byte == UInt8(ascii: "\\"), let next = peek(1) {
                hasHole = hasHole || next == UInt8(ascii: "(")
                text.append(next == UInt8(ascii: "n") ? .newline : next)
                place += 2
                continue
            }
            // `$x` and `${x}` of Groovy and Kotlin, `#{x}` of Ruby.
            let isHole =
                byte == UInt8(ascii: "$") && comments == .slashes && quote == UInt8(ascii: "\"")
                || byte == UInt8(ascii: "#") && peek(1) == UInt8(ascii: "{")
            hasHole = hasHole || isHole
            text.append(byte)
            place += 1
        }
        if place < bytes.count, bytes[place] == quote { place += length }
        pieces.append((.text(String(decoding: text, as: UTF8.self), hasHole: hasHole), start))
    }
}
