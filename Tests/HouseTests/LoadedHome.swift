import Foundation
import Glibc
import Kernel
import Merkle
import Support

/// A home that programs are killed in, and what must be true of it each time.
struct LoadedHome {
    private let path: String
    private var older: [UInt8]?
    private(set) var acknowledged = 0

    /// No room, and an owner who may do everything.
    static let options = Home.Options(rooms: [], policy: OwnerPolicy())

    init(_ path: String) { self.path = path }

    /// Looks at the log as a visitor finds it, before anything is mended: what was published is
    /// whole. Then opens the home as whoever comes next would, publishes, and looks again: what was
    /// told as done is numbered, and the log extends the one of last time.
    ///
    /// Returns what does not hold.
    mutating func check(_ told: [String]) async throws -> [String] {
        acknowledged += told.count
        var claims = Claims()
        try await checkPublished(&claims)
        let home = try await Home.open(at: path, passphrase: { "" }, options: LoadedHome.options)
        try await home.sequencer.publish()
        let missing = try await home.ledger.store.read { db in
            try told.filter { id in
                try db.row("SELECT 1 FROM ledger_event WHERE id = \(id) AND idx IS NOT NULL")
                    == nil
            }
        }
        let folder = home.publication.folder
        let audit = LogAudit(folder: folder, key: home.ledger.identity.verifier)
        try home.abandon()
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
        older = try folder.read(.checkpoint)
        return missing.map { "\($0) is missing" }
            + claims.failed.map { "\($0.statement): \($0.detail)" }
    }

    private func checkPublished(_ claims: inout Claims) async throws {
        let folder = LogFolder(path: path + "/ledger")
        let text = FileManager.default.contents(atPath: folder.path + "/verifier-key")
        guard let text, try folder.read(.checkpoint) != nil else { return }
        let key = try VerifierKey(String(decoding: text.dropLast(), as: UTF8.self))
        _ = try await LogAudit(folder: folder, key: key).check(&claims)
    }
}

/// The program that appends without end, and what it said was done.
struct LoadProcess {
    private let process = Child()
    private let output: URL

    struct NeverBegan: Error {}

    /// Starts it in `home`, with more in its environment.
    init(home: String, environment: [String: String] = [:]) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(filePath: own).deletingLastPathComponent()
        output = URL(filePath: home + "-told-" + UUID().uuidString)
        try Data().write(to: output)
        process.executableURL = folder.appending(component: "ledger-benchmark")
        process.arguments = ["load", home]
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// Returns once it has acknowledged a first event.
    func waitForFirst() throws {
        let start = ContinuousClock.now
        while try told().isEmpty {
            guard process.isRunning, start.duration(to: .now) < .seconds(60) else {
                throw NeverBegan()
            }
            usleep(2_000)
        }
    }

    /// Kills it with no warning; returns the events that it had acknowledged by then.
    func kill() throws -> [String] {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
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
