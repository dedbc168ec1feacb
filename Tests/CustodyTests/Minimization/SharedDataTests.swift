import Documents
import Foundation
import Kernel
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
        let lines = try contents(name).split(separator: 0x0A)
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
        // A forename of one person may be drawn as the surrogate of another: never a full name.
        #expect(direct > 500)
        #expect(left.count * 200 < direct, "\(left.prefix(20))")
        #expect(left.allSatisfy { !$0.contains(" ") && !$0.contains("@") }, "\(left)")
    }

    private struct Column: Decodable {
        var column: String
        var label: String
    }

    private static func contents(_ name: String) throws -> Data {
        let path = try #require(data) + "/detection/" + name
        guard name.hasSuffix(".gz") else { return try Data(contentsOf: URL(fileURLWithPath: path)) }
        let process = Child()
        process.executableURL = URL(fileURLWithPath: "/bin/zcat")
        process.arguments = [path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return pipe.fileHandleForReading.readDataToEndOfFile()
    }

    @Test("of a staff table lose names, numbers and addresses, and keep each row one person's")
    func table() throws {
        let columns = try JSONDecoder()
            .decode([Column].self, from: Self.contents("hr_table_dev.columns.json"))
        let map = columns.map {
            Minimization.MappedField(
                $0.column,
                label: Label(rawValue: $0.label),
                isProse: $0.label == "FREE_TEXT"
            )
        }
        let yaml = Scene.purpose + "\n  EMPLOYEE_ID: surrogate\n  IBAN: surrogate"
        let minimizer = try Scene.minimizer(yaml, map: map)
        let table = String(decoding: try Self.contents("hr_table_dev.csv.gz"), as: UTF8.self)
        let rows = table.split(whereSeparator: \.isNewline).dropFirst().filter {
            !$0.contains("\"")
        }
        var tally = Minimization.Tally()
        var disagreeing: [String] = []
        for row in rows {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            let fields = zip(columns, cells).map {
                Field(name: $0.column, text: String($1), place: Place())
            }
            let record = Record(index: 0, kind: .row, fields: fields)
            let none = [[Finding]](repeating: [], count: fields.count)
            let result = try minimizer.minimize(record, findings: none)
            tally.add(record, result)
            let output = Dictionary(
                uniqueKeysWithValues: result.record.fields.map { ($0.name, $0.text) }
            )
            for name in ["employee_id", "first", "last", "mail", "tel", "acct"] {
                let value = fields.first { $0.name == name }?.text ?? ""
                #expect(output[name] != value || value.isEmpty, "\(name)")
            }
            let first = Slug.letters(of: output["first"] ?? "")
            let mail = Slug.letters(of: output["mail"] ?? "")
            if !mail.hasPrefix(first) { disagreeing.append("\(cells[1...3]) → \(first), \(mail)") }
            #expect(output["natid"] == nil)
        }
        #expect(rows.count > 300)
        // An address that leaves out letters of the name (such as ı) is not known as theirs.
        #expect(disagreeing.count * 50 <= rows.count, "\(disagreeing.prefix(20))")
        #expect(tally.after.identifiers == 0)
        #expect(tally.before.risk.average > tally.after.risk.average)
    }
}
