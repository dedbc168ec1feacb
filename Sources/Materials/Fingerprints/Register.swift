/// One record as it may be shown: what is the same in every copy, and what differs.
public struct MarkedRecord: Sendable, Equatable {
    /// Its name, as the fingerprint knows it.
    public var name: String
    /// Values that every session is shown: they tell which record a leaked row is.
    public var anchors: [String]
    /// Lists of equally plausible values by place.
    public var places: [String: [String]]

    /// A record with its places.
    public init(name: String, anchors: [String], places: [String: [String]]) {
        self.name = name
        self.anchors = anchors
        self.places = places
    }

    /// What `session` is shown at each place.
    public func values(for session: String, by fingerprint: Fingerprint) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: places.map { place, values in
                let number = fingerprint.choice(
                    session: session,
                    record: name,
                    place: place,
                    of: values.count
                )
                return (place, values[number])
            }
        )
    }
}

/// All records that were shown, to read a leak against.
///
/// Columns may be renamed, rows shuffled or dropped, and values written in another case: only the
/// values themselves are compared.
public struct Register: Sendable {
    private let records: [MarkedRecord]
    /// Records by a value of theirs that all copies share.
    private let byAnchor: [String: [Int]]
    /// Number of each value by list; equal lists are kept once.
    private let lists: [[String: Int]]
    private let listOf: [[(place: String, list: Int)]]

    /// A register of `records`.
    public init(_ records: [MarkedRecord]) {
        self.records = records
        var byAnchor: [String: [Int]] = [:]
        var numbers: [[String]: Int] = [:]
        var lists: [[String: Int]] = []
        var listOf: [[(place: String, list: Int)]] = []
        for (number, record) in records.enumerated() {
            for anchor in Set(record.anchors.map(plain)) where !anchor.isEmpty {
                byAnchor[anchor, default: []].append(number)
            }
            listOf.append(
                record.places.sorted { $0.key < $1.key }.map { place, values in
                    if let known = numbers[values] { return (place, known) }
                    numbers[values] = lists.count
                    let pairs = values.enumerated().map { (plain($0.element), $0.offset) }
                    lists.append(Dictionary(pairs) { first, _ in first })
                    return (place, lists.count - 1)
                }
            )
        }
        self.byAnchor = byAnchor
        self.lists = lists
        self.listOf = listOf
    }

    /// What a leak shows, row by row, and in how many ways it could be read.
    public struct Reading: Sendable, Equatable {
        /// What each place shows.
        public var observations: [Observation] = []
        /// Product of the records that each row could be: evidence is weighed by it.
        public var ways = 1.0
        /// Rows that could not be told to be any record.
        public var unknownRows = 0
    }

    /// Reads `rows`, each the values of one leaked row in any order.
    ///
    /// A row is the record with most of its anchors in common; where several have as many, it is
    /// none of them, since a guess would have to be weighed against the person it names.
    public func read(_ rows: [[String]]) -> Reading {
        var reading = Reading()
        for row in rows {
            let cells = row.map(plain).filter { !$0.isEmpty }
            var votes: [Int: Int] = [:]
            for cell in Set(cells) {
                for record in byAnchor[cell] ?? [] { votes[record, default: 0] += 1 }
            }
            let most = votes.values.max() ?? 0
            let best = votes.filter { $0.value == most }.keys
            guard let record = best.first, best.count == 1 else {
                reading.unknownRows += 1
                continue
            }
            for (place, list) in listOf[record] {
                let choices = Set(cells.compactMap { lists[list][$0] })
                guard !choices.isEmpty else { continue }
                reading.observations.append(
                    Observation(
                        record: records[record].name,
                        place: place,
                        alphabet: lists[list].count,
                        choices: choices
                    )
                )
            }
        }
        return reading
    }
}

/// Case, outer space and kind of space do not tell values apart.
private func plain(_ text: String) -> String {
    text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
}
