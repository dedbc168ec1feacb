/// A value that stands where a secret would, and how much it looks like one.
struct SecretValue {
    var range: Range<Int>
    var isQuoted: Bool

    /// Characters from which on a token may hold letters only.
    private static let wordMax = 17

    /// 0 when the value is none; certain when its form leaves little doubt.
    static func score(_ text: Bytes, _ value: SecretValue, _ strength: SecretStrength) -> Double {
        let range = value.range
        guard range.count >= 4 else { return 0 }
        // Code, not a value: calls, paths of members, types, interpolation.
        for index in range
        where ("(){}<>;" as StaticString).contains(text[index])
            || text[index] <= 0x20 && strength != .password
        {
            return 0
        }
        let mix = Entropy.Mix(text, range)
        // Most words after *token* are words: no digit, and not long enough to do without one.
        if strength != .password, mix.digits == 0, range.count < Self.wordMax { return 0 }
        guard !Placeholder.matches(text, range) else { return 0 }
        switch strength {
        case .password: return passwordScore(text, value, mix)
        case .token, .name, .login:
            return tokenScore(text, range, mix, Entropy.bits(text, range))
        }
    }

    private static func passwordScore(
        _ text: Bytes,
        _ value: SecretValue,
        _ mix: Entropy.Mix
    ) -> Double {
        let range = value.range
        guard range.count <= 128 else { return 0 }
        for index in range where isSpace(text[index]) {
            // A pass phrase has quotes around it and no sentence inside.
            return value.isQuoted && mix.digits + mix.marks > 2 ? 0.5 : 0
        }
        let kinds =
            (mix.digits > 0 ? 1 : 0) + (mix.lower > 0 ? 1 : 0) + (mix.upper > 0 ? 1 : 0)
            + (mix.marks > 0 ? 1 : 0)
        if isMemberPath(text, range) { return mix.digits > 1 ? 0.4 : 0 }
        if kinds >= 3 || mix.digits > 0 && kinds >= 2 { return 0.85 }
        if mix.digits == range.count { return range.count >= 4 ? 0.6 : 0 }
        if value.isQuoted { return 0.65 }
        return kinds >= 2 && mix.turns > 0 ? 0.6 : 0.3
    }

    private static func tokenScore(
        _ text: Bytes,
        _ range: Range<Int>,
        _ mix: Entropy.Mix,
        _ bits: Double
    ) -> Double {
        guard range.count >= 8, range.count <= 512 else { return 0 }
        if isPairOfHex(text, range) { return 0.6 }
        if isMemberPath(text, range) { return 0 }
        if text[range.lowerBound] == byte("/") || text.has("http", at: range.lowerBound) {
            return 0
        }
        let isMixed = mix.digits > 0 && mix.lower + mix.upper > 0
        if range.count >= 16, bits >= 3, isMixed { return 0.85 }
        if range.count >= 10, bits >= 2.8, isMixed, mix.turns >= 2 { return 0.75 }
        if isMixed, mix.marks > 0, bits >= 2.5 { return 0.7 }
        if range.count >= 20, bits >= 3.6, mix.turns >= 4 { return 0.7 }
        if mix.digits == range.count { return range.count >= 12 && bits >= 2.5 ? 0.5 : 0 }
        if isMixed, bits >= 2.5 { return 0.5 }
        return 0
    }

    /// `cafebabe:deadbeef`: credentials of two halves, as some registries give.
    private static func isPairOfHex(_ text: Bytes, _ range: Range<Int>) -> Bool {
        guard range.count == 17, text[range.lowerBound + 8] == byte(":") else { return false }
        return range.allSatisfy { $0 == range.lowerBound + 8 || isHex(text[$0]) }
    }

    /// `config.database.password`, `my_secret_name`, `kebab-case-words`: names, not values.
    private static func isMemberPath(_ text: Bytes, _ range: Range<Int>) -> Bool {
        var digits = 0
        var marks = 0
        var run = 0
        var longest = 0
        for index in range {
            let current = text[index]
            if isLetter(current) {
                run += 1
                longest = max(longest, run)
            } else {
                run = 0
                if isDigit(current) {
                    digits += 1
                } else if ("._-/:" as StaticString).contains(current) {
                    marks += 1
                } else {
                    return false
                }
            }
        }
        return digits <= 1 && marks >= 1 && longest >= 3 && range.count / (marks + 1) <= 12
    }
}
