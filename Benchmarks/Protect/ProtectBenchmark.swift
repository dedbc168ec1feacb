import Custody
import Documents
import Foundation
import Glibc
import Kernel
import People

/// Measures the main job against its parts: reading, detecting and sealing the same files apart.
///
///     protect-benchmark [SIZE] [few|many|text|csv|jsonl]
///
/// `few` and `many` spread an export over few files or many; `text`, `csv` and `jsonl` are one file
/// of that size each. Time is processor time of this process and all that it starts, confined
/// readers and their programs included, which a busy machine leaves nearly as it is; memory is the
/// largest resident set of `cordon`. It ends with 1 when `protect` takes more than twice the sum of
/// its parts, or 500 MB; or when the data map takes in text at less than 70 % of the speed at which
/// the same text is detected alone.
@main
enum ProtectBenchmark {
    /// Limits of the main job.
    static let ratioMax = 2.0
    static let memoryMax = 500 << 20
    /// The speed of reading, detecting and mapping one text over that of detecting it alone.
    static let mappingMin = 0.7

    /// What is measured beside the whole, each in a process of its own, so that what its readers
    /// cost is known when it ends.
    private enum Part: String, CaseIterable {
        case reading, detecting, sealing, mapping
    }

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if let name = arguments.first, let part = Part(rawValue: name) {
            return try await perform(part, Array(arguments.dropFirst()))
        }
        let size = arguments.first ?? "100MB"
        let shape = arguments.dropFirst().first ?? "few"
        let folder = NSTemporaryDirectory() + "/protect-benchmark-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        Program.adoptOrphans()
        let data = try Sample(size: size, shape: shape, folder: folder).write()
        let files = try Release.Gathering.files(below: [data])
        let bytes = files.reduce(0) { $0 + $1.bytes }
        print("\(files.count) files, \(bytes / 1_000_000) MB, \(shape)")

        var seconds: [Part: Double] = [:]
        for part in Part.allCases {
            let run = try Program.run(
                "protect-benchmark",
                [part.rawValue, data, folder + "/sealed"]
            )
            seconds[part] = run.seconds
            let name = part == .detecting ? "reading and detecting" : part.rawValue
            print("\(name): \(text(run.seconds)) s")
        }
        let whole = try Program.run(
            "cordon",
            [
                "protect", data, "--purpose", "evaluate performance reviews", "--out",
                folder + "/out", "--home", folder + "/home",
            ]
        )
        let parts = (seconds[.detecting] ?? 0) + (seconds[.sealing] ?? 0)
        let rate = Double(bytes) / 1e6 / whole.seconds
        print("protect: \(text(whole.seconds)) s, \(text(rate)) MB/s of processor time")
        print("protect, by the clock: \(text(whole.clock)) s")
        print("memory: \(whole.memory >> 20) MB")
        print("protect / (reading + detecting + sealing): \(text(whole.seconds / parts))")
        let alone = (seconds[.detecting] ?? 0) - (seconds[.reading] ?? 0)
        let share = alone / (seconds[.mapping] ?? .infinity)
        print("speed of mapping / speed of detecting alone: \(text(share))")
        // Many small files cost what opening them costs, and tables what linking their rows does.
        if shape == "text" && share < mappingMin { exit(1) }
        let isWithin = whole.seconds <= parts * ratioMax && whole.memory <= memoryMax
        exit(isWithin ? 0 : 1)
    }

    private static func perform(_ part: Part, _ arguments: [String]) async throws {
        guard arguments.count == 2 else { throw Program.Failed() }
        let files = try Release.Gathering.files(below: [arguments[0]])
        switch part {
        case .reading: try await read(files) { _ in }
        case .detecting:
            let detector = try Detector()
            try await read(files) { _ = detector.readings(of: $0) }
        case .sealing: try await seal(files, arguments[1])
        case .mapping: try await map(arguments[0], arguments[1] + "-map")
        }
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
            try await room.seal(card, people: [], as: .owner) { buffer in
                Glibc.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
            }
        }
        try await home.close()
    }

    private static func map(_ data: String, _ folder: String) async throws {
        let rooms = Access.house(of: [Vault.room, Release.room, DataMap.room])
        let options = Home.Options(rooms: rooms, policy: try HousePolicy(of: rooms))
        let home = try await Home.create(at: folder, options: options)
        guard let address = DataMap.Address(data, from: "/") else { throw Program.Failed() }
        try await DataMap.add(
            ID(),
            name: "data",
            address,
            credential: nil,
            DataMap.Particulars(),
            in: home,
            as: .owner
        )
        let scan = DataMap.Scan(
            home: home,
            reader: DocumentReader(workers: ReaderPool()),
            detector: try Detector(),
            lists: try Minimization.SurrogateLists.bundled()
        )
        let source = try await home.ledger.store.read { try DataMap.source(named: "data", in: $0) }
        guard let source else { throw Program.Failed() }
        _ = try await scan.run(source, as: .owner)
        try await home.close()
    }

    private static func text(_ number: Double) -> String { String(format: "%.2f", number) }
}
