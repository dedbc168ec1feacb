import Foundation
import Glibc
import Testing

@testable import Kernel
@testable import People

/// Three rounds on one home: long enough to be killed while leases, submissions and their
/// neighbours share a commit.
@Suite("A workroom that is killed under load", .serialized)
struct WorkKillTests {
    @Test("loses no submission that it acknowledged")
    func killed() async throws {
        let path = NSTemporaryDirectory() + "cordon-work-kill-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        var told: Set<String> = []
        for _ in 0..<3 {
            told.formUnion(try await Self.round(path))
            let home = try await Home.open(
                at: path,
                passphrase: { "" },
                options: .init(rooms: Workplace.rooms, policy: try HousePolicy(of: Workplace.rooms))
            )
            let known = try await home.ledger.store.read { db in
                try db.rows("SELECT event FROM workroom_submission").map { $0.text(0) }
            }
            #expect(told.subtracting(known).isEmpty)
            // One submission a lease, whatever was repeated.
            let twice = try await home.ledger.store.read { db in
                try db.count(
                    """
                    SELECT COUNT(*) FROM workroom_lease l
                    WHERE l.state = 'submitted' AND NOT EXISTS (
                        SELECT 1 FROM workroom_submission s WHERE s.lease = l.id
                    )
                    """
                )
            }
            #expect(twice == 0)
            try await home.close()
        }
        #expect(told.count > 20, "the load never got going")
    }

    /// Starts the load, kills it after a while of work, and returns what it had acknowledged.
    private static func round(_ path: String) async throws -> Set<String> {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: own).deletingLastPathComponent()
            .appending(component: "work-benchmark")
        let output = URL(filePath: path + "-told-" + UUID().uuidString)
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Child()
        process.executableURL = program
        process.arguments = ["load", "12", path]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        let clock = ContinuousClock()
        let end = clock.now + .seconds(60)
        while try Data(contentsOf: output).isEmpty, clock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 50..<400)))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let text = try String(contentsOf: output, encoding: .utf8)
        // A last line without its end was not told.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        return Set((text.hasSuffix("\n") ? lines[...] : lines.dropLast()).map(String.init))
    }
}
