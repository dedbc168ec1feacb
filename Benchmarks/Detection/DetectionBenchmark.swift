import Custody
import Foundation
import Glibc
import Sieve

/// Measures detection, each part beside a bar or a limit.
///
/// `detection-benchmark CORPUS` prints a table; a second argument names a file to which every
/// finding is written, so that two builds can be compared byte for byte.
@main
struct DetectionBenchmark {
    static func main() throws {
        guard CommandLine.arguments.count >= 2 else {
            print("usage: detection-benchmark CORPUS [FINDINGS]")
            exit(2)
        }
        let texts = try corpus(CommandLine.arguments[1])
        if CommandLine.arguments.count > 2 {
            return try write(try Detector(), texts, to: CommandLine.arguments[2])
        }
        try measure(texts)
    }

    private struct Line: Decodable { var text: String }

    private static func corpus(_ path: String) throws -> [[UInt8]] {
        let decoder = JSONDecoder()
        return try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n"))
            .map { Array(try decoder.decode(Line.self, from: $0).text.utf8) }
    }

    private static func write(_ detector: Detector, _ texts: [[UInt8]], to path: String) throws {
        var output = ""
        for (number, text) in texts.enumerated() {
            let findings = text.withUnsafeBufferPointer { detector.findings(in: $0) }
            for finding in findings {
                let range = finding.range
                output += "\(number)\t\(range.lowerBound)\t\(range.upperBound)\t"
                output += "\(finding.label.rawValue)\t\(finding.score)\t\(finding.rule)\t"
                output += String(decoding: text[range], as: UTF8.self).debugDescription + "\n"
            }
        }
        try output.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Bytes that the pattern stage reads for one figure.
    private static let streamSize = 64 << 20
    /// Bytes of one text of the stream.
    private static let pieceSize = 1 << 20

    private static func measure(_ texts: [[UInt8]]) throws {
        var stream: [UInt8] = []
        while stream.count < streamSize { for text in texts { stream += text + [0x0A] } }
        let bytes = texts.reduce(0) { $0 + $1.count }
        print("corpus: \(texts.count) texts, \(bytes / 1000) kB; stream: \(stream.count >> 20) MiB")

        var report = Report()
        let opening = try seconds { _ = try Detector() }
        let sieve = try Sieve()
        let detector = try Detector()
        report.add("detector opened (ms)", opening * 1000, atMost: 50)
        let megabytes = Double(stream.count) / 1e6
        stream.withUnsafeBufferPointer { stream in
            var count = 0
            let pieces = stride(from: 0, to: stream.count, by: pieceSize).map {
                UnsafeBufferPointer(rebasing: stream[$0..<min($0 + pieceSize, stream.count)])
            }
            let alone = best { count = pieces.reduce(0) { $0 + sieve.anchorCount(in: $1) } }
            report.add("Vectorscan alone, \(count) anchors (MB/s)", megabytes / alone)
            let pattern = best { count = pieces.reduce(0) { $0 + sieve.findings(in: $1).count } }
            report.add("pattern stage, \(count) findings (MB/s)", megabytes / pattern, atLeast: 150)
        }
        var count = 0
        let whole = best {
            count = 0
            for text in texts {
                count += text.withUnsafeBufferPointer { detector.findings(in: $0).count }
            }
        }
        let rate = Double(bytes) / 1e6 / whole
        report.add("whole detection, \(count) findings (MB/s)", rate, atLeast: 5)
        for (name, time) in stages(detector, texts) {
            print("    \(name): \((time / whole * 1000).rounded() / 10) % of it")
        }
        if report.hasMissed { exit(1) }
    }

    /// Processor time of each stage over all texts, in seconds.
    private static func stages(_ detector: Detector, _ texts: [[UInt8]]) -> [(String, Double)] {
        var times = [Double](repeating: 0, count: detector.stages.count)
        for text in texts {
            text.withUnsafeBufferPointer { text in
                var draft = Draft(text: text)
                for (place, stage) in detector.stages.enumerated() {
                    times[place] += seconds { stage.run(&draft) }
                }
            }
        }
        return Array(zip(detector.stages.map(\.name), times))
    }

    /// The least of a few times: what else runs on the machine only ever adds.
    private static func best(_ body: () -> Void) -> Double {
        (0..<5).map { _ in seconds(body) }.min() ?? 0
    }

    /// Processor seconds, so that a busy machine measures the program and not its neighbours.
    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = nanoseconds(CLOCK_THREAD_CPUTIME_ID)
        try body()
        return Double(nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start) / 1e9
    }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Figures as they are told, and whether one of them missed its bar.
private struct Report {
    private(set) var hasMissed = false

    mutating func add(
        _ what: String,
        _ value: Double,
        atLeast floor: Double = 0,
        atMost ceiling: Double = .infinity
    ) {
        let isMissed = value < floor || value > ceiling
        if isMissed { hasMissed = true }
        let bar = floor > 0 ? "bar \(floor)" : ceiling < .infinity ? "bar \(ceiling)" : "limit"
        print("\(what): \((value * 10).rounded() / 10) (\(bar)\(isMissed ? ", MISSED" : ""))")
    }
}
