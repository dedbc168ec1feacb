/// Finds which of many sketches are near copies, in memory that grows with their number alone.
///
/// **Lesson.** To compare all pairs of a million is 5·10¹¹ comparisons. *Banding* (Indyk, Motwani
/// 1998; Leskovec, Rajaraman, Ullman, chapter 3) cuts a sketch into bands, and compares only those
/// that agree in a whole band. With `b` bands of `r` positions, two sets of likeness `s` meet with
/// the probability 1 − (1 − sʳ)ᵇ: here, with 32 bands of 8, 0.997 at 0.8 and 0.002 at 0.3.
///
/// Bands are gone through one after the other: the members are sorted by what the band holds, and
/// each run of equals is compared. So there is no table of buckets, and one band needs 16 bytes a
/// member. A run longer than ``runMax`` (a form that everybody filled in) is compared with its
/// first members only, which links all of them as well.
public struct Families: Sendable {
    /// Positions of one band.
    static let bandWidth = 8
    /// Members of one run that each other member is compared with.
    static let runMax = 16

    /// Sketches laid end to end: one array, where a million small ones would cost twice as much.
    private var positions: [UInt16] = []
    private var parents: [UInt32] = []
    /// Likeness from which two are near copies, 0…1.
    public let threshold: Double

    /// - Parameter threshold: likeness from which two are near copies, 0…1.
    public init(threshold: Double = 0.8) { self.threshold = threshold }

    /// How many were added.
    public var count: Int { parents.count }

    /// Prepares room for `count` members.
    public mutating func reserve(_ count: Int) {
        positions.reserveCapacity(count * Similarity.count)
        parents.reserveCapacity(count)
    }

    /// Adds a member; returns its number, from 0.
    @discardableResult
    public mutating func add(_ sketch: Similarity) -> Int {
        positions += sketch.positions
        parents.append(UInt32(parents.count))
        return parents.count - 1
    }

    /// Makes two members of one family, whatever their sketches say: they are equal to the byte.
    public mutating func join(_ one: Int, _ other: Int) { unite(UInt32(one), UInt32(other)) }

    /// The families of two members and more, each in the order in which they were added.
    public mutating func gathered() -> [[Int]] {
        var order: [(key: UInt64, member: UInt32)] = []
        order.reserveCapacity(count)
        for band in 0..<(Similarity.count / Self.bandWidth) { meet(in: band, &order) }
        var members: [UInt32: [Int]] = [:]
        var roots: [UInt32] = []
        for member in 0..<count {
            let root = root(of: UInt32(member))
            guard root != UInt32(member) || members[root] != nil else {
                // Most are alone: only those somebody joined get a list.
                continue
            }
            if members[root] == nil { roots.append(root) }
            members[root, default: [Int(root)]].append(member)
        }
        return roots.compactMap { members[$0] }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }

    /// How alike two members are, 0…1.
    public func likeness(of one: Int, and other: Int) -> Double {
        positions.withUnsafeBufferPointer { all in
            let (left, right) = (one * Similarity.count, other * Similarity.count)
            var same = 0
            for place in 0..<Similarity.count where all[left + place] == all[right + place] {
                same += 1
            }
            return Double(same) / Double(Similarity.count)
        }
    }

    /// Compares those that agree in one band.
    private mutating func meet(in band: Int, _ order: inout [(key: UInt64, member: UInt32)]) {
        order.removeAll(keepingCapacity: true)
        for member in 0..<count {
            let start = member * Similarity.count + band * Self.bandWidth
            var key = UInt64(band)
            for place in start..<start + Self.bandWidth {
                key = Mixing.mixed(key &* 65_599 ^ UInt64(positions[place]))
            }
            order.append((key, UInt32(member)))
        }
        order.sort { ($0.key, $0.member) < ($1.key, $1.member) }
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end].key == order[start].key { end += 1 }
            if end - start > 1 { compare(order[start..<end].map(\.member)) }
            start = end
        }
    }

    private mutating func compare(_ run: [UInt32]) {
        for (place, member) in run.enumerated().dropFirst() {
            for other in run.prefix(min(place, Self.runMax)) {
                guard root(of: member) != root(of: other) else { continue }
                if likeness(of: Int(member), and: Int(other)) >= threshold { unite(other, member) }
            }
        }
    }

    private mutating func root(of member: UInt32) -> UInt32 {
        var place = member
        while parents[Int(place)] != place {
            // Halving the way each time it is gone keeps all ways short.
            parents[Int(place)] = parents[Int(parents[Int(place)])]
            place = parents[Int(place)]
        }
        return place
    }

    /// The earlier member is the root, so that a family goes by its first.
    private mutating func unite(_ one: UInt32, _ other: UInt32) {
        let (left, right) = (root(of: one), root(of: other))
        guard left != right else { return }
        parents[Int(max(left, right))] = min(left, right)
    }
}
