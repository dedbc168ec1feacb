import Foundation
import Glibc
import Kernel
import Testing

@Suite("A disk that fails under load", .serialized, .enabled(if: FailingDisk.library != nil))
struct DiskFaultTests {
    /// Faults of each kind in a run; `CORDON_FAULT_ROUNDS` asks for more.
    static let rounds =
        ProcessInfo.processInfo.environment["CORDON_FAULT_ROUNDS"].flatMap { Int($0) } ?? 1

    static let faults: [FailingDisk] = [
        FailingDisk(call: .open, mode: .fail, code: ENOSPC),
        FailingDisk(call: .open, mode: .kill),
        FailingDisk(call: .write, mode: .fail),
        FailingDisk(call: .write, mode: .fail, code: ENOSPC),
        FailingDisk(call: .write, mode: .stored),
        FailingDisk(call: .write, mode: .torn),
        FailingDisk(call: .fsync, mode: .fail),
        FailingDisk(call: .fsync, mode: .stored),
        FailingDisk(call: .fsync, mode: .kill),
        FailingDisk(call: .syncfs, mode: .fail),
        FailingDisk(call: .syncfs, mode: .stored),
        FailingDisk(call: .rename, mode: .fail),
        FailingDisk(call: .rename, mode: .stored),
        FailingDisk(call: .rename, mode: .kill),
    ]

    @Test("loses nothing that was acknowledged, at whichever call it fails")
    func underLoad() async throws {
        let path = Self.place()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await Home.create(at: path, options: LoadedHome.options).close()
        var house = LoadedHome(path)
        var struck = 0
        for round in 0..<Self.rounds {
            for var fault in Self.faults {
                fault.at = Int.random(in: 1...Self.most(of: fault.call))
                let (told, report) = try await Self.strike(fault, in: path)
                if report.struck != nil { struck += 1 }
                try report.cutPower(in: path + "/ledger")
                let found = try await house.check(told)
                #expect(found.isEmpty, "round \(round), \(fault): \(found)")
            }
        }
        #expect(struck * 2 > Self.rounds * Self.faults.count, "most faults never came")
        let claims = try await HomeAudit(of: path).claims {
            try await Home.open(at: path, passphrase: { "" }, options: LoadedHome.options)
        }
        #expect(claims.hold, "\(claims.failed)")
    }

    @Test("shows nobody a checkpoint over tiles that never reached it", arguments: [3, 6, 9])
    func publishesNothing(at: Int) async throws {
        let path = Self.place()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await Home.create(at: path, options: LoadedHome.options).close()
        let fault = FailingDisk(call: .syncfs, mode: .fail, at: at)
        let (told, report) = try await Self.strike(fault, in: path)
        #expect(report.struck != nil)
        try report.cutPower(in: path + "/ledger")
        var house = LoadedHome(path)
        let found = try await house.check(told)
        #expect(found.isEmpty, "\(fault): \(found)")
    }

    @Test("is not believed again after a flush of the database's log of writes failed")
    func acknowledgesNothing() async throws {
        let path = Self.place()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await Home.create(at: path, options: LoadedHome.options).close()
        var house = LoadedHome(path)
        for at in [40, 41, 42, 43] {
            let fault = FailingDisk(call: .fsync, mode: .fail, at: at)
            let (told, report) = try await Self.strike(fault, in: path)
            let found = try await house.check(told)
            #expect(found.isEmpty, "\(fault): \(found)")
            guard let struck = report.struck, struck.path.hasSuffix("/cordon.sqlite-wal") else {
                continue
            }
            // Commits that were done before it may still be on their way: one for each caller.
            let lines = told.map { $0.utf8.count + 1 }.reduce(0, +)
            let after = (lines - struck.told) / 37
            #expect(after <= 32, "\(fault): \(after) events were acknowledged after it")
        }
    }

    @Test(
        "leaves a home whose making it broke off to be made anew, or whole",
        arguments: FailingDisk.Call.allCases.filter { $0 != .syncfs }
    )
    func making(call: FailingDisk.Call) async throws {
        for at in [1, 2, 3, 5, 8] {
            let path = Self.place()
            defer { try? FileManager.default.removeItem(atPath: path) }
            let fault = FailingDisk(call: call, mode: at % 2 == 0 ? .kill : .fail, at: at)
            let (told, _) = try await Self.strike(fault, in: path)
            let isMade = Home.exists(at: path)
            #expect(isMade || told.isEmpty, "\(fault)")
            if !isMade { try await Home.create(at: path, options: LoadedHome.options).close() }
            var house = LoadedHome(path)
            let found = try await house.check(told)
            #expect(found.isEmpty, "\(fault): \(found)")
        }
    }

    @Test("leaves no home with half a lock", arguments: [FailingDisk.Mode.fail, .torn, .kill])
    func locking(mode: FailingDisk.Mode) async throws {
        let path = Self.place()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fault = FailingDisk(call: .write, mode: mode)
        let (_, report) = try await Self.strike(fault, in: path, at: path + "/keys/lock")
        #expect(report.struck?.path.contains("/keys/lock") == true)
        #expect(!Home.exists(at: path))
        try await Home.create(at: path, options: LoadedHome.options).close()
    }

    private static func place() -> String {
        NSTemporaryDirectory() + "cordon-fault-" + UUID().uuidString
    }

    /// So many calls of a kind come in a third of a second.
    private static func most(of call: FailingDisk.Call) -> Int {
        switch call {
        case .write: 600
        case .fsync: 100
        case .open, .rename: 60
        case .syncfs: 12
        }
    }

    /// Runs the load until the fault came, and a little longer; kills it then.
    ///
    /// - Parameter part: the paths that it can come to begin so; the whole home unless said.
    private static func strike(
        _ fault: FailingDisk,
        in path: String,
        at part: String? = nil
    ) async throws -> (told: [String], report: FailingDisk.Report) {
        let place = path + "-report"
        defer { try? FileManager.default.removeItem(atPath: place) }
        let load = try LoadProcess(
            home: path,
            environment: try fault.environment(below: part ?? path, report: place)
        )
        let start = ContinuousClock.now
        while load.isRunning, start.duration(to: .now) < .seconds(10),
            FailingDisk.Report(place).struck == nil
        { try await Task.sleep(for: .milliseconds(5)) }
        if load.isRunning { try await Task.sleep(for: .milliseconds(60)) }
        let told = try load.kill()
        return (told, FailingDisk.Report(place))
    }
}
