import Cedar
import FoundationEssentials
import Glibc

/// Measures the policy engine against its bars, and fails when it misses one.
@main
struct PolicyBenchmark {
    static func main() throws {
        guard let root = CommandLine.arguments.dropFirst().first else {
            print("usage: PolicyBenchmark FOLDER, where FOLDER holds tests/ and sample-data/")
            exit(2)
        }
        let cases = try UseCase.load(URL(filePath: root))
        let results = [
            decisions(cases), percentile(cases), try slicing(), try parsing(Workload.written(root)),
            try parsing(Workload.generated(policies: 10_000)),
        ]
        for result in results { print(result) }
        if results.contains(where: { !$0.isMet }) { exit(1) }
    }

    private static func decisions(_ cases: [UseCase]) -> Measurement {
        var count = 0
        let seconds = Processor.seconds {
            for _ in 0..<10_000 { count += UseCase.run(cases) }
        }
        return Measurement(
            what: "decisions on the use cases",
            value: Double(count) / seconds / 1_000,
            unit: "thousand/s",
            bar: 200,
            isFloor: true
        )
    }

    private static func percentile(_ cases: [UseCase]) -> Measurement {
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<2_000 {
            for use in cases {
                for request in use.requests {
                    let time = clock.measure {
                        _ = use.authorizer.isAuthorized(request, use.entities)
                    }
                    times.append(Double(time.components.attoseconds) / 1e12)
                }
            }
        }
        times.sort()
        return Measurement(
            what: "99 of 100 decisions",
            value: times[times.count * 99 / 100],
            unit: "µs",
            bar: 20,
            isFloor: false
        )
    }

    /// The same questions among a hundred policies and among ten thousand.
    private static func slicing() throws -> Measurement {
        let few = try Workload.cost(among: 100)
        let many = try Workload.cost(among: 10_000)
        return Measurement(
            what: "10,000 policies beside 100 (\(Int(few)) ns each)",
            value: many / few,
            unit: "times",
            bar: 2,
            isFloor: false
        )
    }

    private static func parsing(_ text: [UInt8]) throws -> Measurement {
        let rounds = max(1, 8_000_000 / text.count)
        let seconds = try Processor.seconds {
            for _ in 0..<rounds { _ = try PolicySet(parsing: text) }
        }
        return Measurement(
            what: "reading policies, \(text.count) bytes",
            value: Double(text.count * rounds) / seconds / 1e6,
            unit: "MB/s",
            bar: 50,
            isFloor: true
        )
    }
}

/// A figure and the bar it has to meet.
struct Measurement: CustomStringConvertible {
    let what: String
    let value: Double
    let unit: String
    let bar: Double
    let isFloor: Bool

    var isMet: Bool { isFloor ? value >= bar : value <= bar }

    var description: String {
        let rounded = (value * 100).rounded() / 100
        return "\(isMet ? "met   " : "MISSED") \(what): \(rounded) \(unit) "
            + "(\(isFloor ? "at least" : "at most") \(bar))"
    }
}

/// The processor's time, which a busy machine does not stretch.
enum Processor {
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = now()
        try body()
        return now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
