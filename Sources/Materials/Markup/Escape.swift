/// Appends `text` so that it reads the same between tags and inside a quoted attribute.
///
/// Byte by byte: every byte that means something to a parser is ASCII, and no byte of a longer
/// UTF-8 sequence is. What neither HTML nor XML can carry becomes U+FFFD, so that a hostile name
/// cannot make a page unreadable: control characters, U+FFFE and U+FFFF (XML 1.0 §2.2).
func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { escape($0, into: &bytes) }
}

private let replacement: StaticString = "\u{FFFD}"

private func escape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var written = 0
    var index = 0
    while index < text.count {
        let byte = text[index]
        // Most bytes leave here: letters, and everything beyond ASCII but one lead byte.
        if byte > UInt8(ascii: ">") && byte != 0xEF {
            index += 1
            continue
        }
        guard let (entity, length) = substitute(for: text, at: index) else {
            index += 1
            continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[written..<index]))
        entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
        index += length
        written = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[written...]))
}

/// What stands for the byte at `index`, and how many bytes it replaces; nil when it may stay.
private func substitute(
    for text: UnsafeBufferPointer<UInt8>,
    at index: Int
) -> (entity: StaticString, length: Int)? {
    switch text[index] {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return ("&quot;", 1)
    case UInt8(ascii: "'"): return ("&#39;", 1)
    // A bare carriage return is silently turned into a line feed by every parser.
    case UInt8(ascii: "\r"): return ("&#13;", 1)
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"): return nil
    case 0..<0x20: return (replacement, 1)
    case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
        return (replacement, 3)
    default: return nil
    }
}

/// What a link says when it was refused: a place that does not exist.
let refusedLink = Array("about:invalid".utf8)

/// Whether `text` may begin a link: relative, or by one of three schemes that run nothing.
///
/// Blanks and control characters are skipped, as browsers skip them (WHATWG URL §4.4).
func isSafeLink(_ text: String) -> Bool {
    var scheme: [UInt8] = []
    for byte in text.utf8 where byte > 0x20 {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
            return true
        case UInt8(ascii: ":"):
            return ["http", "https", "mailto"].contains(String(decoding: scheme, as: UTF8.self))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            scheme.append(byte | 0x20)
        default:
            scheme.append(byte)
        }
    }
    return true
}
