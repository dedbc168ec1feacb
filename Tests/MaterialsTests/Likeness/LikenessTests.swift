import Testing

@testable import Likeness

@Suite("Near copies")
struct LikenessTests {
    /// SplitMix64 with a seed, so that the same words come each time.
    private struct Words {
        var state: UInt64
        mutating func next() -> String {
            state &+= 0x9E37_79B9_7F4A_7C15
            return "w\(Mixing.mixed(state) % 20_000)"
        }
        mutating func text(_ count: Int) -> [String] { (0..<count).map { _ in next() } }
    }

    private static func hashes(_ words: [String]) -> [UInt64] {
        var shingles = Shingles(key: 7)
        shingles.add(Array(words.joined(separator: " ").utf8).span)
        return shingles.hashes
    }

    private static func truth(_ one: [UInt64], _ other: [UInt64]) -> Double {
        let (left, right) = (Set(one), Set(other))
        return Double(left.intersection(right).count) / Double(left.union(right).count)
    }

    /// Standard deviation 0.031 at most: five of them fail once in 1.7 million runs, and the seed
    /// is fixed.
    @Test("are as alike as their sketches say, whatever their length", arguments: [
        (40, 2), (40, 8), (300, 5), (300, 20), (300, 60), (5_000, 100), (5_000, 900),
    ])
    func estimates(length: Int, changes: Int) throws {
        var words = Words(state: UInt64(length * 1_000 + changes))
        let one = words.text(length)
        var other = one
        for change in 0..<changes { other[change * length / changes] = words.next() }
        let (left, right) = (Self.hashes(one), Self.hashes(other))
        let sketches = (try #require(Similarity(left)), try #require(Similarity(right)))
        #expect(abs(sketches.0.likeness(to: sketches.1) - Self.truth(left, right)) < 0.155)
    }

    @Test("are found among strangers, and no stranger with them")
    func families() throws {
        var words = Words(state: 1)
        var families = Families()
        var truth: [Int: Int] = [:]
        for family in 0..<300 {
            let original = words.text(200)
            for copy in 0..<(family % 3 + 1) {
                var text = original
                // Each change breaks three shingles: four leave 0.89 of them.
                for change in 0..<(copy * 2) { text[change * 37 % 200] = words.next() }
                let sketch = try #require(Similarity(Self.hashes(text)))
                truth[families.add(sketch)] = family
            }
        }
        let found = families.gathered()
        for family in found { #expect(Set(family.map { truth[$0] }).count == 1) }
        #expect(found.count == 200)
        #expect(found.reduce(0) { $0 + $1.count } == 500)
    }

    @Test("keep their sketch through storage")
    func stores() throws {
        let sketch = try #require(Similarity(Self.hashes(["a", "b", "c", "d", "e"])))
        #expect(Similarity(bytes: sketch.bytes) == sketch)
        #expect(Similarity(bytes: [1, 2, 3]) == nil)
        #expect(Similarity([UInt64]()) == nil)
    }

    @Test("do not meet under another house's key")
    func keyed() throws {
        var mine = Shingles(key: 1)
        var theirs = Shingles(key: 2)
        let text = Array("the same words in the same order, and some more of them".utf8)
        mine.add(text.span)
        theirs.add(text.span)
        #expect(Set(mine.hashes).isDisjoint(with: theirs.hashes))
    }

    @Test("are known again however a text is wrapped and spaced")
    func folds() {
        var one = Shingles(key: 1)
        var other = Shingles(key: 1)
        one.add(Array("Anna Schmidt\nled the team; in Hamburg.".utf8).span)
        other.add(Array("anna  schmidt led\tthe team in hamburg".utf8).span)
        #expect(one.hashes == other.hashes)
    }

    @Test("of a picture differ in few bits, other pictures in many")
    func pictures() throws {
        func picture(_ side: Int, _ shade: (Double, Double) -> Double) -> [UInt8] {
            (0..<side * side).map { place in
                let (row, column) = (Double(place / side), Double(place % side))
                let value = shade(row / Double(side), column / Double(side))
                return UInt8(max(0, min(255, value * 255)))
            }
        }
        func face(_ down: Double, _ across: Double) -> Double {
            let middle = (down - 0.4) * (down - 0.4) + (across - 0.5) * (across - 0.5)
            return middle < 0.06 ? 0.9 : across < 0.3 ? 0.2 : down * 0.6
        }
        let large = try #require(PictureHash(grey: picture(400, face), width: 400, height: 400))
        let small = try #require(PictureHash(grey: picture(90, face), width: 90, height: 90))
        let light = try #require(
            PictureHash(grey: picture(400) { face($0, $1) * 0.8 + 0.1 }, width: 400, height: 400)
        )
        let other = try #require(
            PictureHash(grey: picture(400) { $1 * $1 + 0.3 * $0 }, width: 400, height: 400)
        )
        #expect(large.distance(to: small) <= PictureHash.distanceMax)
        #expect(large.distance(to: light) <= PictureHash.distanceMax)
        #expect(large.distance(to: other) > PictureHash.distanceMax)
        #expect(PictureHash(grey: [UInt8](repeating: 9, count: 64), width: 8, height: 8) == nil)
        #expect(PictureHash(grey: [1, 2], width: 2, height: 2) == nil)
    }
}
