import Foundation
import Kernel
import Testing

/// A release becomes tasks, by the program as it is built.
@Suite("A file of a release is given to a project", .enabled(if: ProtectBinary.isUsable))
struct WorkReleaseTests {
    private struct Ended {
        let status: Int32
        let output: String
        let errors: String

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]) ?? [:]
        }
    }

    private func cordon(_ arguments: [String], in folder: String) throws -> Ended {
        let process = Child()
        process.executableURL = URL(filePath: try #require(ProtectBinary.program))
        process.arguments = arguments + ["--home", folder + "/home"]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
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

    private static let project = """
        {"brief": {"scope": "Say how a comment sounds", "purpose": "mood-labels",
        "withheld": "the client asked for it", "dataClasses": ["comments"], "sensitivity": 1,
        "warnings": [], "escalation": "ombud@example.org, within a day",
        "notice": "Answers, times and reveals are recorded.",
        "concernKey": "\(String(repeating: "a1", count: 32))"},
        "pay": 40, "currency": "EUR", "labels": 3, "masked": [], "hides": [],
        "questions": [{"name": "mood", "about": "comment", "kind": "classes",
        "classes": ["glad", "sad"]}]}
        """

    @Test("and is known by its manifest, or by what is said; one that was changed is not")
    func known() throws {
        let binary = try ProtectBinary()
        defer { binary.remove() }
        let folder = binary.folder
        try binary.furnish(1)
        let protected = try binary.protect()
        #expect(protected.status == 0, "\(protected.errors)")
        try Data(Self.project.utf8).write(to: URL(filePath: folder + "/project.json"))
        let begun = try cordon(["work", "begin", "project.json", "--json"], in: folder)
        let project = try #require(begun.json["project"] as? String, "\(begun.errors)")

        // Files of a release have names of their own.
        let names = try binary.files(below: "out/data").keys
        let table = "out/data/" + (try #require(names.first { $0.hasSuffix(".csv") }))
        func take(_ file: String, _ more: String...) throws -> Ended {
            let words = ["work", "import", file, "--project", project, "--format", "csv", "--json"]
            return try cordon(words + more, in: folder)
        }
        let taken = try take(table)
        #expect(taken.status == 0, "\(taken.errors)")
        let release = try #require(taken.json["release"] as? String)

        // The same words elsewhere, and others in its place, are of no release until it is said.
        let bytes = try Data(contentsOf: URL(filePath: folder + "/" + table))
        try bytes.write(to: URL(filePath: folder + "/copy.csv"))
        #expect(try take("copy.csv").json["release"] == nil)
        #expect(try take("copy.csv", "--release", release).json["release"] as? String == release)
        try (bytes + Data("\n".utf8)).write(to: URL(filePath: folder + "/" + table))
        #expect(try take(table).json["release"] == nil)

        // Nothing was answered yet: nothing leaves, and no file is made.
        let left = try cordon(
            [
                "work", "export", "--project", project, "--format", "csv", "--out", "labels.csv",
                "--to", "model team",
            ],
            in: folder
        )
        #expect(left.status == 1, "\(left.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/labels.csv"))

        let wrong = try take("copy.csv", "--release", "the last one")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("--release"))
    }

    @Test("and its labels are taken out to somebody who is named; the map shows it")
    func takenOut() throws {
        let binary = try ProtectBinary()
        defer { binary.remove() }
        let folder = binary.folder
        try binary.furnish(1)
        let protected = try binary.protect()
        #expect(protected.status == 0, "\(protected.errors)")
        let once = Self.project.replacing("\"labels\": 3", with: "\"labels\": 1")
        try Data(once.utf8).write(to: URL(filePath: folder + "/project.json"))
        let begun = try cordon(["work", "begin", "project.json", "--json"], in: folder)
        let project = try #require(begun.json["project"] as? String, "\(begun.errors)")
        try Data("comment\nWell done\n".utf8).write(to: URL(filePath: folder + "/said.csv"))
        try work(project, in: folder)

        func export(_ file: String, to recipient: String) throws -> Ended {
            let words = ["work", "export", "--project", project, "--format", "jsonl", "--json"]
            return try cordon(words + ["--out", file, "--to", recipient], in: folder)
        }
        let done = try export("labels.jsonl", to: "model team")
        #expect(done.status == 0, "\(done.errors)")
        let labels = try String(contentsOfFile: folder + "/labels.jsonl", encoding: .utf8)
        #expect(labels.contains("Well done") && labels.contains("glad"))

        // What is not written has not left, and is not recorded as if it had.
        let again = try export("labels.jsonl", to: "another team")
        #expect(again.status == 2, "\(again.errors)")
        #expect(try export("other.jsonl", to: "").status == 1)
        #expect(!FileManager.default.fileExists(atPath: folder + "/other.jsonl"))

        let told = try cordon(["datamap", "flows", "--json"], in: folder)
        let flows = try #require(told.json["flows"] as? [[String: Any]], "\(told.errors)")
        let taken = flows.filter { ($0["seen"] as? [String]) == ["export"] }
        #expect(taken.map { $0["recipient"] as? String } == ["model team"])
        #expect(taken.first?["isDeclared"] as? Bool == false)
    }

    /// The owner of a home does the work alone: gives a file, answers its one task, accepts it.
    private func work(_ project: String, in folder: String) throws {
        func does(_ words: String...) throws -> Ended {
            let ended = try cordon(words + ["--json"], in: folder)
            #expect(ended.status == 0, "\(words.prefix(2)): \(ended.errors)")
            return ended
        }
        let engagement = UUID().uuidString.lowercased()
        let owner = "00000000-0000-0000-0000-000000000002"
        let terms = """
            {"until": 4000000000000, "noticeDays": 14, "hourly": 1800, "currency": "EUR"}
            """
        _ = try does("work", "import", "said.csv", "--project", project, "--format", "csv")
        _ = try does(
            "workroom", "guide", "--project", project, "--text", "Read it.", "--reason", "first"
        )
        _ = try does(
            "workroom", "engage", "--engagement", engagement, "--worker", owner,
            "--project", project, "--terms", terms
        )
        _ = try does("workroom", "accept", "--engagement", engagement, "--guideline", "1")
        let next = try does("work", "next", "--engagement", engagement)
        let lease = try #require(next.json["lease"] as? String)
        _ = try does(
            "work", "submit", "--engagement", engagement, "--lease", lease,
            "--answers", #"{"mood": "glad"}"#, "--seconds", "5"
        )
        _ = try does("workroom", "judge", "--submission", lease, "--accepts", "true")
    }
}
