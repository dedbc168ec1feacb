/// What is said of keys of words, by open addressing; `KeySet` says why it hashes nothing.
struct KeyTable<Value: Sendable>: Sendable {
    private var keys: [UInt64]
    private var values: [Value] = []
    /// For each place where its value is.
    private var indices: [Int32]
    private var mask: Int

    init() {
        keys = .init(repeating: 0, count: 16)
        indices = .init(repeating: 0, count: 16)
        mask = 15
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
        keys.withUnsafeBufferPointer { keys in
            var place = Int(truncatingIfNeeded: key >> 20) & mask
            while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
            return place
        }
    }

    /// The value under `key`; setting it to nothing changes nothing.
    subscript(key: UInt64) -> Value? {
        @inline(__always)
        get {
            let place = place(of: key)
            return keys[place] == 0 ? nil : values[Int(indices[place])]
        }
        set {
            guard let newValue, key != 0 else { return }
            let found = place(of: key)
            if keys[found] == key {
                values[Int(indices[found])] = newValue
                return
            }
            if (values.count + 1) * 2 > keys.count { grow() }
            let free = place(of: key)
            keys[free] = key
            indices[free] = Int32(values.count)
            values.append(newValue)
        }
    }

    private mutating func grow() {
        let (oldKeys, oldIndices) = (keys, indices)
        keys = .init(repeating: 0, count: oldKeys.count * 2)
        indices = .init(repeating: 0, count: oldKeys.count * 2)
        mask = keys.count - 1
        for (key, index) in zip(oldKeys, oldIndices) where key != 0 {
            let free = place(of: key)
            keys[free] = key
            indices[free] = index
        }
    }
}
