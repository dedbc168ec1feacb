/// Tells which of many phrases stand in a text, whatever its case: by groups, so that only what may
/// be there is asked about. Each phrase is looked for by the four bytes of it that are rarest, and
/// compared where these are met.
struct Grams: Sendable {
    /// One bit for each of 65,536 sums: small enough to stay in the nearest cache.
    private var bits = [UInt64](repeating: 0, count: 1_024)
    private var phrases: [UInt32: [Phrase]] = [:]

    private struct Phrase {
        let bytes: [UInt8]
        /// How far in its four bytes stand.
        let offset: Int
        let group: UInt8
    }

    /// All groups there are.
    private var all: UInt8 = 0

    /// - Parameter groups: a bit for each group, with phrases of at least four bytes each; case is
    ///   not told apart.
    init(_ groups: [(UInt8, [String])]) {
        for (group, phrases) in groups {
            for phrase in phrases { add(phrase, group) }
        }
    }

    private mutating func add(_ phrase: String, _ group: UInt8) {
        all |= group
        let bytes = phrase.utf8.map(\.lowered)
        precondition(bytes.count >= 4, "a phrase has at least four bytes")
        let places = 0...(bytes.count - 4)
        let best = places.min { Self.commonness(bytes, $0) < Self.commonness(bytes, $1) } ?? 0
        var gram: UInt32 = 0
        for offset in 0..<4 { gram = gram << 8 | UInt32(bytes[best + offset]) }
        let known = Phrase(bytes: bytes, offset: best, group: group)
        phrases[gram, default: []].append(known)
        let sum = Self.sum(gram)
        bits[sum >> 6] |= 1 << UInt64(sum & 63)
    }

    @inline(__always) private static func sum(_ gram: UInt32) -> Int {
        Int((gram &* 0x9E37_79B1) >> 16)
    }

    /// How often four bytes are met in code, roughly: signs are rarer than letters.
    private static func commonness(_ bytes: [UInt8], _ start: Int) -> Int {
        let frequent = Array("etaoinsrlcdupmfg_".utf8)
        return (0..<4).reduce(0) { sum, offset in
            let byte = bytes[start + offset]
            if let rank = frequent.firstIndex(of: byte) { return sum + 30 - rank }
            return sum + (byte.isLetter ? 6 : byte == 0x2E || byte == 0x2F ? 8 : 3)
        }
    }

    /// The groups of which a phrase stands in a part of `bytes`.
    func groups(in bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt8 {
        let bits = self.bits.span
        var gram: UInt32 = 0
        var left = 3
        var found: UInt8 = 0
        for place in range {
            gram = gram << 8 | UInt32(bytes[place].lowered)
            if left > 0 {
                left -= 1
                continue
            }
            let sum = Self.sum(gram)
            if bits[sum >> 6] >> UInt64(sum & 63) & 1 == 1 {
                found |= groups(of: gram, bytes, range, place - 3)
                if found == all { break }
            }
        }
        return found
    }

    private func groups(
        of gram: UInt32,
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ place: Int
    ) -> UInt8 {
        var found: UInt8 = 0
        for phrase in phrases[gram] ?? [] {
            let start = place - phrase.offset
            guard start >= range.lowerBound, start + phrase.bytes.count <= range.upperBound else {
                continue
            }
            var count = 0
            while count < phrase.bytes.count, bytes[start + count].lowered == phrase.bytes[count] {
                count += 1
            }
            if count == phrase.bytes.count { found |= phrase.group }
        }
        return found
    }
}
