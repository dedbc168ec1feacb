import Foundation
import Glibc
import Kernel
import Merkle
import Support
import Testing

@Suite("A program that is killed under load", .serialized)
struct KillTests {
    private static let options = Home.Options(rooms: [], policy: OwnerPolicy())

    /// `CORDON_KILL_ROUNDS` asks for more; ten are enough for every day.
    static let rounds =
        ProcessInfo.processInfo.environment["CORDON_KILL_ROUNDS"].flatMap { Int($0) } ?? 10

    @Test("loses nothing that it acknowledged, and extends its old log, round after round")
    func killed() async throws {
        let path = NSTemporaryDirectory() + "cordon-kill-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        var acknowledged: Set<String> = []
        var older: [UInt8]?
        var generator = SystemRandomNumberGenerator()
        for round in 0..<Self.rounds {
            let load = try LoadProcess(home: path)
            let delay = Int.random(in: 0..<400, using: &generator)
            let told = try await load.kill(after: .milliseconds(delay))
            acknowledged.formUnion(told)
            let home = try await Home.open(at: path, passphrase: { "" }, options: Self.options)
            try await home.sequencer.publish()
            let missing = try await home.ledger.store.read { db in
                try told.filter { id in
                    try db.row("SELECT 1 FROM ledger_event WHERE id = \(id) AND idx IS NOT NULL")
                        == nil
                }
            }
            #expect(missing.isEmpty, "round \(round), killed after \(delay) ms")
            let folder = home.publication.folder
            let audit = LogAudit(folder: folder, key: home.ledger.identity.verifier)
            try home.abandon()
            var claims = Claims()
            let checkpoint = try await audit.check(&claims)
            if let older {
                try await audit.check(
                    since: older,
                    named: "growth",
                    "it only grew",
                    to: checkpoint,
                    mustGrow: true,
                    &claims
                )
            }
            #expect(claims.hold, "round \(round), killed after \(delay) ms: \(claims.failed)")
            older = try folder.read(.checkpoint)
        }
        let claims = try await HomeAudit(of: path).claims {
            try await Home.open(at: path, passphrase: { "" }, options: Self.options)
        }
        #expect(claims.hold, "\(claims.failed)")
        #expect(acknowledged.count > Self.rounds, "the load never got going")
    }

    @Test("shares its home with nobody while it runs")
    func alone() async throws {
        let path = NSTemporaryDirectory() + "cordon-kill-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let load = try LoadProcess(home: path)
        let refusal = await #expect(throws: Broken.self) {
            _ = try await Home.open(at: path, passphrase: { "" }, options: Self.options)
        }
        #expect(refusal?.code == .homeBusy)
        _ = try await load.kill(after: .zero)
    }
}

/// The program that appends without end, and what it said was done.
struct LoadProcess {
    private let process = Process()
    private let output: URL

    struct NeverBegan: Error {}

    /// Starts it, and returns once it has acknowledged a first event.
    init(home: String) throws {
        let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        output = URL(filePath: home + "-told-" + UUID().uuidString)
        try Data().write(to: output)
        process.executableURL = folder.appending(component: "ledger-benchmark")
        process.arguments = ["load", home]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        let start = ContinuousClock.now
        while try told().isEmpty {
            guard process.isRunning, start.duration(to: .now) < .seconds(60) else {
                throw NeverBegan()
            }
            usleep(2_000)
        }
    }

    /// Kills it with no warning; returns the events that it had acknowledged by then.
    func kill(after delay: Duration) async throws -> [String] {
        try await Task.sleep(for: delay)
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: output) }
        return try told()
    }

    private func told() throws -> [String] {
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        // What follows the last line feed was being said when it died.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }
}
