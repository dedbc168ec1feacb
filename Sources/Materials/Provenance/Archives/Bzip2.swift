/// Unpacks bzip2 in plain Swift: blocks sorted by Burrows and Wheeler, moved to front, and coded by
/// up to six Huffman tables that change every fifty symbols. There is no written standard; the
/// format is what its program writes.
///
/// As with ``Inflater``, no index can leave its array: a hostile file can only be refused.
public struct Bzip2 {
    /// Takes the next piece of output.
    public typealias Sink = (ArraySlice<UInt8>) throws(ArchiveFault) -> Void

    private static let blockMark: UInt64 = 0x3141_5926_5359
    private static let endMark: UInt64 = 0x1772_4538_5090
    private static let groupSize = 50
    private static let lengthMax = 20

    private let bytes: [UInt8]
    private var place = 0
    private var bits: UInt64 = 0
    private var bitCount = 0

    /// Whether bytes begin as bzip2 does.
    public static func isBzip2(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x42, 0x5A, 0x68])
    }

    /// Unpacks a whole file, stream after stream, within the bounds.
    public static func unpack(
        _ bytes: [UInt8],
        limits: ArchiveLimits = ArchiveLimits(),
        _ sink: Sink
    ) throws(ArchiveFault) {
        var reader = Bzip2(bytes)
        var total = 0
        repeat {
            try reader.stream { (piece) throws(ArchiveFault) in
                total += piece.count
                guard total <= limits.totalSizeMax else { throw .limit("unpacked size") }
                if total > 16 << 20, total / max(1, bytes.count) > limits.ratioMax {
                    throw .limit("it grows too much when unpacked")
                }
                try sink(piece)
            }
        } while reader.place < bytes.count
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func take(_ count: Int) throws(ArchiveFault) -> UInt64 {
        while bitCount < count {
            guard place < bytes.count else { throw .truncated }
            bits = bits << 8 | UInt64(bytes[place])
            place += 1
            bitCount += 8
        }
        bitCount -= count
        return bits >> UInt64(bitCount) & (1 << UInt64(count) - 1)
    }

    private mutating func stream(_ sink: Sink) throws(ArchiveFault) {
        guard try take(24) == 0x42_5A68 else { throw .corrupt("what follows is no bzip2") }
        let level = Int(try take(8)) - 0x30
        guard (1...9).contains(level) else { throw .corrupt("an unknown size of block") }
        while true {
            let mark = try take(24) << 24 | take(24)
            // Check sums are passed over: digests of the whole file are asked elsewhere.
            _ = try take(32)
            if mark == Self.endMark { break }
            guard mark == Self.blockMark else { throw .corrupt("an unknown block") }
            try block(sizeMax: level * 100_000, sink)
        }
        bitCount -= bitCount % 8
    }

    // MARK: - One block

    private mutating func block(sizeMax: Int, _ sink: Sink) throws(ArchiveFault) {
        guard try take(1) == 0 else { throw .unsupported("a block of the first bzip2") }
        let origin = Int(try take(24))
        let symbols = try alphabet()
        let sorted = try symbolsRead(symbols, sizeMax)
        guard origin < sorted.count else { throw .corrupt("a block without a beginning") }
        try restore(sorted, from: origin, sink)
    }

    /// The bytes that stand in the block, in order.
    private mutating func alphabet() throws(ArchiveFault) -> [UInt8] {
        let ranges = try take(16)
        var found: [UInt8] = []
        for range in 0..<16 where ranges >> UInt64(15 - range) & 1 == 1 {
            let some = try take(16)
            for low in 0..<16 where some >> UInt64(15 - low) & 1 == 1 {
                found.append(UInt8(range << 4 | low))
            }
        }
        guard !found.isEmpty else { throw .corrupt("a block without bytes") }
        return found
    }

    /// Which table each fifty symbols are coded by.
    private mutating func selectors(of tableCount: Int) throws(ArchiveFault) -> [Int] {
        var order = Array(0..<tableCount)
        var found: [Int] = []
        for _ in 0..<(try take(15)) {
            var rank = 0
            while try take(1) == 1 {
                rank += 1
                guard rank < tableCount else { throw .corrupt("a table that is not there") }
            }
            let table = order.remove(at: rank)
            order.insert(table, at: 0)
            found.append(table)
        }
        guard !found.isEmpty else { throw .corrupt("a block without tables") }
        return found
    }

    private mutating func table(_ symbolCount: Int) throws(ArchiveFault) -> Code {
        var length = Int(try take(5))
        var lengths: [Int] = []
        for _ in 0..<symbolCount {
            while true {
                guard (1...Self.lengthMax).contains(length) else {
                    throw .corrupt("a code of no length")
                }
                if try take(1) == 0 { break }
                length += try take(1) == 0 ? 1 : -1
            }
            lengths.append(length)
        }
        return Code(lengths)
    }

    /// The block as it was sorted: runs written out, what was moved to the front put back.
    private mutating func symbolsRead(
        _ alphabet: [UInt8],
        _ sizeMax: Int
    ) throws(ArchiveFault) -> [UInt8] {
        let tableCount = Int(try take(3))
        guard (2...6).contains(tableCount) else { throw .corrupt("a number of tables") }
        let selectors = try selectors(of: tableCount)
        var tables: [Code] = []
        for _ in 0..<tableCount { tables.append(try table(alphabet.count + 2)) }
        var front = alphabet
        var sorted: [UInt8] = []
        var (run, weight) = (0, 1)
        let end = alphabet.count + 1
        for selector in selectors {
            for _ in 0..<Self.groupSize {
                let symbol = try symbol(tables[selector])
                if symbol <= 1 {
                    run += weight << symbol
                    weight <<= 1
                    guard run <= sizeMax else { throw .corrupt("a run beyond its block") }
                    continue
                }
                if run > 0 {
                    sorted.append(contentsOf: repeatElement(front[0], count: run))
                    (run, weight) = (0, 1)
                }
                guard sorted.count <= sizeMax else { throw .corrupt("more than a block") }
                if symbol == end { return sorted }
                let byte = front.remove(at: symbol - 1)
                front.insert(byte, at: 0)
                sorted.append(byte)
            }
        }
        throw .corrupt("a block without an end")
    }

    private mutating func symbol(_ code: Code) throws(ArchiveFault) -> Int {
        var word = 0
        for length in 1...Self.lengthMax {
            word = word << 1 | Int(try take(1))
            if let symbol = code.symbol(word, length) { return symbol }
        }
        throw .corrupt("a word of no code")
    }

    /// Follows the order back to the text, and writes out runs of four and more.
    private func restore(
        _ sorted: [UInt8],
        from origin: Int,
        _ sink: Sink
    ) throws(ArchiveFault) {
        var counts = [Int](repeating: 0, count: 257)
        for byte in sorted { counts[Int(byte) + 1] += 1 }
        for value in 1...256 { counts[value] += counts[value - 1] }
        var next = [Int32](repeating: 0, count: sorted.count)
        for (place, byte) in sorted.enumerated() {
            next[counts[Int(byte)]] = Int32(place)
            counts[Int(byte)] += 1
        }
        var output: [UInt8] = []
        output.reserveCapacity(sorted.count)
        var place = Int(next[origin])
        var alike = 0
        for _ in sorted.indices {
            let byte = sorted[place]
            place = Int(next[place])
            if alike == 4 {
                output.append(contentsOf: repeatElement(output.last ?? 0, count: Int(byte)))
                alike = 0
            } else {
                alike = output.last == byte && alike > 0 ? alike + 1 : 1
                output.append(byte)
            }
        }
        try sink(output[...])
    }
}

/// A canonical code whose words are read first bit first.
private struct Code {
    private var firsts = [Int](repeating: 0, count: 22)
    private var counts = [Int](repeating: 0, count: 22)
    private var offsets = [Int](repeating: 0, count: 22)
    private var symbols: [Int] = []

    init(_ lengths: [Int]) {
        for length in lengths { counts[length] += 1 }
        var word = 0
        for length in 1...20 {
            word = (word + counts[length - 1]) << 1
            firsts[length] = word
            offsets[length] = symbols.count
            for (symbol, own) in lengths.enumerated() where own == length {
                symbols.append(symbol)
            }
        }
    }

    func symbol(_ word: Int, _ length: Int) -> Int? {
        let place = word - firsts[length]
        guard place >= 0, place < counts[length] else { return nil }
        return symbols[offsets[length] + place]
    }
}
