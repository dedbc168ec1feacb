extension Search {
    /// Pay: an amount with a currency, where the words around it speak of pay, or a unit of time
    /// follows (`$31/hour`, `52 000 € brut par an`).
    mutating func readAmount(_ groups: borrowing Groups) -> Int? {
        let first = groups.start
        guard mayHaveCurrency(groups) else { return nil }
        let mark = Self.currency(in: text, endingAt: first)
        guard mark != nil || standsFree(before: first) else { return nil }
        var end = groups[0].end
        for index in 1..<max(1, groups.count) {
            let group = groups[index]
            let isThousand =
                group.count == 3 && groups[index - 1].count <= 3
                && (" .,'" as StaticString).contains(group.separator)
            let isCents =
                group.count <= 2 && (".," as StaticString).contains(group.separator)
                && index == groups.count - 1
            guard isThousand || isCents else { break }
            end = group.end
        }
        if text[end] | 0x20 == byte("k"), !isLetter(text[end + 1]) { end += 1 }
        if text[end] | 0x20 == byte("m"), mark != nil, !isLetter(text[end + 1]) { end += 1 }
        let isThousands = end - first >= 5
        let after = Self.currency(in: text, startingAt: end)
        guard mark != nil || after != nil else { return nil }
        let start = mark ?? first
        end = after ?? end
        let unit = Self.payUnit(in: text, at: end)
        steps += 48
        var context = context(before: start).union(words(after: end, max: 4))
        if let heading = lineAbove(start) { context.formUnion(self.context(before: heading)) }
        // `gets £51,700` is pay, `gets $20` is not.
        let isPay = context.contains(.pay) || context.contains(.receipt) && isThousands
        guard unit != nil || isPay else { return nil }
        add(start..<(unit ?? end), .salary, unit != nil ? 0.85 : 0.8, "salary.context")
        return unit ?? end
    }

    /// The end of the last written line above, where the amount stands first on its own line:
    /// `SALARY`, then `£59,500`. A few empty lines may lie between.
    private func lineAbove(_ start: Int) -> Int? {
        var index = start
        var breaks = 0
        while index > 0, start - index < 12, breaks < 4 {
            let before = text[index - 1]
            guard before == 0x20 || before == 0x0D || before == 0x0A else { break }
            if before == 0x0A { breaks += 1 }
            index -= 1
        }
        return breaks > 0 && index > 0 ? index : nil
    }

    /// A glance at the bytes around the digits: most numbers have no currency anywhere near.
    private func mayHaveCurrency(_ groups: borrowing Groups) -> Bool {
        let before = text[groups.start - (isSpace(text[groups.start - 1]) ? 2 : 1)]
        if before == byte("$") || before == byte(".") || before >= 0x80 { return true }
        if isLetter(before), Self.endings.contains(lowered(before)) { return true }
        // The amount may go on over groups; look behind the first and the last of them.
        for index in 0..<groups.count {
            let end = groups[index].end
            var after = text[end]
            if after | 0x20 == byte("k") || after | 0x20 == byte("m") { return true }
            if after == 0x20 { after = text[end + 1] }
            if after == byte("$") || after >= 0x80 { return true }
            if isLetter(after), Self.beginnings.contains(lowered(after)) { return true }
        }
        return false
    }

    /// Last and first letters of the currencies below.
    private static let endings: StaticString = "rdpfykn$s"
    private static let beginnings: StaticString = "eugcaijsndpbmktrzf"

    /// The start of a currency that ends at `index`, spaces allowed in between.
    private static func currency(in text: Bytes, endingAt index: Int) -> Int? {
        var end = index
        while isSpace(text[end - 1]), index - end < 2 { end -= 1 }
        let last = lowered(text[end - 1])
        if last == byte("$") || last >= 0x80 {
            for sign in signs where text.has(sign, at: end - sign.utf8CodeUnitCount) {
                return end - sign.utf8CodeUnitCount
            }
        }
        guard endings.contains(last) || last == byte(".") else { return nil }
        // Codes are two or three characters long.
        for length in 2...3 {
            let start = end - length
            if start >= 0, !isWord(text[start - 1]),
                codeTable.value(of: text, start..<end) != 0
            {
                return start
            }
        }
        return nil
    }

    /// The end of a currency that begins at `index`, spaces allowed in between.
    private static func currency(in text: Bytes, startingAt index: Int) -> Int? {
        let start = index + Groups.spaceLength(in: text, at: index)
        if text[start] == byte("k"), let end = sign(in: text, at: start + 1) { return end }
        if let end = sign(in: text, at: start) { return end }
        let first = lowered(text[start])
        guard beginnings.contains(first) else { return nil }
        var end = start
        while isLetter(text[end]), end - start < 8 { end += 1 }
        // Most words after a number are no money; `US$` and `R$` go on after their letters.
        guard text[end] == byte("$") || wordTable.value(of: text, start..<end) != 0
        else { return nil }
        for list in [codes, names] {
            for code in list where code.utf8Start[0] == first && text.has(code, at: start) {
                let end = start + code.utf8CodeUnitCount
                if !isWord(text[end]) { return end }
            }
        }
        return nil
    }

    /// The end of a sign such as € at `index`.
    private static func sign(in text: Bytes, at index: Int) -> Int? {
        guard text[index] == byte("$") || text[index] >= 0x80 || text[index] == byte("z")
        else { return nil }
        for sign in signs where text.has(sign, at: index) {
            return index + sign.utf8CodeUnitCount
        }
        return nil
    }

    private static let signs: [StaticString] = ["€", "$", "£", "¥", "₹", "zł"]
    private static let codes: [StaticString] = [
        "eur", "usd", "gbp", "chf", "cad", "aud", "inr", "jpy", "sek", "nok", "dkk", "pln", "brl",
        "mxn", "kes", "ngn", "zar", "php", "try", "us$", "r$", "rs.", "rs", "ksh",
    ]
    private static let codeTable = table(of: codes)
    private static let wordTable = table(of: codes + names)

    private static func table(of words: [StaticString]) -> WordTable {
        WordTable(words.map { (Substring("\($0)"), 1) })
    }

    private static let names: [StaticString] = [
        "euros", "euro", "dollars", "pounds", "francs", "franken", "keur", "rupees", "pesos",
    ]

    /// The end of a unit of time after an amount: `/hour`, ` per year`, ` brut par an`.
    private static func payUnit(in text: Bytes, at index: Int) -> Int? {
        for unit in units where text.has(unit, at: index) {
            let end = index + unit.utf8CodeUnitCount
            if !isWord(text[end]) { return end }
        }
        return nil
    }

    private static let units: [StaticString] = [
        "/hour", "/hr", "/h", "/day", "/month", "/mo", "/year", "/yr", "/week", "/an", "/mois",
        "/jour", "/heure", "/stunde", "/std", "/monat", "/jahr", "/tag", "/hora", "/mes", "/año",
        "/día", " per hour", " an hour", " per day", " a day", " per month", " a month",
        " per year", " a year", " per annum", " p.a.", " p.a", " pa", " par an", " par mois",
        " par jour", " de l'heure", " pro stunde", " pro monat", " pro jahr", " im jahr",
        " im monat", " al año", " al mes", " por hora", " la hora", " anuales", " mensuales",
        " brut par an", " brut annuel", " brutto im jahr",
    ]
}
