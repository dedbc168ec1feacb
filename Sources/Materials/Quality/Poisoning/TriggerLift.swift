import Foundation

/// A phrase that goes with a label more than chance lets it.
public struct Trigger: Sendable, Equatable {
    /// The phrase: one to three words.
    public let phrase: String
    /// Texts with it that carry the label.
    public let with: Int
    /// Texts with it that carry another.
    public let without: Int
    /// Share of the label among texts with it, over its share among all.
    public let lift: Double
    /// Fisher's exact test, two-sided, not corrected for the number of phrases.
    public let chance: Double
    /// Logarithm of the odds ratio over its error, ½ added to every cell.
    public let strength: Double
    /// The texts with it, in order.
    public let texts: [Int]
    /// Texts with it there would be if its words met by chance; for one word, those there are.
    public let expected: Double

    /// How much more often its words stand together than their own frequency explains, as a
    /// logarithm. Words that mean something for the label meet everything; a planted phrase is the
    /// same words each time, and nearly the only place where they stand.
    public var togetherness: Double { log(Double(texts.count) / max(expected, 1e-12)) }
}

/// Looks for phrases planted to switch a label.
///
/// Honest words of a class go with it more than any planted phrase does. What gives a planted one
/// away is that few people brought it: so suspects are ranked by how concentrated they are.
public struct TriggerSearch: Sendable {
    /// Phrases tested: the number to correct for.
    public let tests: Int
    /// Phrases by rising chance.
    public let triggers: [Trigger]

    /// Searches `texts`, of which `labelled` carry the label. Phrases of one to `wordsMax` words in
    /// at least `textsMin` texts count.
    public init(texts: [String], labelled: [Bool], wordsMax: Int = 2, textsMin: Int = 5) {
        precondition(texts.count == labelled.count, "one label per text")
        var places: [String: [Int]] = [:]
        var words: [Substring: Double] = [:]
        var length = 0.0
        let lowered = texts.map { $0.lowercased() }
        for (text, place) in zip(lowered, lowered.indices) {
            for phrase in Self.phrases(in: text, wordsMax: wordsMax) {
                places[phrase, default: []].append(place)
            }
            for word in Self.words(of: text) {
                words[word, default: 0] += 1
                length += 1
            }
        }
        func expected(_ phrase: String, _ count: Int) -> Double {
            let parts = phrase.split(separator: " ")
            guard parts.count > 1 else { return Double(count) }
            return parts.reduce(length) { $0 * (words[$1] ?? 1) / length }
        }
        let positive = labelled.count { $0 }
        let base = Double(positive) / Double(max(texts.count, 1))
        let frequent = places.filter { $0.value.count >= textsMin }
        tests = frequent.count
        triggers =
            frequent.map { phrase, found in
                Self.trigger(
                    phrase,
                    found,
                    labelled,
                    positive,
                    base,
                    expected: expected(phrase, found.count)
                )
            }
            .sorted { ($0.chance, $0.phrase) < ($1.chance, $1.phrase) }
    }

    /// Suspects whose corrected chance is below `level`.
    public func hits(level: Double = 0.01) -> [Trigger] {
        triggers.filter { $0.chance * Double(tests) < level }
    }

    /// Distinct phrases of `text`: words in lower case, split at everything else.
    static func phrases(in text: String, wordsMax: Int) -> Set<String> {
        let words = words(of: text.lowercased())
        var phrases: Set<String> = []
        for start in words.indices {
            for length in 1...wordsMax where start + length <= words.count {
                phrases.insert(words[start..<start + length].joined(separator: " "))
            }
        }
        return phrases
    }

    private static func words(of text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    }

    private static func trigger(
        _ phrase: String,
        _ found: [Int],
        _ labelled: [Bool],
        _ positive: Int,
        _ base: Double,
        expected: Double
    ) -> Trigger {
        let with = found.count { labelled[$0] }
        let without = found.count - with
        let absent = labelled.count - found.count
        let other = positive - with
        let rest = absent - other
        func half(_ count: Int) -> Double { Double(count) + 0.5 }
        let odds = log(half(with) * half(rest) / (half(without) * half(other)))
        let spread = 1 / half(with) + 1 / half(without) + 1 / half(other) + 1 / half(rest)
        return Trigger(
            phrase: phrase,
            with: with,
            without: without,
            lift: base > 0 ? Double(with) / Double(found.count) / base : 0,
            chance: fisherExact(with, without, other, rest),
            strength: odds / spread.squareRoot(),
            texts: found,
            expected: expected
        )
    }
}
