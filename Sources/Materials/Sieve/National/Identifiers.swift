/// The rules of national identifiers made of digits; each says where they come from.
enum Identifiers {
    /// US Social Security Administration: no area 000, 666 or 900…999, no group 00, no serial 0000;
    /// nor the numbers that were printed in advertisements.
    @Sendable static func isSSN(_ digits: [Int]) -> Bool {
        guard digits.count == 9 else { return false }
        let area = number(digits[0..<3])
        guard area > 0, area != 666, area < 900 else { return false }
        guard number(digits[3..<5]) > 0, number(digits[5..<9]) > 0 else { return false }
        return number(digits[0..<9]) != 78_051_120 && Set(digits).count > 1
    }

    /// IRS: area 900…999, group 50…65, 70…88, 90…92 or 94…99.
    @Sendable static func isITIN(_ digits: [Int]) -> Bool {
        guard digits.count == 9, digits[0] == 9 else { return false }
        switch number(digits[3..<5]) {
        case 50...65, 70...88, 90...92, 94...99: return true
        default: return false
        }
    }

    /// NHS Data Dictionary: weights 10…2, modulus 11.
    @Sendable static func isNHS(_ digits: [Int]) -> Bool {
        guard digits.count == 10, Set(digits).count > 1 else { return false }
        let sum = Checksums.weighted(digits.prefix(9), [10, 9, 8, 7, 6, 5, 4, 3, 2])
        let check = (11 - sum % 11) % 11
        return check == digits[9]
    }

    /// INSEE: sex, year, month, place and order, key = 97 − number mod 97. Months beyond 12 stand
    /// for people whose month is unknown.
    @Sendable static func isNIR(_ digits: [Int]) -> Bool {
        guard digits.count == 15, [1, 2, 3, 4, 7, 8].contains(digits[0]) else { return false }
        let month = number(digits[3..<5])
        guard (1...12).contains(month) || (20...42).contains(month) || month >= 50
        else { return false }
        return 97 - Checksums.remainder(digits.prefix(13), by: 97) == number(digits[13..<15])
    }

    /// German tax code §139b: no leading zero, one digit two or three times among the first ten,
    /// ISO 7064 MOD 11,10.
    @Sendable static func isSteuerID(_ digits: [Int]) -> Bool {
        guard digits.count == 11, digits[0] != 0 else { return false }
        var counts = [Int](repeating: 0, count: 10)
        for digit in digits.prefix(10) { counts[digit] += 1 }
        let repeated = counts.filter { $0 > 1 }
        guard repeated.count == 1, repeated[0] <= 3 else { return false }
        return Checksums.mod11Then10(digits.prefix(10)) == digits[10]
    }

    /// PESEL: birth date with the century in the month, weights 1 3 7 9.
    @Sendable static func isPESEL(_ digits: [Int]) -> Bool {
        guard digits.count == 11 else { return false }
        let month = number(digits[2..<4])
        // 1900, 2000, 2100, 2200, and 1800 from 80 on.
        let century = month >= 80 ? 1800 : 1900 + month / 20 * 100
        guard month % 20 >= 1, month % 20 <= 12,
            isDate(
                year: min(2199, century + number(digits[0..<2])),
                month: month % 20,
                day: number(digits[4..<6])
            )
        else { return false }
        let sum = Checksums.weighted(digits.prefix(10), [1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
        return (10 - sum % 10) % 10 == digits[10]
    }

    /// Belgian national register: 97 − number mod 97, with 2 before it for births after 1999.
    @Sendable static func isRijksregister(_ digits: [Int]) -> Bool {
        guard digits.count == 11 else { return false }
        let month = number(digits[2..<4])
        guard month % 20 <= 12, month < 60, number(digits[4..<6]) <= 31 else { return false }
        let check = number(digits[9..<11])
        let before = 97 - Checksums.remainder(digits.prefix(9), by: 97)
        let after = 97 - Checksums.remainder([2] + digits.prefix(9), by: 97)
        return check == before || check == after
    }

    /// Dutch citizen service number: weights 9…2 and −1, modulus 11.
    @Sendable static func isBSN(_ digits: [Int]) -> Bool {
        guard digits.count == 9, Set(digits).count > 1 else { return false }
        return Checksums.weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
    }

    /// Portuguese tax number: weights 9…2, modulus 11.
    @Sendable static func isNIF(_ digits: [Int]) -> Bool {
        guard digits.count == 9, [1, 2, 3, 5, 6, 8, 9].contains(digits[0]) else { return false }
        let rest = Checksums.weighted(digits.prefix(8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return digits[8] == (rest < 2 ? 0 : 11 - rest)
    }

    /// Swedish personnummer: birth date (day + 60 for coordination numbers) and Luhn.
    @Sendable static func isPersonnummer(_ digits: [Int]) -> Bool {
        guard digits.count == 10 else { return false }
        let day = number(digits[4..<6])
        let month = number(digits[2..<4])
        // The century is unknown; 2000 has every day that either has.
        guard isDate(year: 2000, month: month, day: day > 60 ? day - 60 : day)
        else { return false }
        return Checksums.luhn(digits)
    }

    /// Swiss AHV number: country 756, EAN-13 check digit.
    @Sendable static func isAHV(_ digits: [Int]) -> Bool {
        guard digits.count == 13, digits.starts(with: [7, 5, 6]) else { return false }
        let sum = Checksums.weighted(digits.prefix(12), [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3])
        return (10 - sum % 10) % 10 == digits[12]
    }

    /// Canadian social insurance number: Luhn, not beginning with 0 or 8.
    @Sendable static func isSIN(_ digits: [Int]) -> Bool {
        digits.count == 9 && digits[0] != 0 && digits[0] != 8 && Set(digits).count > 1
            && Checksums.luhn(digits)
    }

    /// Australian tax file number: weights, modulus 11.
    @Sendable static func isTFN(_ digits: [Int]) -> Bool {
        digits.count == 9 && Set(digits).count > 1
            && Checksums.weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0
    }

    /// Indian Aadhaar: first digit 2…9, Verhoeff.
    @Sendable static func isAadhaar(_ digits: [Int]) -> Bool {
        digits.count == 12 && digits[0] >= 2 && Set(digits).count > 1
            && Checksums.verhoeff(digits)
    }

    /// Brazilian CPF: two check digits, modulus 11.
    @Sendable static func isCPF(_ digits: [Int]) -> Bool {
        guard digits.count == 11, Set(digits).count > 1 else { return false }
        let first = Checksums.weighted(digits.prefix(9), [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11
        let second =
            Checksums.weighted(digits.prefix(10), [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11
        return first % 10 == digits[9] && second % 10 == digits[10]
    }

    static func number(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }
}
