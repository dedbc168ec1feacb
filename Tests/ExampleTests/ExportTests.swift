import Foundation
import Testing

@testable import Example

@Suite("The example export")
struct ExportTests {
    /// The files below `folder`, by path.
    private func files(in folder: URL) throws -> [String: Data] {
        let found = FileManager.default.enumerator(
            at: folder.resolvingSymlinksInPath(),
            includingPropertiesForKeys: [.isRegularFileKey]
        )
        var files: [String: Data] = [:]
        while let file = found?.nextObject() as? URL {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            else { continue }
            let root = folder.resolvingSymlinksInPath().path + "/"
            files[String(file.path.dropFirst(root.count))] = try Data(contentsOf: file)
        }
        return files
    }

    @Test("is written again byte for byte from its seed")
    func regenerates() throws {
        try Scratch.use { scratch in
            var shelf = try Shelf(export: scratch.path("out"), gold: scratch.path("gold"))
            try Export.harbour.write(to: &shelf)
            _ = try shelf.close()
            let examples = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Examples").standardizedFileURL
            for (ours, committed) in [("out", "harbour"), ("gold", "gold")] {
                let written = try files(in: scratch.url.appending(path: ours))
                let kept = try files(in: examples.appending(path: committed))
                #expect(written.keys.sorted() == kept.keys.sorted())
                for (name, data) in kept { #expect(written[name] == data, "\(name) differs") }
            }
        }
    }

    @Test("is another with another seed")
    func differs() throws {
        try Scratch.use { scratch in
            for seed in [7, 8] as [UInt64] {
                var shelf = try Shelf(export: scratch.path("\(seed)"), gold: nil)
                try Export(seed: seed, people: 8, size: nil, shape: .many).write(to: &shelf)
                _ = try shelf.close()
            }
            let seven = try files(in: scratch.url.appending(path: "7"))
            let eight = try files(in: scratch.url.appending(path: "8"))
            #expect(seven["payroll/payroll-2026.csv"] != eight["payroll/payroll-2026.csv"])
        }
    }

    @Test("stays under two megabytes, and has every format")
    func covers() throws {
        try Scratch.use { scratch in
            var shelf = try Shelf(export: scratch.path("out"), gold: nil)
            try Export.harbour.write(to: &shelf)
            let written = try shelf.close()
            #expect(written.bytes < 2_000_000)
            let names = try files(in: scratch.url.appending(path: "out")).keys
            let kinds = Set(names.compactMap { $0.split(separator: ".").last.map(String.init) })
            let wanted = "txt md csv tsv json jsonl html docx pdf eml mbox zip"
            #expect(kinds == Set(wanted.split(separator: " ").map(String.init)))
        }
    }

    @Test("fills the size asked for, in both shapes", arguments: Export.Shape.allCases)
    func fills(shape: Export.Shape) throws {
        try Scratch.use { scratch in
            var shelf = try Shelf(export: scratch.path("out"), gold: scratch.path("gold"))
            try Export(seed: 3, people: 6, size: 400_000, shape: shape).write(to: &shelf)
            let written = try shelf.close()
            #expect((400_000..<600_000).contains(written.bytes))
            #expect(shape == .few ? written.files == 5 : written.files > 50)
        }
    }

    @Test("has gold that covers whole words, in order", arguments: Export.Shape.allCases)
    func gold(shape: Export.Shape) throws {
        try Scratch.use { scratch in
            var shelf = try Shelf(export: scratch.path("out"), gold: scratch.path("gold"))
            try Export(seed: 5, people: 8, size: 200_000, shape: shape).write(to: &shelf)
            _ = try shelf.close()
            let answers = try Answers.read(scratch.url.appending(path: "gold/gold.jsonl"))
            var texts: [String: [Unicode.Scalar]] = [:]
            for answer in answers {
                let scalars: [Unicode.Scalar]
                if let text = answer.text {
                    scalars = Array(text.unicodeScalars)
                } else {
                    let file = scratch.url.appending(path: "out/" + answer.file)
                    let known = try texts[answer.file] ?? decoded(Data(contentsOf: file))
                    texts[answer.file] = known
                    scalars = known
                }
                var last = 0
                for span in answer.spans {
                    try #require(last <= span.start && span.start < span.end)
                    try #require(span.end <= scalars.count)
                    #expect(!scalars[span.start].properties.isWhitespace)
                    #expect(!scalars[span.end - 1].properties.isWhitespace)
                    last = span.end
                }
            }
            #expect(answers.contains { $0.spans.contains { $0.label == "SECRET" } })
        }
    }

    private func decoded(_ data: Data) -> [Unicode.Scalar] {
        if data.starts(with: [0xFF, 0xFE]) {
            let text = String(data: data.dropFirst(2), encoding: .utf16LittleEndian)
            return Array((text ?? "").unicodeScalars)
        }
        let text =
            String(data: data, encoding: .utf8) ?? String(data: data, encoding: .windowsCP1252)
        return Array((text ?? "").unicodeScalars)
    }
}
