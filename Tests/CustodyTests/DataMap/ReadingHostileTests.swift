import Documents
import Foundation
import Testing

@testable import Custody

@Suite("A document made to hurt", .enabled(if: canConfine, "bubblewrap is missing"))
struct ReadingHostileTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    private func read(
        _ bytes: [UInt8],
        as name: String,
        limits: Limits = Limits()
    ) async throws -> (reading: Reading, records: [Record]) {
        let reader = DocumentReader(workers: ReaderPool(size: 1), limits: limits)
        return try await readAll(try desk.put(bytes, as: name), with: reader)
    }

    @Test("that needs a password is said to be encrypted")
    func passwords() async throws {
        let archive = Sample.zip([("a.txt", [1, 2, 3])], flags: 1)
        #expect(try await read(archive, as: "a.zip").reading.unassessed?.cause == .encrypted)

        let page = String(decoding: Sample.pdf(["One"]), as: UTF8.self)
        let key = String(repeating: "00", count: 32)
        let locked = page.replacingOccurrences(
            of: "/Root 1 0 R",
            with: "/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 "
                + "/O <\(key)> /U <\(key)> /P -4 >>"
        )
        let pdf = try await read(Array(locked.utf8), as: "a.pdf")
        #expect(pdf.reading.unassessed?.cause == .encrypted)
    }

    @Test("whose pages are pictures is not called clean")
    func pictures() async throws {
        let (reading, records) = try await read(Sample.pdf(["Text", ""]), as: "scan.pdf")
        #expect(records.values("text") == ["Text"])
        #expect(reading.notices.map(\.detail) == ["pages without text"])
        #expect(!reading.isWhole)
    }

    @Test("of a format nobody reads is named, not called clean")
    func formats() async throws {
        let image = try await read([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], as: "a.txt")
        #expect(image.reading.format == .image)
        #expect(!image.reading.isWhole)
        let program = try await read([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0], as: "a.txt")
        #expect(program.reading.unassessed?.reason == "a ELF program, which is not read")
    }

    @Test("that unpacks to far more than itself is stopped")
    func bomb() async throws {
        var limits = Limits()
        limits.ratioFloor = 1_000
        limits.ratioMax = 1
        limits.unpackedSizeMax = 100_000
        let bytes = Sample.zip([("a.txt", [UInt8](repeating: 65, count: 200_000))])
        let (reading, _) = try await read(bytes, as: "bomb.zip", limits: limits)
        #expect(reading.unassessed?.cause == .limit)
    }

    @Test("that nests without end is followed only so far")
    func nesting() async throws {
        var bytes = Array("the innermost".utf8)
        for _ in 0..<20 { bytes = Sample.zip([("inner.zip", bytes)]) }
        let (reading, records) = try await read(bytes, as: "nest.zip")
        #expect(records.isEmpty)
        #expect(!reading.isWhole)
        #expect(reading.notices.contains { $0.kind == .limited })
    }

    @Test("of ten thousand parts is read to the end, and of more than the limit not")
    func parts() async throws {
        var mail = "From: a@x.org\r\nTo: b@x.org\r\n"
        mail += "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        for index in 0..<10_000 { mail += "--b\r\n\r\n\(index)\r\n" }
        mail += "--b--\r\n"
        let whole = try await read(Array(mail.utf8), as: "many.eml")
        #expect(whole.reading.isWhole)
        #expect(whole.records.values("text").first?.hasSuffix("9999") == true)
        var limits = Limits()
        limits.partsMax = 100
        let cut = try await read(Array(mail.utf8), as: "many.eml", limits: limits)
        #expect(cut.reading.unassessed?.cause == .limit)
    }

    @Test("that nests its elements too deeply costs only itself")
    func elements() async throws {
        let page = "<html>" + String(repeating: "<div>", count: 100_000) + "deep"
        let (reading, records) = try await read(Array(page.utf8), as: "deep.html")
        #expect(!reading.isWhole || records.values("text") == ["deep"])
        let body = String(repeating: "<w:p>", count: 100_000)
        let (word, _) = try await read(Sample.docx(body), as: "deep.docx")
        #expect(!word.isWhole)
    }

    @Test(
        "cut off anywhere is read or refused, never waited for",
        arguments: [
            "cv.docx", "one.eml", "cv.pdf", "page.html", "all.zip",
        ]
    )
    func truncation(name: String) async throws {
        let whole = Self.documents[name, default: []]
        let reader = DocumentReader(workers: ReaderPool(size: 1))
        for end in stride(from: 1, to: whole.count, by: max(whole.count / 40, 1)) {
            let path = try desk.put(Array(whole[..<end]), as: name)
            _ = try await readAll(path, with: reader)
        }
    }

    @Test(
        "changed at random is read or refused, and the next one is read",
        arguments: [
            "cv.docx", "one.eml", "cv.pdf", "page.html", "all.zip",
        ]
    )
    func mutation(name: String) async throws {
        let whole = Self.documents[name, default: []]
        var generator = SplitMix(seed: 0xC0FFEE)
        let reader = DocumentReader(workers: ReaderPool(size: 1))
        for _ in 0..<60 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[index] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try await readAll(try desk.put(bytes, as: name), with: reader)
        }
        let page = Array("<html><p>still here</p></html>".utf8)
        let (_, records) = try await readAll(try desk.put(page, as: "p.html"), with: reader)
        #expect(records.values("text") == ["still here"])
    }

    private static let documents: [String: [UInt8]] = [
        "cv.docx": Sample.docx(Sample.paragraph("Ada Byron") + Sample.paragraph("London")),
        "one.eml": Array(
            """
            From: a@x.org\r\nTo: b@x.org\r\nSubject: =?utf-8?B?QmV3ZXJi?=\r
            Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r
            Content-Type: text/html\r\n\r\n<p>page</p>\r\n--b--\r\n
            """.utf8
        ),
        "cv.pdf": Sample.pdf(["One page", "Another"]),
        "page.html": Array("<!doctype html><html><p title='t'>text<!-- c --></p></html>".utf8),
        "all.zip": Sample.zip(texts: [("a.csv", "a_b,c\n1,2\n"), ("b.json", "[{\"a\":1}]")]),
    ]
}

/// A small generator with a seed (Steele, Lea and Flood, 2014), so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
