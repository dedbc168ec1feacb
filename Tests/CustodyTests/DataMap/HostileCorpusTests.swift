import Documents
import Foundation
import Testing

@testable import Custody

@Suite("A corpus of documents made to hurt", .enabled(if: canConfine, "bubblewrap is missing"))
struct HostileCorpusTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    /// Formats that say where they end, so that one that is cut off must be found out.
    private static let ended: Set = [
        "pay.xls", "letter.doc", "note.msg", "people.parquet", "words.jpg", "words.png",
        "list.tgz", "open.7z", "cv.docx", "pay.xlsx", "talk.pptx", "cv.odt", "pay.ods", "cv.pdf",
        "scan.pdf", "note.rtf", "people.sqlite", "all.zip", "book.xlsb", "preview.emf",
        "entities.odt",
    ]

    @Test("is of more than five hundred")
    func count() {
        #expect(HostileCorpus.seeds.count * HostileCorpus.mutantsPerSeed > 500)
    }

    @Test(
        "is read or refused; nothing dies of it, and no part of it is called clean unread",
        arguments: HostileCorpus.seeds
    )
    func mutants(name: String) async throws {
        let seed = try HostileCorpus.seed(name)
        let other = try HostileCorpus.seed(name == "all.zip" ? "cv.pdf" : "all.zip")
        let reader = DocumentReader(workers: ReaderPool(size: 1))
        // Pages and pictures are read by programs that take their time.
        let isSlow = name.hasSuffix("pdf") || name.hasPrefix("words")
        for number in 0..<(isSlow ? HostileCorpus.mutantsPerSeed / 4 : HostileCorpus.mutantsPerSeed)
        {
            let bytes = HostileCorpus.mutant(of: seed, number, other)
            let path = try desk.put(bytes, as: "\(number)-" + name)
            let (reading, records) = try await readAll(path, with: reader)
            #expect(reading.unassessed?.cause != .crash, "\(name) \(number) \(reading)")
            let injury = HostileCorpus.Injury.allCases[number % HostileCorpus.Injury.allCases.count]
            // The last bytes of some formats are padding: cut elsewhere, the cut must show.
            if injury == .truncate, Self.ended.contains(name), bytes.count * 10 < seed.count * 9,
                !bytes.isEmpty, reading.format != .text, reading.format != .csv
            {
                #expect(!reading.isWhole, "\(name) \(number) \(records.count)")
            }
            // What an archive behind a document holds was seen, or the document is not clean.
            if injury == .append, name != "all.zip", reading.isWhole {
                #expect(!records.values("a_b").isEmpty, "\(name) \(number)")
            }
        }
        let page = Array("<html><p>still here</p></html>".utf8)
        let (_, records) = try await readAll(try desk.put(page, as: "p.html"), with: reader)
        #expect(records.values("text") == ["still here"])
    }

    private func read(
        _ bytes: [UInt8],
        as name: String,
        limits: Limits = Limits()
    ) async throws -> (reading: Reading, records: [Record]) {
        let reader = DocumentReader(workers: ReaderPool(size: 1), limits: limits)
        return try await readAll(try desk.put(bytes, as: name), with: reader)
    }

    @Test(
        "swells, nests and loops in vain",
        arguments: [
            "groups.rtf", "cells.ods", "boxes.mp4", "elements.mkv", "kids.pdf", "streams.doc",
            "pixels.png", "columns.sql", "brackets.json",
        ]
    )
    func bombs(name: String) async throws {
        var limits = Limits()
        limits.outputSizeMax = 64 * 1024 * 1024
        let (reading, _) = try await read(try Self.bomb(name), as: name, limits: limits)
        #expect(reading.unassessed?.cause != .crash, "\(reading)")
        #expect(!reading.isWhole || ["columns.sql", "brackets.json", "cells.ods"].contains(name))
    }

    /// What earlier versions fell for, kept as it was found.
    @Test("that once hurt does so no more", arguments: ["storages-in-a-ring.msg"])
    func reproducers(name: String) async throws {
        let (reading, _) = try await read(try document("Hostile/" + name), as: name)
        // Not ended by a limit: it was found out.
        let cause = reading.unassessed?.cause
        #expect(cause == .malformed || cause == .format, "\(reading)")
    }

    private static func bomb(_ name: String) throws -> [UInt8] {
        switch name {
        case "groups.rtf": return Array(("{\\rtf1" + String(repeating: "{", count: 300_000)).utf8)
        case "cells.ods":
            return OfficeSample.sheet(
                """
                <table:table-row table:number-rows-repeated="1048576"><table:table-cell
                table:number-columns-repeated="16384"><text:p>Ada</text:p></table:table-cell>
                </table:table-row>
                """
            )
        case "boxes.mp4":
            var bytes: [UInt8] = []
            for depth in 0..<5_000 {
                let size = UInt32(8 * (5_000 - depth))
                bytes += withUnsafeBytes(of: size.bigEndian, Array.init) + Array("moov".utf8)
            }
            return [0, 0, 0, 8] + Array("ftyp".utf8) + bytes
        case "elements.mkv":
            return [0x1A, 0x45, 0xDF, 0xA3, 0x80]
                + Array(repeating: [0x18, 0x53, 0x80, 0x67, 0xFF] as [UInt8], count: 5_000).flatMap(
                    \.self
                )
        case "kids.pdf":
            return Array(
                """
                %PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
                2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 3 >> endobj
                trailer << /Root 1 0 R >>
                """.utf8
            )
        case "streams.doc":
            // A directory whose chain bites its own tail.
            var bytes = try document("letter.doc")
            for index in 512..<bytes.count where bytes[index] == 0xFE { bytes[index] = 0 }
            return bytes
        case "pixels.png":
            var bytes = try document("words.png")
            bytes.replaceSubrange(16..<24, with: [0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0])
            return bytes
        case "columns.sql":
            let row = "(" + String(repeating: "1,", count: 200_000) + "1)"
            return Array("INSERT INTO a VALUES \(row);".utf8)
        default: return Array(String(repeating: "[", count: 1_000_000).utf8)
        }
    }
}
