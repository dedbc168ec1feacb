/// The rules of national identifiers that hold letters. Their form has been checked already.
enum LetteredIdentifiers {
    /// Spanish DNI and NIE: the letter is the number mod 23; X, Y, Z stand for 0, 1, 2.
    @Sendable static func isDNI(_ characters: Letters) -> Bool {
        var number = characters.number(0..<8)
        if !isDigit(characters[0]) {
            guard characters[0] >= byte("X") else { return false }
            number += Int(characters[0] - byte("X")) * 10_000_000
        }
        let letters: StaticString = "TRWAGMYFPDXBNJZSQVHLCKE"
        return letters.utf8Start[number % 23] == characters[8]
    }

    /// Spanish CIF of legal persons: Luhn over seven digits, as a digit or a letter.
    @Sendable static func isCIF(_ characters: Letters) -> Bool {
        guard ("ABCDEFGHJNPQRSUVW" as StaticString).contains(characters[0]) else { return false }
        var sum = 0
        for place in 1...7 {
            let doubled = characters.value(place) * (place % 2 == 1 ? 2 : 1)
            sum += doubled / 10 + doubled % 10
        }
        let check = (10 - sum % 10) % 10
        let letters: StaticString = "JABCDEFGHI"
        return isDigit(characters[8])
            ? characters.value(8) == check : characters[8] == letters.utf8Start[check]
    }

    /// UK National Insurance number: two letters, six digits, A…D; some prefixes never issued.
    @Sendable static func isNINO(_ characters: Letters) -> Bool {
        guard (0x41...0x44).contains(characters[8]),
            !("DFIQUV" as StaticString).contains(characters[0]),
            !("DFIOQUV" as StaticString).contains(characters[1])
        else { return false }
        let prefix = String(decoding: characters.prefix(2), as: UTF8.self)
        return !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(prefix)
    }

    /// UK driver number (DVLA): surname, decade, month (women's + 50), day, year, initials.
    @Sendable static func isDriverUK(_ characters: Letters) -> Bool {
        // The surname is filled up with nines, which only stand at its end.
        var hasNine = false
        for place in 0..<5 {
            if characters[place] == byte("9") { hasNine = true }
            guard isDigit(characters[place]) == hasNine else { return false }
            guard !isDigit(characters[place]) || characters[place] == byte("9")
            else { return false }
        }
        let month = characters.number(6..<8)
        return characters[0] != byte("9")
            && Identifiers.isDay(
                month > 50 ? month - 50 : month,
                characters.number(8..<10)
            ) && isLetter(characters[11]) && (isLetter(characters[12]) || characters[12] == 0x39)
    }

    /// Italian codice fiscale: pattern of letters and digits, and a check letter (DM 23/12/1976).
    @Sendable static func isCodiceFiscale(_ characters: Letters) -> Bool {
        let pattern: StaticString = "LLLLLLDDLDDLDDDL"
        var sum = 0
        for place in 0..<16 {
            let character = characters[place]
            let wantsLetter = pattern.utf8Start[place] == byte("L")
            // Two people with one code: digits are then replaced by letters of LMNPQRSTUV.
            let isSubstitute = ("LMNPQRSTUV" as StaticString).contains(character)
            guard wantsLetter ? isUpper(character) : isDigit(character) || isSubstitute
            else { return false }
            guard place < 15 else { break }
            let value = Int(isDigit(character) ? character & 0x0F : character - 0x41)
            sum += place % 2 == 1 ? value : oddValues[value]
        }
        return characters[15] == 0x41 + UInt8(sum % 26)
    }

    private static let oddValues = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ]

    /// Indian PAN: the fourth letter names the kind of holder; the check letter is not published.
    @Sendable static func isPAN(_ characters: Letters) -> Bool {
        ("ABCFGHJLPT" as StaticString).contains(characters[3])
    }

    /// French NIR of Corsica, where the department is 2A or 2B: 19 and 18 take their place.
    @Sendable static func isCorsicanNIR(_ characters: Letters) -> Bool {
        guard characters[6] == byte("A") || characters[6] == byte("B") else { return false }
        var digits = Digits()
        for place in 0..<15 {
            switch place {
            case 5: digits.append(1)
            case 6: digits.append(characters[6] == byte("A") ? 9 : 8)
            default: digits.append(characters.value(place))
            }
        }
        return Identifiers.isNIR(digits)
    }

    /// French VAT number: key = (12 + 3 · SIREN mod 97) mod 97.
    @Sendable static func isTVA(_ characters: Letters) -> Bool {
        let siren = characters.number(4..<13)
        return (12 + 3 * (siren % 97)) % 97 == characters.number(2..<4)
            && Checksums.luhn(characters.digits(4..<13))
    }

    /// Italian and Belgian VAT numbers repeat a national one after the letters of the country.
    @Sendable static func isVATItaly(_ characters: Letters) -> Bool {
        Identifiers.isPartitaIVA(characters.digits(2..<13))
    }

    /// Swiss enterprise number: weights 5 4 3 2 7 6 5 4, modulus 11.
    @Sendable static func isUID(_ characters: Letters) -> Bool {
        Identifiers.passes11(characters.digits(3..<12), [5, 4, 3, 2, 7, 6, 5, 4])
    }

    /// Irish PPS number: weights 8…2 and, for a second letter, 9; the letter is the sum mod 23.
    @Sendable static func isPPS(_ characters: Letters) -> Bool {
        var sum = characters.digits(0..<7).sum([8, 7, 6, 5, 4, 3, 2])
        if characters.count == 9 {
            guard characters[8] <= byte("I") || characters[8] == byte("W") else { return false }
            sum += 9 * (characters[8] == byte("W") ? 0 : Int(characters[8] - 0x40))
        }
        let letters: StaticString = "WABCDEFGHIJKLMNOPQRSTUV"
        return letters.utf8Start[sum % 23] == characters[7]
    }

    /// Finnish identity code: birth date, century, number, and a sign from the whole mod 31.
    @Sendable static func isHETU(_ characters: Letters) -> Bool {
        let century = characters.count == 11 ? 1 : 0
        guard Identifiers.isDay(characters.number(2..<4), characters.number(0..<2)),
            century == 0 || ("ABCDEFYXWVU" as StaticString).contains(characters[6])
        else { return false }
        let start = 6 + century
        let number = characters.number(0..<6) * 1000 + characters.number(start..<start + 3)
        let signs: StaticString = "0123456789ABCDEFHJKLMNPRSTUVWXY"
        return signs.utf8Start[number % 31] == characters[start + 3]
    }

    /// Chinese resident identity whose check is X.
    @Sendable static func isChinese(_ characters: Letters) -> Bool {
        let sum = characters.digits(0..<17)
            .sum([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        return sum % 11 == 2
            && isDate(
                year: characters.number(6..<10),
                month: characters.number(10..<12),
                day: characters.number(12..<14)
            )
    }

    /// Chilean RUT whose check is K: weights from the right 2…7, modulus 11.
    @Sendable static func isRUT(_ characters: Letters) -> Bool {
        characters.digits(0..<8).sum([3, 2, 7, 6, 5, 4, 3, 2]) % 11 == 1
    }

    /// Mexican CURP: birth date, sex, state, and a check over 37 signs with weights 18…2.
    @Sendable static func isCURP(_ characters: Letters) -> Bool {
        guard Identifiers.isDay(characters.number(6..<8), characters.number(8..<10)),
            ("HMX" as StaticString).contains(characters[10]), isDigit(characters[17])
        else { return false }
        var sum = 0
        for place in 0..<17 {
            // Ñ would stand after N, so letters from O on are one further.
            let letter = characters[place] > byte("N") ? 1 : 0
            sum += (characters.value(place) + letter) * (18 - place)
        }
        return (10 - sum % 10) % 10 == characters.value(17)
    }

    /// Singapore NRIC and FIN: weights 2 7 6 5 4 3 2, and a letter by the kind of holder.
    @Sendable static func isNRIC(_ characters: Letters) -> Bool {
        let sum = characters.digits(1..<8).sum([2, 7, 6, 5, 4, 3, 2])
        let raised = ("TG" as StaticString).contains(characters[0]) ? 4 : 0
        let letters: StaticString
        switch characters[0] {
        case byte("S"), byte("T"): letters = "JZIHGFEDCBA"
        case byte("F"), byte("G"): letters = "XWUTRQPNMLK"
        default: return false
        }
        return letters.utf8Start[(sum + raised) % 11] == characters[8]
    }

    /// US DEA registration: sums of odd and even places, the last digit of both.
    @Sendable static func isDEA(_ characters: Letters) -> Bool {
        let digits = characters.digits(2..<9)
        let sum = digits.sum([1, 2, 1, 2, 1, 2])
        return sum % 10 == digits[6]
            && ("ABCDEFGHJKLMPRSTUX" as StaticString)
                .contains(characters[0])
    }

    /// US Medicare beneficiary (CMS): no S, L, O, I, B, Z, and a first digit.
    @Sendable static func isMBI(_ characters: Letters) -> Bool {
        characters[0] != byte("0")
            && characters.allSatisfy { !("SLOIBZ" as StaticString).contains($0) }
    }
}
