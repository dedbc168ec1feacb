extension Identifiers {
    /// US Social Security Administration: no area 000, 666 or 900…999, no group 00, no serial 0000;
    /// nor the numbers that were printed in advertisements.
    @Sendable static func isSSN(_ digits: Digits) -> Bool {
        let area = digits.number(0..<3)
        guard area > 0, area != 666, area < 900 else { return false }
        guard digits.number(3..<5) > 0, digits.number(5..<9) > 0 else { return false }
        return digits.number(0..<9) != 78_051_120 && !digits.isUniform
    }

    /// IRS: area 900…999, group 50…65, 70…88, 90…92 or 94…99.
    @Sendable static func isITIN(_ digits: Digits) -> Bool {
        guard digits[0] == 9 else { return false }
        switch digits.number(3..<5) {
        case 50...65, 70...88, 90...92, 94...99: return true
        default: return false
        }
    }

    /// IRS employer identification number: the prefixes of its campuses and of the internet.
    @Sendable static func isEIN(_ digits: Digits) -> Bool {
        switch digits.number(0..<2) {
        case 0, 7...9, 17...19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97: false
        default: !digits.isUniform
        }
    }

    /// CMS national provider identifier: Luhn over 80840 and the number (ISO 7812 issuer 80840).
    @Sendable static func isNPI(_ digits: Digits) -> Bool {
        guard digits[0] == 1 || digits[0] == 2 else { return false }
        var whole = Digits()
        for digit in [8, 0, 8, 4, 0] { whole.append(digit) }
        for index in 0..<digits.count { whole.append(digits[index]) }
        return Checksums.luhn(whole)
    }

    /// ABA routing number: the Federal Reserve's ranges and weights 3 7 1, modulus 10.
    @Sendable static func isABA(_ digits: Digits) -> Bool {
        switch digits.number(0..<2) {
        case 1...12, 21...32, 61...72, 80: break
        default: return false
        }
        return digits.sum([3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
    }

    /// Canadian social insurance number: Luhn, not beginning with 0 or 8.
    @Sendable static func isSIN(_ digits: Digits) -> Bool {
        digits[0] != 0 && digits[0] != 8 && !digits.isUniform && Checksums.luhn(digits)
    }

    /// Ontario health number: ten digits, Luhn, not beginning with 0.
    @Sendable static func isOntarioHealth(_ digits: Digits) -> Bool {
        digits[0] != 0 && !digits.isUniform && Checksums.luhn(digits)
    }

    /// Brazilian CPF: two check digits, modulus 11.
    @Sendable static func isCPF(_ digits: Digits) -> Bool {
        guard !digits.isUniform else { return false }
        let first = digits.sum([10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11
        let second = digits.sum([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11
        return first % 10 == digits[9] && second % 10 == digits[10]
    }

    /// Brazilian CNPJ of companies: two check digits, modulus 11.
    @Sendable static func isCNPJ(_ digits: Digits) -> Bool {
        guard !digits.isUniform else { return false }
        let first = digits.sum([5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11
        let second = digits.sum([6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11
        return first % 10 == digits[12] && second % 10 == digits[13]
    }

    /// Argentine CUIT and CUIL: the kind of holder, then weights and modulus 11.
    @Sendable static func isCUIT(_ digits: Digits) -> Bool {
        guard [20, 23, 24, 27, 30, 33, 34, 50, 51, 55].contains(digits.number(0..<2)) else {
            return false
        }
        return passes11(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
    }

    /// Chilean RUT whose check is a digit: weights from the right 2…7, modulus 11.
    @Sendable static func isRUT(_ digits: Digits) -> Bool {
        digits[0] != 0 && !digits.isUniform && passes11(digits, [3, 2, 7, 6, 5, 4, 3, 2])
    }
}
