/// Keccak-256 as Ethereum uses it: the competition's padding, not the one of SHA-3 (FIPS 202).
enum Keccak256 {
    /// The digest of `message`, 32 bytes.
    static func hash(_ message: [UInt8]) -> [UInt8] {
        let rate = 136
        var padded = message + [0x01]
        padded += [UInt8](repeating: 0, count: (rate - padded.count % rate) % rate)
        padded[padded.count - 1] |= 0x80
        var state = [UInt64](repeating: 0, count: 25)
        for start in stride(from: 0, to: padded.count, by: rate) {
            for lane in 0..<rate / 8 {
                let first = start + 8 * lane
                state[lane] ^= padded[first..<first + 8].reversed()
                    .reduce(0) { $0 << 8 | UInt64($1) }
            }
            permute(&state)
        }
        return state[0..<4].flatMap { lane in
            (0..<8).map { UInt8(truncatingIfNeeded: lane >> UInt64(8 * $0)) }
        }
    }

    /// Keccak-f[1600], 24 rounds.
    private static func permute(_ state: inout [UInt64]) {
        for round in roundConstants {
            // θ: each column is mixed with the parities of its neighbours.
            var parity = [UInt64](repeating: 0, count: 5)
            for lane in 0..<25 { parity[lane % 5] ^= state[lane] }
            for lane in 0..<25 {
                let column = lane % 5
                state[lane] ^= parity[(column + 4) % 5] ^ turned(parity[(column + 1) % 5], 1)
            }
            // ρ and π: lanes are turned and moved.
            var last = state[1]
            for (place, turn) in zip(places, turns) {
                let next = state[place]
                state[place] = turned(last, turn)
                last = next
            }
            // χ: rows are mixed, the only step that is not linear.
            for row in stride(from: 0, to: 25, by: 5) {
                let lanes = Array(state[row..<row + 5])
                for column in 0..<5 {
                    state[row + column] =
                        lanes[column] ^ ~lanes[(column + 1) % 5] & lanes[(column + 2) % 5]
                }
            }
            // ι
            state[0] ^= round
        }
    }

    private static func turned(_ lane: UInt64, _ count: UInt64) -> UInt64 {
        lane << count | lane >> (64 - count)
    }

    private static let places = [
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
    ]
    private static let turns: [UInt64] = [
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
    ]
    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A,
        0x8000_0000_8000_8000, 0x0000_0000_0000_808B, 0x0000_0000_8000_0001,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8009, 0x0000_0000_0000_008A,
        0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089,
        0x8000_0000_0000_8003, 0x8000_0000_0000_8002, 0x8000_0000_0000_0080,
        0x0000_0000_0000_800A, 0x8000_0000_8000_000A, 0x8000_0000_8000_8081,
        0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
