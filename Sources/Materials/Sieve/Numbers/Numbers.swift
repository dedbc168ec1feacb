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
    private mutating func readDigits(at index: Int) -> Int? {
        let groups = Groups(in: text, at: index)
        guard groups.count > 0 else { return nil }
        steps += 1
        if let end = readCoordinates(groups) { return end }
        if let end = readIPv4(groups) { return end }
        if let end = readDate(groups) { return end }
        if let end = readPhoneInternational(groups) { return end }
        let digits = groups.digitCount
        if digits >= 12, let end = readCard(groups) { return end }
        if let end = readAmount(groups) { return end }
        if digits >= 8, let end = readNational(groups) { return end }
        if digits >= 7, let end = readPhoneNational(groups) { return end }
        if let end = readAge(groups) { return end }
        if let end = readStreet(groups) { return end }
        if let end = readPostcode(groups) { return end }
        if let end = readReference(groups) { return end }
        return readYear(groups)
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

    /// General punctuation (E2 80 xx), no-break space and guillemets (C2 xx).
    func isPunctuation(startingAt index: Int) -> Bool {
        (text[index] == 0xE2 && text[index + 1] == 0x80)
            || text[index] == 0xC2
            || (text[index] == 0xE2 && text[index + 1] == 0x82)
    }

    func isPunctuation(endingAt index: Int) -> Bool {
        (text[index - 3] == 0xE2 && (text[index - 2] == 0x80 || text[index - 2] == 0x82))
            || text[index - 2] == 0xC2
    }
}
