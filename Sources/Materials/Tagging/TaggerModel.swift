private import Synchronization

/// The weights of one tagger in bytes, ready to use as they lie in a file.
///
/// Little-endian:
///
///     8 bytes    "CORDTAG2"
///     4 bytes    number of buckets, a power of two
///     4 bytes    steps of a weight in 1.0: a weight is a signed byte divided by this
///     4 bytes    number of tags, then 4 bytes of how long their names are with line breaks
///     …          the names, a line each, filled with zeros to a multiple of 64 bytes
///     1,024      transitions: two tables of 16 × 16 numbers of 2 bytes, in the same steps
///     128        calibration: for each kind slope and offset, IEEE 754 of 4 bytes; then zeros
///     64 a bucket    four rows of 15 signed bytes, then four bytes that check whose rows they are
///
/// A feature's 32-bit hash says its bucket (low bits) and its check (high 8 bits, never 0). Where
/// five features fell into one bucket, the weakest was left out. A stranger is taken for a known
/// feature once in 64 look-ups.
public final class TaggerModel: Sendable {
    /// Why bytes are no model.
    public enum Failure: Error, Equatable {
        /// The bytes are no model, or are cut short.
        case damaged
    }

    static let magic = Array("CORDTAG2".utf8)
    /// Bytes of transitions and calibration.
    static let tablesSize = 1024 + 128
    /// A score, in steps, that no tag of a word survives.
    static let never: Int16 = -16_000

    /// The tags that the model gives.
    public let tags: TagSet
    /// What its probabilities are worth.
    public let calibration: Calibration
    /// What one step of a weight is worth.
    let step: Float
    let transitions: [SIMD16<Int16>]
    /// The same as factors.
    let table: Chain.Table
    /// Nothing for each tag, and `never` for lanes beyond them.
    let barred: SIMD16<Int16>
    private let bytes: ModelBytes
    private let bucketStart: Int
    private let bucketMask: UInt32
    /// What was learnt of words by taggers that have ended, for the next ones.
    private let memories = Mutex<[WordMemory]>([])

    /// A model of these bytes, which are checked before anything in them is believed.
    public convenience init(_ bytes: [UInt8]) throws(Failure) {
        try self.init(ModelBytes(copying: bytes))
    }

    /// A model of bytes that somebody else keeps, such as a mapped file; they are not copied.
    ///
    /// - Parameters:
    ///   - bytes: never written while `keeper` lives.
    ///   - keeper: owns the bytes, and is held as long as the model is.
    public convenience init(
        _ bytes: UnsafeRawBufferPointer,
        keptBy keeper: any AnyObject & Sendable
    ) throws(Failure) {
        try self.init(ModelBytes(bytes, keptBy: keeper))
    }

    private init(_ owned: ModelBytes) throws(Failure) {
        let bytes = owned.bytes
        guard bytes.count >= 24, bytes.prefix(8).elementsEqual(Self.magic) else { throw .damaged }
        func word(_ at: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        let (buckets, steps, count, length) = (word(8), word(12), word(16), word(20))
        let start = (24 + length + 63) / 64 * 64
        guard buckets > 0, buckets <= 1 << 24, buckets & (buckets - 1) == 0,
            (1...127).contains(steps),
            length <= 1024, bytes.count == start + Self.tablesSize + buckets * 64
        else { throw .damaged }
        let names = String(decoding: bytes[24..<24 + length], as: UTF8.self)
            .split(separator: "\n").map(String.init)
        guard names.count == count, let tags = TagSet(names) else { throw .damaged }
        self.tags = tags
        step = 1 / Float(steps)
        self.bytes = owned
        let transitions = (0..<32).map { row in
            var lanes = SIMD16<Int16>.zero
            for lane in 0..<16 {
                let at = start + (row * 16 + lane) * 2
                lanes[lane] = Int16(truncatingIfNeeded: Int(bytes[at]) | Int(bytes[at + 1]) << 8)
            }
            return lanes
        }
        self.transitions = transitions
        table = Chain.Table(transitions.map { SIMD16<Float>($0) / Float(steps) })
        bucketStart = start + Self.tablesSize
        var calibration = Calibration(kinds: tags.kinds.count)
        for kind in tags.kinds.indices {
            let at = start + 1024 + kind * 8
            calibration.curves[kind].slope = Float(bitPattern: UInt32(word(at)))
            calibration.curves[kind].offset = Float(bitPattern: UInt32(word(at + 4)))
        }
        let isSound = calibration.curves.allSatisfy {
            (0.01...100).contains($0.slope) && abs($0.offset) < 100
        }
        guard isSound else { throw .damaged }
        self.calibration = calibration
        bucketMask = UInt32(buckets - 1)
        var barred = SIMD16<Int16>.zero
        for lane in tags.names.count..<16 { barred[lane] = Self.never }
        self.barred = barred
    }

    /// What is remembered of words, for one tagger at a time.
    func borrowMemory() -> WordMemory { memories.withLock { $0.popLast() } ?? WordMemory() }

    func giveBack(_ memory: WordMemory) { memories.withLock { $0.append(memory) } }

    /// The check of a feature inside its bucket.
    @inline(__always)
    static func check(_ hash: UInt32) -> UInt32 { max(1, hash >> 24) }

    /// Sums the weights of `count` features, for every tag; the last lane means nothing.
    ///
    /// The time goes into waiting for memory. So all buckets are asked for before the first is
    /// used, and there is no branch: nobody could guess which features are known.
    ///
    /// - Parameter features: the hashes, and room for as many numbers behind them.
    @inline(__always)
    func sum(_ features: UnsafeMutablePointer<UInt32>, _ count: Int) -> SIMD16<Int16> {
        guard let start = bytes.bytes.baseAddress else { return .zero }
        let buckets = start + bucketStart
        let mask = bucketMask
        let checks = features + count
        for place in 0..<count {
            checks[place] = (buckets + Int(features[place] & mask) * 64)
                .load(fromByteOffset: 60, as: UInt32.self).littleEndian
        }
        var even = SIMD8<Int16>.zero
        var odd = SIMD8<Int16>.zero
        for place in 0..<count {
            let hash = features[place]
            // The byte that is zero after this is the one that agrees (Hacker's Delight, §6-1).
            let other = checks[place] ^ (Self.check(hash) &* 0x0101_0101)
            let zero = (other &- 0x0101_0101) & ~other & 0x8080_8080
            let row = buckets + Int(hash & mask) * 64 + (zero.trailingZeroBitCount >> 3 & 3) * 15
            // All ones for a known feature, else nothing: the top bit of z or -z tells if z is 0.
            let known = SIMD8(
                repeating: Int16(truncatingIfNeeded: 0 &- (zero | (0 &- zero)) >> 31)
            )
            // Two signed bytes in each lane, told apart by shifts that keep the sign.
            let pairs = row.loadUnaligned(as: SIMD8<Int16>.self) & known
            even &+= (pairs &<< SIMD8(repeating: 8)) &>> SIMD8(repeating: 8)
            odd &+= pairs &>> SIMD8(repeating: 8)
        }
        var sum = SIMD16<Int16>.zero
        sum.evenHalf = even
        sum.oddHalf = odd
        return sum
    }
}

/// Bytes that stay where they are and as they are.
///
/// `@unchecked Sendable` holds because they are never written, and the keeper, which is `Sendable`
/// itself, lives as long as this.
private struct ModelBytes: @unchecked Sendable {
    /// A copy of somebody's bytes, given back at the end.
    private final class Copy: @unchecked Sendable {
        // Written once, before anybody else knows of it.
        let bytes: UnsafeMutableRawBufferPointer

        init(_ source: [UInt8]) {
            // Buckets are as long as a line of the processor's cache, and begin where one does.
            bytes = .allocate(byteCount: source.count, alignment: 64)
            bytes.copyBytes(from: source)
        }

        deinit { bytes.deallocate() }
    }

    let bytes: UnsafeRawBufferPointer
    private let keeper: any AnyObject & Sendable

    init(_ bytes: UnsafeRawBufferPointer, keptBy keeper: any AnyObject & Sendable) {
        self.bytes = bytes
        self.keeper = keeper
    }

    init(copying bytes: [UInt8]) {
        let copy = Copy(bytes)
        self.init(UnsafeRawBufferPointer(copy.bytes), keptBy: copy)
    }
}
