/// What stands before the next byte of a frame, as far back as it may reach.
struct History {
    private var buffer: [UInt8] = []
    private var count = 0
    private var given = 0
    private let window: Int

    init(window: Int = 0) { self.window = window }

    /// Bytes that were not handed on yet.
    var pending: Int { count - given }

    private mutating func makeRoom(_ more: Int) {
        let keep = max(window, 1)
        // Half as much again: what is kept is moved twice for each byte, and no more is held.
        if given > keep + keep / 2 + 4 * Zstandard.blockMax {
            let start = given - keep
            for place in 0..<count - start { buffer[place] = buffer[start + place] }
            count -= start
            given -= start
        }
        if count + more > buffer.count {
            let enough = keep + keep / 2 + 6 * Zstandard.blockMax
            let size = max(count + more, min(2 * buffer.count, enough))
            buffer += [UInt8](repeating: 0, count: size - buffer.count)
        }
    }

    mutating func append(_ bytes: some Collection<UInt8>) {
        makeRoom(bytes.count)
        for byte in bytes {
            buffer[count] = byte
            count += 1
        }
    }

    /// Repeats what stands `distance` bytes before, which may be what is written by this.
    mutating func repeats(from distance: Int, count length: Int) throws(ArchiveFault) {
        guard distance > 0, distance <= count, distance <= window else {
            throw .corrupt("it repeats what is not there")
        }
        makeRoom(length)
        for _ in 0..<length {
            buffer[count] = buffer[count - distance]
            count += 1
        }
    }

    mutating func flush(_ sink: Zstandard.Sink) throws(ArchiveFault) {
        if given < count { try sink(buffer[given..<count]) }
        given = count
    }
}

/// The three codes that a sequence is made of (RFC 8878, section 3.1.1.3.2.1).
struct SequenceKind {
    let accuracy: Int
    let accuracyMax: Int
    let symbolMax: Int
    /// Shares that hold where a block tells none (section 3.1.1.3.2.2).
    let shares: [Int]

    /// How many literals, how far back, how long.
    static let all = [
        SequenceKind(accuracy: 6, accuracyMax: 9, symbolMax: 35, shares: literalShares),
        SequenceKind(accuracy: 5, accuracyMax: 8, symbolMax: 31, shares: offsetShares),
        SequenceKind(accuracy: 6, accuracyMax: 9, symbolMax: 52, shares: matchShares),
    ]

    private static let literalShares =
        [4, 3] + many(2, 11) + [1, 1, 1] + many(2, 9) + [3, 2] + many(1, 5) + many(-1, 4)
    private static let offsetShares = many(1, 6) + [2, 2, 2] + many(1, 15) + many(-1, 5)
    private static let matchShares = [1, 4, 3] + many(2, 6) + many(1, 37) + many(-1, 7)

    private static func many(_ share: Int, _ count: Int) -> [Int] {
        [Int](repeating: share, count: count)
    }

    private static let literalBits = many(0, 16) + [1, 1, 1, 1, 2, 2, 3, 3, 4] + Array(6...16)
    private static let matchBits =
        many(0, 32) + [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5] + Array(7...16)
    private static let literalBases = bases(literalBits, from: 0)
    private static let matchBases = bases(matchBits, from: 3)

    /// Each code begins where the one before it ends.
    private static func bases(_ bits: [Int], from start: Int) -> [Int] {
        var next = start
        return bits.map { count in
            defer { next += 1 << count }
            return next
        }
    }

    static func literal(_ code: Int, _ bits: inout BackwardBits) -> Int {
        literalBases[code] + bits.take(literalBits[code])
    }

    static func match(_ code: Int, _ bits: inout BackwardBits) -> Int {
        matchBases[code] + bits.take(matchBits[code])
    }
}
