extension Identifiers {
    /// NHS Data Dictionary: weights 10…2, modulus 11.
    @Sendable static func isNHS(_ digits: Digits) -> Bool {
        !digits.isUniform && passes11(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2])
    }

    /// Scottish community health index: a birth date, then as the NHS number.
    @Sendable static func isCHI(_ digits: Digits) -> Bool {
        isDay(digits.number(2..<4), digits.number(0..<2)) && isNHS(digits)
    }

    /// HMRC unique taxpayer reference: the first digit checks the others (weights 6…10, 5…2).
    @Sendable static func isUTR(_ digits: Digits) -> Bool {
        let sum = digits.sum([0, 6, 7, 8, 9, 10, 5, 4, 3, 2])
        return [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1][sum % 11] == digits[0] && !digits.isUniform
    }

    /// INSEE: sex, year, month, place and order, key = 97 − number mod 97. Months beyond 12 stand
    /// for people whose month is unknown.
    @Sendable static func isNIR(_ digits: Digits) -> Bool {
        guard [1, 2, 3, 4, 7, 8].contains(digits[0]) else { return false }
        let month = digits.number(3..<5)
        guard (1...12).contains(month) || (20...42).contains(month) || month >= 50
        else { return false }
        return 97 - digits.number(0..<13) % 97 == digits.number(13..<15)
    }

    /// French tax number (numéro fiscal de référence): the last three are the first ten mod 511.
    @Sendable static func isSPI(_ digits: Digits) -> Bool {
        digits[0] <= 3 && !digits.isUniform
            && digits.number(0..<10) % 511 == digits.number(10..<13)
    }

    /// INSEE register of companies: Luhn, over nine digits or fourteen.
    @Sendable static func isSIREN(_ digits: Digits) -> Bool {
        !digits.isUniform && Checksums.luhn(digits)
    }

    /// German tax code §139b: no leading zero, one digit two or three times among the first ten,
    /// ISO 7064 MOD 11,10.
    @Sendable static func isSteuerID(_ digits: Digits) -> Bool {
        guard digits[0] != 0 else { return false }
        var counts = InlineArray<10, Int>(repeating: 0)
        for index in 0..<10 { counts[digits[index]] += 1 }
        var repeated = 0
        for value in 0..<10 where counts[value] > 1 {
            repeated += 1
            guard counts[value] <= 3 else { return false }
        }
        return repeated == 1 && isMod11Then10(digits)
    }

    /// ISO 7064 MOD 11,10 over the whole number: Croatian OIB and others.
    @Sendable static func isMod11Then10(_ digits: Digits) -> Bool {
        var body = Digits()
        for index in 0..<digits.count - 1 { body.append(digits[index]) }
        return Checksums.mod11Then10(body) == digits[digits.count - 1]
    }

    /// Austrian social insurance: number, check digit in fourth place, birth date; modulus 11.
    @Sendable static func isSVNR(_ digits: Digits) -> Bool {
        guard digits[0] != 0, digits.number(6..<8) <= 15, digits.number(4..<6) <= 31
        else { return false }
        return digits.sum([3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == digits[3]
    }

    /// Spanish social security: province and number mod 97.
    @Sendable static func isNSS(_ digits: Digits) -> Bool {
        let province = digits.number(0..<2)
        let number = digits.number(2..<10)
        guard (1...53).contains(province) || province == 66 else { return false }
        let whole = number < 10_000_000 ? number + province * 10_000_000 : digits.number(0..<10)
        return whole % 97 == digits.number(10..<12)
    }

    /// Italian VAT number: Luhn, with the office in places 8 to 10.
    @Sendable static func isPartitaIVA(_ digits: Digits) -> Bool {
        let office = digits.number(7..<10)
        guard (1...100).contains(office) || [120, 121, 888, 999].contains(office)
        else { return false }
        return digits.number(0..<7) > 0 && Checksums.luhn(digits)
    }

    /// Dutch citizen service number: weights 9…2 and −1, modulus 11.
    @Sendable static func isBSN(_ digits: Digits) -> Bool {
        !digits.isUniform && digits.sum([9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
    }

    /// Belgian national register: 97 − number mod 97, with 2 before it for births after 1999;
    /// months are raised by 20 or 40 for people without a residence.
    @Sendable static func isRijksregister(_ digits: Digits) -> Bool {
        let month = digits.number(2..<4)
        guard month % 20 <= 12, month < 60, digits.number(4..<6) <= 31 else { return false }
        let number = digits.number(0..<9)
        let check = digits.number(9..<11)
        return check == 97 - number % 97 || check == 97 - (2_000_000_000 + number) % 97
    }

    /// Belgian register of enterprises: 97 − number mod 97.
    @Sendable static func isKBO(_ digits: Digits) -> Bool {
        digits[0] <= 1 && digits.number(0..<8) > 0
            && 97 - digits.number(0..<8) % 97 == digits.number(8..<10)
    }

    /// Portuguese tax number: kind of holder, weights 9…2, modulus 11.
    @Sendable static func isNIF(_ digits: Digits) -> Bool {
        switch digits.number(0..<2) {
        case 10...39, 45, 50...69, 70...72, 74, 75, 77...99: break
        default: return false
        }
        let rest = digits.sum([9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return digits[8] == (rest < 2 ? 0 : 11 - rest)
    }

    /// Portuguese social security: prime weights, modulus 10.
    @Sendable static func isNISS(_ digits: Digits) -> Bool {
        guard digits[0] == 1 || digits[0] == 2 else { return false }
        return 9 - digits.sum([29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10 == digits[10]
    }

    /// Swiss AHV number: country 756, EAN-13 check digit.
    @Sendable static func isAHV(_ digits: Digits) -> Bool {
        digits.number(0..<3) == 756 && passes10(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3])
    }
}
