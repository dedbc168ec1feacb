import Foundation
import Quality

/// Measures truth inference: on a made crowd of half a million labels, and on files of labels given
/// on the command line (`task⇥worker⇥label`, one header line), for comparison with `crowd.py`.
@main
enum QualityBenchmark {
    static func main() throws {
        let made = try MadeCrowd.votes(tasks: 100_000, workers: 2_000, classes: 4, perTask: 5)
        report("made crowd", made, methods: [("dawid-skene", { DawidSkene($0).verdicts })])
        for path in CommandLine.arguments.dropFirst() {
            let votes = try LabelFile.votes(at: path)
            report(
                URL(filePath: path).lastPathComponent,
                votes,
                methods: [
                    ("majority", { $0.shares() }), ("dawid-skene", { DawidSkene($0).verdicts }),
                    ("one-coin", { OneCoin($0).verdicts }), ("glad", { Glad($0).verdicts }),
                    ("mace", { Mace($0).verdicts }),
                ]
            )
        }
    }

    /// The fastest of five runs: what else the machine does only ever adds.
    static func report(
        _ name: String,
        _ votes: Votes,
        methods: [(String, (Votes) -> Verdicts)]
    ) {
        for (method, infer) in methods {
            var best = Duration.seconds(1_000)
            for _ in 0..<5 {
                let clock = ContinuousClock()
                best = min(best, clock.measure { _ = infer(votes) })
            }
            let milliseconds = best / .milliseconds(1)
            let figure = String(format: "%.2f", milliseconds)
            print("\(name)\t\(votes.count) labels\t\(method)\t\(figure) ms")
        }
    }
}

/// People right three times in five to nineteen in twenty.
enum MadeCrowd {
    static func votes(tasks: Int, workers: Int, classes: Int, perTask: Int) throws -> Votes {
        var numbers = SeededNumbers(seed: 7)
        let skills = (0..<workers).map { _ in 0.6 + 0.35 * numbers.unit() }
        var votes: [Votes.Vote] = []
        votes.reserveCapacity(tasks * perTask)
        for task in 0..<tasks {
            let truth = numbers.below(classes)
            for _ in 0..<perTask {
                let worker = numbers.below(workers)
                let isRight = numbers.unit() < skills[worker]
                let answer = isRight ? truth : numbers.below(classes)
                votes.append(.init(task: task, worker: worker, answer: answer))
            }
        }
        return try Votes(votes, tasks: tasks, workers: workers, classes: classes)
    }
}

/// Labels as the public sets are handed round.
enum LabelFile {
    static func votes(at path: String) throws -> Votes {
        let rows = try String(contentsOfFile: path, encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: "\t") }
        var names = [[Substring: Int]](repeating: [:], count: 3)
        var votes: [Votes.Vote] = []
        for row in rows where row.count == 3 {
            var numbers: [Int] = []
            for column in 0..<3 {
                let next = names[column].count
                let number = names[column][row[column]] ?? next
                names[column][row[column]] = number
                numbers.append(number)
            }
            votes.append(.init(task: numbers[0], worker: numbers[1], answer: numbers[2]))
        }
        return try Votes(
            votes,
            tasks: names[0].count,
            workers: names[1].count,
            classes: names[2].count
        )
    }
}
