import Custody
import Documents
import Foundation
import Glibc
import Kernel
import People

/// Measures the main job against its parts: reading, detecting and sealing the same files apart.
///
///     ProtectBenchmark [SIZE] [few|many]
///
/// Time is processor time of this process and its readers, which a busy machine leaves as it is;
/// memory is the largest resident set of any process of the run. It ends with 1 when `protect`
/// takes more than twice the sum of its parts, or 500 MB.
@main
enum ProtectBenchmark {
    /// Limits of the main job.
    static let ratioMax = 2.0
    static let memoryMax = 500 << 20

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let size = arguments.first ?? "100MB"
        let shape = arguments.dropFirst().first ?? "few"
        let folder = NSTemporaryDirectory() + "/protect-benchmark-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let data = folder + "/data"
        _ = try Program.run("cordon-example", ["--size", size, "--shape", shape, "--out", data])
        let files = try Release.Gathering.files(below: [data])
        let bytes = files.reduce(0) { $0 + $1.bytes }
        print("\(files.count) files, \(bytes / 1_000_000) MB, \(shape)")

        let reading = try await timed("reading") { try await read(files) { _ in } }
        let detector = try Detector()
        let both = try await timed("reading and detecting") {
            try await read(files) { _ = detector.findings(in: $0) }
        }
        let sealing = try await timed("sealing") { try await seal(files, folder + "/sealed") }
        let whole = try Program.run(
            "cordon",
            [
                "protect", data, "--purpose", "evaluate performance reviews", "--out",
                folder + "/out", "--home", folder + "/home",
            ]
        )
        let parts = max(reading, both) + sealing
        let rate = Double(bytes) / 1e6 / whole.seconds
        print("protect: \(text(whole.seconds)) s, \(text(rate)) MB/s of processor time")
        print("memory: \(whole.memory >> 20) MB")
        print("protect / (reading + detecting + sealing): \(text(whole.seconds / parts))")
        let isWithin = whole.seconds <= parts * ratioMax && whole.memory <= memoryMax
        exit(isWithin ? 0 : 1)
    }

    private static func read(
        _ files: [Release.SourceFile],
        _ each: (Record) -> Void
    ) async throws {
        let reader = DocumentReader(workers: ReaderPool())
        for file in files { _ = try await reader.read(file.path) { each($0) } }
    }

    private static func seal(_ files: [Release.SourceFile], _ folder: String) async throws {
        let rooms = Access.house(of: [Vault.room])
        let options = Home.Options(rooms: rooms, policy: try HousePolicy(of: rooms))
        let home = try await Home.create(at: folder, options: options)
        let room = Strongroom(ledger: home.ledger, folder: folder + "/vault")
        for file in files where file.obstacle == nil {
            guard let card = Vault.Card(name: "a file", media: "text"),
                let handle = FileHandle(forReadingAtPath: file.path)
            else { continue }
            try await room.seal(card, about: [], as: .owner) { buffer in
                Glibc.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
            }
        }
        try await home.close()
    }

    /// Processor seconds of `body`, with those of the readers that it started and ended.
    private static func timed(
        _ name: String,
        _ body: () async throws -> Void
    ) async throws -> Double {
        let start = Program.processorTime()
        try await body()
        let seconds = Program.processorTime() - start
        print("\(name): \(text(seconds)) s")
        return seconds
    }

    private static func text(_ number: Double) -> String { String(format: "%.2f", number) }
}

/// A program beside this one, measured from start to end.
struct Program {
    let seconds: Double
    /// Bytes.
    let memory: Int

    struct Failed: Error {}

    static func run(_ name: String, _ arguments: [String]) throws -> Program {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let path = own.deletingLastPathComponent().path + "/" + name
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        guard posix_spawn(&child, path, nil, nil, words, environ) == 0 else { throw Failed() }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(child, &status, 0, &usage) == child, status == 0 else { throw Failed() }
        return Program(seconds: seconds(usage), memory: usage.ru_maxrss << 10)
    }

    /// Seconds of this process, and of those it started that have ended.
    static func processorTime() -> Double {
        var (own, others) = (rusage(), rusage())
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &others)
        return seconds(own) + seconds(others)
    }

    private static func seconds(_ usage: rusage) -> Double {
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
