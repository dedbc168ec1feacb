import Kernel
import Likeness

/// Gathers items into families of copies: equal ones by their digest, the others by sketches.
struct CopySearch {
    private static let pageMax = 5_000
    /// Tables that share a family of columns and are compared with each other: beyond it a column
    /// (weekdays, departments) says nothing.
    private static let bearersMax = 64

    private var items: [DataMap.Compared] = []
    private var places: [String: Int] = [:]
    private var parents: [Int] = []
    private var texts = Families()
    /// Member of `texts` → item.
    private var textItems: [Int] = []
    private var columns = Families()
    private var columnItems: [Int] = []
    private var pictures: [(item: Int, hash: PictureHash)] = []
    private var kinds: [Int: DataMap.CopyFamily.Kind] = [:]

    /// Reads what stands.
    mutating func read(_ db: Database) throws {
        try readItems(db)
        try readSketches(db)
        parents = Array(items.indices)
        var first: [String: Int] = [:]
        for (number, item) in items.enumerated() where item.bytes > 0 {
            guard !item.fingerprint.isEmpty else { continue }
            if let known = first[item.fingerprint] {
                unite(known, number, .exact)
            } else {
                first[item.fingerprint] = number
            }
        }
        for family in texts.gathered() {
            for member in family.dropFirst() {
                unite(textItems[family[0]], textItems[member], .text)
            }
        }
        joinTables()
        joinPictures()
    }

    private mutating func readItems(_ db: Database) throws {
        var last = ""
        while true {
            let page = try db.rows(
                """
                SELECT i.item, i.event, i.position, s.name, i.fingerprint, i.since, i.known, i.bytes
                FROM datamap_item i JOIN datamap_source s ON s.id = i.source
                WHERE i.closed IS NULL AND i.item > \(last)
                ORDER BY i.item LIMIT \(Self.pageMax)
                """
            )
            for row in page {
                places[row.text(0)] = items.count
                items.append(DataMap.Compared(row))
            }
            guard let end = page.last, page.count == Self.pageMax else { return }
            last = end.text(0)
        }
    }

    private mutating func readSketches(_ db: Database) throws {
        var (item, form, part) = ("", "", -1)
        while true {
            let page = try db.rows(
                """
                SELECT k.item, k.form, k.part, k.sketch FROM datamap_sketch k
                JOIN datamap_item i ON i.item = k.item AND i.event = k.event
                WHERE i.closed IS NULL AND (
                    k.item > \(item) OR k.item = \(item) AND k.form > \(form)
                    OR k.item = \(item) AND k.form = \(form) AND k.part > \(part))
                ORDER BY k.item, k.form, k.part LIMIT \(Self.pageMax)
                """
            )
            for row in page { take(row) }
            guard let end = page.last, page.count == Self.pageMax else { return }
            (item, form, part) = (end.text(0), end.text(1), end.int(2))
        }
    }

    private mutating func take(_ row: Row) {
        guard let number = places[row.text(0)] else { return }
        let text = row.text(3)
        switch DataMap.Sketched.Form(rawValue: row.text(1)) {
        case .text:
            guard let sketch = Similarity(bytes: Self.bytes(text)) else { return }
            texts.add(sketch)
            textItems.append(number)
        case .column:
            guard let sketch = Similarity(bytes: Self.bytes(text)) else { return }
            columns.add(sketch)
            columnItems.append(number)
        case .picture:
            guard let bits = UInt64(text, radix: 16) else { return }
            pictures.append((number, PictureHash(bits: bits)))
        case nil: return
        }
    }

    private static func bytes(_ text: String) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte < 0x3A ? byte &- 0x30 : byte &- 0x57 }
        let digits = Array(text.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            digit(digits[$0]) << 4 | digit(digits[$0 + 1])
        }
    }

    // MARK: Tables and pictures

    /// Two tables are near copies where at least two columns, and half of those of the smaller
    /// one, have a twin in the other.
    private mutating func joinTables() {
        var counts: [Int: Int] = [:]
        for item in columnItems { counts[item, default: 0] += 1 }
        var shared: [Pair: Int] = [:]
        for family in columns.gathered() {
            let tables = Array(Set(family.map { columnItems[$0] }).sorted().prefix(Self.bearersMax))
            for (place, one) in tables.enumerated() {
                for other in tables[(place + 1)...] {
                    shared[Pair(one: one, other: other), default: 0] += 1
                }
            }
        }
        for (pair, count) in shared.sorted(by: { $0.key < $1.key }) {
            let smaller = min(counts[pair.one] ?? 0, counts[pair.other] ?? 0)
            if count >= 2, count * 2 >= smaller { unite(pair.one, pair.other, .table) }
        }
    }

    private struct Pair: Hashable, Comparable {
        let one: Int
        let other: Int

        static func < (left: Pair, right: Pair) -> Bool {
            (left.one, left.other) < (right.one, right.other)
        }
    }

    /// Pictures that are compared with each other for a piece of bits in common.
    private static let picturesMax = 1_024

    /// A hash has 63 bits that say something, in nine pieces of seven: two pictures that differ in
    /// eight bits at most agree in one piece at least.
    private mutating func joinPictures() {
        for piece in 0..<9 {
            var groups: [UInt64: [Int]] = [:]
            for (place, picture) in pictures.enumerated() {
                groups[picture.hash.bits >> UInt64(1 + 7 * piece) & 127, default: []].append(place)
            }
            for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
                for (place, member) in group.enumerated() {
                    for other in group[..<min(place, Self.picturesMax)] {
                        let distance = pictures[member].hash.distance(to: pictures[other].hash)
                        if distance <= PictureHash.distanceMax {
                            unite(pictures[other].item, pictures[member].item, .picture)
                        }
                    }
                }
            }
        }
    }

    // MARK: Families

    private mutating func root(of number: Int) -> Int {
        var place = number
        while parents[place] != place {
            parents[place] = parents[parents[place]]
            place = parents[place]
        }
        return place
    }

    private mutating func unite(_ one: Int, _ other: Int, _ kind: DataMap.CopyFamily.Kind) {
        let (left, right) = (root(of: one), root(of: other))
        guard left != right else { return }
        parents[max(left, right)] = min(left, right)
        // A family is called by the loosest of its ties.
        let kinds = [kind, kinds[left], kinds[right]].compactMap { $0 }
        self.kinds[min(left, right)] = kinds.first { $0 != .exact } ?? .exact
    }

    /// The families, the largest first.
    mutating func families(limit: Int) -> [DataMap.CopyFamily] {
        var members: [Int: [Int]] = [:]
        for number in items.indices where kinds[root(of: number)] != nil {
            members[root(of: number), default: []].append(number)
        }
        let largest = members.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let textPlaces = Dictionary(
            textItems.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return largest.prefix(limit).map { root, numbers in
            family(numbers, kinds[root] ?? .exact, textPlaces)
        }
    }

    /// The likely original is the one that was so first; of several, the one that we knew first.
    private func family(
        _ numbers: [Int],
        _ kind: DataMap.CopyFamily.Kind,
        _ textPlaces: [Int: Int]
    ) -> DataMap.CopyFamily {
        let ordered = numbers.sorted { one, other in
            let (left, right) = (items[one], items[other])
            return (left.since, left.known, left.item) < (right.since, right.known, right.item)
        }
        var family = DataMap.CopyFamily(
            kind: kind,
            members: ordered.map { DataMap.CopyFamily.Member(items[$0]) }
        )
        guard let original = ordered.first else { return family }
        family.members[0].isOriginal = true
        for (place, number) in ordered.enumerated().dropFirst() {
            if items[number].fingerprint == items[original].fingerprint { continue }
            if let one = textPlaces[original], let other = textPlaces[number] {
                family.members[place].likeness = texts.likeness(of: one, and: other)
            }
        }
        return family
    }
}
