import Foundation
import Glibc
import Kernel
import Testing

/// The commands of the data map, by the program as it is built: what people type, in their order.
@Suite("The data map is kept by hand", .enabled(if: ProtectBinary.isUsable))
struct DataMapCommandTests {
    private let folder = NSTemporaryDirectory() + "cordon-datamap-" + UUID().uuidString

    struct Ended {
        let status: Int32
        let output: String
        let errors: String

        /// The one object or list that `--json` answers with.
        var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8)) }
    }

    private func process(_ arguments: [String]) throws -> Child {
        let process = Child()
        process.executableURL = URL(filePath: try #require(ProtectBinary.program))
        process.arguments = ["datamap"] + arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private func datamap(_ arguments: String...) throws -> Ended {
        let process = try process(arguments)
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        // Answers are short of what a pipe holds; one after the other is enough.
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus,
            output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self)
        )
    }

    private func put(_ text: String, as name: String) throws {
        let place = URL(filePath: folder + "/" + name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: place)
    }

    private func flows() throws -> [[String: Any]] {
        let answer = try datamap("flows", "--json").json as? [String: Any]
        return try #require(answer?["flows"] as? [[String: Any]])
    }

    @Test("watching, declaring, describing, limiting, removing, from nothing to nothing")
    func road() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try put("Anna Schmidt, anna.schmidt@harbour.example\n", as: "share/a.txt")
        try put("Anna Schmidt, anna.schmidt@harbour.example\n", as: "copy/b.txt")

        // Where there is no home yet, nothing is made by looking.
        for command in ["flows", "watch", "lineage"] {
            #expect(try datamap(command).status == 2)
        }
        #expect(try datamap("show").output.contains("no source on the map yet"))
        #expect(access(folder + "/.cordon", F_OK) != 0)

        let added = try datamap("add", "share", "--name", "share")
        #expect(added.status == 0, "\(added.errors)")
        let none = try datamap("flows")
        #expect((none.status, none.output.contains("No flow")) == (0, true))
        #expect(try datamap("lineage").output.isEmpty)

        let watched = try datamap("watch", "--every", "1s", "--rounds", "2", "--json")
        #expect(watched.status == 0, "\(watched.errors)")
        #expect(watched.output.split(separator: "\n").count == 2)
        #expect(watched.output.contains("\"new\":1"))
        #expect(try datamap("lineage").output.contains("\"eventType\":\"COMPLETE\""))

        // What lies in two places went from the one to the other, and nobody said so.
        #expect(try datamap("add", "copy", "--name", "copy").status == 0)
        #expect(try datamap("scan", "copy").status == 0)
        let found = try datamap("flows")
        #expect((found.status, found.output.contains("copy")) == (1, true))
        #expect(try flows().map { $0["isDeclared"] as? Bool } == [false])
        let declared = try datamap(
            "declare", "share", "--to", "copy", "--purpose", "archive", "--json"
        )
        #expect(declared.json as? [String: String] == ["source": "share", "recipient": "copy"])
        #expect(try datamap("flows").status == 0)

        let said = try datamap(
            "describe", "share", "--purpose", "run the office", "--basis", "contract",
            "--until", "2030-01-01", "--json"
        )
        #expect(said.json as? [String: String] == ["source": "share"])
        #expect(try datamap("show", "share").output.contains("2030-01-01"))

        #expect(try datamap("limit", "dispersion", "1.5").status == 0)
        try put("Anna Schmidt, anna.schmidt@harbour.example!\n", as: "share/a.txt")
        #expect(try datamap("watch", "--rounds", "1").status == 0)
        #expect(try datamap("flows").output.contains("Beyond a limit"))

        let removed = try datamap("remove", "copy", "--reason", "not ours", "--json")
        #expect(removed.json as? [String: String] == ["source": "copy"])
        #expect(try datamap("show", "copy").status == 2)
        #expect(try datamap("remove", "share", "--reason", "moved").status == 0)
        #expect(try datamap("show").output.contains("no source on the map yet"))
    }

    @Test("what makes no sense is refused, with what to do, and changes nothing")
    func refusals() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try put("Anna Schmidt\n", as: "share/a.txt")
        #expect(try datamap("add", "share", "--name", "share").status == 0)
        let wrong: [([String], Int32, String)] = [
            (["watch", "--every", "1x"], 2, "90s, 15m, 1h or 1d"),
            (["watch", "--every", "999999999d"], 2, "30 days at most"),
            (["watch", "nobody", "--rounds", "1"], 1, "no source of this name"),
            (["declare", "nobody", "--to", "a", "--purpose", "b"], 1, "no source of this name"),
            (["declare", "share", "--to", "share", "--purpose", "b"], 1, "one place to another"),
            (["declare", "share", "--to", "", "--purpose", "b"], 1, "or empty"),
            (["declare", "share", "--to", "a"], 2, "--purpose"),
            (["describe", "nobody", "--purpose", "b"], 1, "no source of this name"),
            (["describe", "share", "--basis", "whim"], 2, "legitimate interests"),
            (["limit", "height", "2"], 2, "dispersion, concentration or copies"),
            (["limit", "concentration", "2"], 1, "a share is at most 1"),
            (["limit", "copies", "0"], 1, "above 0"),
            (["remove", "nobody", "--reason", "b"], 1, "no source of this name"),
            (["remove", "share"], 2, "--reason"),
            (["add", "nowhere", "--name", "x"], 2, "not there"),
            (["add", "imap://anna@mail.example", "--name", "x"], 2, "imaps://"),
            (["add", "share", "--name", "Share!"], 1, "small letters"),
        ]
        for (arguments, status, words) in wrong {
            let process = try process(arguments)
            let errors = Pipe()
            (process.standardOutput, process.standardError) = (Pipe(), errors)
            try process.run()
            let complained = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let text = String(decoding: complained, as: UTF8.self)
                .split { $0.isWhitespace }.joined(separator: " ")
            #expect(process.terminationStatus == status, "\(arguments): \(text)")
            #expect(text.contains(words), "\(arguments): \(text)")
        }
        #expect(try flows().isEmpty)
    }

    @Test("a pass that is killed in the middle goes on where it stood")
    func killed() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for number in 0..<2_500 {
            let text = "Linda Nelson met Anna Schmidt, zqxcanary\(number)@harbour.example.\n"
            try put(String(repeating: text, count: 20), as: "share/\(number).txt")
        }
        #expect(try datamap("add", "share", "--name", "share").status == 0)
        let victim = try process(["scan"])
        (victim.standardOutput, victim.standardError) = (FileHandle.nullDevice, Pipe())
        try victim.run()
        // Each commit is seen as another time of the store's log; after some of them there is
        // something to take up, and long before the last of forty batches there is something left.
        let log = folder + "/.cordon/cordon.sqlite-wal"
        // On a thread of its own: other tests may keep this one's from running for seconds.
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var times: Set<Int> = []
                for _ in 0..<20_000 where victim.isRunning && times.count < 5 {
                    times.insert(Self.time(of: log))
                    usleep(2_000)
                }
                kill(victim.processIdentifier, SIGKILL)
                continuation.resume()
            }
        }
        victim.waitUntilExit()
        #expect(victim.terminationReason == .uncaughtSignal)

        let resumed = try datamap("scan", "--json")
        #expect(resumed.status == 0, "\(resumed.errors)")
        let line = try #require((resumed.json as? [[String: Any]])?.first)
        let outcome = try #require(line["outcome"] as? [String: Any])
        #expect(outcome["isResumed"] as? Bool == true)
        #expect(outcome["items"] as? Int == 2_500)
        let unchanged = try #require(outcome["unchanged"] as? Int)
        #expect(unchanged > 0 && unchanged < 2_500)
        let again = try #require(try datamap("scan", "--json").json as? [[String: Any]])
        let last = again.first?["outcome"] as? [String: Any]
        #expect(last?["unchanged"] as? Int == 2_500)
        #expect(last?["isResumed"] as? Bool == false)
    }

    private static func time(of path: String) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { return 0 }
        return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    }
}
