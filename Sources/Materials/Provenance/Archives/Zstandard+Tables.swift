/// Bits that are read from the end of a piece backwards, as Zstandard writes them (RFC 8878,
/// section 4.1.1): the last byte says by its highest bit where they begin.
struct BackwardBits {
    private let bytes: [UInt8]
    private let first: Int
    private var place: Int
    private var held: UInt64
    private var heldCount: Int
    /// Bits before the beginning that were asked for: they count as zero.
    private var missing = 0

    init(_ bytes: [UInt8], _ range: Range<Int>) throws(ArchiveFault) {
        guard let last = range.last, bytes[last] != 0 else {
            throw .corrupt("bits without a beginning")
        }
        self.bytes = bytes
        first = range.lowerBound
        place = last
        heldCount = 7 - bytes[last].leadingZeroBitCount
        held = UInt64(bytes[last])
    }

    /// Whether more was taken than there was.
    var isOverrun: Bool { missing > heldCount }
    /// Whether all was taken, and no more.
    var isSpent: Bool { place == first && heldCount == missing }

    /// The next bits, at most 32, which stay.
    mutating func peek(_ count: Int) -> Int {
        while heldCount < count {
            held <<= 8
            if place > first {
                place -= 1
                held |= UInt64(bytes[place])
            } else {
                missing += 8
            }
            heldCount += 8
        }
        return Int(held >> UInt64(heldCount - count) & (1 << UInt64(count) - 1))
    }

    /// The next bits, at most 32.
    mutating func take(_ count: Int) -> Int {
        let value = peek(count)
        heldCount -= count
        return value
    }

    /// Leaves out bits that were looked at.
    mutating func skip(_ count: Int) { heldCount -= count }
}

/// A table of finite states (RFC 8878, section 4.1): each gives a symbol, and where the next bits
/// lead from there.
struct StateTable {
    struct State {
        var symbol: UInt8 = 0
        var bitCount: UInt8 = 0
        var base: UInt16 = 0
    }

    /// Bits of a state.
    let accuracy: Int
    private(set) var states: [State]

    /// One symbol always.
    init(always symbol: UInt8) {
        accuracy = 0
        states = [State(symbol: symbol)]
    }

    /// - Parameter shares: how many states each symbol has; -1 is less than one.
    init(accuracy: Int, shares: [Int]) throws(ArchiveFault) {
        self.accuracy = accuracy
        let size = 1 << accuracy
        states = [State](repeating: State(), count: size)
        var end = size
        for (symbol, share) in shares.enumerated() where share == -1 {
            end -= 1
            guard end >= 0 else { throw .corrupt("more symbols than states") }
            states[end].symbol = UInt8(symbol)
        }
        let step = size >> 1 + size >> 3 + 3
        var place = 0
        for (symbol, share) in shares.enumerated() where share > 0 {
            for _ in 0..<share {
                states[place].symbol = UInt8(symbol)
                repeat { place = (place + step) & (size - 1) } while place >= end && end > 0
            }
        }
        guard place == 0 else { throw .corrupt("states that nothing leads to") }
        var next = shares.map { abs($0) }
        for index in states.indices {
            let symbol = Int(states[index].symbol)
            let count = accuracy - (Int.bitWidth - 1 - next[symbol].leadingZeroBitCount)
            states[index].bitCount = UInt8(count)
            states[index].base = UInt16(next[symbol] << count - size)
            next[symbol] += 1
        }
    }

    /// Reads the shares of symbols (section 4.1.1), and the place after them.
    static func read(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        accuracyMax: Int,
        symbolMax: Int
    ) throws(ArchiveFault) -> (table: StateTable, end: Int) {
        var bit = range.lowerBound * 8
        func take(_ count: Int) throws(ArchiveFault) -> Int {
            var value = 0
            for index in 0..<count {
                let place = (bit + index) / 8
                guard place < range.upperBound else { throw .truncated }
                value |= Int(bytes[place] >> UInt8((bit + index) % 8) & 1) << index
            }
            bit += count
            return value
        }
        let accuracy = try take(4) + 5
        guard accuracy <= accuracyMax else { throw .corrupt("a table that is too fine") }
        var left = 1 << accuracy
        var shares: [Int] = []
        while left > 0 {
            guard shares.count <= symbolMax else { throw .corrupt("more symbols than there are") }
            let width = Int.bitWidth - (left + 1).leadingZeroBitCount
            // A few values fit into one bit less.
            let short = 1 << width - 1 - (left + 1)
            var value = try take(width - 1)
            if value >= short {
                value |= try take(1) << (width - 1)
                if value >= 1 << (width - 1) { value -= short }
            }
            shares.append(value - 1)
            left -= abs(value - 1)
            guard value == 1 else { continue }
            var zeros = 3
            while zeros == 3 {
                zeros = try take(2)
                shares += [Int](repeating: 0, count: zeros)
                guard shares.count <= symbolMax + 1 else { throw .corrupt("too many symbols") }
            }
        }
        guard left == 0 else { throw .corrupt("shares beyond the whole") }
        return (try StateTable(accuracy: accuracy, shares: shares), (bit + 7) / 8)
    }
}

/// Words of different lengths for literals (RFC 8878, section 4.2).
struct LiteralCode {
    private static let lengthMax = 11

    private struct Entry {
        var symbol: UInt8 = 0
        var length: UInt8 = 0
    }

    private let width: Int
    private var entries: [Entry]

    /// - Parameter weights: of each byte's value but the last one used, which follows from them.
    init(weights: [UInt8]) throws(ArchiveFault) {
        var sum = 0
        for weight in weights where weight > 0 {
            guard weight <= Self.lengthMax else { throw .corrupt("a word that is too long") }
            sum += 1 << Int(weight - 1)
        }
        guard sum > 0 else { throw .corrupt("words for nothing") }
        width = Int.bitWidth - sum.leadingZeroBitCount
        let rest = 1 << width - sum
        guard width <= Self.lengthMax, rest.nonzeroBitCount == 1, weights.count < 256 else {
            throw .corrupt("words that do not fill their table")
        }
        let whole = weights + [UInt8(rest.trailingZeroBitCount + 1)]
        entries = []
        entries.reserveCapacity(1 << width)
        for weight in 1...UInt8(width) {
            for (symbol, own) in whole.enumerated() where own == weight {
                let entry = Entry(symbol: UInt8(symbol), length: UInt8(width + 1) - weight)
                entries += [Entry](repeating: entry, count: 1 << Int(weight - 1))
            }
        }
        guard entries.count == 1 << width else { throw .corrupt("words that overlap") }
    }

    /// Reads the weights, plain or as states, and the place after them.
    static func read(
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) throws(ArchiveFault) -> (code: LiteralCode, end: Int) {
        guard !range.isEmpty else { throw .truncated }
        let head = Int(bytes[range.lowerBound])
        let start = range.lowerBound + 1
        if head >= 128 {
            let count = head - 127
            let end = start + (count + 1) / 2
            guard end <= range.upperBound else { throw .truncated }
            let weights = (0..<count).map { index in
                let pair = bytes[start + index / 2]
                return index % 2 == 0 ? pair >> 4 : pair & 15
            }
            return (try LiteralCode(weights: weights), end)
        }
        let end = start + head
        guard end <= range.upperBound else { throw .truncated }
        let (table, place) = try StateTable.read(
            bytes,
            start..<end,
            accuracyMax: 6,
            symbolMax: lengthMax + 1
        )
        guard place <= end else { throw .truncated }
        return (try LiteralCode(weights: weights(bytes, place..<end, table)), end)
    }

    /// Two states take turns until the bits end.
    private static func weights(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        _ table: StateTable
    ) throws(ArchiveFault) -> [UInt8] {
        var bits = try BackwardBits(bytes, range)
        var own = bits.take(table.accuracy)
        var other = bits.take(table.accuracy)
        guard !bits.isOverrun else { throw .truncated }
        var weights: [UInt8] = []
        while weights.count < 255 {
            let state = table.states[own]
            weights.append(state.symbol)
            own = Int(state.base) + bits.take(Int(state.bitCount))
            if bits.isOverrun {
                weights.append(table.states[other].symbol)
                return weights
            }
            swap(&own, &other)
        }
        throw .corrupt("more words than bytes")
    }

    /// Reads `count` literals from one stream, which must end with them.
    func read(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        count: Int,
        into literals: inout [UInt8]
    ) throws(ArchiveFault) {
        var bits = try BackwardBits(bytes, range)
        for _ in 0..<count {
            let entry = entries[bits.peek(width)]
            bits.skip(Int(entry.length))
            literals.append(entry.symbol)
        }
        guard bits.isSpent else { throw .corrupt("literals that do not end with their bits") }
    }
}
