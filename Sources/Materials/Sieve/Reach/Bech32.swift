/// The checksum of Bech32 and Bech32m addresses (BIP 173, BIP 350).
enum Bech32 {
    /// Whether `range` holds an address of Bitcoin: `bc1`, one letter case, a correct checksum.
    static func isValid(_ text: Bytes, _ range: Range<Int>) -> Bool {
        guard (14...90).contains(range.count), text.has("bc1", at: range.lowerBound) else {
            return false
        }
        let isMixed = range.contains { isUpper(text[$0]) } && range.contains { isLower(text[$0]) }
        guard !isMixed else { return false }
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
