/// Unpacks Zstandard in plain Swift (RFC 8878): frames of blocks, each of literals and of sequences
/// that repeat what stands before.
///
/// As with ``Inflater``, no index can leave its array: a hostile file can only be refused.
/// Dictionaries are not known. Check sums are passed over: digests of the whole file are asked
/// elsewhere.
public struct Zstandard {
    /// Takes the next piece of output.
    public typealias Sink = (ArraySlice<UInt8>) throws(ArchiveFault) -> Void

    /// How far back a frame may reach: what its highest level asks for by itself.
    static let windowMax = 128 << 20
    static let blockMax = 128 << 10

    private let source: Inflater.Source
    /// What was read and not used up yet: a block is always here whole.
    private var bytes: [UInt8] = []
    private var place = 0
    /// Where the block that is being read ends: nothing is fetched inside one.
    private var end: Int?
    private var readCount = 0
    private var givenCount = 0
    private let limits: ArchiveLimits
    private var history = History()
    private var repeated = [1, 4, 8]
    private var code: LiteralCode?
    private var tables: [StateTable?] = [nil, nil, nil]

    /// Whether bytes begin as a frame does, or one to be skipped.
    public static func isZstandard(_ bytes: some Collection<UInt8>) -> Bool {
        let head = Array(bytes.prefix(4))
        return head == [0x28, 0xB5, 0x2F, 0xFD]
            || head.count == 4 && head[0] & 0xF0 == 0x50 && head[1...] == [0x2A, 0x4D, 0x18]
    }

    /// Unpacks what `source` gives, frame after frame, within the bounds.
    public static func unpack(
        limits: ArchiveLimits = ArchiveLimits(),
        _ source: @escaping Inflater.Source,
        _ sink: Sink
    ) throws(ArchiveFault) {
        var reader = Zstandard(source, limits)
        repeat { try reader.frame(sink) } while try reader.hasMore()
    }

    /// Unpacks a whole file in memory.
    public static func unpack(
        _ bytes: [UInt8],
        limits: ArchiveLimits = ArchiveLimits(),
        _ sink: Sink
    ) throws(ArchiveFault) {
        var rest: [UInt8]? = bytes
        try unpack(limits: limits) { () throws(ArchiveFault) in
            defer { rest = nil }
            return rest ?? []
        } _: { (piece) throws(ArchiveFault) in
            try sink(piece)
        }
    }

    private init(_ source: @escaping Inflater.Source, _ limits: ArchiveLimits) {
        self.source = source
        self.limits = limits
    }

    /// Fetches until `count` bytes are here.
    private mutating func need(_ count: Int) throws(ArchiveFault) {
        guard bytes.count - place < count else { return }
        bytes.removeFirst(place)
        place = 0
        while bytes.count < count {
            guard try fetch() else { throw .truncated }
        }
    }

    private mutating func fetch() throws(ArchiveFault) -> Bool {
        let piece = try source()
        bytes += piece
        readCount += piece.count
        return !piece.isEmpty
    }

    private mutating func hasMore() throws(ArchiveFault) -> Bool {
        if place < bytes.count { return true }
        return try fetch()
    }

    /// The next bytes as a number, the lowest first; at most seven.
    private mutating func take(_ count: Int) throws(ArchiveFault) -> Int {
        if let end {
            guard place + count <= end else { throw .truncated }
        } else {
            try need(count)
        }
        defer { place += count }
        return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    // MARK: - Frames and blocks

    private mutating func frame(_ sink: Sink) throws(ArchiveFault) {
        let mark = try take(4)
        if mark & ~0xF == 0x184D_2A50 {
            var left = try take(4)
            while left > 0 {
                if place == bytes.count { try need(1) }
                let step = min(left, bytes.count - place)
                place += step
                left -= step
            }
            return
        }
        guard mark == 0xFD2F_B528 else { throw .corrupt("what follows is no frame") }
        let head = try take(1)
        guard head & 8 == 0 else { throw .unsupported("a frame of a later kind") }
        let isSingle = head & 32 != 0
        var window = 0
        if !isSingle {
            let size = try take(1)
            let base = 1 << (10 + size >> 3)
            window = base + base / 8 * (size & 7)
        }
        guard try take([0, 1, 2, 4][head & 3]) == 0 else {
            throw .unsupported("a frame that needs a dictionary")
        }
        let sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][head >> 6]
        var size = try take(min(sizeBytes, 6))
        if sizeBytes == 8, try take(2) != 0 { throw .limit("unpacked size") }
        if sizeBytes == 2 { size += 256 }
        if isSingle { window = size }
        guard window <= Self.windowMax else { throw .limit("it reaches back too far") }
        history = History(window: window)
        repeated = [1, 4, 8]
        code = nil
        tables = [nil, nil, nil]
        while try !block(sink) {}
        if head & 4 != 0 { _ = try take(4) }
    }

    /// Reads a block; whether it was the last one.
    private mutating func block(_ sink: Sink) throws(ArchiveFault) -> Bool {
        let head = try take(3)
        let count = head >> 3
        guard count <= Self.blockMax else { throw .corrupt("a block that is too large") }
        let kind = head >> 1 & 3
        try need(kind == 1 ? 1 : count)
        switch kind {
        case 0:
            history.append(bytes[place..<place + count])
            place += count
        case 1: history.append(repeatElement(UInt8(try take(1)), count: count))
        case 2:
            let last = place + count
            end = last
            let literals = try literals(until: last)
            try sequences(literals, until: last)
            place = last
            end = nil
        default: throw .corrupt("an unknown block")
        }
        try give(sink)
        return head & 1 == 1
    }

    /// Hands on what the block became, within the bounds.
    private mutating func give(_ sink: Sink) throws(ArchiveFault) {
        givenCount += history.pending
        guard givenCount <= limits.totalSizeMax else { throw .limit("unpacked size") }
        if givenCount > 16 << 20, givenCount / max(1, readCount) > limits.ratioMax {
            throw .limit("it grows too much when unpacked")
        }
        try history.flush(sink)
    }

    // MARK: - Literals

    private mutating func literals(until end: Int) throws(ArchiveFault) -> [UInt8] {
        guard place < end else { throw .truncated }
        let head = Int(bytes[place])
        let form = head >> 2 & 3
        if head & 3 < 2 {
            // Plain ones, or one that is repeated.
            let headSize = [1, 2, 1, 3][form]
            let size = try take(headSize) >> (headSize == 1 ? 3 : 4)
            guard size <= Self.blockMax else { throw .corrupt("too many literals") }
            let count = head & 3 == 0 ? size : 1
            guard place + count <= end else { throw .truncated }
            defer { place += count }
            if count == size { return Array(bytes[place..<place + count]) }
            return [UInt8](repeating: bytes[place], count: size)
        }
        let width = [10, 10, 14, 18][form]
        let word = try take([3, 3, 4, 5][form]) >> 4
        let size = word & (1 << width - 1)
        let packed = word >> width
        guard size <= Self.blockMax, packed <= end - place else { throw .corrupt("literals") }
        let last = place + packed
        if head & 3 == 2 {
            let (own, next) = try LiteralCode.read(bytes, place..<last)
            code = own
            place = next
        }
        guard let code else { throw .corrupt("literals in words that were never told") }
        defer { place = last }
        return try literals(code, place..<last, count: size, isOne: form == 0)
    }

    /// Literals stand in one stream, or in four of the same length but the last.
    private func literals(
        _ code: LiteralCode,
        _ range: Range<Int>,
        count: Int,
        isOne: Bool
    ) throws(ArchiveFault) -> [UInt8] {
        var literals: [UInt8] = []
        literals.reserveCapacity(count)
        if isOne {
            try code.read(bytes, range, count: count, into: &literals)
            return literals
        }
        guard range.count >= 6 else { throw .truncated }
        var start = range.lowerBound + 6
        let share = (count + 3) / 4
        for stream in 0..<4 {
            let place = range.lowerBound + 2 * stream
            let isLast = stream == 3
            let told = Int(bytes[place]) | Int(bytes[place + 1]) << 8
            let size = isLast ? range.upperBound - start : told
            let own = isLast ? count - 3 * share : share
            guard size >= 0, start + size <= range.upperBound, own >= 0 else { throw .truncated }
            try code.read(bytes, start..<start + size, count: own, into: &literals)
            start += size
        }
        return literals
    }

    // MARK: - Sequences

    private mutating func sequences(
        _ literals: [UInt8],
        until end: Int
    ) throws(ArchiveFault) {
        guard place < end else { throw .truncated }
        var count = try take(1)
        if count >= 255 {
            count = try take(2) + 0x7F00
        } else if count >= 128 {
            count = (count - 128) << 8 + (try take(1))
        }
        var given = 0
        if count > 0 {
            let modes = try take(1)
            guard modes & 3 == 0 else { throw .corrupt("an unknown kind of sequence") }
            for (index, kind) in SequenceKind.all.enumerated() {
                tables[index] = try table(kind, mode: modes >> (6 - 2 * index) & 3, index, end)
            }
            guard place <= end else { throw .truncated }
            try run(count, literals, &given, until: end)
        }
        guard history.pending + literals.count - given <= Self.blockMax else {
            throw .corrupt("a block that is too large")
        }
        history.append(literals[given...])
    }

    private mutating func table(
        _ kind: SequenceKind,
        mode: Int,
        _ index: Int,
        _ end: Int
    ) throws(ArchiveFault) -> StateTable {
        switch mode {
        case 0: return try StateTable(accuracy: kind.accuracy, shares: kind.shares)
        case 1:
            let symbol = try take(1)
            guard symbol <= kind.symbolMax else { throw .corrupt("a code that is not there") }
            return StateTable(always: UInt8(symbol))
        case 2:
            guard place < end else { throw .truncated }
            let (table, next) = try StateTable.read(
                bytes,
                place..<end,
                accuracyMax: kind.accuracyMax,
                symbolMax: kind.symbolMax
            )
            place = next
            return table
        default:
            guard let table = tables[index] else { throw .corrupt("a table that was never told") }
            return table
        }
    }

    /// Copies literals and repeats what stands before, sequence by sequence.
    private mutating func run(
        _ count: Int,
        _ literals: [UInt8],
        _ given: inout Int,
        until end: Int
    ) throws(ArchiveFault) {
        guard let lengths = tables[0], let offsets = tables[1], let matches = tables[2] else {
            throw .corrupt("sequences without tables")
        }
        var bits = try BackwardBits(bytes, place..<end)
        var length = bits.take(lengths.accuracy)
        var offset = bits.take(offsets.accuracy)
        var match = bits.take(matches.accuracy)
        for left in (0..<count).reversed() {
            let far = offsets.states[offset]
            let near = lengths.states[length]
            let same = matches.states[match]
            let value = 1 << Int(far.symbol) + bits.take(Int(far.symbol))
            let matchLength = SequenceKind.match(Int(same.symbol), &bits)
            let literalCount = SequenceKind.literal(Int(near.symbol), &bits)
            if left > 0 {
                length = Int(near.base) + bits.take(Int(near.bitCount))
                match = Int(same.base) + bits.take(Int(same.bitCount))
                offset = Int(far.base) + bits.take(Int(far.bitCount))
            }
            guard !bits.isOverrun else { throw .truncated }
            guard literalCount <= literals.count - given else { throw .corrupt("too few literals") }
            history.append(literals[given..<given + literalCount])
            given += literalCount
            guard history.pending + matchLength <= Self.blockMax else {
                throw .corrupt("a block that is too large")
            }
            let distance = distance(value, afterLiterals: literalCount > 0)
            try history.repeats(from: distance, count: matchLength)
        }
        guard bits.isSpent else { throw .corrupt("sequences that do not end with their bits") }
    }

    /// Three values stand for the distances used last (section 3.1.1.5).
    private mutating func distance(_ value: Int, afterLiterals: Bool) -> Int {
        if value > 3 {
            repeated = [value - 3, repeated[0], repeated[1]]
            return value - 3
        }
        let index = afterLiterals ? value - 1 : value
        if index == 0 { return repeated[0] }
        let distance = index == 3 ? repeated[0] - 1 : repeated[index]
        repeated = [distance, repeated[0], repeated[index == 1 ? 2 : 1]]
        return distance
    }
}
