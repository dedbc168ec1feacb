import Foundation
import Kernel
import Testing

@Suite("A program that is killed under load", .serialized)
struct KillTests {
    /// `CORDON_KILL_ROUNDS` asks for more; ten are enough for every day.
    static let rounds =
        ProcessInfo.processInfo.environment["CORDON_KILL_ROUNDS"].flatMap { Int($0) } ?? 10

    @Test("loses nothing that it acknowledged, and extends its old log, round after round")
    func killed() async throws {
        let path = NSTemporaryDirectory() + "cordon-kill-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        var house = LoadedHome(path)
        var generator = SystemRandomNumberGenerator()
        for round in 0..<Self.rounds {
            let load = try LoadProcess(home: path)
            try load.waitForFirst()
            let delay = Int.random(in: 0..<400, using: &generator)
            try await Task.sleep(for: .milliseconds(delay))
            let found = try await house.check(load.kill())
            #expect(found.isEmpty, "round \(round), killed after \(delay) ms: \(found)")
        }
        let claims = try await HomeAudit(of: path).claims {
            try await Home.open(at: path, passphrase: { "" }, options: LoadedHome.options)
        }
        #expect(claims.hold, "\(claims.failed)")
        #expect(house.acknowledged > Self.rounds, "the load never got going")
    }

    @Test("shares its home with nobody while it runs")
    func alone() async throws {
        let path = NSTemporaryDirectory() + "cordon-kill-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let load = try LoadProcess(home: path)
        try load.waitForFirst()
        let refusal = await #expect(throws: Broken.self) {
            _ = try await Home.open(at: path, passphrase: { "" }, options: LoadedHome.options)
        }
        #expect(refusal?.code == .homeBusy)
        _ = try load.kill()
    }
}
