extension Search {
    /// Longest token of letters and digits that can be an identifier.
    static let tokenMax = 64

    /// Reads the number or identifier around the digit at `index`.
    ///
    /// - Returns: the end of what was recognised or is known to be nothing, or nothing.
    mutating func readNumber(at index: Int) -> Int? {
        var end = index
        while isAlphanumeric(text[end]) { end += 1 }
        var start = index
        while start > 0, index - start <= Self.tokenMax, isAlphanumeric(text[start - 1]) {
            start -= 1
        }
        steps += end - start
        // Base64 and hexadecimal blobs: nothing in them is looked at twice.
        if end - start > Self.tokenMax { return end }
        if start < index || isLetter(text[end - 1]) || hasLetters(index..<end) {
            if let end = readMixed(start..<end, digitsAt: index) { return end }
            if start < index { return nil }
        }
        // `AB 12 34 56 C`: two capitals of their own before the digits.
        if start == index, text[index - 1] == 0x20, isUpper(text[index - 2]),
            isUpper(text[index - 3]), let end = readNationalMixed(index - 3..<end)
        {
            return end
        }
        return readDigits(at: index)
    }

    private func hasLetters(_ range: Range<Int>) -> Bool {
        for index in range where !isDigit(text[index]) { return true }
        return false
    }

    /// Reads a token of letters and digits: identifiers, postcodes, wallets, codes.
    private mutating func readMixed(_ token: Range<Int>, digitsAt index: Int) -> Int? {
        if let end = readIBAN(at: token) { return end }
        if let end = readNationalMixed(token) { return end }
        if let end = readPostcodeUK(token) { return end }
        if let end = readWalletToken(token) { return end }
        if let end = readVehicle(token) { return end }
        return readCode(token)
    }

    /// Reads digits that begin at `index` and have no letter before them.
    ///
    /// The shape of the number (digits, separators, the byte before) tells which readers can say
    /// yes, so that most numbers meet three or four of them. The order is theirs to win by: what
    /// can be checked comes before what only its surroundings explain.
    private mutating func readDigits(at index: Int) -> Int? {
        var groups = Groups()
        groups.read(text, at: index)
        guard groups.count > 0 else { return nil }
        steps += 1
        // A share of something is about no one.
        if groups.digitCount <= 5, isPercent(groups.end) { return groups.end }
        let isFree = standsFree(before: index)
        switch groups.mark {
        case byte("."):
            if let end = readCoordinates(groups) { return end }
            if isFree, groups.count >= 4, let end = readIPv4(groups) { return end }
            if isFree, let end = readNumericDate(groups) { return end }
        case byte("-"), byte("/"):
            if isFree, let end = readNumericDate(groups) { return end }
        default:
            break
        }
        if groups.firstCount <= 4, let end = readWrittenDate(groups, isFree) { return end }
        let before = text[index - 1]
        if before == byte("+") || before == byte("(") || text[index] == byte("0"),
            let end = readPhoneInternational(groups)
        {
            return end
        }
        if isFree, groups.digitCount >= 6, closesWithLetter(groups.end),
            let end = readNationalMixed(index..<index + groups.firstCount)
        {
            return end
        }
        if isFree, groups.digitCount >= 12, let end = readCard(groups) { return end }
        if let end = readAmount(groups) { return end }
        if groups.digitCount >= 7, let end = readLongNumber(groups, isFree) { return end }
        return isFree ? readShortNumber(groups) : nil
    }

    private func isPercent(_ end: Int) -> Bool {
        text[end] == byte("%") || text[end] == 0x20 && text[end + 1] == byte("%")
    }

    /// Identifiers of states, and telephones without a country code.
    private mutating func readLongNumber(
        _ groups: borrowing Groups,
        _ isFree: Bool
    ) -> Int? {
        if isFree, groups.digitCount >= 8, let end = readNational(groups) { return end }
        return readPhoneNational(groups)
    }

    /// Numbers of which the first group says it all; it stands free.
    private mutating func readShortNumber(_ groups: borrowing Groups) -> Int? {
        let digits = groups.firstCount
        if digits <= 3, let end = readAge(groups) { return end }
        if digits <= 5, let end = readStreet(groups) { return end }
        if digits == 4 || digits == 5, let end = readPostcode(groups) { return end }
        if digits >= 3 || groups.mark != 0 || Self.joinsCode(text[groups.start + digits]),
            let end = readReference(groups)
        {
            return end
        }
        return digits == 4 ? readYear(groups) : nil
    }

    /// Whether the byte before `index` is neither a letter, a digit nor part of a number.
    func standsFree(before index: Int) -> Bool {
        let before = text[index - 1]
        if isWord(before) {
            // Quotes, dashes and no-break spaces are bytes above ASCII, yet no letters.
            return isPunctuation(endingAt: index)
        }
        if before == byte(".") || before == byte(","), isDigit(text[index - 2]) { return false }
        return true
    }

    /// Whether what follows `index` ends a number: no letter or digit, no further decimal.
    func standsFree(after index: Int) -> Bool {
        let next = text[index]
        if isAlphanumeric(next) || next == byte("_") { return false }
        if next >= 0x80 { return isPunctuation(startingAt: index) }
        if next == byte(".") || next == byte(","), isDigit(text[index + 1]) { return false }
        return true
    }

    /// General punctuation (E2 80 xx), no-break space and guillemets (C2 xx), and the punctuation
    /// of Chinese and Japanese (E3 80 xx, EF BC 8x).
    func isPunctuation(startingAt index: Int) -> Bool {
        text[index] == 0xC2 || isMark(text[index], text[index + 1], text[index + 2])
    }

    func isPunctuation(endingAt index: Int) -> Bool {
        isMark(text[index - 3], text[index - 2], text[index - 1]) || text[index - 2] == 0xC2
    }

    private func isMark(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE2, 0x80), (0xE2, 0x82), (0xE3, 0x80): true
        // Full-width marks from ！ to ／, and ：；.
        case (0xEF, 0xBC): (0x81...0x8F).contains(third) || third == 0x9A || third == 0x9B
        default: false
        }
    }
}
