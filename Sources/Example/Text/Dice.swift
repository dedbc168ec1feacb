/// A seeded source of choices: the same seed and topic give the same choices on every machine.
///
/// xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64. Every document and
/// person draws from dice of its own topic, so that adding one never changes another.
struct Dice: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init(seed: UInt64, for topic: String) {
        var mixed = topic.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        func filling() -> UInt64 {
            mixed &+= 0x9E37_79B9_7F4A_7C15
            var word = mixed
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
        state = (filling(), filling(), filling(), filling())
    }

    mutating func next() -> UInt64 {
        func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 {
            (word << bits) | (word >> (64 - bits))
        }
        let result = rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, by: 45)
        return result
    }

    /// A number in `0..<bound`. The bias of multiplying instead of rejecting is below 2⁻³².
    mutating func number(below bound: Int) -> Int {
        precondition(bound > 0, "a choice needs at least one possibility")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + number(below: range.count)
    }

    /// True in `percent` of a hundred throws.
    mutating func chance(_ percent: Int) -> Bool {
        number(below: 100) < percent
    }

    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[number(below: list.count)]
    }

    /// `count` digits, none of them meant to be a number.
    mutating func digits(_ count: Int) -> String {
        string(of: "0123456789", count: count)
    }

    mutating func string(of alphabet: String, count: Int) -> String {
        let letters = Array(alphabet.utf8)
        let bytes = (0..<count).map { _ in letters[number(below: letters.count)] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
