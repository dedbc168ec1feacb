import Foundation
import Glibc
import Kernel

/// Measures the ledger on this machine, and prints every figure beside its limit.
///
///     ledger-benchmark [LEAVES]      all figures; LEAVES is 1,000,000 unless said
///     ledger-benchmark load HOME     appends for ever, telling each acknowledged event
@main
enum LedgerBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "load", let home = arguments.dropFirst().first {
            try await Load(home: home).run()
            return
        }
        guard let leaves = arguments.first.map(Int.init) ?? 1_000_000, leaves >= 1_000 else {
            print("usage: ledger-benchmark [LEAVES, at least 1000] | load HOME")
            exit(2)
        }
        print("| what | limit | here | |\n|---|---|---|---|")
        var figures = Figures()
        try await Appends.measure(&figures)
        try await Trees.measure(leaves, &figures)
        try Seals.measure(&figures)
        try Gates.measure(&figures)
        exit(figures.isMet ? 0 : 1)
    }
}

/// Lines of a table, each with its limit.
struct Figures {
    private(set) var isMet = true

    enum Limit {
        case least(Double), most(Double)
    }

    mutating func add(_ what: String, _ value: Double, _ unit: String, _ limit: Limit) {
        let (words, holds) =
            switch limit {
            case .least(let least): ("≥ " + Self.text(least), value >= least)
            case .most(let most): ("≤ " + Self.text(most), value <= most)
            }
        isMet = isMet && holds
        print("| \(what) | \(words) \(unit) | \(Self.text(value)) | \(holds ? "met" : "MISSED") |")
        fflush(nil)
    }

    private static func text(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String(format: "%.2f", value)
    }
}

/// Seconds on the wall, and of this process's processors, since a moment.
struct Stopwatch {
    private let start = ContinuousClock.now
    private let processor = Self.used()

    var seconds: Double { start.duration(to: .now) / .seconds(1) }
    var processorSeconds: Double { Self.used() - processor }

    private static func used() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
