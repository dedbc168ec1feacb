import Glibc
import Likeness

/// Finds near copies among a million made-up documents of about 300 words, and says how well, how
/// fast and in how much memory.
///
///     swift run -c release copies-benchmark [documents]
///
/// One document in five is a copy of an earlier one with words replaced here and there, so that
/// between half and nearly all of the shingles stay. A copy counts as one to be found where its
/// true likeness (counted shingle by shingle) is at least 0.8.
@main
struct CopiesBenchmark {
    static func main() {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
        var maker = Maker(state: 11)
        var families = Families()
        families.reserve(count)
        var pairs: [(copy: Int, original: Int, likeness: Double)] = []
        let start = ContinuousClock.now
        var making = Duration.zero
        var recent: [(number: Int, words: [UInt32])] = []
        var bytes = 0
        for number in 0..<count {
            let begun = ContinuousClock.now
            var words: [UInt32]
            var original: (number: Int, words: [UInt32])?
            if number % 5 == 4, let chosen = recent.randomChoice(&maker) {
                (original, words) = (chosen, chosen.words)
                let changes = Int(maker.next() % 40)
                for _ in 0..<changes {
                    words[Int(maker.next() % UInt64(words.count))] = maker.word()
                }
            } else {
                words = maker.document()
                if recent.count < 1_000 {
                    recent.append((number, words))
                } else {
                    recent[Int(maker.next() % 1_000)] = (number, words)
                }
            }
            let text = Maker.text(words)
            bytes += text.count
            making += .now - begun
            var shingles = Shingles(key: 3)
            shingles.add(text.span)
            if let sketch = Similarity(shingles.hashes) { families.add(sketch) }
            if let original {
                let measured = ContinuousClock.now
                var other = Shingles(key: 3)
                other.add(Maker.text(original.words).span)
                pairs.append((number, original.number, truth(shingles.hashes, other.hashes)))
                making += .now - measured
            }
        }
        let sketched = ContinuousClock.now
        let found = families.gathered()
        let end = ContinuousClock.now
        report(found, pairs, families)
        print("documents \(count), \(bytes >> 20) MB of text")
        print("sketching \(sketched - start - making), families \(end - sketched)")
        print("peak memory \(peak() >> 10) MB")
    }

    /// Pairs that are reported are those in one family whose sketches agree by the threshold.
    private static func report(
        _ found: [[Int]],
        _ pairs: [(copy: Int, original: Int, likeness: Double)],
        _ families: Families
    ) {
        var family: [Int: Int] = [:]
        for (number, members) in found.enumerated() {
            for member in members { family[member] = number }
        }
        var (right, missed, wrong) = (0, 0, 0)
        for pair in pairs {
            let isTogether = family[pair.copy] != nil && family[pair.copy] == family[pair.original]
            let isReported =
                isTogether
                && families.likeness(of: pair.copy, and: pair.original) >= families.threshold
            switch (isReported, pair.likeness >= 0.8) {
            case (true, true): right += 1
            case (true, false): wrong += 1
            case (false, true): missed += 1
            case (false, false): break
            }
        }
        // Whoever is in a family without being a copy, and without a copy in it.
        let known = Set(pairs.flatMap { [$0.copy, $0.original] })
        let strangers = found.count { $0.contains { !known.contains($0) } }
        print("recall \(Double(right) / Double(max(1, right + missed)))")
        print("precision \(Double(right) / Double(max(1, right + wrong + strangers)))")
        print("families \(found.count), with a stranger in them \(strangers)")
    }

    private static func truth(_ one: [UInt64], _ other: [UInt64]) -> Double {
        let (left, right) = (Set(one), Set(other))
        return Double(left.intersection(right).count) / Double(left.union(right).count)
    }

    /// The most memory that this process ever held. Kilobytes.
    private static func peak() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss)
    }
}

/// Words drawn as often as words of a language are: the second half as often as the first.
struct Maker {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func word() -> UInt32 {
        // Zipf's law, roughly: the logarithm of the rank is even.
        let power = Double(next() >> 11) / Double(1 << 53)
        return UInt32(exp2(power * 15))
    }

    mutating func document() -> [UInt32] {
        let length = 150 + Int(next() % 300)
        return (0..<length).map { _ in word() }
    }

    static func text(_ words: [UInt32]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(words.count * 7)
        for word in words {
            var rest = word &* 2_654_435_761
            for _ in 0..<(3 + word % 5) {
                text.append(0x61 + UInt8(rest % 26))
                rest /= 26
            }
            text.append(0x20)
        }
        return text
    }
}

extension Array {
    fileprivate func randomChoice(_ maker: inout Maker) -> Element? {
        isEmpty ? nil : self[Int(maker.next() % UInt64(count))]
    }
}
