/// Gives every feature that was seen often enough a number, and remembers its hash.
struct FeatureIndex: Sendable {
    /// Stands for a feature that was left out.
    static let none = UInt32.max

    /// The hash of each numbered feature.
    private(set) var hashes: [UInt32] = []

    var count: Int { hashes.count }

    /// Replaces each hash in `features` by its number, or by `none`.
    ///
    /// Numbers follow the first appearance, so they depend on the data alone.
    init(numbering features: inout [UInt32], countMin: Int) {
        // Counts up to 255 for hashes modulo 2^26: a feature kept by a collision does no harm.
        var counts = [UInt8](repeating: 0, count: 1 << 26)
        for hash in features {
            let place = Int(hash & (1 << 26 - 1))
            if counts[place] < 255 { counts[place] += 1 }
        }
        var table = HashTable()
        for place in features.indices {
            let hash = features[place]
            guard counts[Int(hash & (1 << 26 - 1))] >= countMin else {
                features[place] = Self.none
                continue
            }
            let number = table.number(of: hash, next: UInt32(hashes.count))
            if number == hashes.count { hashes.append(hash) }
            features[place] = number
        }
    }
}

/// Numbers for hashes, by open addressing.
private struct HashTable {
    private var keys = [UInt32](repeating: 0, count: 1 << 16)
    private var numbers = [UInt32](repeating: FeatureIndex.none, count: 1 << 16)
    private var count = 0

    mutating func number(of hash: UInt32, next: UInt32) -> UInt32 {
        if count * 2 > keys.count { grow() }
        var place = Self.start(hash) & (keys.count - 1)
        while numbers[place] != FeatureIndex.none {
            if keys[place] == hash { return numbers[place] }
            place = (place + 1) & (keys.count - 1)
        }
        keys[place] = hash
        numbers[place] = next
        count += 1
        return next
    }

    private static func start(_ hash: UInt32) -> Int { Int(hash &* 0x9E37_79B9) }

    private mutating func grow() {
        let (oldKeys, oldNumbers) = (keys, numbers)
        keys = .init(repeating: 0, count: oldKeys.count * 2)
        numbers = .init(repeating: FeatureIndex.none, count: oldKeys.count * 2)
        for (key, number) in zip(oldKeys, oldNumbers) where number != FeatureIndex.none {
            var place = Self.start(key) & (keys.count - 1)
            while numbers[place] != FeatureIndex.none { place = (place + 1) & (keys.count - 1) }
            keys[place] = key
            numbers[place] = number
        }
    }
}
