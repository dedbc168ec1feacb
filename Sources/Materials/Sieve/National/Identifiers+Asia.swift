extension Identifiers {
    /// Australian tax file number: weights, modulus 11.
    @Sendable static func isTFN(_ digits: Digits) -> Bool {
        !digits.isUniform && digits.sum([1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0
    }

    /// Australian Medicare: first digit 2…6, the ninth checks the eight before it, then the issue
    /// of the card and, in eleven digits, the person on it.
    @Sendable static func isMedicare(_ digits: Digits) -> Bool {
        guard (2...6).contains(digits[0]), digits[9] != 0 else { return false }
        return digits.sum([1, 3, 7, 9, 1, 3, 7, 9]) % 10 == digits[8]
    }

    /// Australian business number: one less in the first place, weights, modulus 89.
    @Sendable static func isABN(_ digits: Digits) -> Bool {
        let sum = digits.sum([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
        return digits[0] != 0 && (sum - 10) % 89 == 0
    }

    /// Australian company number: weights 8…1, modulus 10.
    @Sendable static func isACN(_ digits: Digits) -> Bool {
        !digits.isUniform && passes10(digits, [8, 7, 6, 5, 4, 3, 2, 1])
    }

    /// Indian Aadhaar: first digit 2…9, Verhoeff.
    @Sendable static func isAadhaar(_ digits: Digits) -> Bool {
        digits[0] >= 2 && !digits.isUniform && Checksums.verhoeff(digits)
    }

    /// Turkish identity: the tenth digit from sums of odd and even places, the last from all.
    @Sendable static func isTCKN(_ digits: Digits) -> Bool {
        guard digits[0] != 0 else { return false }
        let odd = digits.sum([1, 0, 1, 0, 1, 0, 1, 0, 1])
        let even = digits.sum([0, 1, 0, 1, 0, 1, 0, 1])
        let tenth = (odd * 7 - even) % 10
        return (tenth + 10) % 10 == digits[9] && (odd + even + digits[9]) % 10 == digits[10]
    }

    /// Israeli identity: Luhn from the left.
    @Sendable static func isTeudatZehut(_ digits: Digits) -> Bool {
        !digits.isUniform && Checksums.luhn(digits)
    }

    /// South African identity: birth date, citizenship 0…2, Luhn.
    @Sendable static func isSouthAfrican(_ digits: Digits) -> Bool {
        isDay(digits.number(2..<4), digits.number(4..<6)) && digits[10] <= 2
            && Checksums.luhn(digits)
    }

    /// South Korean resident registration: birth date, sex and century, weights, modulus 11. Those
    /// given since October 2020 are drawn at random; a date and a word have to do for them.
    @Sendable static func isRRN(_ digits: Digits) -> Bool {
        guard isDay(digits.number(2..<4), digits.number(4..<6)) else { return false }
        let sum = digits.sum([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
        return (11 - sum % 11) % 10 == digits[12]
    }

    /// Chinese resident identity whose check is a digit (GB 11643): ISO 7064 MOD 11-2.
    @Sendable static func isChinese(_ digits: Digits) -> Bool {
        guard digits[0] != 0,
            isDate(
                year: digits.number(6..<10),
                month: digits.number(10..<12),
                day: digits.number(12..<14)
            )
        else { return false }
        let sum = digits.sum([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        return (12 - sum % 11) % 11 == digits[17]
    }
}
