/// Ways to send eight bits over seven (RFC 2045 §6, RFC 2047).
enum Transfer {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    static func base64(_ bytes: some Collection<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 4 / 3 + 4)
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(3))
            rest = rest.dropFirst(3)
            let word = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[$1]) : 0) }
            for place in 0..<4 {
                let letter = alphabet[word >> (18 - 6 * place) & 63]
                out.append(place <= group.count ? letter : 0x3D)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Lines of 76 characters.
    static func base64Lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 57).map {
            base64(bytes[$0..<min($0 + 57, bytes.count)])
        }
    }

    /// A header value; encoded words of at most 75 characters only when it needs them.
    static func encodedWords(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy(\.isASCII) else { return text }
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 42 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(base64($0))?=" }.joined(separator: " ")
    }

    /// Lines of at most 76 characters; a line that had to be cut ends in `=`.
    static func quotedPrintable(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            var lines: [String] = [""]
            let bytes = Array(line.utf8)
            for (index, byte) in bytes.enumerated() {
                let plain = (0x21...0x7E).contains(byte) && byte != 0x3D
                let blank = (byte == 0x20 || byte == 0x09) && index + 1 < bytes.count
                let piece =
                    plain || blank ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
                if lines[lines.count - 1].utf8.count + piece.utf8.count > 75 {
                    lines[lines.count - 1] += "="
                    lines.append("")
                }
                lines[lines.count - 1] += piece
            }
            return lines
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }
}
