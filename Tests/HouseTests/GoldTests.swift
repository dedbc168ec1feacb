import Foundation
import Testing

@Suite("The example's release", .enabled(if: ProtectBinary.isUsable))
struct GoldTests {
    /// What identifies somebody alone, and what nobody may know of them (GDPR Art. 9 and 10).
    private static let forbidden: Set<String> = [
        "PERSON", "EMAIL", "PHONE", "NATIONAL_ID", "IBAN", "CREDIT_CARD", "SECRET", "ADDRESS",
        "EMPLOYEE_ID", "USERNAME", "DATE_OF_BIRTH", "HEALTH", "DISABILITY", "RELIGION",
        "ETHNICITY", "UNION", "POLITICS", "SEXUALITY", "CRIMINAL_RECORD", "SALARY",
    ]
    /// Shorter values stand in other words too.
    private static let lengthMin = 6

    private struct Marked: Decodable {
        struct Span: Decodable {
            let start: Int
            let end: Int
            let label: String
        }

        let file: String
        /// The part's text, in code points of which spans count; nil where the file is the text.
        let text: String?
        let spans: [Span]
    }

    private static func latin(_ bytes: Data) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    @Test("holds nothing of what the example's own labels call identifying or special")
    func nothingLeft() throws {
        let house = FileManager.default.currentDirectoryPath
        let binary = try ProtectBinary()
        defer { binary.remove() }
        try FileManager.default.copyItem(
            atPath: house + "/Examples/harbour",
            toPath: binary.folder + "/data/harbour"
        )
        let ended = try binary.protect()
        #expect(ended.status == 0, "\(ended.errors)")
        let released = try binary.files(below: "out/data").values
            .map { String(decoding: $0, as: UTF8.self) }.joined()
            .replacingOccurrences(of: "\\n", with: " ")
        let lines = try String(contentsOfFile: house + "/Examples/gold/gold.jsonl", encoding: .utf8)
        var looked = 0
        var left: Set<String> = []
        for line in lines.split(separator: "\n") {
            let marked = try JSONDecoder().decode(Marked.self, from: Data(line.utf8))
            let path = house + "/Examples/harbour/" + marked.file
            let written = try Data(contentsOf: URL(filePath: path))
            // The example holds a file or two of the last century.
            let plain = { String(data: written, encoding: .utf8) ?? Self.latin(written) }
            let scalars = Array((marked.text ?? plain()).unicodeScalars)
            for span in marked.spans where Self.forbidden.contains(span.label) {
                var value = String.UnicodeScalarView()
                value.append(contentsOf: scalars[span.start..<span.end])
                guard value.count >= Self.lengthMin else { continue }
                // Invented names are drawn from the same lists: a first name alone may come again.
                guard span.label != "PERSON" || value.contains(" ") else { continue }
                looked += 1
                let words = String(value).replacingOccurrences(of: "\n", with: " ")
                if released.contains(words) { left.insert("\(span.label) \(words)") }
            }
        }
        #expect(looked > 1_000)
        #expect(left.isEmpty)
    }
}
