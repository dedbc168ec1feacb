extension Search {
    /// British postcodes have a form of their own: `M4 1HQ`, `SW1A 2AA` (BS 7666).
    mutating func readPostcodeUK(_ token: Range<Int>) -> Int? {
        let start = token.lowerBound
        guard (2...4).contains(token.count), isUpper(text[start]), text[token.upperBound] == 0x20,
            !isWord(text[start - 1])
        else { return nil }
        var index = start + 1
        if isUpper(text[index]) { index += 1 }
        guard isDigit(text[index]) else { return nil }
        index += 1
        if index < token.upperBound, isAlphanumeric(text[index]) { index += 1 }
        guard index == token.upperBound else { return nil }
        let inward = index + 1
        guard isDigit(text[inward]), isUpper(text[inward + 1]), isUpper(text[inward + 2]),
            !isAlphanumeric(text[inward + 3]),
            !("CIKMOV" as StaticString).contains(text[inward + 1]),
            !("CIKMOV" as StaticString).contains(text[inward + 2])
        else { return nil }
        add(start..<inward + 3, .postcode, 0.85, "postcode.uk")
        return readTown(after: inward + 3) ?? inward + 3
    }

    /// Four or five digits, standing free, between a street and a town: `, 94110 Wilmington`,
    /// `TX 78701`.
    mutating func readPostcode(_ groups: borrowing Groups) -> Int? {
        let group = groups[0]
        var end = group.end
        // ZIP+4; the last Dutch part.
        if groups[1].separator == byte("-"), groups[1].count == 4, group.count == 5 {
            end = groups[1].end
        }
        if group.count == 4, text[end] == 0x20, isUpper(text[end + 1]), isUpper(text[end + 2]),
            !isWord(text[end + 3])
        {
            end += 3
        }
        guard !isAlphanumeric(text[end]) else { return nil }
        let near = near(group.start, words: 2).union(context)
        if near.contains(.postcode) {
            add(group.start..<end, .postcode, 0.85, "postcode.context")
        } else if followsStreet(group.start) {
            add(group.start..<end, .postcode, 0.85, "postcode.after-street")
        } else if followsState(group.start), group.count == 5 {
            add(group.start..<end, .postcode, 0.8, "postcode.after-state")
            return end
        } else {
            return nil
        }
        return readTown(after: end) ?? end
    }

    /// Whether the last thing found is a street that ends shortly before `index`.
    func followsStreet(_ index: Int) -> Bool {
        guard let last = found.last, last.label == .address else { return false }
        return last.range.upperBound <= index && index - last.range.upperBound <= 24
    }

    /// Two capitals right before: a US state or a country.
    private func followsState(_ index: Int) -> Bool {
        text[index - 1] == 0x20 && isUpper(text[index - 2]) && isUpper(text[index - 3])
            && (text[index - 4] == 0x20 || text[index - 4] == byte(","))
    }

    /// The town on the line after a postcode, where an address came before.
    private mutating func readTown(after postcode: Int) -> Int? {
        guard isSpace(text[postcode]) else { return nil }
        var index = postcode
        while isSpace(text[index]) { index += 1 }
        let start = index
        guard isUpper(text[start]) || text[start] >= 0x80 else { return nil }
        var end = start
        var words = 0
        while words < 6, index - start < 48 {
            while isWord(text[index]) || ("'-" as StaticString).contains(text[index]),
                !isDigit(text[index]), index - start < 48
            {
                index += 1
            }
            guard index > end else { break }
            end = index
            words += 1
            if text[index] == byte("."), index - start <= 3 { index += 1 }
            guard text[index] == 0x20, isLetter(text[index + 1]) || text[index + 1] >= 0x80
            else { break }
            index += 1
        }
        let isWhole =
            isBreak(text[end]) || end == text.count
            || (",;.)(\t\"" as StaticString).contains(text[end])
        steps += end - start
        guard isWhole, words <= 6 else { return nil }
        add(start..<end, .location, 0.8, "location.after-postcode")
        return end
    }
}
