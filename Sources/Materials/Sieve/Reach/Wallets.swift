extension Search {
    /// `0x…` (Ethereum), `bc1…` (Bitcoin, Bech32), at the literal that begins them.
    mutating func readWallet(at anchor: Range<Int>) {
        let start = anchor.lowerBound
        guard !isWord(text[start - 1]) else { return }
        var end = anchor.upperBound
        while end - start <= 62, isAlphanumeric(text[end]) { end += 1 }
        steps += end - start
        guard !isAlphanumeric(text[end]) else { return }
        let body = anchor.upperBound..<end
        if text[start] == byte("0") {
            guard body.count == 40, body.allSatisfy({ isHex(text[$0]) }),
                !Placeholder.matches(text, body)
            else { return }
            add(start..<end, .cryptoAddress, 0.85, "wallet.ethereum")
        } else if Bech32.isValid(text, start..<end) {
            add(start..<end, .cryptoAddress, 0.97, "wallet.bech32")
        }
    }

    /// Base58 addresses of Bitcoin and its kin, confirmed by their checksum's shape and context.
    mutating func readWalletToken(_ token: Range<Int>) -> Int? {
        guard (26...35).contains(token.count),
            text[token.lowerBound] == byte("1") || text[token.lowerBound] == byte("3")
        else { return nil }
        var upper = 0
        var lower = 0
        for index in token {
            let current = text[index]
            if ("0OIl" as StaticString).contains(current) { return nil }
            if isUpper(current) { upper += 1 }
            if isLower(current) { lower += 1 }
        }
        guard upper >= 4, lower >= 4, Entropy.bits(text, token) > 3.8 else { return nil }
        add(token, .cryptoAddress, 0.75, "wallet.base58")
        return token.upperBound
    }
}

/// The checksum of Bech32 and Bech32m addresses (BIP 173, BIP 350).
enum Bech32 {
    static func isValid(_ text: Bytes, _ range: Range<Int>) -> Bool {
        guard (14...90).contains(range.count), text.has("bc1", at: range.lowerBound) else {
            return false
        }
        // The part before the 1, expanded: high bits, 0, low bits of `bc`.
        var state: UInt32 = 1
        for value in [3, 3, 0, 2, 3] as [UInt32] { state = step(state, value) }
        let alphabet: StaticString = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
        for index in range.dropFirst(3) {
            var value: UInt32?
            for place in 0..<32 where alphabet.utf8Start[place] == lowered(text[index]) {
                value = UInt32(place)
            }
            guard let value else { return false }
            state = step(state, value)
        }
        return state == 1 || state == 0x2BC8_30A3
    }

    private static func step(_ state: UInt32, _ value: UInt32) -> UInt32 {
        let top = state >> 25
        var next = (state & 0x1FF_FFFF) << 5 ^ value
        let generators: [UInt32] = [
            0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
        ]
        for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { next ^= generators[bit] }
        return next
    }
}
