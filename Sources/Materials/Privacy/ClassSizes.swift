import Crypto

/// How many released records share each combination of quasi-identifiers, in bounded memory.
///
/// Every combination is counted under a 64-bit digest, never as text. When more combinations
/// arrive than there is room for, half of them are let go by one bit of their digest, and so on:
/// what remains is a uniform sample of the classes with exact counts (Gibbons, "Distinct
/// sampling", VLDB 2001), so that shares and averages stay unbiased.
public struct ClassSizes: Sendable {
    /// Records counted.
    public private(set) var records = 0
    private var counts: [UInt64: Int] = [:]
    private var level = 0
    private let capacity: Int

    /// `capacity` classes are kept at most; 65 536 of them take about two megabytes.
    public init(capacity: Int = 1 << 16) {
        precondition(capacity >= 16, "A sample of classes needs some room.")
        self.capacity = capacity
    }

    /// Counts one record by its released quasi-identifiers, in a fixed order.
    public mutating func add(_ values: [String]) { add(digest: Self.digest(of: values)) }

    /// Counts one record whose combination has this digest, which must be spread like a hash: by
    /// its bits it is kept or let go.
    public mutating func add(digest: UInt64) {
        records += 1
        guard isSampled(digest) else { return }
        counts[digest, default: 0] += 1
        while counts.count > capacity {
            level += 1
            counts = counts.filter { isSampled($0.key) }
        }
    }

    /// Whether every class is counted, none sampled away.
    public var isExact: Bool { level == 0 }

    /// What the counts say about re-identification.
    public var risk: Risk {
        let scale = Double(1 << min(level, 62))
        let sizes = counts.values
        let classes = Double(sizes.count) * scale
        let unique = Double(sizes.count { $0 == 1 }) * scale
        let total = Double(max(records, 1))
        return Risk(
            records: records,
            smallest: sizes.min() ?? 0,
            highest: sizes.min().map { 1 / Double($0) } ?? 0,
            average: records == 0 ? 0 : min(1, classes / total),
            unique: records == 0 ? 0 : min(1, unique / total),
            isExact: isExact
        )
    }

    /// Re-identification risk to somebody who knows a person is in the data ("prosecutor", El Emam
    /// and Dankar, 2008); the data stand for themselves, no population is assumed.
    public struct Risk: Equatable, Sendable, Codable {
        /// Records that were counted, sampled or not.
        public let records: Int
        /// The smallest class: the k of k-anonymity.
        public let smallest: Int
        /// 1 / k.
        public let highest: Double
        /// Classes divided by records.
        public let average: Double
        /// Share of records that stand alone in their class.
        public let unique: Double
        /// False when classes were sampled: `smallest` may then be too high, shares are near.
        public let isExact: Bool
    }

    private func isSampled(_ digest: UInt64) -> Bool {
        level == 0 || digest.trailingZeroBitCount >= level
    }

    private static func digest(of values: [String]) -> UInt64 {
        var hash = SHA256()
        for value in values {
            let bytes = Array(value.utf8)
            hash.update(data: Array("\(bytes.count):".utf8) + bytes)
        }
        return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
