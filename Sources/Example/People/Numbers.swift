/// Numbers that stand for a person, with valid check digits; none is meant to be anybody's.
enum Numbers {
    /// The national number of the country where `language` is spoken.
    static func national(
        _ language: Language,
        born: Day,
        woman: Bool,
        _ dice: inout Dice
    ) -> String {
        switch language {
        case .english:
            let letters = dice.pick(["AB", "CE", "HJ", "KL", "MX", "PR", "SW", "TY"])
            let number = dice.digits(6)
            let pairs = [number.prefix(2), number.dropFirst(2).prefix(2), number.suffix(2)]
            let suffix = dice.pick(["A", "B", "C", "D"])
            return dice.chance(50)
                ? "\(letters) \(pairs.joined(separator: " ")) \(suffix)" : letters + number + suffix
        case .french:
            let place = dice.pick(["13", "17", "29", "34", "44", "59", "76"]) + dice.digits(3)
            let body =
                (woman ? "2" : "1") + (born.year % 100).padded(2) + born.month.padded(2) + place
                + dice.digits(3)
            return body + (97 - Checksums.remainder(of: body, by: 97)).padded(2)
        case .german:
            return germanTaxNumber(&dice)
        case .spanish:
            let number = dice.number(in: 10_000_000...79_999_999)
            return "\(number)\(Checksums.dniLetter(number))"
        }
    }

    /// Eleven digits: among the first ten exactly one comes twice and none starts with zero.
    private static func germanTaxNumber(_ dice: inout Dice) -> String {
        var pool = Array(0...9)
        for index in stride(from: 9, to: 0, by: -1) {
            pool.swapAt(index, dice.number(below: index + 1))
        }
        // Nine distinct digits stay; the tenth place repeats one of them, not its neighbour.
        let dropped = pool[9]
        pool[9] = pool[dice.number(below: 8)]
        if pool[0] == 0, let other = pool.indices.first(where: { pool[$0] != 0 && $0 != 9 }) {
            pool.swapAt(0, other)
        }
        precondition(pool[0] != 0 && !pool.contains(dropped), "a tax number of wrong shape")
        let digits = pool.map(String.init).joined()
        return digits + String(Checksums.mod11x10(digits))
    }

    static func iban(_ language: Language, _ dice: inout Dice) -> String {
        let compact: String
        switch language {
        case .english:
            compact = Checksums.iban(country: "GB", account: "HRBL" + dice.digits(14))
        case .french:
            let (bank, branch, account) = (dice.digits(5), dice.digits(5), dice.digits(11))
            let key = Checksums.rib(bank: bank, branch: branch, account: account)
            compact = Checksums.iban(country: "FR", account: bank + branch + account + key)
        case .german:
            compact = Checksums.iban(country: "DE", account: dice.digits(18))
        case .spanish:
            let (bank, account) = (dice.digits(8), dice.digits(10))
            let control = Checksums.spanishControl(bank: bank, account: account)
            compact = Checksums.iban(country: "ES", account: bank + control + account)
        }
        return dice.chance(50) ? compact : grouped(compact)
    }

    private static func grouped(_ text: String) -> String {
        let letters = Array(text)
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }

    /// Numbers that the regulators of Britain, France and Germany keep for films, where they do.
    static func phone(_ language: Language, _ dice: inout Dice) -> String {
        switch language {
        case .english:
            return dice.pick(["+44 7700 900", "07700 900", "+44 (0)7700 900"]) + dice.digits(3)
        case .french:
            let tail = "\(dice.digits(2)) \(dice.digits(2))"
            return dice.pick(["06 39 98 ", "+33 6 39 98 "]) + tail
        case .german:
            return dice.pick(["0171 39200", "+49 171 39200", "030 23125 "])
                + dice.pick(["12", "34", "45", "67", "88"])
        case .spanish:
            let tail = "\(dice.digits(3)) \(dice.digits(3))"
            return dice.pick(["+34 6\(dice.digits(2)) ", "6\(dice.digits(2)) "]) + tail
        }
    }

    static func card(_ dice: inout Dice) -> String {
        let body = "4" + dice.digits(14)
        return grouped(body + String(Checksums.luhn(body)))
    }
}
