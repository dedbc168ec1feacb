extension Identifiers {
    /// PESEL: birth date with the century in the month, weights 1 3 7 9.
    @Sendable static func isPESEL(_ digits: Digits) -> Bool {
        let month = digits.number(2..<4)
        // 1900, 2000, 2100, 2200, and 1800 from 80 on.
        let century = month >= 80 ? 1800 : 1900 + month / 20 * 100
        guard (1...12).contains(month % 20),
            isDate(
                year: min(2199, century + digits.number(0..<2)),
                month: month % 20,
                day: digits.number(4..<6)
            )
        else { return false }
        return passes10(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
    }

    /// Polish tax number: weights 6 5 7 2 3 4 5 6 7, modulus 11.
    @Sendable static func isNIP(_ digits: Digits) -> Bool {
        let rest = digits.sum([6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11
        return digits[0] != 0 && rest == digits[9]
    }

    /// Polish register of businesses: weights 8 9 2 3 4 5 6 7, modulus 11.
    @Sendable static func isREGON(_ digits: Digits) -> Bool {
        !digits.isUniform && leaves11(digits, [8, 9, 2, 3, 4, 5, 6, 7])
    }

    /// Swedish personnummer: birth date (day + 60 for coordination numbers) and Luhn.
    @Sendable static func isPersonnummer(_ digits: Digits) -> Bool {
        // Twelve digits begin with the century, which the check leaves out.
        var short = Digits()
        for index in digits.count - 10..<digits.count { short.append(digits[index]) }
        let day = short.number(4..<6)
        guard isDay(short.number(2..<4), day > 60 ? day - 60 : day) else { return false }
        return Checksums.luhn(short)
    }

    /// Norwegian birth number: date (D-numbers raise the day by 40), two checks, modulus 11.
    @Sendable static func isFodselsnummer(_ digits: Digits) -> Bool {
        let day = digits.number(0..<2)
        guard isDay(digits.number(2..<4), day > 40 ? day - 40 : day) else { return false }
        let first = (11 - digits.sum([3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11
        let second = (11 - digits.sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
        return first == digits[9] && second == digits[10]
    }

    /// Danish CPR: a birth date. Since 2007 the old check (modulus 11) need not hold.
    @Sendable static func isCPR(_ digits: Digits) -> Bool {
        isDay(digits.number(2..<4), digits.number(0..<2)) && digits.number(6..<10) > 0
    }

    /// Estonian and Lithuanian personal code: sex and century, birth date, two rows of weights.
    @Sendable static func isIsikukood(_ digits: Digits) -> Bool {
        guard (1...8).contains(digits[0]), isDay(digits.number(3..<5), digits.number(5..<7))
        else { return false }
        var rest = digits.sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
        if rest == 10 { rest = digits.sum([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10 }
        return rest == digits[10]
    }

    /// Czech and Slovak birth number: women's months + 50, later + 20; divisible by 11.
    @Sendable static func isRodneCislo(_ digits: Digits) -> Bool {
        let month = digits.number(2..<4) % 50
        guard isDay(month > 20 ? month - 20 : month, digits.number(4..<6)) else { return false }
        let number = digits.number(0..<9) % 11 % 10
        return number == digits[9]
    }

    /// Romanian CNP: sex and century, birth date, county, weights 279146358279, modulus 11.
    @Sendable static func isCNP(_ digits: Digits) -> Bool {
        guard (1...9).contains(digits[0]), isDay(digits.number(3..<5), digits.number(5..<7))
        else { return false }
        let rest = digits.sum([2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return (rest == 10 ? 1 : rest) == digits[12]
    }

    /// Bulgarian EGN: birth date with the century in the month, weights, modulus 11.
    @Sendable static func isEGN(_ digits: Digits) -> Bool {
        guard isDay(digits.number(2..<4) % 20, digits.number(4..<6)), digits.number(2..<4) < 60
        else { return false }
        return leaves11(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6])
    }

    /// Greek AMKA: birth date and Luhn.
    @Sendable static func isAMKA(_ digits: Digits) -> Bool {
        isDay(digits.number(2..<4), digits.number(0..<2)) && Checksums.luhn(digits)
    }
}
