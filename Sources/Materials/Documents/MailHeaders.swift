/// The header of a mail or of one of its parts (RFC 5322 §2.2, RFC 2045).
public struct MailHeaders: Sendable {
    /// Most header lines kept; mail that has more is made to hurt.
    private static let linesMax = 2_000
    /// Longest header value kept. Bytes.
    private static let valueSizeMax = 256 * 1024

    /// Names in lower case and raw values, unfolded, in the order they were written.
    public private(set) var fields: [(name: String, value: [UInt8])] = []

    /// Reads headers from the start of `bytes` to the first empty line.
    ///
    /// - Returns: the headers, and where the body begins.
    public static func read(_ bytes: Span<UInt8>) -> (headers: MailHeaders, bodyStart: Int) {
        var headers = MailHeaders()
        var position = 0
        while position < bytes.count {
            let newline = bytes.firstPosition(of: .newline, from: position)
            var end = newline ?? bytes.count
            let next = newline.map { $0 + 1 } ?? bytes.count
            if end > position, bytes[end - 1] == .carriageReturn { end -= 1 }
            if end == position { return (headers, next) }
            headers.add(bytes.extracting(position..<end))
            position = next
        }
        return (headers, bytes.count)
    }

    private mutating func add(_ line: Span<UInt8>) {
        if line[0] == 0x20 || line[0] == 0x09, let last = fields.indices.last {
            // A folded line: its break goes, its space stays.
            guard fields[last].value.count + line.count <= Self.valueSizeMax else { return }
            fields[last].value.append(line)
            return
        }
        guard fields.count < Self.linesMax,
            let colon = line.firstPosition(of: UInt8(ascii: ":")), colon > 0
        else { return }
        var start = colon + 1
        while start < line.count, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
        let name = line.extracting(0..<colon).text().lowercased().trimmed()
        var value: [UInt8] = []
        value.append(line.extracting(start..<line.count).extracting(first: Self.valueSizeMax))
        fields.append((name, value))
    }

    /// The first field of that name, raw.
    public func raw(_ name: String) -> [UInt8]? {
        fields.first { $0.name == name }?.value
    }

    /// The first field of that name, with its encoded words decoded.
    public func text(_ name: String, _ charsets: MailCharsets) -> String? {
        raw(name).map { EncodedWords.decoded($0, charsets) }
    }

    /// A field of the form `value; name=value; …`, such as Content-Type.
    public func parameters(_ name: String, _ charsets: MailCharsets) -> MailParameters? {
        raw(name).map { MailParameters($0, charsets) }
    }
}

/// How bytes of a named character set become UTF-8; nil for a set that is not known.
///
/// Passed in, because converting needs tables that belong to the system.
public typealias MailCharsets = (_ bytes: [UInt8], _ charset: String) -> [UInt8]?

/// Encoded words in headers: `=?utf-8?Q?caf=C3=A9?=` (RFC 2047).
public enum EncodedWords {
    /// Decodes a header value; what is not an encoded word passes as it stands.
    public static func decoded(_ value: [UInt8], _ charsets: MailCharsets) -> String {
        var bytes: [UInt8] = []
        var plain: [UInt8] = []
        var index = 0
        var isAfterWord = false
        while index < value.count {
            if let word = EncodedWord(value, at: index), let text = word.text(charsets) {
                // White space between two encoded words is only there to fold the line.
                let isGap = isAfterWord && plain.allSatisfy(\.isSpace)
                if !isGap { bytes += MailText.utf8(plain) }
                plain = []
                bytes += text
                index = word.end
                isAfterWord = true
            } else {
                plain.append(value[index])
                index += 1
            }
        }
        bytes += MailText.utf8(plain)
        return bytes.span.text().trimmed()
    }
}

/// One encoded word.
private struct EncodedWord {
    let charset: String
    let encoding: UInt8
    let payload: ArraySlice<UInt8>
    let end: Int

    /// The word that begins at `start`, if one does.
    init?(_ value: [UInt8], at start: Int) {
        let question = UInt8(ascii: "?")
        guard value[start] == UInt8(ascii: "="), start + 6 < value.count,
            value[start + 1] == question
        else { return nil }
        // RFC 2047 allows 75 bytes; software writes more, but not without end.
        let limit = min(value.count, start + 1_000)
        let rest = value[(start + 2)..<limit]
        guard let first = rest.firstIndex(of: question), first + 2 < limit,
            value[first + 2] == question
        else { return nil }
        let text = value[(first + 3)..<limit]
        guard
            let last = text.indices.first(where: { index in
                value[index] == question && index + 1 < limit
                    && value[index + 1] == UInt8(ascii: "=")
            })
        else { return nil }
        // A language may follow the character set behind an asterisk (RFC 2231 §5).
        let name = value[(start + 2)..<first].prefix { $0 != UInt8(ascii: "*") }
        guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        charset = String(decoding: name, as: UTF8.self)
        encoding = value[first + 1].lowered
        payload = value[(first + 3)..<last]
        end = last + 2
    }

    func text(_ charsets: MailCharsets) -> [UInt8]? {
        switch encoding {
        case UInt8(ascii: "b"):
            return MailText.utf8(TransferEncoding.base64(Array(payload)), charset, charsets)
        case UInt8(ascii: "q"):
            let spaced = payload.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
            return MailText.utf8(TransferEncoding.quotedPrintable(spaced), charset, charsets)
        default:
            return nil
        }
    }
}
