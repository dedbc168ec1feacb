extension Search {
    /// Longest token that is read.
    private static let webTokenMax = 8_192

    /// JSON Web Tokens (RFC 7519): header, payload, signature in base64url. The header is decoded:
    /// what only looks like one goes to review.
    mutating func readWebToken(at anchor: Range<Int>) {
        let start = anchor.lowerBound
        guard start >= assigned, !isAlphanumeric(text[start - 1]), text[start - 1] != byte("_"),
            text[start - 1] != byte(".")
        else { return }
        var end = start
        var dots = 0
        var part = 0
        while end - start < Self.webTokenMax {
            let current = text[end]
            if isAlphanumeric(current) || ("_-=" as StaticString).contains(current) {
                part += 1
            } else if current == byte("."), part > 0, isAlphanumeric(text[end + 1]), dots < 4 {
                dots += 1
                part = 0
            } else {
                break
            }
            end += 1
        }
        steps += 2 * (end - start)
        guard dots >= 1, end - start >= 36, Entropy.bits(text, start..<end) > 3.5 else { return }
        let score: Double
        switch WebToken.form(of: text, start..<end) {
        case .token: score = dots >= 2 ? 0.97 : 0.7
        case .broken: score = 0.6
        case .none: score = 0.4
        }
        add(start..<end, .secret, score, "secret.jwt")
        assigned = max(assigned, end)
    }
}

/// What a JSON Web Token says of itself to whoever holds it.
enum WebToken {
    enum Form { case token, broken, none }

    /// Whether the first part is a header (RFC 7515 §4) and the second an object, or sealed.
    static func form(of text: Bytes, _ range: Range<Int>) -> Form {
        let parts = parts(of: text, range)
        guard let header = parts.first.flatMap({ Base64.decoded(text, $0) }),
            names("\"alg\"", in: header) || names("\"enc\"", in: header)
                || names("\"typ\"", in: header)
        else { return .none }
        if names("\"enc\"", in: header) { return .token }
        guard parts.count > 1, let payload = Base64.decoded(text, parts[1]),
            payload.first == byte("{")
        else { return .broken }
        return .token
    }

    /// When the token expires, in seconds since 1970 (claim `exp`, RFC 7519 §4.1.4).
    static func expiry(of text: Bytes, _ range: Range<Int>) -> Int? {
        let parts = parts(of: text, range)
        guard parts.count > 1, let payload = Base64.decoded(text, parts[1]) else { return nil }
        let claim = Array("\"exp\"".utf8)
        guard payload.count > claim.count else { return nil }
        for start in 0...payload.count - claim.count
        where payload[start..<start + claim.count].elementsEqual(claim) {
            let digits = payload[(start + claim.count)...]
                .drop { $0 == byte(":") || $0 == 0x20 }
                .prefix(while: isDigit)
            guard (1...12).contains(digits.count) else { continue }
            return digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
        }
        return nil
    }

    private static func parts(of text: Bytes, _ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where text[index] == byte(".") {
            parts.append(start..<index)
            start = index + 1
        }
        return parts + [start..<range.upperBound]
    }

    private static func names(_ name: StaticString, in header: [UInt8]) -> Bool {
        let count = name.utf8CodeUnitCount
        guard header.count >= count, header.first == byte("{") else { return false }
        return (0...header.count - count).contains { start in
            (0..<count).allSatisfy { header[start + $0] == name.utf8Start[$0] }
        }
    }
}

/// Base64 in either alphabet (RFC 4648 §4, §5).
enum Base64 {
    /// The bytes that `range` stands for; nothing where another character stands.
    static func decoded(_ text: Bytes, _ range: Range<Int>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count * 3 / 4)
        var held: UInt32 = 0
        var bits = 0
        for index in range {
            let value: UInt8
            switch text[index] {
            case 0x41...0x5A: value = text[index] - 0x41
            case 0x61...0x7A: value = text[index] - 0x61 + 26
            case 0x30...0x39: value = text[index] - 0x30 + 52
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            case 0x3D: return bytes
            default: return nil
            }
            held = held << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        return bytes
    }
}
