import Documents
import Foundation
import Testing

@testable import Custody

/// Whether this machine can recognise words in pictures.
private let canRecognise = FileManager.default.isExecutableFile(atPath: "/usr/bin/tesseract")

@Suite("Pictures, archives and tables, read in a box", .enabled(if: canConfine, "no bubblewrap"))
struct ReadingMediaTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    private func read(
        _ bytes: [UInt8],
        as name: String,
        passwords: [String] = []
    ) async throws -> (reading: Reading, records: [Record]) {
        let reader = DocumentReader(workers: ReaderPool(size: 1), passwords: passwords)
        return try await readAll(try desk.put(bytes, as: name), with: reader)
    }

    @Test("a photograph of words gives them, and where each is seen", .enabled(if: canRecognise))
    func photograph() async throws {
        let (reading, records) = try await read(try document("words.jpg"), as: "a.jpg")
        #expect(reading.format == .image)
        let text = try #require(records.first?.fields.first)
        #expect(text.text == "Ada Byron lives in London\nand leads the harbour team")
        let box = try #require(text.place(at: 19).box)
        #expect(box.left > 300 && box.top < 80, "the last word of the first line")
        #expect(records.values("gps") == ["48.85667, -2.35083"])
        #expect(reading.isWhole, "\(reading)")
    }

    @Test("a scanned page gives its words in points of the page", .enabled(if: canRecognise))
    func scan() async throws {
        let bytes = Sample.scannedPDF(try document("words.jpg"), width: 760, height: 160)
        let (reading, records) = try await read(bytes, as: "scan.pdf")
        let text = try #require(records.flatMap(\.fields).first { $0.name == "text" })
        #expect(text.text.contains("Ada Byron lives in London"))
        #expect(text.place.page == 1)
        let box = try #require(text.place(at: 0).box)
        #expect(box.left < 40 && box.width < 60)
        #expect(reading.isWhole, "\(reading)")
    }

    @Test("a picture of nothing to read is not called clean", .enabled(if: canRecognise))
    func blank() async throws {
        var words = try document("words.png")
        // A palette of two whites.
        if let palette = words.firstRange(of: Array("PLTE".utf8)) {
            for index in palette.upperBound..<palette.upperBound + 6 { words[index] = 0xFF }
        }
        let (reading, _) = try await read(words, as: "a.png")
        #expect(!reading.isWhole)
    }

    @Test(
        "an archive gives what is in it, with a password where it needs one",
        arguments: [
            ("list.tgz", Format.archive, false), ("open.7z", .archive, false),
            ("locked.7z", .archive, true), ("locked.zip", .zip, true),
        ]
    )
    func archives(name: String, format: Format, isLocked: Bool) async throws {
        let bytes = try document(name)
        let (reading, records) = try await read(bytes, as: name, passwords: ["wrong", "secret"])
        #expect(reading.format == format)
        #expect(records.values("pay") == ["51000"], "\(reading)")
        #expect(reading.isWhole)
        guard isLocked else { return }
        let shut = try await read(bytes, as: name)
        #expect(shut.reading.unassessed?.cause == .encrypted)
        #expect(shut.records.isEmpty)
        let wrong = try await read(bytes, as: name, passwords: ["wrong"])
        #expect(!wrong.reading.isWhole && wrong.records.isEmpty)
    }

    @Test(
        "a table of a database or of Parquet gives its rows",
        arguments: [("people.sqlite", Format.sqlite), ("people.parquet", .parquet)]
    )
    func tables(name: String, format: Format) async throws {
        let (reading, records) = try await read(try document(name), as: "unnamed")
        #expect(reading.format == format)
        #expect(records.values("name") == ["Ada Byron", "Zoë Kowalska"])
        #expect(reading.isWhole, "\(reading)")
    }

    @Test("a recording gives its words and is not called clean")
    func recording() async throws {
        let (reading, records) = try await read(try document("interview.mp4"), as: "a.mp4")
        #expect(reading.format == .media)
        #expect(records.values("text") == ["My name is Ada Byron"])
        #expect(records.values("gps") == ["+48.8566+002.3522/"])
        #expect(!reading.isWhole)
    }

    @Test("what is an archive as well as a picture or a text is not called clean")
    func polyglots() async throws {
        let archive = Sample.zip(texts: [("a.csv", "first_name,pay\nAda,1\n")])
        let picture = try await read(try document("words.jpg") + archive, as: "a.jpg")
        #expect(!picture.reading.isWhole)
        let text = try await read(Array("hello\n".utf8) + archive, as: "a.txt")
        #expect(!text.reading.isWhole)
        // An entry that stands in the file and not in the list at its end.
        let one = Sample.zip(texts: [("a.txt", "seen")])
        let two = Sample.zip(texts: [("b.txt", "hidden"), ("a.txt", "seen")])
        let list = try #require(two.firstRange(of: [0x50, 0x4B, 1, 2])).lowerBound
        var hidden = Array(two[..<list])
        let start = hidden.count
        let own = try #require(one.firstRange(of: [0x50, 0x4B, 1, 2])).lowerBound
        var directory = Array(one[own...])
        let offset = try #require(two.firstRange(of: Array("a.txt".utf8))).lowerBound - 30
        directory[42] = UInt8(offset)
        let end = directory.count - 22
        directory[end + 16] = UInt8(start)
        hidden += directory
        let unlisted = try await read(hidden, as: "a.zip")
        #expect(!unlisted.reading.isWhole)
    }
}
