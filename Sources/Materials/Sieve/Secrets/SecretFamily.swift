/// A kind of credential that its provider marks with a prefix.
struct SecretFamily: Sendable {
    enum Alphabet: Sendable {
        case digits, hex, lowerAlphanumeric, upperAlphanumeric, alphanumeric
        /// Letters, digits, `_` and `-`.
        case word
        /// `word` and `=`, as test tokens of some providers hold.
        case padded
        /// `word`, `+`, `/`, `=`.
        case base64
        /// `word`, `.`, `=`.
        case dotted
    }

    /// What is added to `secret.` to name the rule.
    var name: String
    var prefix: String
    var alphabet: Alphabet
    /// Characters after the prefix.
    var length: ClosedRange<Int>
    /// Bits per character below which the body is a placeholder.
    var entropyMin: Double

    init(
        _ name: String,
        _ prefix: String,
        _ alphabet: Alphabet,
        _ length: ClosedRange<Int>,
        entropyMin: Double = 2.7
    ) {
        self.name = name
        self.prefix = prefix
        self.alphabet = alphabet
        self.length = length
        self.entropyMin = entropyMin
    }

    static let all: [SecretFamily] = cloud + code + payment + messaging + intelligence + platform

    @inline(__always)
    static func admits(_ character: UInt8, _ alphabet: Alphabet) -> Bool {
        switch alphabet {
        case .digits: isDigit(character)
        case .hex: isHex(character)
        case .lowerAlphanumeric: isDigit(character) || isLower(character)
        case .upperAlphanumeric: isDigit(character) || isUpper(character)
        case .alphanumeric: isAlphanumeric(character)
        case .word:
            isAlphanumeric(character) || character == byte("_") || character == byte("-")
        case .padded:
            isAlphanumeric(character) || ("_-=" as StaticString).contains(character)
        case .base64:
            isAlphanumeric(character) || ("_-=+/" as StaticString).contains(character)
        case .dotted:
            isAlphanumeric(character) || ("_-=." as StaticString).contains(character)
        }
    }
}

extension Search {
    /// Reads the credential whose prefix stands at `anchor`: boundary, alphabet, length, entropy.
    mutating func readToken(of family: SecretFamily, at anchor: Range<Int>) {
        let before = text[anchor.lowerBound - 1]
        guard !isAlphanumeric(before), before != byte("_") || family.prefix.utf8.count > 5
        else { return }
        guard before != byte("/") || family.alphabet != .base64 else { return }
        var end = anchor.upperBound
        let limit = anchor.upperBound + family.length.upperBound
        while end <= limit, SecretFamily.admits(text[end], family.alphabet) { end += 1 }
        steps += end - anchor.lowerBound
        if end > limit {
            // Test and prose tokens are often followed by a dash or a dot of the sentence.
            guard !isAlphanumeric(text[limit]) else { return }
            end = limit
        }
        while end > anchor.upperBound, (".-=" as StaticString).contains(text[end - 1]),
            !isAlphanumeric(text[end]), text[end - 1] == byte(".")
        {
            end -= 1
        }
        let body = anchor.upperBound..<end
        guard family.length.contains(body.count), !isAlphanumeric(text[end]) else { return }
        guard Entropy.bits(text, body) >= family.entropyMin,
            family.entropyMin == 0 || !Placeholder.matches(text, body)
        else { return }
        add(anchor.lowerBound..<end, .secret, 0.97, "secret." + family.name)
        assigned = max(assigned, end)
    }
}
