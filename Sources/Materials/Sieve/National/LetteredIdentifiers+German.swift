extension LetteredIdentifiers {
    /// German identity card and passport (ICAO 9303): nine characters of a reduced alphabet and a
    /// check digit, weights 7 3 1.
    @Sendable static func isPersonalausweis(_ characters: Letters) -> Bool {
        guard !isDigit(characters[0]), isReduced(characters, 9) else { return false }
        var sum = 0
        for place in 0..<9 { sum += characters.value(place) * [7, 3, 1][place % 3] }
        return sum % 10 == characters.value(9)
    }

    private static func isReduced(_ characters: Letters, _ count: Int) -> Bool {
        characters.prefix(count).allSatisfy {
            isDigit($0) || ("CFGHJKLMNPRTVWXYZ" as StaticString).contains($0)
        }
    }

    /// German pension insurance (VKVV §4): area, birth date, letter, serial, check; digit sums of
    /// the products, modulus 10.
    @Sendable static func isRentenversicherung(_ characters: Letters) -> Bool {
        // Second numbers of one birth date raise the day by 50.
        let day = characters.number(2..<4)
        guard Identifiers.isDay(characters.number(4..<6), day > 50 ? day - 50 : day)
        else { return false }
        let letter = Int(characters[8] - 0x40)
        var digits = characters.digits(0..<8)
        digits.append(letter / 10)
        digits.append(letter % 10)
        for digit in characters.digits(9..<11) { digits.append(digit) }
        return crossSum(digits, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 == characters.value(11)
    }

    /// German health insurance (KVNR): a letter as two digits, then weights 1 2, digit sums.
    @Sendable static func isKVNR(_ characters: Letters) -> Bool {
        let letter = Int(characters[0] - 0x40)
        var digits = Digits()
        digits.append(letter / 10)
        digits.append(letter % 10)
        for digit in characters.digits(1..<9) { digits.append(digit) }
        return crossSum(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 == characters.value(9)
    }

    /// German VAT number: ISO 7064 MOD 11,10.
    @Sendable static func isUStID(_ characters: Letters) -> Bool {
        characters[2] != byte("0") && Identifiers.isMod11Then10(characters.digits(2..<11))
    }

    private static func crossSum(_ digits: Digits, _ weights: [Int]) -> Int {
        var sum = 0
        for (digit, weight) in zip(digits, weights) {
            let product = digit * weight
            sum += product / 10 + product % 10
        }
        return sum
    }

    /// Polish identity card: three letters and six digits, weights 7 3 1 9 7 3 1 7 3.
    @Sendable static func isDowodOsobisty(_ characters: Letters) -> Bool {
        var sum = 0
        for (place, weight) in [7, 3, 1, 9, 7, 3, 1, 7, 3].enumerated() {
            sum += characters.value(place) * weight
        }
        return sum % 10 == 0
    }

    /// Portuguese citizen card: Luhn over digits and letters as 0…35.
    @Sendable static func isCartaoDeCidadao(_ characters: Letters) -> Bool {
        var sum = 0
        for place in 0..<12 {
            let value = characters.value(place) * (place % 2 == 0 ? 2 : 1)
            sum += value > 9 && place % 2 == 0 ? value - 9 : value
        }
        return sum % 10 == 0
    }
}
