/// The rules of national identifiers that hold letters. Input is upper case, without separators.
enum LetteredIdentifiers {
    /// Spanish DNI and NIE: the letter is the number mod 23; X, Y, Z stand for 0, 1, 2.
    static func isDNI(_ characters: [UInt8]) -> Bool {
        guard characters.count == 9, isUpper(characters[8]) else { return false }
        var number = 0
        for (place, character) in characters.prefix(8).enumerated() {
            if place == 0, character >= byte("X"), character <= byte("Z") {
                number = Int(character - byte("X"))
            } else if isDigit(character) {
                number = number * 10 + Int(character & 0x0F)
            } else {
                return false
            }
        }
        let letters: StaticString = "TRWAGMYFPDXBNJZSQVHLCKE"
        return letters.utf8Start[number % 23] == characters[8]
    }

    /// UK National Insurance number: two letters, six digits, A…D; some prefixes never issued.
    static func isNINO(_ characters: [UInt8]) -> Bool {
        guard characters.count == 9, isUpper(characters[0]), isUpper(characters[1]),
            characters[2..<8].allSatisfy(isDigit), (0x41...0x44).contains(characters[8])
        else { return false }
        if ("DFIQUV" as StaticString).contains(characters[0]) { return false }
        if ("DFIOQUV" as StaticString).contains(characters[1]) { return false }
        let prefix = String(decoding: characters[0..<2], as: UTF8.self)
        return !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(prefix)
    }

    /// Italian codice fiscale: pattern of letters and digits, and a check letter (DM 23/12/1976).
    static func isCodiceFiscale(_ characters: [UInt8]) -> Bool {
        let pattern: StaticString = "LLLLLLDDLDDLDDDL"
        guard characters.count == 16 else { return false }
        var sum = 0
        for (place, character) in characters.enumerated() {
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

    /// Indian PAN: AAAPA9999A; the fourth letter names the kind of holder.
    static func isPAN(_ characters: [UInt8]) -> Bool {
        characters.count == 10 && characters[0..<5].allSatisfy(isUpper)
            && ("ABCFGHJLPT" as StaticString).contains(characters[3])
            && characters[5..<9].allSatisfy(isDigit) && isUpper(characters[9])
    }

    /// German identity card since 2010: nine characters of a reduced alphabet, weights 7 3 1.
    static func isPersonalausweis(_ characters: [UInt8]) -> Bool {
        guard characters.count == 10, isDigit(characters[9]) else { return false }
        guard ("CFGHJKLMNPRTVWXYZ" as StaticString).contains(characters[0]) else { return false }
        var sum = 0
        for (place, character) in characters.prefix(9).enumerated() {
            let isAllowed =
                isDigit(character) || ("CFGHJKLMNPRTVWXYZ" as StaticString).contains(character)
            guard isAllowed else { return false }
            let value = isDigit(character) ? Int(character & 0x0F) : Int(character) - 55
            sum += value * [7, 3, 1][place % 3]
        }
        return sum % 10 == Int(characters[9] & 0x0F)
    }

    /// French NIR of Corsica, where the department is 2A or 2B: 19 and 18 take their place.
    static func isCorsicanNIR(_ characters: [UInt8]) -> Bool {
        guard characters.count == 15, characters[5] == byte("2"),
            characters[6] == byte("A") || characters[6] == byte("B")
        else { return false }
        var digits: [Int] = []
        for (place, character) in characters.enumerated() {
            if place == 6 {
                digits.append(character == byte("A") ? 9 : 8)
            } else if place == 5 {
                digits.append(1)
            } else {
                guard isDigit(character) else { return false }
                digits.append(Int(character & 0x0F))
            }
        }
        return Identifiers.isNIR(digits)
    }
}

extension Search {
    /// Identifiers that hold letters, written in one piece or with spaces and dashes.
    mutating func readNationalMixed(_ token: Range<Int>) -> Int? {
        guard !isWord(text[token.lowerBound - 1]), token.count <= 16 else { return nil }
        for length in [9, 10, 15, 16] {
            guard let (characters, end) = compact(from: token.lowerBound, length) else { continue }
            guard let (rule, alone) = Self.letteredRule(characters) else { continue }
            let context = context(before: token.lowerBound)
            let isNamed = !context.isDisjoint(with: [.identity, .tax, .socialSecurity])
            let score = isNamed ? 0.95 : alone
            guard score > 0 else { continue }
            add(token.lowerBound..<end, .nationalID, score, "national-id." + rule)
            return end
        }
        return nil
    }

    private static func letteredRule(_ characters: [UInt8]) -> (String, Double)? {
        if LetteredIdentifiers.isDNI(characters) { return ("es.dni", 0.9) }
        if LetteredIdentifiers.isNINO(characters) { return ("uk.nino", 0.85) }
        if LetteredIdentifiers.isCodiceFiscale(characters) { return ("it.codice-fiscale", 0.97) }
        if LetteredIdentifiers.isPAN(characters) { return ("in.pan", 0.7) }
        if LetteredIdentifiers.isCorsicanNIR(characters) { return ("fr.nir", 0.95) }
        if LetteredIdentifiers.isPersonalausweis(characters) { return ("de.personalausweis", 0.4) }
        return nil
    }

    /// The next `length` letters and digits from `start` in upper case, single spaces, dashes and
    /// dots skipped, and where they end; nothing when a letter or digit follows.
    private func compact(from start: Int, _ length: Int) -> ([UInt8], Int)? {
        var count = 0
        var index = start
        while count < length {
            let current = text[index]
            if isAlphanumeric(current) {
                count += 1
            } else if current != 0x20 && current != byte("-") && current != byte(".")
                || !isAlphanumeric(text[index + 1]) || count == 0
            {
                return nil
            }
            index += 1
        }
        guard !isAlphanumeric(text[index]) else { return nil }
        let characters = (start..<index).lazy.map { text[$0] }.filter(isAlphanumeric)
        return (characters.map { isLower($0) ? $0 - 0x20 : $0 }, index)
    }
}
