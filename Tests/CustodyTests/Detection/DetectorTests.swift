import Documents
import Sieve
import Testing

@testable import Custody

@Suite("The detector")
struct DetectorTests {
    static let detector: Detector? = { do { return try Detector() } catch { return nil } }()

    static func certain(_ text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        return try #require(detector).findings(in: text)
            .filter { $0.score >= Finding.certain }
            .map { "\($0.label.rawValue) \(String(decoding: bytes[$0.range], as: UTF8.self))" }
    }

    @Test(
        "finds people by what stands around them",
        arguments: [
            ("I met Mr Zorbinsky yesterday.", "Zorbinsky"),
            ("Frau Quirlbach arbeitet seit 3 Jahren hier.", "Quirlbach"),
            ("Ask Maria de la Cruz about it.", "Maria de la Cruz"),
            ("Name: Xanthippe Vorlok", "Xanthippe Vorlok"),
            ("Zelmira Qorban (zelmira.qorban@example.org) cannot log in", "Zelmira Qorban"),
            ("John C. O'Reilly says it is done", "John C. O'Reilly"),
            ("contact Jean-Pierre Dupont", "Jean-Pierre Dupont"),
            ("Mareike Schnabel-Agbodjan", "Mareike Schnabel-Agbodjan"),
            ("It was Rhodri Qworzel-Thomas again.", "Rhodri Qworzel-Thomas"),
            ("Spoke to MORRISON, Rhodri on Friday.", "MORRISON, Rhodri"),
            ("Garcia, Maria\nLopez, Carmen\n", "Garcia, Maria"),
        ]
    )
    func people(text: String, name: String) throws {
        #expect(try Self.certain(text).contains("PERSON \(name)"))
    }

    @Test("finds the author of every message and the names in them")
    func chat() throws {
        let text = """
            Ada Okoro: lunch at 12?
            Zelmira Qorban: hey @ada, salary band for Torben Lühr is $120,000
            Ada Okoro: Zelmira is on it, login is admin / hunter2
            """
        let found = try Self.certain(text)
        #expect(found.count { $0 == "PERSON Ada Okoro" } == 2)
        for expected in [
            "PERSON Zelmira Qorban", "PERSON Torben Lühr", "SALARY $120,000",
            "PERSON Zelmira", "SECRET hunter2",
        ] {
            #expect(found.contains(expected), "\(found)")
        }
    }

    @Test("reads a career line by its form, whatever the names")
    func career() throws {
        let text = "2015 – 2018 : Registered Nurse at Xylo Zeta Ltd., Querbach\n"
        #expect(
            try Self.certain(text) == [
                "DATE 2015", "DATE 2018", "JOB_TITLE Registered Nurse", "ORG Xylo Zeta Ltd.",
                "LOCATION Querbach",
            ]
        )
    }

    @Test(
        "names special categories in four languages",
        arguments: [
            ("on sick leave (burn-out)", Label.health), ("elle est syndiquée à la CGT", .union),
            ("Er ist schwerbehindert", .disability), ("es católica practicante", .religion),
            ("he came out as gay", .sexuality), ("casier judiciaire vierge", .criminalRecord),
        ]
    )
    func special(text: String, label: Label) throws {
        let found = try #require(Self.detector).findings(in: text)
        #expect(found.contains { $0.label == label })
    }

    @Test(
        "finds personnel numbers by their words, and by the person before them",
        arguments: [
            ("EMP 00123 is on leave", "00123"), ("Personalnr. 4711 fehlt", "4711"),
            ("Personal-Nr. 20417 fehlt", "20417"),
            ("Maria Garcia (HL-010421) was promoted", "HL-010421"),
            ("Maria Garcia, HL-010421", "HL-010421"), ("Maria Garcia [104217] left", "104217"),
            ("Maria Garcia (HL-010421) reports to HL-010007.", "HL-010007"),
        ]
    )
    func personnelNumbers(text: String, number: String) throws {
        #expect(try Self.certain(text).contains("EMPLOYEE_ID \(number)"))
    }

    @Test(
        "takes no year, ticket or heading for a personnel number",
        arguments: ["Maria Garcia (2019) wrote it", "See HL-010421 for the fix", "HR 2019 plan"]
    )
    func noPersonnelNumbers(text: String) throws {
        #expect(try !Self.certain(text).contains { $0.hasPrefix("EMPLOYEE_ID") })
    }

    @Test("takes the identifier of a message for a code, not for somebody's address")
    func messages() throws {
        let text = "Message-ID: <q7.13@mail.example.org>\nFrom: ada@example.org\n"
        #expect(
            try Self.certain(text) == ["CODE q7.13@mail.example.org", "EMAIL ada@example.org"]
        )
        let found = try #require(Self.detector).findings(
            in: "q7.13@mail.example.org",
            field: "message-id"
        )
        #expect(found.map(\.label) == [.code])
    }

    @Test(
        "reads a trade as a trade, though lists know its words as names",
        arguments: ["Wirtschaftsprüfer", "Ingénieur méthodes", "Steuerfachangestellte"]
    )
    func trades(text: String) throws {
        #expect(try Self.certain(text) == ["JOB_TITLE \(text)"])
    }

    @Test(
        "finds nothing in ordinary prose",
        arguments: [
            "The deploy is done and three tests are red.",
            "Please duplicate the file before the review, then delete it.",
            "Nous avons amélioré la qualité et formé de nouveaux collègues.",
            "Die Qualität wurde verbessert.", "",
        ]
    )
    func prose(text: String) throws {
        #expect(try Self.certain(text) == [])
    }

    @Test("reads the name of a field as context")
    func fields() throws {
        let place = Place()
        let record = Record(
            index: 0,
            kind: .row,
            fields: [
                Field(name: "phone", text: "612345678", place: place),
                Field(name: "quantity", text: "612345678", place: place),
            ]
        )
        let found = try #require(Self.detector).findings(in: record)
        #expect(found[0].map(\.label) == [.phone])
        #expect(found[1].filter { $0.score >= Finding.certain } == [])
    }

    @Test("gives the same answer from any number of threads at once")
    func threads() async throws {
        let detector = try #require(Self.detector)
        let text = "Ada Okoro: call +33 6 12 34 56 78 or mail ada@example.org before 3 May 2025"
        let expected = detector.findings(in: text)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    (0..<20).allSatisfy { _ in detector.findings(in: text) == expected }
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test("explains the rules of every stage")
    func explains() throws {
        let text = "Mr Vorlok from Xylo Ltd lives in Paris. Nationality: Polish"
        for finding in try #require(Self.detector).findings(in: text) {
            let reason = Detection.explanation(of: finding.rule)
            #expect(!reason.hasPrefix("matches the rule"), "\(finding.rule)")
        }
    }

    @Test("refuses tables of words that are damaged")
    func damaged() {
        #expect(throws: Detection.Failure.lexiconUnreadable("names.lexicon")) {
            try Lexicon(path: "/dev/null")
        }
        #expect(throws: Detection.Failure.lexiconUnreadable("terms.tsv")) {
            try TermLexicon("HEALTH\tflu")
        }
    }
}
