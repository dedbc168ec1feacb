/// What a document shows of each of its words: whether it is also written small, and whether it is
/// written with a capital where no sentence begins.
///
/// `Bush` in a text that never writes `bush` is a name; `Court` in one that writes both is less of
/// one. The table is bounded: words that share a place in it share what is known, which is rare in
/// texts of ordinary length and harmless in longer ones.
public struct Survey {
    /// Places of the largest table.
    static let placesMax = 1 << 16

    private static let small: UInt8 = 1
    private static let capital: UInt8 = 2
    private static let capitalTwice: UInt8 = 4
    private static let hinted: UInt8 = 8

    /// Writes into `elsewhere` of every token what the others show.
    public static func mark(_ tokens: inout [Token]) {
        guard !tokens.isEmpty else { return }
        var count = 64
        while count < tokens.count * 2, count < placesMax { count *= 2 }
        let mask = UInt64(count - 1)
        var seen = [UInt8](repeating: 0, count: count)
        seen.withUnsafeMutableBufferPointer { seen in
            for token in tokens {
                let place = Int((token.key &* 0x9E37_79B9_7F4A_7C15) >> 40 & mask)
                switch token.form {
                case 0: seen[place] |= small
                case 1 where token.continues:
                    seen[place] |= seen[place] & capital == 0 ? capital : capitalTwice
                default: break
                }
                if token.hint != 0 { seen[place] |= hinted }
            }
            for index in tokens.indices {
                let key = tokens[index].key
                tokens[index].elsewhere = seen[Int((key &* 0x9E37_79B9_7F4A_7C15) >> 40 & mask)]
            }
        }
    }
}
