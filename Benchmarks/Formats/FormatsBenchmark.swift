import Custody
import Documents
import Foundation

/// Reads documents whose words are known, and says how many of them were found, and how fast.
///
/// Beside each document `pay.xlsx` lies `pay.xlsx.truth` with its words. Documents are read as the
/// product reads them: by confined workers, as many as there are processors.
@main
struct FormatsBenchmark {
    /// Share of words that must be found, by folder of documents.
    private static let recallMin = ["office": 0.99, "pages": 0.97, "scans": 0.93]
    /// Office documents a second, on two processors.
    private static let speedMin = 100.0
    /// Times the office documents are read, so that starting the workers counts for little.
    private static let rounds = 4

    /// What one folder amounted to.
    private struct Score {
        var documents = 0
        var words = 0
        var found = 0
        var unread = 0
        var seconds = 0.0

        var recall: Double { Double(found) / Double(max(words, 1)) }
        var speed: Double { Double(documents) / max(seconds, 1e-9) }
    }

    static func main() async throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: formats-benchmark FOLDER")
            exit(2)
        }
        let root = URL(fileURLWithPath: CommandLine.arguments[1])
        var isMissed = false
        for (folder, limit) in recallMin.sorted(by: { $0.key < $1.key }) {
            let score = try await score(
                of: root.appending(path: folder),
                isFast: folder == "office"
            )
            let recall = (score.recall * 10_000).rounded() / 100
            let speed = (score.speed * 10).rounded() / 10
            print(
                "\(folder): \(recall) % of words, \(speed) documents a second, "
                    + "\(score.documents) documents, \(score.unread) not read whole"
            )
            isMissed = isMissed || score.recall < limit
            isMissed = isMissed || (folder == "office" && score.speed < speedMin)
        }
        exit(isMissed ? 1 : 0)
    }

    private static func score(of folder: URL, isFast: Bool) async throws -> Score {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { !$0.hasSuffix(".truth") && !$0.hasPrefix(".") }
        let size = ProcessInfo.processInfo.activeProcessorCount
        let reader = DocumentReader(workers: ReaderPool(size: size))
        var score = Score()
        let start = ContinuousClock.now
        let turns = isFast ? rounds : 1
        try await withThrowingTaskGroup(of: (found: Int, words: Int, isWhole: Bool).self) { group in
            var pending = (0..<turns).flatMap { _ in names }[...]
            for name in pending.prefix(2 * size) {
                group.addTask { try await read(name, folder, reader) }
            }
            pending = pending.dropFirst(2 * size)
            while let one = try await group.next() {
                score.documents += 1
                score.found += one.found
                score.words += one.words
                score.unread += one.isWhole ? 0 : 1
                guard let name = pending.popFirst() else { continue }
                group.addTask { try await read(name, folder, reader) }
            }
        }
        let spent = ContinuousClock.now - start
        score.seconds =
            Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
        return score
    }

    private static func read(
        _ name: String,
        _ folder: URL,
        _ reader: DocumentReader
    ) async throws -> (found: Int, words: Int, isWhole: Bool) {
        let truth = try String(
            contentsOf: folder.appending(path: name + ".truth"),
            encoding: .utf8
        )
        var wanted: [Substring: Int] = [:]
        let words = truth.split(whereSeparator: \.isWhitespace)
        for word in words { wanted[word, default: 0] += 1 }
        var found = 0
        let reading = try await reader.read(folder.appending(path: name).path) { record in
            for field in record.fields {
                for word in field.text.split(whereSeparator: \.isWhitespace) {
                    guard let left = wanted[word], left > 0 else { continue }
                    wanted[word] = left - 1
                    found += 1
                }
            }
        }
        return (found, words.count, reading.isWhole)
    }
}
