extension Search {
    /// International bank account numbers: country, length by country and mod 97 (ISO 13616).
    ///
    /// Written in one piece or in groups of four with spaces or dashes.
    mutating func readIBAN(at token: Range<Int>) -> Int? {
        let start = token.lowerBound
        guard isLetter(text[start]), isLetter(text[start + 1]), isDigit(text[start + 2]),
            isDigit(text[start + 3]), let length = Self.ibanLength(text[start], text[start + 1])
        else { return nil }
        var index = start
        var taken = 0
        var remainder = 0
        var head = InlineArray<4, Int>(repeating: 0)
        while taken < length {
            let current = text[index]
            if isAlphanumeric(current) {
                let value =
                    isDigit(current) ? Int(current & 0x0F) : Int(lowered(current)) - 87
                if taken < 4 {
                    head[taken] = value
                } else {
                    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
                }
                taken += 1
                index += 1
            } else if taken > 0, current == 0x20 || current == byte("-"), taken % 4 == 0 {
                index += 1
            } else {
                return nil
            }
        }
        guard !isAlphanumeric(text[index]) else { return nil }
        for place in 0..<4 {
            let value = head[place]
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        let isValid = remainder == 1
        let isNamed = context(before: start).contains(.account)
        guard isValid || isNamed else { return nil }
        // With the word before it, a mistyped account number is still an account number.
        add(start..<index, .iban, isValid ? 0.99 : 0.6, isValid ? "iban.mod97" : "iban.context")
        return index
    }

    private static func ibanLength(_ first: UInt8, _ second: UInt8) -> Int? {
        let length = ibanLengths[place(of: first, second)]
        return length > 0 ? Int(length) : nil
    }

    /// The place of two letters in a table of all pairs.
    private static func place(of first: UInt8, _ second: UInt8) -> Int {
        Int(lowered(first) &- byte("a")) * 26 + Int(lowered(second) &- byte("a"))
    }

    /// Lengths of the SWIFT IBAN registry, release 99.
    private static let ibanLengths: [UInt8] = {
        let registry = """
            ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 bi27 br29 by28 ch21 cr22 cy28 cz24 de22 \
            dj27 dk18 do28 ee20 eg29 es24 fi18 fk18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hn28 \
            hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20 lb28 lc32 li21 lt20 lu20 lv21 ly25 \
            mc27 md24 me22 mk19 mn20 mr27 mt31 mu30 ni28 nl18 no15 om23 pk24 pl28 ps29 pt25 qa29 \
            ro24 rs22 ru33 sa24 sc31 sd18 se24 si19 sk24 sm27 so23 st25 sv28 tl23 tn24 tr26 ua29 \
            va22 vg24 xk20 ye30
            """
        var lengths = [UInt8](repeating: 0, count: 26 * 26)
        for entry in registry.split(separator: " ") {
            let code = Array(entry.utf8)
            lengths[place(of: code[0], code[1])] = (code[2] & 0x0F) * 10 + (code[3] & 0x0F)
        }
        return lengths
    }()
}
