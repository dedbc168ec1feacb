/// The weights of one tagger in bytes, ready to use as they lie in a file.
///
/// Little-endian:
///
///     8 bytes    "CORDTAG1"
///     4 bytes    number of buckets, a power of two
///     4 bytes    steps of a weight in 1.0: a weight is a signed byte divided by this
///     4 bytes    number of tags, then 4 bytes of how long their names are with line breaks
///     …          the names, a line each, filled with zeros to a multiple of 64 bytes
///     1,024      transitions: two tables of 16 × 16 numbers of 2 bytes, in the same steps
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

    static let magic = Array("CORDTAG1".utf8)

    /// The tags that the model gives.
    public let tags: TagSet
    /// Steps of a weight in 1.0.
    let steps: Float
    let transitions: [SIMD16<Int16>]
    /// The same as factors.
    let table: Chain.Table
    let bytes: [UInt8]
    let bucketStart: Int
    let bucketMask: UInt32

    /// A model of these bytes, which are checked before anything in them is believed.
    public init(_ bytes: [UInt8]) throws(Failure) {
        guard bytes.count >= 24, Array(bytes[0..<8]) == Self.magic else { throw .damaged }
        func word(_ at: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        let (buckets, steps, count, length) = (word(8), word(12), word(16), word(20))
        let start = (24 + length + 63) / 64 * 64
        guard buckets > 0, buckets <= 1 << 24, buckets & (buckets - 1) == 0,
            (1...127).contains(steps),
            length <= 1024, bytes.count == start + 1024 + buckets * 64
        else { throw .damaged }
        let names = String(decoding: bytes[24..<24 + length], as: UTF8.self)
            .split(separator: "\n").map(String.init)
        guard names.count == count, let tags = TagSet(names) else { throw .damaged }
        self.tags = tags
        self.steps = Float(steps)
        self.bytes = bytes
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
        bucketStart = start + 1024
        bucketMask = UInt32(buckets - 1)
    }

    /// The check of a feature inside its bucket.
    @inline(__always)
    static func check(_ hash: UInt32) -> UInt32 { max(1, hash >> 24) }

    /// Sums the weights of one word's features, for every tag.
    @inline(__always)
    static func emission(
        _ features: UnsafePointer<UInt32>,
        _ buckets: UnsafeRawPointer,
        _ mask: UInt32
    ) -> SIMD16<Int16> {
        var sum = SIMD16<Int16>.zero
        for place in 0..<FeatureReader.count {
            let hash = features[place]
            let bucket = buckets + Int(hash & mask) * 64
            let checks = bucket.load(fromByteOffset: 60, as: UInt32.self).littleEndian
            // The byte that is zero after this is the one that agrees (Hacker's Delight, §6-1).
            let other = checks ^ (check(hash) &* 0x0101_0101)
            let zero = (other &- 0x0101_0101) & ~other & 0x8080_8080
            if zero == 0 { continue }
            let row = bucket + (zero.trailingZeroBitCount >> 3) * 15
            sum &+= SIMD16<Int16>(
                truncatingIfNeeded: row.loadUnaligned(as: SIMD16<Int8>.self)
            )
        }
        return sum
    }
}
