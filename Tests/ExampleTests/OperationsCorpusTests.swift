import Foundation
import Testing

@testable import Example

@Suite("The corpus of operational truth")
struct OperationsCorpusTests {
    private struct Row: Decodable {
        struct Span: Decodable {
            var start: Int
            var end: Int
            var label: String
        }
        var id: String
        var lang: String
        var split: String
        var text: String
        var spans: [Span]
    }

    @Test("is what the tests of detection are scored on, byte for byte")
    func committed() throws {
        let kept = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../CustodyTests/Fixtures/operations.jsonl").standardizedFileURL
        let written = OperationsCorpus.committed.lines.joined(separator: "\n") + "\n"
        #expect(try Data(contentsOf: kept) == Data(written.utf8))
    }

    @Test("has every kind in every language, shown and held out, and texts that only look so")
    func covers() throws {
        let rows = try OperationsCorpus.committed.lines.map {
            try JSONDecoder().decode(Row.self, from: Data($0.utf8))
        }
        for language in Language.allCases {
            for split in ["train", "test"] {
                let those = rows.filter { $0.lang == language.rawValue && $0.split == split }
                let labels = Set(those.flatMap { $0.spans.map(\.label) })
                #expect(labels == Set(Situation.Kind.allCases.map(\.rawValue)))
                #expect(those.contains { $0.spans.isEmpty })
            }
        }
        #expect(Set(rows.map(\.id)).count == rows.count)
    }

    @Test("marks places that lie in its texts, and leaves no hole open")
    func marks() throws {
        for line in OperationsCorpus.committed.lines {
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            #expect(!row.text.contains("⟦"))
            for hole in ["{client}", "{code}", "{person}", "{place}", "{tool}", "{secret}"] {
                #expect(!row.text.contains(hole))
            }
            for span in row.spans {
                #expect(0 <= span.start && span.start < span.end)
                #expect(span.end <= row.text.unicodeScalars.count)
            }
        }
    }
}
