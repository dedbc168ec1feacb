package import Kernel

extension DataMap {
    /// The map of now as it was last drawn, for as long as no scan ended since and no source came
    /// or went, for a day at most.
    ///
    /// To draw it tells apart the people of all items, which takes tens of milliseconds for five
    /// hundred documents and seconds for a million. What is said of sources, their purpose and
    /// their owner, is read anew each time.
    package struct ChartShelf: Sendable {
        private let shelf = Shelf<Chart>()

        package init() {}

        /// The map, as the last finished scan left it.
        ///
        /// - Parameter now: what the clock says, in milliseconds since 1970: ages count from its
        ///   day.
        package func chart(now: Int64, in ledger: Ledger) async throws -> Chart {
            let day = now / 86_400_000
            let (state, listed) = try await ledger.store.read { db in
                (try ScanState.text(in: db), try sources(in: db))
            }
            var chart = try await shelf.value(in: "\(state) \(day)") {
                try await ledger.store.read { try DataMap.chart(now: now, in: $0) }
            }
            let known = Dictionary(uniqueKeysWithValues: listed.map { ($0.id, $0) })
            for place in chart.areas.indices {
                let id = chart.areas[place].source.id
                if let source = known[id] { chart.areas[place].source = source }
            }
            return chart
        }
    }
}
