import Foundation
import Quality
import Testing

/// Public crowds, read from the folder that `CORDON_DATA` names; they are never part of the house.
@Suite(
    "A real crowd",
    .enabled(if: ProcessInfo.processInfo.environment["CORDON_DATA"] != nil)
)
struct CrowdTests {
    struct Crowd {
        var votes: Votes
        var truth: [Int?]
        var units: [[Double]]
    }

    static func crowd(_ name: String) throws -> Crowd {
        let folder = ProcessInfo.processInfo.environment["CORDON_DATA"] ?? ""
        func rows(_ file: String) throws -> [[String]] {
            try String(contentsOfFile: folder + "/crowd/" + file, encoding: .utf8)
                .split(whereSeparator: \.isNewline).dropFirst()
                .map { $0.split(separator: "\t").map(String.init) }
        }
        let labels = try rows("\(name).labels.tsv")
        let known = try rows("\(name).truth.tsv")
        let classes = Array(Set(labels.map { $0[2] })).sorted {
            (Double($0) ?? 0) < (Double($1) ?? 0)
        }
        let tasks = Array(Set(labels.map { $0[0] })).sorted()
        let workers = Array(Set(labels.map { $0[1] })).sorted()
        func number(_ names: [String]) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        }
        let (byClass, byTask, byWorker) = (number(classes), number(tasks), number(workers))
        var units = [[Double]](repeating: [], count: tasks.count)
        let votes = try labels.map { row in
            let task = try #require(byTask[row[0]])
            units[task].append(try #require(Double(row[2])))
            return Votes.Vote(
                task: task,
                worker: try #require(byWorker[row[1]]),
                answer: try #require(byClass[row[2]])
            )
        }
        var truth = [Int?](repeating: nil, count: tasks.count)
        for row in known { if let task = byTask[row[0]] { truth[task] = byClass[row[1]] } }
        return Crowd(
            votes: try Votes(
                votes,
                tasks: tasks.count,
                workers: workers.count,
                classes: classes.count
            ),
            truth: truth,
            units: units
        )
    }

    static func accuracy(_ verdicts: Verdicts, _ truth: [Int?]) -> Double {
        let right = zip(verdicts.answers, truth).count { $0 == $1 }
        return Double(right) / Double(truth.count { $0 != nil })
    }

    struct OnFile: Decodable {
        let file: String
        let level: String
        let alpha: Double
    }

    @Test("agrees as far as Krippendorff says")
    func alpha() throws {
        for known in try Vectors.read("krippendorff_on_files", as: [OnFile].self) {
            let name = String(known.file.prefix { $0 != "." })
            guard let crowd = try? Self.crowd(name) else { continue }
            let scale = try #require(KrippendorffAlpha.Scale(rawValue: known.level))
            let found = KrippendorffAlpha(crowd.units, scale: scale)
            #expect(abs(try #require(found.value) - known.alpha) < 1e-6)
        }
    }

    struct OnSets: Decodable {
        struct One: Decodable {
            let file: String
            let tasks: Int
            let accuracy: [String: Double]
        }
        let sets: [One]
    }

    @Test("is understood at least as well as by others, to one task")
    func truth() throws {
        for known in try Vectors.read("aggregation_on_files", as: OnSets.self).sets {
            guard let crowd = try? Self.crowd(known.file) else { continue }
            let task = 1 / Double(known.tasks) + 1e-9
            let mine = [
                "dawid_skene": DawidSkene(crowd.votes).verdicts,
                "one_coin_ds": OneCoin(crowd.votes).verdicts,
                "glad": Glad(crowd.votes).verdicts,
                "mace": Mace(crowd.votes).verdicts,
            ]
            for (name, verdicts) in mine {
                let theirs = try #require(known.accuracy[name])
                let found = Self.accuracy(verdicts, crowd.truth)
                #expect(found >= theirs - task, "\(known.file) \(name): \(found) for \(theirs)")
            }
        }
    }
}
