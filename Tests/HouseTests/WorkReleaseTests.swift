import Foundation
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
        let process = Process()
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
}
