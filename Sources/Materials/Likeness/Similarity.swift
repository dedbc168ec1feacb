/// How alike two sets are, told from sketches of a fixed size.
///
/// A sketch keeps, for each of ``count`` positions, sixteen bits of the smallest hash that fell
/// there; the share of positions on which two sketches agree is the share of elements that their
/// sets have in common (Broder 1997). A position of two sets agrees by chance once in 65,536.
///
/// **Lesson.** Plain MinHash hashes every element once for each position. Hashing each element
/// once, and letting the hash choose the position, is hundreds of times faster, but leaves
/// positions empty where the set is small, and filling them from neighbours makes them depend on
/// each other. *Fast similarity sketching* (Dahlgaard, Knudsen, Thorup 2017) does it in rounds: in
/// round `i` every element goes to a position drawn anew, with a value above all of the rounds
/// before; it ends as soon as no position is empty. A large set needs one round, a small one a
/// few, and both are compared by the same rule. Later rounds fill position after position, so that
/// it ends for certain.
public struct Similarity: Hashable, Sendable {
    /// Positions of a sketch. The estimate's standard deviation is √(s·(1−s)/256): 0.025 at 0.8.
    public static let count = 256
    /// Bytes of a sketch as it is stored.
    public static let byteCount = count * 2

    /// Sixteen bits for each position.
    public let positions: [UInt16]

    /// The sketch of a set of hashes, which may repeat; nil for an empty set.
    ///
    /// - Parameter elements: 64-bit hashes, as good as random; `Shingles` makes such.
    public init?(_ elements: some Collection<UInt64>) {
        guard !elements.isEmpty else { return nil }
        var elements = [UInt64](elements)
        var least = [UInt64](repeating: .max, count: Self.count)
        for round in 0..<(2 * Self.count) {
            Self.draw(round, elements, &least)
            if !least.contains(.max) { break }
            // Who needs another round has few elements, and goes through each of them once.
            if round == 0 { elements = [UInt64](Set(elements)) }
        }
        positions = least.map { UInt16(truncatingIfNeeded: Mixing.mixed($0)) }
    }

    /// One round: every element at the position that it draws, where it is the least.
    private static func draw(_ round: Int, _ elements: [UInt64], _ least: inout [UInt64]) {
        let seed = Mixing.mixed(UInt64(round) &+ 0x9E37_79B9_7F4A_7C15)
        // Values of a later round are all above those of an earlier one.
        let floor = UInt64(round) << 48
        for element in elements {
            let hash = Mixing.mixed(element ^ seed)
            let place = round < count ? Int(hash & UInt64(count - 1)) : round - count
            let value = floor | hash >> 16
            if value < least[place] { least[place] = value }
        }
    }

    /// A sketch read back; nil when there are not ``byteCount`` bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        positions = stride(from: 0, to: bytes.count, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
    }

    /// The sketch as it is stored, each position in two bytes, most significant first.
    public var bytes: [UInt8] {
        positions.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }

    /// The share of elements that both sets have of those that either has, 0…1.
    public func likeness(to other: Similarity) -> Double {
        var same = 0
        for place in 0..<Self.count where positions[place] == other.positions[place] { same += 1 }
        return Double(same) / Double(Self.count)
    }
}

/// The finishing step of MurmurHash3, in the constants of SplitMix64 (Steele, Lea, Flood 2014).
enum Mixing {
    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
