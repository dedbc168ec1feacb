/// Unpacks DEFLATE (RFC 1951) in plain Swift.
///
/// Archives come from strangers, so their decoder is one in which no index can leave its array: the
/// checks cost some speed and buy that a hostile file can only be refused. Input is pulled and
/// output pushed in pieces, so memory does not grow with either.
public struct Inflater {
    /// Gives the next piece of input; empty at the end.
    public typealias Source = () throws(ArchiveFault) -> [UInt8]
    /// Takes the next piece of output.
    public typealias Sink = (ArraySlice<UInt8>) throws(ArchiveFault) -> Void

    private let source: Source
    private var input: [UInt8]
    private var place = 0
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private var sent = 0

    private static let windowSize = 32 << 10
    private static let flushSize = 512 << 10

    /// A decoder before the first byte of `source`.
    public init(_ source: @escaping Source) {
        self.source = source
        input = []
        output.reserveCapacity(Self.flushSize + 512)
    }

    private mutating func refill() throws(ArchiveFault) -> Bool {
        guard place == input.count else { return true }
        input = try source()
        place = 0
        return !input.isEmpty
    }

    /// Makes sure of `count` bits, at most 48.
    @inline(__always) private mutating func need(_ count: Int) throws(ArchiveFault) {
        while bitCount < count {
            if place == input.count {
                guard try refill() else { throw .truncated }
            }
            bits |= UInt64(input[place]) << UInt64(bitCount)
            place += 1
            bitCount += 8
        }
    }

    @inline(__always) private mutating func take(_ count: Int) throws(ArchiveFault) -> Int {
        try need(count)
        let value = bits & (1 << UInt64(count) - 1)
        bits >>= UInt64(count)
        bitCount -= count
        return Int(value)
    }

    /// The next whole byte after the bits in use; for what stands around the packed data.
    mutating func byte() throws(ArchiveFault) -> UInt8 {
        if bitCount >= 8 {
            let value = UInt8(truncatingIfNeeded: bits)
            bits >>= 8
            bitCount -= 8
            return value
        }
        guard try refill() else { throw .truncated }
        place += 1
        return input[place - 1]
    }

    /// Whether nothing follows.
    mutating func isAtEnd() throws(ArchiveFault) -> Bool {
        guard bitCount < 8 else { return false }
        return try !refill()
    }

    /// Unpacks one stream of blocks into `sink`.
    mutating func run(_ sink: Sink) throws(ArchiveFault) {
        output.removeAll(keepingCapacity: true)
        sent = 0
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored(sink)
            case 1: try block(Self.fixedLiterals, Self.fixedDistances, sink)
            case 2:
                let (literals, distances) = try tables()
                try block(literals, distances, sink)
            default: throw .corrupt("an unknown kind of block")
            }
        }
        try sink(output[sent...])
        // What is left are whole bytes of what follows.
        let odd = bitCount % 8
        bits >>= UInt64(odd)
        bitCount -= odd
    }

    private mutating func flush(_ sink: Sink) throws(ArchiveFault) {
        guard output.count >= Self.flushSize else { return }
        try sink(output[sent...])
        output.removeFirst(output.count - Self.windowSize)
        sent = output.count
    }

    private mutating func stored(_ sink: Sink) throws(ArchiveFault) {
        let odd = bitCount % 8
        bits >>= UInt64(odd)
        bitCount -= odd
        let count = try take(16)
        guard try take(16) == count ^ 0xFFFF else { throw .corrupt("a stored block") }
        var left = count
        while left > 0, bitCount >= 8 {
            output.append(try byte())
            left -= 1
        }
        while left > 0 {
            guard try refill() else { throw .truncated }
            let some = min(left, input.count - place)
            output.append(contentsOf: input[place..<(place + some)])
            place += some
            left -= some
        }
        try flush(sink)
    }

    private static let lengthBases: [UInt16] = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
    ]
    private static let lengthExtras: [UInt8] = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBases: [UInt16] = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025,
        1_537, 2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
    ]
    private static let distanceExtras: [UInt8] = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12,
        13, 13,
    ]
    private static let fixedLiterals = Huffman(
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
            + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8)
    )
    private static let fixedDistances = Huffman([UInt8](repeating: 5, count: 30))

    private mutating func block(
        _ literals: Huffman,
        _ distances: Huffman,
        _ sink: Sink
    ) throws(ArchiveFault) {
        while true {
            let symbol = try decode(literals)
            if symbol < 256 {
                output.append(UInt8(truncatingIfNeeded: symbol))
                if output.count >= Self.flushSize { try flush(sink) }
                continue
            }
            if symbol == 256 { return }
            let code = symbol - 257
            guard code < Self.lengthBases.count else { throw .corrupt("a length") }
            let length = Int(Self.lengthBases[code]) + (try take(Int(Self.lengthExtras[code])))
            let far = try decode(distances)
            guard far < Self.distanceBases.count else { throw .corrupt("a distance") }
            let distance = Int(Self.distanceBases[far]) + (try take(Int(Self.distanceExtras[far])))
            guard distance <= output.count else { throw .corrupt("a distance before the start") }
            copy(length, from: distance)
            if output.count >= Self.flushSize { try flush(sink) }
        }
    }

    @inline(__always) private mutating func copy(_ length: Int, from distance: Int) {
        let start = output.count - distance
        if distance >= length {
            output.append(contentsOf: output[start..<(start + length)])
        } else {
            for offset in 0..<length { output.append(output[start + offset]) }
        }
    }

    @inline(__always) private mutating func decode(_ code: Huffman) throws(ArchiveFault) -> Int {
        // Near the end there may be fewer bits than the longest code has.
        while bitCount < 15 {
            if place == input.count, try !refill() { break }
            bits |= UInt64(input[place]) << UInt64(bitCount)
            place += 1
            bitCount += 8
        }
        let entry = code.fast[Int(bits & Huffman.fastMask)]
        let length = Int(entry & 15)
        if length > 0 {
            guard length <= bitCount else { throw .truncated }
            bits >>= UInt64(length)
            bitCount -= length
            return Int(entry >> 4)
        }
        return try decodeSlowly(code)
    }

    /// Bit by bit, for codes longer than the table.
    private mutating func decodeSlowly(_ code: Huffman) throws(ArchiveFault) -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            value |= try take(1)
            let count = Int(code.counts[length])
            if value - count < first { return Int(code.symbols[index + value - first]) }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .corrupt("an unknown code")
    }

    private mutating func tables() throws(ArchiveFault) -> (Huffman, Huffman) {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let codeCount = try take(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .corrupt("too many codes") }
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<codeCount { lengths[order[index]] = UInt8(try take(3)) }
        let code = Huffman(lengths)
        guard !code.isOversubscribed else { throw .corrupt("a code of code lengths") }
        var all: [UInt8] = []
        while all.count < literalCount + distanceCount {
            let symbol = try decode(code)
            switch symbol {
            case ..<16: all.append(UInt8(symbol))
            case 16:
                guard let last = all.last else { throw .corrupt("a repeat of nothing") }
                all += [UInt8](repeating: last, count: 3 + (try take(2)))
            case 17: all += [UInt8](repeating: 0, count: 3 + (try take(3)))
            default: all += [UInt8](repeating: 0, count: 11 + (try take(7)))
            }
        }
        guard all.count == literalCount + distanceCount, all[256] > 0 else {
            throw .corrupt("the code lengths")
        }
        let literals = Huffman(Array(all[..<literalCount]))
        let distances = Huffman(Array(all[literalCount...]))
        guard !literals.isOversubscribed, !distances.isOversubscribed else {
            throw .corrupt("the codes")
        }
        return (literals, distances)
    }
}

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

/// gzip (RFC 1952): members one after the other.
public enum Gzip {
    /// Whether bytes begin as gzip does.
    public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x1F, 0x8B, 0x08])
    }

    /// Unpacks what `source` gives into `sink`, within the bounds.
    public static func unpack(
        limits: ArchiveLimits = ArchiveLimits(),
        _ source: @escaping Inflater.Source,
        _ sink: Inflater.Sink
    ) throws(ArchiveFault) {
        var read = 0
        var inflater = Inflater { () throws(ArchiveFault) in
            let piece = try source()
            read += piece.count
            return piece
        }
        var total = 0
        repeat {
            try header(&inflater)
            try inflater.run { (piece) throws(ArchiveFault) in
                total += piece.count
                guard total <= limits.totalSizeMax else { throw .limit("unpacked size") }
                if total > 16 << 20, total / max(1, read) > limits.ratioMax {
                    throw .limit("it grows too much when unpacked")
                }
                try sink(piece)
            }
            // Check sum and length of the member.
            for _ in 0..<8 { _ = try inflater.byte() }
        } while try !inflater.isAtEnd()
    }

    /// Unpacks a whole file in memory.
    public static func unpack(
        _ bytes: [UInt8],
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> [UInt8] {
        var rest: [UInt8]? = bytes
        var whole: [UInt8] = []
        try unpack(limits: limits) { () throws(ArchiveFault) in
            defer { rest = nil }
            return rest ?? []
        } _: { (piece) throws(ArchiveFault) in
            whole += piece
        }
        return whole
    }

    private static func header(_ inflater: inout Inflater) throws(ArchiveFault) {
        var head: [UInt8] = []
        for _ in 0..<10 { head.append(try inflater.byte()) }
        guard isGzip(head) else { throw .corrupt("what follows is no gzip member") }
        let flags = head[3]
        if flags & 4 != 0 {
            let count = Int(try inflater.byte()) | Int(try inflater.byte()) << 8
            for _ in 0..<count { _ = try inflater.byte() }
        }
        // A name and a comment, each ended by a zero.
        for flag in [UInt8(8), 16] where flags & flag != 0 {
            while try inflater.byte() != 0 {}
        }
        if flags & 2 != 0 {
            for _ in 0..<2 { _ = try inflater.byte() }
        }
    }
}
