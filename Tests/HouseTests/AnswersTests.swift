import Foundation
import Kernel
import Testing

/// Doubts, answers, a new model, and what it says then: every step by its own command.
@Suite(
    "The program, taught by its reviewers",
    .enabled(if: ProtectBinary.isUsable, "cordon and cordon-reader are not built")
)
struct AnswersTests {
    private static let names = [
        "Wexom", "Zandroth", "Kestenau", "Olvrid", "Tessoud", "Arvelin", "Brankel", "Quistor",
    ]

    /// Sentences in which what an unknown word names depends on the one before it.
    private static var corpus: String {
        names.flatMap { name in
            [
                "Then O\nthe O\npoet O\n\(name) B-PER\nread O\naloud O\n. O\n\n",
                "Then O\nthe O\nship O\n\(name) O\nwent O\ndown O\n. O\n\n",
            ]
        }
        .joined().replacingOccurrences(of: " ", with: "\t")
    }

    @Test("learns what they said: protect, review, answers, train, detect")
    func learns() throws {
        let binary = try ProtectBinary()
        defer { binary.remove() }
        let folder = binary.folder
        let doubtful = """
            Calm, and precise. She always answers within the hour. Hope for the best.
            """
        try Data(doubtful.utf8).write(to: URL(fileURLWithPath: folder + "/data/notes.txt"))
        try Data(Self.corpus.utf8).write(to: URL(fileURLWithPath: folder + "/corpus.conll"))
        #expect(try binary.protect().status == 0)

        // What waits is settled: none of it is what it was taken for.
        let home = ["--home", folder + "/home"]
        let waiting = try run(["review", "--json"] + home)
        let doubts = try lines(waiting)
        try #require(doubts.contains { $0["label"] as? String == "PERSON" }, "\(waiting)")
        let said = try doubts.map { doubt -> String in
            let answer = doubt.merging(["isFinding": false]) { $1 }
            return String(
                decoding: try JSONSerialization.data(withJSONObject: answer),
                as: UTF8.self
            )
        }
        let answered = folder + "/said.jsonl"
        try Data(said.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: answered))
        _ = try run(["review", "decide", "--answers", answered] + home)
        #expect(try lines(run(["review", "--json"] + home)).isEmpty)

        let answers = folder + "/answers.jsonl"
        _ = try run(["detection", "answers", "--out", answers] + home)
        let line = try #require(lines(String(contentsOfFile: answers, encoding: .utf8)).first)
        #expect((line["text"] as? String)?.contains("Hope for the best") == true)
        let mode = try FileManager.default.attributesOfItem(atPath: answers)[.posixPermissions]
        #expect(mode as? Int == 0o600)

        // A model of a small corpus, without what was said and with it.
        let before = try train("before", in: folder, [])
        let after = try train("after", in: folder, ["--answers", answers])
        #expect(try Data(contentsOf: URL(fileURLWithPath: before)) != Data(
            contentsOf: URL(fileURLWithPath: after)
        ))
        let again = try train("again", in: folder, ["--answers", answers])
        #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == Data(
            contentsOf: URL(fileURLWithPath: after)
        ))
        let poet = "Then the poet Drumlix read aloud ."
        #expect(try people(in: poet, by: after).contains("Drumlix"))
        // The doubt is gone, or weaker than it was.
        let (old, new) = (try score(in: doubtful, by: before), try score(in: doubtful, by: after))
        #expect(new <= old)
    }

    private func train(_ name: String, in folder: String, _ more: [String]) throws -> String {
        let out = "\(folder)/\(name).tagger"
        _ = try run(
            ["detection", "train", "--task", "names", "--out", out, "--epochs", "12"]
                + ["--data"] + [folder + "/corpus.conll", folder + "/corpus.conll"] + more
        )
        return out
    }

    private func people(in text: String, by model: String) throws -> [String] {
        try spans(in: text, by: model).compactMap { span in
            guard span["label"] as? String == "PERSON", (span["score"] as? Double ?? 0) >= 0.5,
                let start = span["start"] as? Int, let end = span["end"] as? Int
            else { return nil }
            let scalars = Array(text.unicodeScalars)[start..<end]
            return String(String.UnicodeScalarView(scalars))
        }
    }

    private func score(in text: String, by model: String) throws -> Double {
        try spans(in: text, by: model).filter { $0["label"] as? String == "PERSON" }
            .compactMap { $0["score"] as? Double }.max() ?? 0
    }

    private func spans(in text: String, by model: String) throws -> [[String: Any]] {
        let input = try JSONSerialization.data(withJSONObject: ["id": 1, "text": text])
        let output = try run(["detect", "--names", model], input: input + Data("\n".utf8))
        return try lines(output).first?["spans"] as? [[String: Any]] ?? []
    }

    private func lines(_ output: String) throws -> [[String: Any]] {
        try output.split(separator: "\n").flatMap { line -> [[String: Any]] in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return value as? [[String: Any]] ?? (value as? [String: Any]).map { [$0] } ?? []
        }
    }

    private func run(_ arguments: [String], input: Data = Data()) throws -> String {
        let process = Child()
        process.executableURL = URL(fileURLWithPath: try #require(ProtectBinary.program))
        process.arguments = arguments
        let (pipe, source) = (Pipe(), Pipe())
        (process.standardOutput, process.standardInput) = (pipe, source)
        process.standardError = FileHandle.nullDevice
        try process.run()
        try source.fileHandleForWriting.write(contentsOf: input)
        try source.fileHandleForWriting.close()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(arguments.prefix(3))")
        return String(decoding: output, as: UTF8.self)
    }
}
