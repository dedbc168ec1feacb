import Foundation
import Kernel
import Testing

/// `cordon detect`, as a program at the end of a pipe: every answer is read back as JSON.
@Suite("Detection on a stream")
struct DetectTests {
    @Test("keeps the order of thousands of lines, short ones among long ones")
    func order() throws {
        let filler = String(repeating: "The deploy is done and three tests are red. ", count: 200)
        let input = (0..<4000).map { number in
            let text = number % 97 == 0 ? filler : "mail n\(number)@example.org"
            return "{\"id\":\(number),\"text\":\"\(text)\"}\n"
        }
        let run = try DetectRun(Data(input.joined().utf8))
        #expect(run.status == 0)
        #expect(run.lines.count == 4000)
        for (number, line) in run.lines.enumerated() {
            #expect(line.hasPrefix("{\"id\":\(number),\"spans\":["))
        }
    }

    @Test("answers the same, however many lines are searched at once", arguments: ["1", "5", "256"])
    func jobs(count: String) throws {
        let input = (0..<700).map { "{\"id\":\($0),\"text\":\"write to n\($0)@example.org\"}\n" }
        let bytes = Data(input.joined().utf8)
        let run = try DetectRun(bytes, ["--jobs", count])
        #expect(run.status == 0)
        #expect(run.output == (try DetectRun(bytes).output))
        #expect(try DetectRun(bytes, ["--jobs", "0"]).status == 2)
    }

    @Test(
        "gives back ids of every kind, byte for byte",
        arguments: [
            "\"a\"", "1", "1.0", "1e3", "-0", "18446744073709551616", "\"\\u00e9\\n\\\"\"",
            "\"é👩‍👩‍👧\"", "null", "true", "[1, {\"a\": [ ]}]", "{\"b\" : \"}\"}", "\"\"",
        ]
    )
    func ids(id: String) throws {
        let run = try DetectRun(Data("{\"text\":\"x\",\"id\": \(id) }\n".utf8))
        #expect(run.output == "{\"id\":\(id),\"spans\":[]}\n")
        #expect(run.status == 0)
    }

    @Test(
        "counts code points, and bytes when asked to",
        arguments: [
            ("ada@example.org", 0, 0), ("é ada@example.org", 2, 3),
            ("👩‍👩‍👧 ada@example.org", 6, 19), ("e\u{301} ada@example.org", 3, 4),
            ("日本 ada@example.org", 3, 7), ("\\ud83d\\ude00 ada@example.org", 2, 5),
            ("\\ud800 ada@example.org", 2, 4), ("\\ud800\\u0041 ada@example.org", 3, 5),
            ("\\udc00\\ud83d\\ude00 ada@example.org", 3, 8), ("\\u0000 ada@example.org", 2, 2),
            ("\\r\\n ada@example.org", 3, 3),
        ]
    )
    func offsets(text: String, scalars: Int, bytes: Int) throws {
        let input = Data("{\"id\":1,\"text\":\"\(text)\"}\n".utf8)
        for (options, start) in [([], scalars), (["--offsets", "utf8"], bytes)] {
            let run = try DetectRun(input, options)
            let mail = try #require(try run.spans(0).first { $0.label == "EMAIL" })
            #expect(mail.start == start)
            #expect(mail.end == start + 15)
        }
    }

    @Test("tells what a text gives away of how work is done, and nothing more of other texts")
    func operations() throws {
        let talk = "User: where is it?\\nAssistant: It left the port on Monday."
        let input = "{\"id\":1,\"text\":\"\(talk)\"}\n{\"id\":2,\"text\":\"hello\"}\n"
        let run = try DetectRun(Data(input.utf8))
        #expect(run.lines[0].contains("\"document\":[{\"label\":\"TRANSCRIPT\""))
        #expect(run.lines[0].contains("\"start\":6,\"end\":18,\"speaker\":\"human\""))
        #expect(run.lines[1] == "{\"id\":2,\"spans\":[]}")
    }

    @Test("answers lines that cannot be read, goes on, and ends with status 1")
    func badLines() throws {
        let input = """
            {"id":1,"text":"ada@example.org"}
            nonsense
            {"id":2}
            {"id":"three","text":5}
            {"id":4,"text":"ada@example.org"
            {"id":5,"text":"\u{1}"}
            {"id":6,"text":"ada@example.org"}

            """
        let run = try DetectRun(Data(input.utf8))
        #expect(run.status == 1)
        #expect(run.lines.count == 7)
        #expect(try run.spans(0).count == 1)
        #expect(run.lines[1].contains("\"error\""))
        #expect(run.lines[2] == "{\"id\":2,\"error\":\"\\\"text\\\" is missing or no string\"}")
        #expect(run.lines[3].hasPrefix("{\"id\":\"three\",\"error\""))
        #expect(try run.spans(6).count == 1)
    }

    @Test("answers a line beyond the limit with an error, and reads the next one")
    func longLine() throws {
        var input = Data("{\"id\":1,\"text\":\"".utf8)
        input.append(Data(repeating: 0x61, count: 65 << 20))
        input.append(Data("\"}\n{\"id\":2,\"text\":\"ada@example.org\"}\n".utf8))
        let run = try DetectRun(input)
        #expect(run.status == 1)
        #expect(run.lines.count == 2)
        #expect(run.lines[0] == "{\"id\":null,\"error\":\"line is too long\"}")
        #expect(try run.spans(1).map(\.label) == ["EMAIL"])
    }

    @Test("has nothing to say about nothing", arguments: ["", "\n", "\r\n\n"])
    func empty(input: String) throws {
        let run = try DetectRun(Data(input.utf8))
        #expect(run.output == "")
        #expect(run.status == 0)
    }

    @Test("reads lines that end as other systems end them, and a last line that does not end")
    func lineEnds() throws {
        let input = "{\"id\":1,\"text\":\"a\"}\r\n{\"id\":2,\"text\":\"b\"}"
        let run = try DetectRun(Data(input.utf8))
        #expect(run.output == "{\"id\":1,\"spans\":[]}\n{\"id\":2,\"spans\":[]}\n")
    }

    @Test("refuses zero bytes outside of escapes, without losing the lines around them")
    func zeroBytes() throws {
        let input = "{\"id\":1,\"text\":\"a\0b\"}\n\0\n{\"id\":2,\"text\":\"b\"}\n"
        let run = try DetectRun(Data(input.utf8))
        #expect(run.status == 1)
        #expect(run.lines.count == 3)
        #expect(run.lines[2] == "{\"id\":2,\"spans\":[]}")
    }

    @Test("answers each line of a program that writes one and waits")
    func pauses() throws {
        let process = try DetectRun.process()
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        for number in 0..<3 {
            let line = "{\"id\":\(number),\"text\":\"x\"}\n"
            try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
            // The time limit of the suite ends a wait that has no end.
            let answer = output.fileHandleForReading.availableData
            #expect(String(decoding: answer, as: UTF8.self) == "{\"id\":\(number),\"spans\":[]}\n")
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}

/// One run of `cordon detect`, from a file to a file so that neither end waits for the other.
private struct DetectRun {
    struct Span: Decodable {
        var start: Int
        var end: Int
        var label: String
    }

    private struct Answer: Decodable { var spans: [Span] }

    let output: String
    let status: Int32

    var lines: [Substring] { output.split(separator: "\n") }

    init(_ input: Data, _ options: [String] = []) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(component: "cordon-detect-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch {
                Issue.record("the folder of a run remains: \(error)")
            }
        }
        let source = folder.appending(component: "input")
        let target = folder.appending(component: "output")
        try input.write(to: source)
        try Data().write(to: target)
        let process = try Self.process(options)
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: target)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        output = String(decoding: try Data(contentsOf: target), as: UTF8.self)
        status = process.terminationStatus
    }

    func spans(_ line: Int) throws -> [Span] {
        try JSONDecoder().decode(Answer.self, from: Data(lines[line].utf8)).spans
    }

    /// The program that was built with these tests.
    static func process(_ options: [String] = []) throws -> Child {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(filePath: own).deletingLastPathComponent()
        let process = Child()
        process.executableURL = folder.appending(component: "cordon")
        process.arguments = ["detect"] + options
        return process
    }
}
