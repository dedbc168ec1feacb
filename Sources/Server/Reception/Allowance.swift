import Synchronization

/// How often each of many may ask: a bucket each, which fills with time.
///
/// In memory of one process, and bounded: when there are too many to remember, those that have
/// waited longest are forgotten first, which forgives them, and never shuts anybody out.
final class Allowance: Sendable {
    private struct Bucket {
        var left: Double
        var time: Int64
    }

    private let buckets = Mutex<[String: Bucket]>([:])
    private let size: Double
    private let perSecond: Double

    /// Askers that are remembered.
    static let askersMax = 20_000

    /// - Parameters:
    ///   - size: how many at once.
    ///   - perSecond: how many more with each second.
    init(_ size: Double, perSecond: Double) {
        self.size = size
        self.perSecond = perSecond
    }

    /// Takes one from the bucket of `asker` at `time` (milliseconds since 1970); false when it is
    /// empty.
    func take(_ asker: String, at time: Int64) -> Bool {
        buckets.withLock { buckets in
            if buckets.count >= Self.askersMax, buckets[asker] == nil {
                let old = buckets.sorted { $0.value.time < $1.value.time }
                for (name, _) in old.prefix(Self.askersMax / 4) { buckets[name] = nil }
            }
            var bucket = buckets[asker] ?? Bucket(left: size, time: time)
            let seconds = Double(max(0, time - bucket.time)) / 1000
            bucket.left = min(size, bucket.left + seconds * perSecond)
            bucket.time = max(bucket.time, time)
            let isAllowed = bucket.left >= 1
            if isAllowed { bucket.left -= 1 }
            buckets[asker] = bucket
            return isAllowed
        }
    }
}
