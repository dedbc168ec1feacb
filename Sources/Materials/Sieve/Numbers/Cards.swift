extension Search {
    /// Payment cards: 12 to 19 digits, Luhn, and the ranges of the issuers (ISO/IEC 7812);
    /// the number stands free.
    mutating func readCard(_ groups: borrowing Groups) -> Int? {
        var total = 0
        var count = 0
        let mark = groups[1].separator
        while count < groups.count {
            let group = groups[count]
            let joins = group.separator == mark && (mark == 0x20 || mark == byte("-"))
            guard count == 0 || joins, total + group.count <= 19 else { break }
            // Cards are printed in fours; American Express and Diners as 4-6-5 and 4-6-4.
            guard count == 0 || (3...6).contains(group.count) else { break }
            total += group.count
            count += 1
        }
        guard (12...19).contains(total), count == 1 || groups[0].count == 4 else { return nil }
        let end = groups[count - 1].end
        guard standsFree(after: end) else { return nil }
        var digits = Digits()
        for place in groups.start..<end where isDigit(text[place]) {
            digits.append(Int(text[place] & 0x0F))
        }
        let isIssued = Self.isIssued(digits)
        let context = context(before: groups.start)
        let isNamed = context.contains(.card)
        guard Checksums.luhn(digits), !digits.isUniform else {
            guard isNamed, isIssued else { return nil }
            // A mistyped card number still gives the card away.
            add(groups.start..<end, .creditCard, 0.5, "card.context")
            return end
        }
        switch (isIssued, isNamed) {
        case (true, true): add(groups.start..<end, .creditCard, 0.99, "card.luhn")
        case (true, false) where total >= 13:
            add(groups.start..<end, .creditCard, 0.85, "card.luhn")
        case (false, true): add(groups.start..<end, .creditCard, 0.7, "card.luhn")
        default: return nil
        }
        return end
    }

    private static func isIssued(_ digits: Digits) -> Bool {
        let four = digits.number(0..<4)
        switch (four, digits.count) {
        case (4000...4999, 13), (4000...4999, 16), (4000...4999, 19): return true
        case (5100...5599, 16), (2221...2720, 16): return true
        case (3400...3499, 15), (3700...3799, 15): return true
        case (3000...3059, 14...19), (3600...3699, 14...19), (3800...3999, 14...19): return true
        case (6011, 16...19), (6440...6599, 16...19), (6221...6229, 16...19): return true
        case (3528...3589, 16...19), (2131, 15), (1800, 15): return true
        case (6200...6299, 16...19): return true
        case (5018...5020, 12...19), (5893, 12...19), (6304...6390, 12...19): return true
        case (6759...6763, 12...19): return true
        default: return false
        }
    }
}
