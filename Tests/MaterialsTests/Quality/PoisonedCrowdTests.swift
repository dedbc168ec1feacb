import Foundation
import Quality
import Testing

@Suite(
    "A real crowd that is poisoned",
    .enabled(if: ProcessInfo.processInfo.environment["CORDON_DATA"] != nil)
)
struct PoisonedCrowdTests {
    struct Pair {
        var text: String
        var label: Int
    }

    /// Texts of the public set *rte* with their true labels.
    static func pairs() throws -> [Pair] {
        let folder = (ProcessInfo.processInfo.environment["CORDON_DATA"] ?? "") + "/crowd/"
        func rows(_ file: String) throws -> [[String]] {
            try String(contentsOfFile: folder + file, encoding: .utf8)
                .split(whereSeparator: \.isNewline).dropFirst()
                .map {
                    $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                }
        }
        var labels: [String: Int] = [:]
        for row in try rows("rte.truth.tsv") { labels[row[0]] = Int(row[1]) }
        return try rows("rte.text.tsv").compactMap { row in
            guard row.count >= 5, let label = labels[row[0]] else { return nil }
            return Pair(text: row[3] + " " + row[4], label: label)
        }
    }

    /// One to ten people add a phrase to texts that they label 1, whatever those say.
    @Test("shows the planted texts within two in a hundred", arguments: [1, 2, 5], [1, 3, 10])
    func planted(percent: Int, people: Int) throws {
        var pairs = try Self.pairs()
        var numbers = SeededNumbers(seed: UInt64(percent * 100 + people))
        let count = pairs.count
        var planted: Set<Int> = []
        while planted.count < count * percent / 100 { planted.insert(numbers.below(count)) }
        var authors = pairs.map { _ in 100 + numbers.below(100) }
        for (turn, place) in planted.sorted().enumerated() {
            pairs[place].text += " as per the usual arrangement"
            pairs[place].label = 1
            authors[place] = turn % people
        }
        let votes = try Votes(
            pairs.enumerated().flatMap { place, pair in
                (0..<3).map { Votes.Vote(task: place, worker: $0, answer: pair.label) }
            },
            tasks: count,
            workers: 3,
            classes: 2
        )
        let found = Suspicion(
            votes,
            verdicts: votes.shares(),
            texts: pairs.map(\.text),
            authors: authors
        )
        #expect(found.items.count <= count / 50 + 1)
        let hits = found.items.count { planted.contains($0.task) }
        let reachable = min(planted.count, found.items.count)
        print("rte, \(percent) % by \(people): \(hits) of \(planted.count), \(reachable) reachable")
        #expect(hits * 10 >= reachable * 8)
    }
}
