/// Unpacks DEFLATE (RFC 1951) in plain Swift.
///
/// Archives come from strangers, so their decoder is one in which no index can leave its array: the
/// checks cost some speed and buy that a hostile file can only be refused. Input is pulled and
/// output pushed in pieces, so memory does not grow with either. Most symbols are read by a loop
/// over spans that runs while eight bytes of input and room for the longest match are left; what
/// stands at the edges is read one symbol at a time.
public struct Inflater {
    /// Gives the next piece of input; empty at the end.
    public typealias Source = () throws(ArchiveFault) -> [UInt8]
    /// Takes the next piece of output.
    public typealias Sink = (ArraySlice<UInt8>) throws(ArchiveFault) -> Void

    /// Where it stands: what the fast loop keeps in registers.
    struct State {
        /// The next byte of input.
        var place = 0
        var bits: UInt64 = 0
        var bitCount = 0
        /// Behind the last byte of output.
        var end = 0
    }

    private let source: Source
    private var input: [UInt8] = []
    private var state = State()
    private var output: [UInt8]
    private var sent = 0

    private static let windowSize = 32 << 10
    /// Room for output: at least two windows, so that not every match makes room anew; no more than
    /// what is expected needs, since all of it is written once before it is used.
    private static let outputSizes = 64 << 10...512 << 10
    /// The longest match.
    static let matchSizeMax = 258
    /// Room for it, copied eight bytes at a time, and for the letters before it.
    static let matchRoom = matchSizeMax + 8 + 64
    /// Bits of a match: its length's code and extra bits, and its distance's.
    static let matchBitsMax = 15 + 5 + 15 + 13

    /// A decoder before the first byte of `source`.
    ///
    /// - Parameter expecting: about how many bytes it will become; more may come.
    public init(expecting: Int = .max, _ source: @escaping Source) {
        self.source = source
        let size = min(max(expecting, 0), Self.outputSizes.upperBound) + Self.matchRoom
        output = [UInt8](repeating: 0, count: max(size, Self.outputSizes.lowerBound))
    }

    private mutating func refill() throws(ArchiveFault) -> Bool {
        guard state.place == input.count else { return true }
        input = try source()
        state.place = 0
        return !input.isEmpty
    }

    /// Makes sure of `count` bits, at most 48.
    @inline(__always) private mutating func need(_ count: Int) throws(ArchiveFault) {
        while state.bitCount < count {
            if state.place == input.count {
                guard try refill() else { throw .truncated }
            }
            state.bits |= UInt64(input[state.place]) << UInt64(state.bitCount)
            state.place += 1
            state.bitCount += 8
        }
    }

    @inline(__always) private mutating func take(_ count: Int) throws(ArchiveFault) -> Int {
        try need(count)
        let value = state.bits & (1 << UInt64(count) - 1)
        drop(count)
        return Int(value)
    }

    @inline(__always) private mutating func drop(_ count: Int) {
        state.bits >>= UInt64(count)
        state.bitCount -= count
    }

    /// The next whole byte after the bits in use; for what stands around the packed data.
    mutating func byte() throws(ArchiveFault) -> UInt8 {
        if state.bitCount >= 8 {
            let value = UInt8(truncatingIfNeeded: state.bits)
            drop(8)
            return value
        }
        guard try refill() else { throw .truncated }
        state.place += 1
        return input[state.place - 1]
    }

    /// Whether nothing follows.
    mutating func isAtEnd() throws(ArchiveFault) -> Bool {
        guard state.bitCount < 8 else { return false }
        return try !refill()
    }

    /// Unpacks one stream of blocks into `sink`.
    mutating func run(_ sink: Sink) throws(ArchiveFault) {
        state.end = 0
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
        try sink(output[sent..<state.end])
        // What is left are whole bytes of what follows.
        drop(state.bitCount % 8)
    }

    /// Makes room for the longest match: sends what is new, and keeps the window.
    private mutating func flush(_ sink: Sink) throws(ArchiveFault) {
        guard state.end + Self.matchRoom > output.count else { return }
        try sink(output[sent..<state.end])
        let start = state.end - Self.windowSize
        var span = output.mutableSpan
        for place in 0..<Self.windowSize { span[place] = span[start + place] }
        state.end = Self.windowSize
        sent = Self.windowSize
    }

    private mutating func stored(_ sink: Sink) throws(ArchiveFault) {
        drop(state.bitCount % 8)
        let count = try take(16)
        guard try take(16) == count ^ 0xFFFF else { throw .corrupt("a stored block") }
        var left = count
        while left > 0 {
            try flush(sink)
            let room = min(left, output.count - state.end)
            if state.bitCount < 8, try refill() {
                let some = min(room, input.count - state.place)
                output.replaceSubrange(
                    state.end..<(state.end + some),
                    with: input[state.place..<(state.place + some)]
                )
                state.place += some
                state.end += some
                left -= some
            } else {
                output[state.end] = try byte()
                state.end += 1
                left -= 1
            }
        }
        // The bits that were read ahead belong to bytes that are gone.
        state.bits &= 1 << UInt64(state.bitCount) - 1
    }

    /// What the codes of lengths, or of distances, begin at, and how many bits are added to that.
    struct Table: Sendable {
        let bases: [UInt16]
        let extras: [UInt8]
    }

    static let lengthTable = Table(
        bases: [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
            115, 131, 163, 195, 227, 258,
        ],
        extras: [
            0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
        ]
    )
    static let distanceTable = Table(
        bases: [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025,
            1_537, 2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
        ],
        extras: [
            0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12,
            12, 13, 13,
        ]
    )
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
            try flush(sink)
            let isEnd = try fastLoop(literals, distances)
            // What the loop read ahead beyond whole bytes is read again from the input.
            state.bits &= 1 << UInt64(state.bitCount) - 1
            if isEnd { return }
            try flush(sink)
            // At an edge, or before a word that the tables do not hold.
            let symbol = try decode(literals)
            if symbol < 256 {
                output[state.end] = UInt8(truncatingIfNeeded: symbol)
                state.end += 1
            } else if symbol == 256 {
                return
            } else {
                try match(symbol - 257, distances)
            }
        }
    }

    private mutating func fastLoop(
        _ literals: Huffman,
        _ distances: Huffman
    ) throws(ArchiveFault) -> Bool {
        // Taken out while the loop writes to it, so that input and output stay apart.
        var buffer: [UInt8] = []
        swap(&buffer, &output)
        var now = state
        defer { swap(&buffer, &output) }
        let isEnd = try Self.fast(
            input.span,
            &buffer,
            &now,
            literals.fast.span,
            distances.fast.span
        )
        state = now
        return isEnd
    }

    private mutating func match(_ code: Int, _ distances: Huffman) throws(ArchiveFault) {
        let (lengths, distant) = (Self.lengthTable, Self.distanceTable)
        guard code < lengths.bases.count else { throw .corrupt("a length") }
        let length = Int(lengths.bases[code]) + (try take(Int(lengths.extras[code])))
        let far = try decode(distances)
        guard far < distant.bases.count else { throw .corrupt("a distance") }
        let distance = Int(distant.bases[far]) + (try take(Int(distant.extras[far])))
        guard distance <= state.end else { throw .corrupt("a distance before the start") }
        for _ in 0..<length {
            output[state.end] = output[state.end - distance]
            state.end += 1
        }
    }

    @inline(__always) private mutating func decode(_ code: Huffman) throws(ArchiveFault) -> Int {
        // Near the end there may be fewer bits than the longest code has.
        while state.bitCount < 15 {
            if state.place == input.count, try !refill() { break }
            state.bits |= UInt64(input[state.place]) << UInt64(state.bitCount)
            state.place += 1
            state.bitCount += 8
        }
        let entry = code.fast[Int(state.bits & Huffman.fastMask)]
        let length = Int(entry & 15)
        if length > 0 {
            guard length <= state.bitCount else { throw .truncated }
            drop(length)
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
