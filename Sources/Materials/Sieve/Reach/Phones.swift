extension Search {
    /// Separators inside a telephone number.
    private static let phoneSeparators: StaticString = " .-/()"

    /// `+33 6 12 34 56 78`, `0044 20 7946 0958`: a country code, then that country's plan.
    mutating func readPhoneInternational(_ groups: borrowing Groups) -> Int? {
        var start = groups.start
        var digits = 0
        if text[start - 1] == byte("+") {
            start -= 1
        } else if text[start - 1] == byte("("), text[start - 2] == byte("+") {
            start -= 2
        } else if text[start] == byte("0"), text[start + 1] == byte("0"), groups[0].count > 3 {
            digits = -2
        } else {
            return nil
        }
        guard !isWord(text[start - 1]) || isPunctuation(endingAt: start) else { return nil }
        let code = start == groups.start ? start + 2 : groups.start
        guard let plan = PhonePlans.plan(in: text, at: code) else { return nil }
        var end: Int?
        for index in 0..<groups.count {
            let group = groups[index]
            guard index == 0 || Self.phoneSeparators.contains(group.separator) else { break }
            digits += group.count
            if digits > plan.total.upperBound { break }
            if digits >= plan.total.lowerBound { end = group.end }
        }
        guard let end, !isAlphanumeric(text[end]) else { return nil }
        add(start..<end, .phone, 0.9, "phone.international")
        return end
    }

    /// `06 12 34 56 78`, `(416) 555-0123`, `0171 2585007`, `672 789 906`: a national form, weighed
    /// by its shape and by the words around it.
    mutating func readPhoneNational(_ groups: borrowing Groups) -> Int? {
        var start = groups.start
        let isBracketed = text[start - 1] == byte("(") && groups[1].separator == byte(")")
        if isBracketed { start -= 1 }
        guard standsFree(before: start), text[start - 1] != byte("/"),
            text[start - 1] != byte("-"), text[start - 1] != byte("+") || isBracketed
        else { return nil }
        guard let (count, total) = phoneGroups(groups) else { return nil }
        let end = groups[count - 1].end
        guard standsFree(after: end), text[end] != byte("%") else { return nil }
        let shape = PhonePlans.shape(of: groups, count: count, total: total, in: text)
        let context = context(before: start)
        let isNamed = context.contains(.phone) || words(after: end).contains(.phone)
        let near = near(start, words: 2)
        // `port 8080` is a number of machines; four groups and more are dialled, in a port too.
        let isTechnical = near.contains(.technical) && count < 4
        let score: Double
        switch (shape, isNamed) {
        case (.distinct, true): score = 0.9
        case (.distinct, false): score = isTechnical ? 0.4 : 0.7
        case (.plain, true): score = 0.85
        case (.plain, false): score = isAlone(start, end) ? 0.55 : 0.35
        case (.unknown, true) where total >= 7: score = 0.6
        default: return nil
        }
        guard !isTechnical || score >= 0.7 else { return nil }
        add(start..<end, .phone, score, isNamed ? "phone.context" : "phone.national")
        return end
    }

    /// How many groups belong to one national number, and how many digits they hold.
    private func phoneGroups(_ groups: borrowing Groups) -> (count: Int, total: Int)? {
        var best: (count: Int, total: Int)?
        var total = 0
        for index in 0..<groups.count {
            let group = groups[index]
            guard index == 0 || Self.phoneSeparators.contains(group.separator) else { break }
            total += group.count
            if total > 12 { break }
            if total >= 7 { best = (index + 1, total) }
        }
        return best
    }

    /// Whether the value fills its field: after a comma, a colon or a line start, before an end.
    private func isAlone(_ start: Int, _ end: Int) -> Bool {
        // A field that holds nothing else says by its name what it is.
        if start == 0, end == text.count { return false }
        var before = start
        while before > 0, isSpace(text[before - 1]), start - before < 4 { before -= 1 }
        let opens =
            before == 0 || isBreak(text[before - 1])
            || (",;:|\t\"" as StaticString).contains(text[before - 1])
        return opens
            && (end == text.count || isBreak(text[end])
                || (",;|\t\")" as StaticString).contains(text[end]))
    }
}
