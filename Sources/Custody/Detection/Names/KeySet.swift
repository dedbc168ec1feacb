/// A set of keys of words, by open addressing.
///
/// The keys are hashes already, and come from our own lists: hashing them again, as `Set` does to
/// withstand hostile keys, would cost more than the whole look-up. A text can only ask; it adds
/// nothing, and no chain is longer than the lists made it.
struct KeySet: Sendable {
    /// A power of two of places, at most half of them taken; 0 is an empty one.
    private let places: [UInt64]

    init(_ keys: some Collection<UInt64>) {
        var count = 4
        while count < keys.count * 2 { count *= 2 }
        var places = [UInt64](repeating: 0, count: count)
        for key in keys where key != 0 {
            var place = Self.start(key) & (count - 1)
            while places[place] != 0, places[place] != key { place = (place + 1) & (count - 1) }
            places[place] = key
        }
        self.places = places
    }

    @inline(__always)
    private static func start(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 20) }

    @inline(__always)
    func contains(_ key: UInt64) -> Bool {
        places.withUnsafeBufferPointer { places in
            var place = Self.start(key) & (places.count - 1)
            while places[place] != 0 {
                if places[place] == key { return true }
                place = (place + 1) & (places.count - 1)
            }
            return false
        }
    }
}
