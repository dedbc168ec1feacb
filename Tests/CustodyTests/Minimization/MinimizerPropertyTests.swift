import Documents
import Foundation
import Privacy
import Sieve
import Testing

@testable import Custody

@Suite("A minimizer")
struct MinimizerPropertyTests {
    @Test("refuses findings that do not fit the text", arguments: [0..<99, 3..<5, -4..<2])
    func misplaced(range: Range<Int>) throws {
        let finding = Finding(range, .person, score: 1, rule: "test")
        #expect(throws: Minimization.Misfit.range(field: "text")) {
            try Scene.minimizer().text("abc", [finding])
        }
    }

    @Test("refuses findings of another record")
    func count() throws {
        #expect(throws: Minimization.Misfit.count) {
            try Scene.minimizer().minimize(Scene.record(["text": "a"]), findings: [])
        }
    }

    @Test(
        "cuts whole characters when a finding cuts them in two",
        arguments: [0..<1, 1..<2, 0..<3, 2..<4]
    )
    func alignment(range: Range<Int>) throws {
        let text = try Scene.minimizer().text("éé!", [Finding(range, .health, score: 1, rule: "t")])
        #expect(text.hasSuffix("!"))
        #expect(text.contains("[HEALTH]"))
        #expect(text.unicodeScalars.allSatisfy { $0 != "\u{FFFD}" })
    }

    @Test(
        "holds its offsets in any script",
        arguments: [
            "Zażółć ", "محمد ", "👩🏽‍🚒 ", "日本語 ", "e\u{301} ", "\r\n\t",
        ]
    )
    func multibyte(prefix: String) throws {
        let text = prefix + "bob@acme.example" + prefix
        let finding = Scene.finding("bob@acme.example", in: text, .email)
        var findings = [finding]
        findings.append(Finding(0..<0, .person, score: 1, rule: "empty"))
        let yaml = Scene.purpose.replacing("EMAIL: surrogate", with: "EMAIL: redact")
        #expect(try Scene.minimizer(yaml).text(text, findings) == prefix + "[EMAIL]" + prefix)
    }

    @Test("masks what is in doubt and says where it stands, until the risk is accepted")
    func doubt() throws {
        let text = "Paris Hilton called."
        let doubt = Scene.finding("Paris Hilton", in: text, .person, score: 0.4)
        let record = Scene.record(["text": text])
        let careful = try Scene.minimizer().minimize(record, findings: [[doubt]])
        #expect(careful.record.fields.first?.text == "••••• •••••• called.")
        #expect(careful.doubts.map(\.finding) == [doubt])
        #expect(careful.doubts.first?.verb == "mask")
        let bold = try Scene.minimizer(acceptsDoubts: true).minimize(record, findings: [[doubt]])
        #expect(bold.record.fields.first?.text == text)
        #expect(bold.doubts.first?.verb == "keep")
    }

    @Test("has no doubt about what a certain finding covers, or what is needed anyway")
    func noDoubt() throws {
        let text = "Nurse Paris Hilton"
        let findings = [
            Scene.finding("Paris Hilton", in: text, .person, score: 0.9),
            Scene.finding("Paris", in: text, .location, score: 0.3),
            Scene.finding("Nurse", in: text, .jobTitle, score: 0.2),
        ]
        let result = try Scene.minimizer().minimize(
            Scene.record(["text": text]),
            findings: [findings]
        )
        #expect(result.doubts.isEmpty)
        #expect(result.record.fields.first?.text.hasPrefix("Nurse ") == true)
    }

    @Test("never counts a score that is no number as certain")
    func notANumber() throws {
        let finding = Finding(0..<3, .person, score: .nan, rule: "broken")
        let result = try Scene.minimizer()
            .minimize(Scene.record(["text": "Bob x"]), findings: [[finding]])
        #expect(result.record.fields.first?.text == "••• x")
        #expect(result.doubts.count == 1)
    }

    @Test("drops fields that nobody needs, and takes along no name of a file or message")
    func fields() throws {
        var record = Scene.record(["text": "hello", "mail": "a@b.example", "secret plan": "x"])
        record.fields[0].place.container = ["CV Ana López.docx"]
        record.fields[0].place.message = "ana@x"
        record.fields[0].place.offset = 17
        let result = try Scene.minimizer().minimize(record, findings: [[], [], []])
        #expect(result.record.fields.map(\.name) == ["text"])
        #expect(result.record.fields[0].place == Place(row: 1, column: 1))
        #expect(result.dropped == ["mail", "secret plan"])
    }

    @Test("releases no credential, not even from a field that is kept as it is")
    func secrets() throws {
        let yaml = Scene.purpose.replacing("notes: keep", with: "notes: verbatim")
        let text = "Ana: key sk_live_1234"
        let findings = [
            Scene.finding("Ana", in: text, .person),
            Scene.finding("sk_live_1234", in: text, .secret),
        ]
        let result = try Scene.minimizer(yaml).minimize(
            Scene.record(["notes": text]),
            findings: [findings]
        )
        #expect(result.record.fields.first?.text == "Ana: key [SECRET]")
        #expect(result.kept == [.person: 1])
    }

    @Test("cuts an address that another finding covers in part")
    func partly() throws {
        let text = "at 24 Maple Street, 94110 Irlam."
        let findings = [
            Scene.finding("24 Maple Street, 94110 Irlam", in: text, .address, score: 0.8),
            Scene.finding("94110", in: text, .postcode, score: 0.9),
        ]
        let result = try Scene.minimizer().text(text, findings)
        #expect(result == "at [ADDRESS], [POSTCODE] [ADDRESS].")
    }

    @Test("takes one of two blanks along with a word it drops")
    func dropped() throws {
        let yaml = Scene.purpose.replacing("AGE: band 10", with: "AGE: drop")
        let finding = Scene.finding("aged 34", in: "Nurse aged 34 here", .age)
        #expect(try Scene.minimizer(yaml).text("Nurse aged 34 here", [finding]) == "Nurse here")
    }

    @Test("keeps the intervals between the dates of one person")
    func shift() throws {
        let yaml = Scene.purpose.replacing("DATE: month", with: "DATE: shift 180")
        let text = "Ana Ruiz: 2020-01-01 and 2020-03-01"
        let findings = [
            Scene.finding("Ana Ruiz", in: text, .person),
            Scene.finding("2020-01-01", in: text, .date),
            Scene.finding("2020-03-01", in: text, .date),
        ]
        let words = try Scene.minimizer(yaml).text(text, findings).split(separator: " ")
        let days = words.compactMap { CivilDate(String($0)) }
        #expect(days.count == 2)
        #expect(days[1].dayNumber - days[0].dayNumber == 60)
        #expect(days[0] != CivilDate("2020-01-01"))
    }
}

@Suite("A minimised table row")
struct MinimizedRowTests {
    private static let map: [Minimization.MappedField] = [
        .init("first", label: .person), .init("last", label: .person), .init("mail", label: .email),
        .init("birth", label: .dateOfBirth), .init("pay", label: .salary),
        .init("role", label: .jobTitle), .init("site", label: .location),
        .init("notes", isProse: true),
        .init("iban", label: .iban),
    ]

    private static let row = Scene.record([
        "first": "Camila", "last": "da Costa", "mail": "camila.dacosta@corp.example",
        "birth": "1970-11-07", "pay": "130355", "role": "Machine Learning Engineer",
        "site": "Irlam", "notes": "Camila is vegan, ask Costa", "iban": "GB94NWBK91511285680835",
    ])

    @Test("holds together: name, address and mentions are one other person's")
    func row() throws {
        let minimizer = try Scene.minimizer(map: Self.map)
        let result = try minimizer.minimize(Self.row, findings: .init(repeating: [], count: 9))
        let values = Dictionary(
            uniqueKeysWithValues: result.record.fields.map { ($0.name, $0.text) }
        )
        let first = try #require(values["first"])
        let last = try #require(values["last"])
        #expect(first != "Camila")
        #expect(values["notes"] == "\(first) is vegan, ask \(last)")
        let slug = [first, last].map { Normalization.plain($0).filter { $0 != " " } }
        #expect(values["mail"]?.hasPrefix(slug.joined(separator: ".") + "@example.") == true)
        #expect(values["birth"] == "50–59")
        #expect(values["pay"] == "100000")
        #expect(values["site"] == "England")
        #expect(values["role"] == "Machine Learning Engineer")
        #expect(result.dropped == ["iban"])
        #expect(minimizer.plan.excess(in: result.record.fields.map(\.name)).isEmpty)
    }

    @Test("is counted before and after")
    func tally() throws {
        let minimizer = try Scene.minimizer(map: Self.map)
        var tally = Minimization.Tally()
        for index in 0..<4 {
            var row = Self.row
            row.fields[3].text = "197\(index)-11-07"
            let result = try minimizer.minimize(row, findings: .init(repeating: [], count: 9))
            tally.add(row, result)
        }
        #expect(tally.before.records == 4)
        #expect(tally.before.fields == 9)
        #expect(tally.after.fields == 8)
        #expect(tally.before.cells == 36)
        #expect(tally.before.identifiers >= 16)
        #expect(tally.after.identifiers == 0)
        #expect(tally.before.risk.unique == 1)
        #expect(tally.after.risk.unique == 0)
        // One band, one region and one role for all four.
        #expect(tally.after.risk.smallest == 4)
        #expect(tally.dropped == ["iban": 4])
        #expect(tally.cuts[.init(label: .salary, verb: "round")] == 4)
        #expect(tally.textKept > 0.5 && tally.textKept < 1)
    }

    @Test("agrees with other documents about the same person")
    func acrossDocuments() throws {
        let minimizer = try Scene.minimizer(map: Self.map)
        let row = try minimizer.minimize(Self.row, findings: .init(repeating: [], count: 9))
        let text = "Camila da Costa, camila.dacosta@corp.example"
        let prose = try minimizer.text(
            text,
            [
                Scene.finding("Camila da Costa", in: text, .person),
                Scene.finding("camila.dacosta@corp.example", in: text, .email),
            ]
        )
        let alone = try minimizer.text(
            "camila.dacosta@corp.example",
            [Finding(0..<27, .email, score: 1, rule: "t")]
        )
        let values = row.record.fields.map(\.text)
        #expect(prose == "\(values[0]) \(values[1]), \(values[2])")
        #expect(alone.split(separator: ".").first == values[2].split(separator: ".").first)
    }
}
