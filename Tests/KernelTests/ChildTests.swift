import Foundation
import Glibc
import Kernel
import Testing

@Suite("Another program")
struct ChildTests {
    private func said(_ path: String, _ arguments: [String]) throws -> (String, Child) {
        let child = Child()
        child.executableURL = URL(filePath: path)
        child.arguments = arguments
        let answer = Pipe()
        child.standardOutput = answer
        try child.run()
        let bytes = try answer.fileHandleForReading.readToEnd() ?? Data()
        child.waitUntilExit()
        return (String(decoding: bytes, as: UTF8.self), child)
    }

    @Test("is started however many files are open, and finds none of them open")
    func closes() throws {
        let files = (0..<2_000).map { _ in open("/dev/null", O_RDONLY) }
        defer { for file in files where file >= 0 { close(file) } }
        let (text, child) = try said("/bin/sh", ["-c", "ls /proc/self/fd | wc -l"])
        // Three of its own, and the folder that it reads.
        #expect(text.trimmingCharacters(in: .whitespacesAndNewlines) == "4")
        #expect(child.terminationStatus == 0)
    }

    @Test("is given what it is told, and says how it ended", arguments: [0, 3, 255])
    func ends(status: Int32) throws {
        let (text, child) = try said("/bin/sh", ["-c", "echo $0 $1; exit \(status)", "a b", "c"])
        #expect(text == "a b c\n")
        #expect(child.terminationStatus == status)
        #expect(child.terminationReason == .exit)
        #expect(!child.isRunning)
    }

    @Test("reads what is written to it until that ends")
    func reads() throws {
        let child = Child()
        child.executableURL = URL(filePath: "/bin/cat")
        let (question, answer) = (Pipe(), Pipe())
        child.standardInput = question
        child.standardOutput = answer
        try child.run()
        try question.fileHandleForWriting.write(contentsOf: Data("hello".utf8))
        try question.fileHandleForWriting.close()
        #expect(try answer.fileHandleForReading.readToEnd() == Data("hello".utf8))
        child.waitUntilExit()
        #expect(child.terminationStatus == 0)
    }

    @Test("is ended when it is asked to")
    func terminates() throws {
        let child = Child()
        child.executableURL = URL(filePath: "/bin/sleep")
        child.arguments = ["1000"]
        try child.run()
        #expect(child.isRunning)
        child.terminate()
        child.waitUntilExit()
        #expect(child.terminationReason == .uncaughtSignal)
        #expect(child.terminationStatus == SIGTERM)
    }

    @Test("that is not there is told, with where it was looked for")
    func missing() throws {
        let child = Child()
        child.executableURL = URL(filePath: "/nowhere/at-all")
        let failure = #expect(throws: Child.Failure.self) { try child.run() }
        #expect(failure?.path == "/nowhere/at-all")
        #expect(failure?.code == ENOENT)
    }
}
