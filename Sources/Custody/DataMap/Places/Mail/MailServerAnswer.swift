/// One answer of a mail server: a line, in which pieces of any bytes may stand (RFC 3501 §2.2, §4).
///
/// ``MailServerTalk`` cut it out of the stream and bounded it; here it is only taken apart.
struct MailServerAnswer: Sendable {
    /// A piece of the line as it stood there, or the bytes that were announced by their number.
    enum Piece: Sendable {
        case line([UInt8])
        case literal([UInt8])
    }

    /// What a line is made of.
    indirect enum Value: Sendable {
        /// A word or number, as it stands.
        case word([UInt8])
        /// What stood between quotes, or was announced.
        case text([UInt8])
        case list([Value])

        /// The bytes of a word or text.
        var bytes: [UInt8]? {
            switch self {
            case .word(let bytes), .text(let bytes): bytes
            case .list: nil
            }
        }

        var number: Int? {
            guard case .word(let bytes) = self else { return nil }
            return Int(String(decoding: bytes, as: UTF8.self))
        }

        /// Whether it is this word, in letters of any case.
        func isWord(_ name: String) -> Bool {
            guard case .word(let bytes) = self else { return false }
            return String(decoding: bytes, as: UTF8.self).uppercased() == name
        }
    }

    let pieces: [Piece]

    /// The line without what was announced, as ASCII; what is not ASCII is no word of the protocol.
    var start: String {
        guard case .line(let bytes) = pieces.first else { return "" }
        return String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    }

    /// Lists in lists.
    private static let depthMax = 16

    /// The values of the line; nil where it keeps to no grammar.
    var values: [Value]? {
        var stack: [[Value]] = [[]]
        func put(_ value: Value) { stack[stack.count - 1].append(value) }
        for piece in pieces {
            guard case .line(let bytes) = piece else {
                if case .literal(let bytes) = piece { put(.text(bytes)) }
                continue
            }
            var rest = bytes[...]
            while let byte = rest.first {
                switch byte {
                case UInt8(ascii: " "): rest.removeFirst()
                case UInt8(ascii: "("):
                    guard stack.count <= Self.depthMax else { return nil }
                    stack.append([])
                    rest.removeFirst()
                case UInt8(ascii: ")"):
                    guard stack.count > 1, let inner = stack.popLast() else { return nil }
                    put(.list(inner))
                    rest.removeFirst()
                case UInt8(ascii: "\""):
                    guard let text = Self.quoted(&rest) else { return nil }
                    put(.text(text))
                default: put(.word(Self.word(&rest)))
                }
            }
        }
        return stack.count == 1 ? stack[0] : nil
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        rest.removeFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return text }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard let next = rest.popFirst() else { return nil }
            text.append(next)
        }
        return nil
    }

    /// A word ends before a blank or a bracket; `BODY[]` is a word too.
    private static func word(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let word = rest.prefix { !Array(" ()\"".utf8).contains($0) }
        rest = rest.dropFirst(word.count)
        return Array(word)
    }
}
