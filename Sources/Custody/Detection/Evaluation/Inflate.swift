/// Unpacks gzip (RFC 1952) and the deflate inside it (RFC 1951).
///
/// Labelled files come packed; they are read once, so this is written to be short and to refuse
/// anything damaged rather than to be fast.
struct Inflate {
    /// Bytes that a file may unpack to; bounds what a small hostile file can ask for.
    static let sizeMax = 1 << 30

    private let input: [UInt8]
    private var place: Int
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []

    /// What a gzip file of one member holds, or nothing if it is damaged.
    static func gzip(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 18, bytes[2] == 8 else { return nil }
        let flags = bytes[3]
        var place = 10
        if flags & 4 != 0 {
            guard place + 2 <= bytes.count else { return nil }
            place += 2 + Int(bytes[place]) + Int(bytes[place + 1]) << 8
        }
        // Name and comment end with a zero.
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            while place < bytes.count, bytes[place] != 0 { place += 1 }
            place += 1
        }
        if flags & 2 != 0 { place += 2 }
        guard place < bytes.count else { return nil }
        var inflate = Inflate(input: bytes, place: place)
        return inflate.run() ? inflate.output : nil
    }

    private init(input: [UInt8], place: Int) {
        self.input = input
        self.place = place
    }

    private mutating func run() -> Bool {
        while true {
            guard let isLast = take(1), let kind = take(2) else { return false }
            let isRead: Bool
            switch kind {
            case 0: isRead = stored()
            case 1: isRead = block(Self.fixedLiterals, Self.fixedDistances)
            case 2: isRead = dynamic()
            default: isRead = false
            }
            guard isRead, output.count <= Self.sizeMax else { return false }
            if isLast == 1 { return true }
        }
    }

    private mutating func take(_ count: Int) -> Int? {
        while bitCount < count {
            guard place < input.count else { return nil }
            bits |= UInt32(input[place]) << UInt32(bitCount)
            place += 1
            bitCount += 8
        }
        let value = Int(bits & (1 << UInt32(count) - 1))
        bits >>= UInt32(count)
        bitCount -= count
        return value
    }

    private mutating func stored() -> Bool {
        bits = 0
        bitCount = 0
        guard place + 4 <= input.count else { return false }
        let length = Int(input[place]) | Int(input[place + 1]) << 8
        place += 4
        guard place + length <= input.count else { return false }
        output += input[place..<place + length]
        place += length
        return true
    }

    private mutating func dynamic() -> Bool {
        guard let literals = take(5), let distances = take(5), let codes = take(4) else {
            return false
        }
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<codes + 4 {
            guard let length = take(3) else { return false }
            lengths[order[index]] = UInt8(length)
        }
        let code = PrefixCode(lengths)
        var all: [UInt8] = []
        while all.count < literals + distances + 258 {
            guard let symbol = decode(code) else { return false }
            switch symbol {
            case 0..<16: all.append(UInt8(symbol))
            case 16:
                guard let last = all.last, let more = take(2) else { return false }
                all += repeatElement(last, count: more + 3)
            case 17:
                guard let more = take(3) else { return false }
                all += repeatElement(0, count: more + 3)
            default:
                guard let more = take(7) else { return false }
                all += repeatElement(0, count: more + 11)
            }
        }
        guard all.count == literals + distances + 258 else { return false }
        return block(
            PrefixCode(Array(all[0..<literals + 257])),
            PrefixCode(Array(all[(literals + 257)...]))
        )
    }

    private mutating func block(_ literals: PrefixCode, _ distances: PrefixCode) -> Bool {
        while output.count <= Self.sizeMax {
            guard let symbol = decode(literals) else { return false }
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return true }
            guard symbol - 257 < Self.lengths.count,
                let more = take(Self.lengths[symbol - 257].bits), let far = decode(distances),
                far < Self.distances.count, let farther = take(Self.distances[far].bits)
            else { return false }
            let distance = Self.distances[far].base + farther
            guard distance <= output.count else { return false }
            for _ in 0..<Self.lengths[symbol - 257].base + more {
                output.append(output[output.count - distance])
            }
        }
        return false
    }

    private mutating func decode(_ code: PrefixCode) -> Int? {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            guard let bit = take(1) else { return nil }
            value |= bit
            let count = code.counts[length]
            if value - first < count { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        return nil
    }
}

/// A canonical prefix code: how many codes there are of each length, and their symbols in order.
private struct PrefixCode {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(_ lengths: [UInt8]) {
        for length in 1...15 {
            for (symbol, own) in lengths.enumerated() where Int(own) == length {
                counts[length] += 1
                symbols.append(symbol)
            }
        }
    }
}

extension Inflate {
    private static let fixedLiterals = PrefixCode(
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
            + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8)
    )
    private static let fixedDistances = PrefixCode([UInt8](repeating: 5, count: 30))

    /// Lengths of copies (RFC 1951 §3.2.5).
    private static let lengths: [(base: Int, bits: Int)] =
        ranges([8, 4, 4, 4, 4, 4].enumerated().map { ($1, $0) }, from: 3)
        + [(258, 0)]

    /// Distances of copies.
    private static let distances: [(base: Int, bits: Int)] =
        ranges([(4, 0)] + (1...13).map { (2, $0) }, from: 1)

    private static func ranges(
        _ runs: [(count: Int, bits: Int)],
        from start: Int
    ) -> [(base: Int, bits: Int)] {
        var base = start
        var all: [(base: Int, bits: Int)] = []
        for run in runs {
            for _ in 0..<run.count {
                all.append((base, run.bits))
                base += 1 << run.bits
            }
        }
        return all
    }
}
