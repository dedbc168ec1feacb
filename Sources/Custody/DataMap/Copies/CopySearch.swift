import Kernel
import Likeness

/// Gathers items into families of copies: equal ones by their digest, the others by sketches.
struct CopySearch {
    private static let pageMax = 5_000
    /// Tables that share a family of columns and are compared with each other: beyond it a column
    /// (weekdays, departments) says nothing.
    private static let bearersMax = 64

    /// Digests of the items, rising: numbers, since a million of them are held at once.
    private var items: [DataMap.Digest16] = []
    /// The digest of what each holds, where it holds anything.
    private var prints: [(print: DataMap.Digest16, item: Int32)] = []
    private var parents: [Int32] = []
    private var texts = Families()
    /// Member of `texts` → item, rising.
    private var textItems: [Int32] = []
    private var columns = Families()
    private var columnItems: [Int32] = []
    private var pictures: [(item: Int32, hash: PictureHash)] = []
    /// Of items that stand for a family, the kind of it.
    private var kinds: [Int32: DataMap.CopyFamily.Kind] = [:]

    /// Reads what stands.
    mutating func read(_ db: Database) throws {
        try readItems(db)
        try readSketches(db)
        parents = items.indices.map { Int32($0) }
        prints.sort { ($0.print, $0.item) < ($1.print, $1.item) }
        for (one, other) in zip(prints, prints.dropFirst()) where one.print == other.print {
            unite(one.item, other.item, .exact)
        }
        prints = []
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
                SELECT item, fingerprint, bytes FROM datamap_item
                WHERE closed IS NULL AND item > \(last)
                ORDER BY item LIMIT \(Self.pageMax)
                """
            )
            for row in page {
                guard let item = DataMap.Digest16(row.text(0)) else { continue }
                // Half of the digest tells contents apart as well as the whole.
                if row.int(2) > 0, let print = DataMap.Digest16(String(row.text(1).prefix(32))) {
                    prints.append((print, Int32(items.count)))
                }
                items.append(item)
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
        guard let number = place(of: row.text(0)) else { return }
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

    /// The number of the item of this digest.
    private func place(of text: DataMap.ItemDigest) -> Int32? {
        guard let item = DataMap.Digest16(text) else { return nil }
        let place = Self.first(in: items) { $0 >= item }
        return place < items.count && items[place] == item ? Int32(place) : nil
    }

    /// The first place whose element is not below what is sought, in an order that rises.
    private static func first<T>(in rising: [T], where isReached: (T) -> Bool) -> Int {
        var (low, high) = (0, rising.count)
        while low < high {
            let middle = (low + high) / 2
            if isReached(rising[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
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
        var counts: [Int32: Int] = [:]
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
        let one: Int32
        let other: Int32

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

    private mutating func root(of number: Int32) -> Int32 {
        var place = Int(number)
        while parents[place] != Int32(place) {
            parents[place] = parents[Int(parents[place])]
            place = Int(parents[place])
        }
        return Int32(place)
    }

    private mutating func unite(_ one: Int32, _ other: Int32, _ kind: DataMap.CopyFamily.Kind) {
        let (left, right) = (root(of: one), root(of: other))
        guard left != right else { return }
        parents[Int(max(left, right))] = min(left, right)
        // A family is called by the loosest of its ties.
        let kinds = [kind, kinds[left], kinds[right]].compactMap { $0 }
        self.kinds[max(left, right)] = nil
        self.kinds[min(left, right)] = kinds.first { $0 != .exact } ?? .exact
    }

    /// The families, the largest first.
    ///
    /// - Parameters:
    ///   - limit: families at most.
    ///   - membersMax: members of each that are told, those that were so first.
    mutating func families(
        limit: Int,
        membersMax: Int,
        in db: Database
    ) throws -> [DataMap.CopyFamily] {
        var counts: [Int32: Int] = [:]
        for number in items.indices {
            let root = root(of: Int32(number))
            if kinds[root] != nil { counts[root, default: 0] += 1 }
        }
        let largest = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
        var members: [Int32: [Int32]] = [:]
        for (root, _) in largest { members[root] = [] }
        for number in items.indices.map({ Int32($0) }) {
            members[root(of: number)]?.append(number)
        }
        return try largest.map { root, _ in
            try family(members[root] ?? [], kinds[root] ?? .exact, membersMax, db)
        }
    }

    /// Members that are asked for at once.
    private static let askedMax = 200

    /// The likely original is the one that was so first; of several, the one that we knew first.
    private func family(
        _ numbers: [Int32],
        _ kind: DataMap.CopyFamily.Kind,
        _ membersMax: Int,
        _ db: Database
    ) throws -> DataMap.CopyFamily {
        var kept: [DataMap.Compared] = []
        var sources: Set<String> = []
        for start in stride(from: 0, to: numbers.count, by: Self.askedMax) {
            let asked = numbers[start..<min(start + Self.askedMax, numbers.count)]
            var list: SQL = "''"
            for number in asked { list = "\(list), \(items[Int(number)].text)" }
            let rows = try db.rows(
                """
                SELECT i.item, i.event, i.position, s.name, i.fingerprint, i.since, i.known, i.bytes
                FROM datamap_item i JOIN datamap_source s ON s.id = i.source
                WHERE i.closed IS NULL AND i.item IN (\(list))
                """
            ).map { DataMap.Compared($0) }
            sources.formUnion(rows.map(\.source))
            kept = Array((kept + rows).sorted { $0.precedes($1) }.prefix(membersMax))
        }
        var family = DataMap.CopyFamily(
            kind: kind,
            members: kept.map { DataMap.CopyFamily.Member($0) },
            items: numbers.count,
            sources: sources.count
        )
        guard let original = kept.first else { return family }
        family.members[0].isOriginal = true
        let text = textPlace(of: original)
        for (place, member) in kept.enumerated().dropFirst() {
            if member.fingerprint == original.fingerprint { continue }
            if let text, let other = textPlace(of: member) {
                family.members[place].likeness = texts.likeness(of: text, and: other)
            }
        }
        return family
    }

    /// The member of `texts` that an item is, where it has a text of its own.
    private func textPlace(of member: DataMap.Compared) -> Int? {
        guard let number = place(of: member.item) else { return nil }
        let place = Self.first(in: textItems) { $0 >= number }
        return place < textItems.count && textItems[place] == number ? place : nil
    }
}
