/// Bytes of a mail as UTF-8, whatever they claim to be.
public enum MailText {
    /// Decodes bytes of unknown character set, guessing as for any text.
    public static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        var decoder = TextDecoder()
        var text: [UInt8] = []
        decoder.decode(bytes.span, into: &text)
        decoder.finish(into: &text)
        return text
    }

    /// Decodes bytes that say which character set they are in.
    ///
    /// The claim is believed for sets that bytes alone cannot prove; the others are looked at, as
    /// mail that calls itself ASCII often is not.
    public static func utf8(
        _ bytes: [UInt8],
        _ charset: String?,
        _ charsets: MailCharsets
    ) -> [UInt8] {
        let name = (charset ?? "").lowercased()
        let seen = ["", "us-ascii", "ascii", "utf-8", "utf8", "iso-8859-1", "windows-1252"]
        if seen.contains(name) { return utf8(bytes) }
        return charsets(bytes, name) ?? utf8(bytes)
    }
}

/// A value with parameters, among them those of RFC 2231: split, encoded, with a character set.
public struct MailParameters: Sendable {
    /// What stands before the first semicolon, in lower case.
    public let value: String
    private var named: [String: String] = [:]

    /// Reads a raw header value; a parameter that is malformed is passed over.
    public init(_ raw: [UInt8], _ charsets: MailCharsets) {
        let parts = Self.split(raw)
        value = parts.first.map { String(decoding: $0, as: UTF8.self).trimmed().lowercased() } ?? ""
        var sections: [String: [Int: (bytes: [UInt8], isEncoded: Bool)]] = [:]
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: part[..<equals], as: UTF8.self).trimmed().lowercased()
            let value = Self.unquoted(Array(part[part.index(after: equals)...]))
            // `name*`, `name*0`, `name*0*` (RFC 2231 §3 and §4).
            let words = name.split(separator: "*", omittingEmptySubsequences: false)
            guard let first = words.first, !first.isEmpty else { continue }
            let isEncoded = name.hasSuffix("*")
            let number = words.dropFirst().first.flatMap { Int($0) } ?? 0
            guard sections.count < 64, (0..<1_000).contains(number) else { continue }
            sections[String(first), default: [:]][number] = (value, isEncoded)
        }
        for (name, pieces) in sections { named[name] = Self.joined(pieces, charsets) }
    }

    /// The parameter of that name, in lower case, decoded and put together.
    public subscript(_ name: String) -> String? { named[name] }

    private static func joined(
        _ pieces: [Int: (bytes: [UInt8], isEncoded: Bool)],
        _ charsets: MailCharsets
    ) -> String {
        var charset: String?
        var bytes: [UInt8] = []
        for (number, piece) in pieces.sorted(by: { $0.key < $1.key }) {
            var value = piece.bytes
            if piece.isEncoded {
                if number == 0 {
                    let marks = value.indices.filter { value[$0] == UInt8(ascii: "'") }
                    if marks.count >= 2 {
                        charset = String(decoding: value[..<marks[0]], as: UTF8.self)
                        value = Array(value[(marks[1] + 1)...])
                    }
                }
                value = TransferEncoding.percent(value)
            }
            bytes += value
        }
        if charset != nil { return MailText.utf8(bytes, charset, charsets).span.text() }
        // Against the rules, but common: encoded words inside a parameter.
        return EncodedWords.decoded(bytes, charsets)
    }

    /// Splits at semicolons that stand outside quotes.
    private static func split(_ raw: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for byte in raw {
            if byte == UInt8(ascii: ";") && !isQuoted {
                parts.append([])
                continue
            }
            if byte == UInt8(ascii: "\"") && !isEscaped { isQuoted.toggle() }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            parts[parts.count - 1].append(byte)
        }
        return parts
    }

    private static func unquoted(_ raw: [UInt8]) -> [UInt8] {
        let start = raw.firstIndex { !$0.isSpace } ?? raw.endIndex
        guard let last = raw.lastIndex(where: { !$0.isSpace }), start <= last else { return [] }
        let value = Array(raw[start...last])
        guard value.count >= 2, value.first == UInt8(ascii: "\""), value.last == value.first
        else { return value }
        var inner: [UInt8] = []
        var isEscaped = false
        for byte in value[1..<(value.count - 1)] {
            if byte == UInt8(ascii: "\\") && !isEscaped {
                isEscaped = true
            } else {
                inner.append(byte)
                isEscaped = false
            }
        }
        return inner
    }
}
