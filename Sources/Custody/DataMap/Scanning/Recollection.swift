import Kernel

extension DataMap {
    /// What is known of a source's items before a pass: enough to leave alone what looks the same,
    /// and to tell at the end what is gone.
    ///
    /// Forty bytes an item, so that a million need some forty megabytes.
    struct Recollection {
        private struct Entry {
            /// Of the hint; two that collide make one change be seen a pass later.
            let hint: UInt64
            var isSeen: Bool
        }

        private var entries: [Digest16: Entry] = [:]
        private static let pageMax = 10_000

        init(of source: ID<Source>, in ledger: Ledger) async throws {
            var last = ""
            while true {
                let page = try await ledger.store.read { [last] db in
                    try hints(of: source, after: last, limit: Self.pageMax, in: db)
                }
                for (item, hint) in page {
                    guard let digest = Digest16(item) else { continue }
                    entries[digest] = Entry(hint: Self.hash(hint), isSeen: false)
                }
                guard let end = page.last, page.count == Self.pageMax else { return }
                last = end.item
            }
        }

        /// Notes that an item is there; returns whether it looks as it did.
        mutating func meet(_ item: Digest16, hint: String) -> Bool {
            guard let known = entries[item] else { return false }
            entries[item]?.isSeen = true
            return known.hint == Self.hash(hint)
        }

        /// Items that were there before and were not met, in the order of their digests.
        var missing: [Digest16] {
            entries.filter { !$0.value.isSeen }.keys.sorted {
                ($0.high, $0.low) < ($1.high, $1.low)
            }
        }

        /// FNV-1a (Fowler, Noll, Vo).
        private static func hash(_ text: String) -> UInt64 {
            text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
    }
}
