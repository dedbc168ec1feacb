extension Search {
    /// Reads the credential whose mark stands at `anchor`: boundary, alphabet, length, entropy.
    mutating func readToken(of kind: SecretKind, at anchor: Range<Int>) {
        guard let start = tokenStart(of: kind, at: anchor) else { return }
        let longest = kind.body.length.upperBound
        let alphabet = kind.body.alphabet
        var end = anchor.upperBound
        let limit = anchor.upperBound + longest
        while end <= limit, alphabet.admits(text[end]) { end += 1 }
        steps += end - start
        if end > limit {
            // Test and prose tokens are often followed by a dash or a dot of the sentence.
            guard !isAlphanumeric(text[limit]) else { return }
            end = limit
        }
        while end > anchor.upperBound, text[end - 1] == byte("."), !isAlphanumeric(text[end]) {
            end -= 1
        }
        let body = anchor.upperBound..<end
        guard kind.body.length.contains(body.count), !isAlphanumeric(text[end]) else { return }
        // Of a mark in the middle, the longer side is the one that is drawn at random.
        let before = start..<anchor.lowerBound
        let drawn = before.count > body.count ? before : body
        guard Entropy.bits(text, drawn) >= kind.entropyMin,
            kind.entropyMin == 0 || !Placeholder.matches(text, drawn)
        else { return }
        let isChecked = kind.hasChecksum && Checksums.crc62(text, body)
        add(start..<end, .secret, isChecked ? 0.99 : 0.97, kind.rule)
        assigned = max(assigned, end)
    }

    /// Where a credential begins whose mark stands at `anchor`, if it can begin there.
    private func tokenStart(of kind: SecretKind, at anchor: Range<Int>) -> Int? {
        var start = anchor.lowerBound
        if let part = kind.before {
            while anchor.lowerBound - start < part.length.upperBound,
                part.alphabet.admits(text[start - 1])
            {
                start -= 1
            }
            guard part.length.contains(anchor.lowerBound - start),
                !part.alphabet.admits(text[start - 1]) || !isAlphanumeric(text[start - 1])
            else { return nil }
            return start
        }
        let before = text[start - 1]
        guard !isAlphanumeric(before), before != byte("_") || anchor.count > 5 else { return nil }
        guard before != byte("/") || kind.body.alphabet != .base64 else { return nil }
        return start
    }
}

extension Checksums {
    /// Whether the last six of thirty-six characters are the CRC-32 (ISO 3309) of the others in
    /// base 62, digits before capitals before small letters, as GitHub and npm write it.
    static func crc62(_ text: Bytes, _ range: Range<Int>) -> Bool {
        guard range.count == 36 else { return false }
        var crc: UInt32 = 0xFFFF_FFFF
        for index in range.dropLast(6) {
            crc ^= UInt32(text[index])
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        var rest = ~crc
        for index in range.suffix(6).reversed() {
            let digit = UInt8(rest % 62)
            rest /= 62
            let expected = digit < 10 ? digit + 0x30 : digit < 36 ? digit + 0x37 : digit + 0x3D
            guard text[index] == expected else { return false }
        }
        return true
    }
}
