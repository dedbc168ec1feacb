import Documents
import Foundation
import Privacy
import Sieve
import Testing

@testable import Custody

/// The folder of development data, where there is one.
private let data = ProcessInfo.processInfo.environment["CORDON_DATA"]

@Suite("Documents with gold labels", .enabled(if: data != nil))
struct SharedDataTests {
    private struct Document: Decodable {
        struct Span: Decodable {
            var start: Int
            var end: Int
            var label: String
            var identifier: String?
            var entity: String?
        }

        var id: String
        var text: String
        var spans: [Span]
    }

    private static func documents(_ name: String) throws -> [Document] {
        let path = try #require(data) + "/detection/" + name
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/zcat")
        process.arguments = [path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let lines = pipe.fileHandleForReading.readDataToEndOfFile().split(separator: 0x0A)
        return try lines.map { try JSONDecoder().decode(Document.self, from: $0) }
    }

    /// Gold spans as findings; their offsets count scalars, ours bytes.
    private static func findings(_ document: Document) -> [Finding] {
        var bytes = [0]
        for scalar in document.text.unicodeScalars {
            bytes.append((bytes.last ?? 0) + UTF8.width(scalar))
        }
        return document.spans.compactMap { span in
            guard let label = Label(rawValue: span.label) else { return nil }
            return Finding(bytes[span.start]..<bytes[span.end], label, score: 0.9, rule: "gold")
        }
    }

    @Test(
        "lose every direct identifier",
        arguments: ["cv_synth_dev.jsonl.gz", "slack_synth_dev.jsonl.gz"]
    )
    func directIdentifiers(file: String) throws {
        let minimizer = try Scene.minimizer(Scene.purpose + "\n  ORG: surrogate\n  URL: surrogate")
        var left: [String] = []
        var direct = 0
        for document in try Self.documents(file) {
            let findings = Self.findings(document)
            let output = try minimizer.text(document.text, findings)
            let names = findings.filter { $0.label.identification == .direct }
            for finding in names {
                guard let value = document.text.bytes(finding.range) else { continue }
                direct += 1
                guard value.count > 3, output.contains(value) else { continue }
                left.append(value)
            }
        }
        // A forename of one person may be drawn as the surrogate of another: rare, and no full name.
        #expect(direct > 500)
        #expect(left.count * 200 < direct, "\(left.prefix(20))")
        #expect(left.allSatisfy { !$0.contains(" ") && !$0.contains("@") }, "\(left)")
    }
}
