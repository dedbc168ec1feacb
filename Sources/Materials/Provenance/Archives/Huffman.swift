/// A canonical code: a table for its short words, counts and symbols for the long ones.
struct Huffman {
    static let fastBits = 10
    static let fastMask: UInt64 = 1 << 10 - 1

    /// Symbol times sixteen plus length; zero for a longer word.
    private(set) var fast = [UInt16](repeating: 0, count: 1 << Huffman.fastBits)
    private(set) var counts = [UInt16](repeating: 0, count: 16)
    private(set) var symbols: [UInt16] = []
    private(set) var isOversubscribed = false

    init(_ lengths: [UInt8]) {
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var left = 1
        for length in 1...15 {
            left = left << 1 - Int(counts[length])
            if left < 0 { isOversubscribed = true }
        }
        var offsets = [Int](repeating: 0, count: 17)
        var codes = [Int](repeating: 0, count: 17)
        for length in 1...15 {
            offsets[length + 1] = offsets[length] + Int(counts[length])
            codes[length + 1] = (codes[length] + Int(counts[length])) << 1
        }
        symbols = [UInt16](repeating: 0, count: lengths.count)
        guard !isOversubscribed else { return }
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let length = Int(length)
            symbols[offsets[length]] = UInt16(symbol)
            offsets[length] += 1
            let code = codes[length]
            codes[length] += 1
            guard length <= Self.fastBits else { continue }
            // Codes are sent with their first bit lowest.
            var reversed = 0
            for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
            for index in stride(from: reversed, to: 1 << Self.fastBits, by: 1 << length) {
                fast[index] = UInt16(symbol << 4 | length)
            }
        }
    }
}
