import Documents
import Foundation
import Testing

@testable import Custody

@Suite("A file on disk")
struct ReadingFilesTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    @Test("is not read through a symbolic link")
    func link() async throws {
        let path = try desk.put("hello", as: "a.txt")
        let link = desk.folder + "/link.txt"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let (reading, records) = try await readAll(link)
        #expect(reading.unassessed?.cause == .place)
        #expect(records.isEmpty)
    }

    @Test("that is a pipe or a folder is not waited for")
    func special() async throws {
        let pipe = desk.folder + "/pipe"
        mkfifo(pipe, 0o600)
        #expect(try await readAll(pipe).reading.unassessed?.cause == .place)
        #expect(try await readAll(desk.folder).reading.unassessed?.cause == .place)
        #expect(try await readAll(desk.folder + "/none").reading.unassessed?.cause == .change)
    }

    @Test("that grows while it is read is said to have changed")
    func growth() async throws {
        let path = try desk.put(String(repeating: "a line\n", count: 200_000), as: "a.txt")
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        let reader = DocumentReader(workers: ReaderPool())
        let reading = try await reader.read(path) { record in
            if record.index == 0 { try handle.write(contentsOf: Data("more".utf8)) }
        }
        #expect(reading.unassessed?.cause == .change)
        #expect(reading.isPartial)
    }

    @Test("is counted: its records, its bytes and what was guessed")
    func counts() async throws {
        let bytes = Array("first_name,city\nJos".utf8) + [0xE9] + Array(",Lyon\nragged\n".utf8)
        let (reading, records) = try await readAll(try desk.put(bytes, as: "a.csv"))
        #expect(reading.format == .csv)
        #expect(reading.records == 2)
        #expect(reading.bytes == bytes.count)
        #expect(reading.isWhole)
        #expect(Set(reading.notices.map(\.kind)) == [.encoding, .ragged])
        #expect(records.values("first_name") == ["José", "ragged"])
    }

    @Test("stops being read when whoever takes the records has had enough")
    func refusal() async throws {
        struct Enough: Error {}
        let path = try desk.put(String(repeating: "{\"a\":1}\n", count: 1_000), as: "a.jsonl")
        let reader = DocumentReader(workers: ReaderPool())
        var taken = 0
        await #expect(throws: Enough.self) {
            _ = try await reader.read(path) { _ in
                taken += 1
                if taken == 10 { throw Enough() }
            }
        }
        #expect(taken == 10)
    }

    @Test("leaves nothing of itself in what is said about it")
    func canary() async throws {
        let canary = "canary-7f3a"
        let bytes = Array("{\"\(canary)\":\"\(canary)\", broken".utf8) + [0xFF]
        let (reading, _) = try await readAll(try desk.put(bytes, as: canary + ".json"))
        let said = String(decoding: try JSONEncoder().encode(reading), as: UTF8.self)
        #expect(!said.contains(canary))
    }
}
