import Foundation
import Glibc
import Kernel
import Testing

@Suite(
    "The program, ended while it protects",
    .serialized,
    .enabled(if: ProtectBinary.isUsable, "cordon and cordon-reader are not built")
)
struct ProtectTests {
    /// Waits until the home has come so far that there is something to take over, then a little.
    private func wait(
        _ process: Child,
        in binary: ProtectBinary,
        for sign: String = "/run",
        then more: Duration = .zero
    ) throws {
        let limit = ContinuousClock.now + .seconds(120)
        let work = binary.folder + "/home/work"
        while process.isRunning, ContinuousClock.now < limit {
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: work)) ?? []
            if names.contains(where: { $0.hasSuffix(sign) }) { break }
            usleep(2_000)
        }
        let (seconds, attoseconds) = more.components
        usleep(UInt32(seconds) * 1_000_000 + UInt32(attoseconds / 1_000_000_000_000))
    }

    @Test("goes on after kill -9 at any moment, to the data of a run that was left alone")
    func killed() throws {
        let binary = try ProtectBinary()
        defer { binary.remove() }
        try binary.furnish(30)
        var generator = SystemRandomNumberGenerator()
        var isCopied = false
        for round in 1...8 {
            let pause = Duration.milliseconds(Int.random(in: 0...400 * round, using: &generator))
            let ended = try binary.protect { process in
                try wait(process, in: binary, then: pause)
                kill(process.processIdentifier, SIGKILL)
            }
            if !ended.isSignal { break }
            #expect(!binary.isOut || round > 1)
            if !isCopied {
                // The run has its name by now: a copy of the home gives the same surrogates.
                try FileManager.default.copyItem(
                    atPath: binary.folder + "/home",
                    toPath: binary.folder + "/other"
                )
                isCopied = true
            }
            if binary.isOut { break }
        }
        try #require(isCopied)
        let last = try binary.protect()
        #expect(last.status == 0 || binary.isOut, "\(last.errors)")
        let alone = try binary.protect(home: "other", out: "other-out")
        #expect(alone.status == 0, "\(alone.errors)")
        let expected = try binary.files(below: "other-out/data")
        #expect(try binary.files(below: "out/data") == expected)
        #expect(expected.count >= 3)
        try expectNoCanary(binary)
    }

    private func expectNoCanary(_ binary: ProtectBinary) throws {
        for folder in ["home", "other", "out", "other-out"] {
            for (name, data) in try binary.files(below: folder) {
                #expect(data.range(of: Data("zqxcanary".utf8)) == nil, "in \(folder)/\(name)")
                #expect(!name.contains("zqxcanary"))
            }
        }
        for name in ["home.stdout", "home.stderr", "other.stdout", "other.stderr"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(binary.folder)/\(name)"))
            #expect(data.range(of: Data("zqxcanary".utf8)) == nil, "in \(name)")
        }
    }

    @Test("says after Ctrl-C that the same command goes on, and it does", arguments: [
        SIGINT, SIGTERM,
    ])
    func interrupted(signal: Int32) throws {
        let binary = try ProtectBinary()
        defer { binary.remove() }
        try binary.furnish(60)
        let ended = try binary.protect { process in
            // One document is finished, so there is something to take over.
            try wait(process, in: binary, for: "/done")
            kill(process.processIdentifier, signal)
        }
        #expect(ended.status == 3)
        #expect(!ended.isSignal)
        #expect(ended.errors.contains("same command"))
        #expect(!binary.isOut)
        let again = try binary.protect(["--json"])
        #expect(again.status == 0, "\(again.errors)")
        let lines = again.output.split(separator: "\n")
        #expect(lines.count == 1)
        let object = try JSONSerialization.jsonObject(with: Data(again.output.utf8))
        let answer = try #require(object as? [String: Any])
        #expect(answer["release"] is String)
        #expect((answer["resumed"] as? Int ?? 0) > 0)
        #expect(again.errors == "")
    }

    @Test("says plainly when there is nothing to protect")
    func nothing() throws {
        let binary = try ProtectBinary()
        defer { binary.remove() }
        let ended = try binary.protect(["--json"])
        #expect(ended.status == 1)
        #expect(ended.errors.contains("nothing to protect"))
        #expect(!binary.isOut)
    }
}
