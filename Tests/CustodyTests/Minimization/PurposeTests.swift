import Privacy
import Sieve
import Testing

@testable import Custody

@Suite("A purpose file")
struct PurposeTests {
    private static let head = """
        purpose: train a CV screening model
        basis: legitimate interests
        recipient: Model team
        until: 2027-06-30

        """

    @Test("is read whole")
    func reads() throws {
        let purpose = try Minimization.Purpose(
            yaml: Self.head + """
                condition: Art. 9(2)(j)
                law: "§ 26 BDSG"
                fields:
                  notes: keep
                  profile.*: mask 2
                categories:
                  HEALTH: keep
                  CRIMINAL_RECORD: mask 1
                  DATE: quarter
                  SALARY: round 2
                  DATE_OF_BIRTH: band 5
                defaults:
                  findings: drop
                  doubts: redact
                """
        )
        #expect(purpose.basis == .legitimateInterests)
        #expect(purpose.condition == .research)
        #expect(purpose.until == CivilDate("2027-06-30"))
        #expect(purpose.fields.map(\.rule) == [.keep, .mask(last: 2)])
        #expect(purpose.categories[.date] == .date(.quarter))
        #expect(purpose.categories[.dateOfBirth] == .band(years: 5))
        #expect(purpose.rule(for: .email) == .drop)
        #expect(purpose.rule(for: .secret) == .redact)
        #expect(purpose.need(for: "profile.phone")?.rule == .mask(last: 2))
        #expect(purpose.need(for: "phone") == nil)
        #expect(purpose.defaults.doubts == .redact)
    }

    @Test(
        "takes a legal basis by its words or its article",
        arguments: [
            ("consent", Minimization.LegalBasis.consent), ("Art. 6(1)(f)", .legitimateInterests),
            ("6(1)b", .contract), ("Legal Obligation", .legalObligation),
            ("art 6 (1) (e)", .publicTask),
        ]
    )
    func basis(written: String, basis: Minimization.LegalBasis) {
        #expect(Minimization.LegalBasis(written: written) == basis)
    }

    @Test(
        "that is wrong says where, and what to write instead",
        arguments: [
            ("feilds: {}", 5, "Did you mean `fields`?"),
            ("categories:\n  E_MAIL: redact", 6, "Did you mean `EMAIL`?"),
            ("categories:\n  EMAIL: redacted", 6, "Did you mean `redact`?"),
            ("categories:\n  EMAIL: month", 6, "Write one of"),
            ("categories:\n  SECRET: keep", 6, "`redact`"),
            ("categories:\n  HEALTH: keep", 6, "`condition:`"),
            ("categories:\n  CRIMINAL_RECORD: keep", 6, "`law:`"),
            ("condition: because", 5, "explicit consent"),
            ("defaults:\n  findings: keep", 6, "Write `redact`"),
            ("defaults:\n  other: mask", 6, "Known are"),
            ("fields: notes", 5, "name: operator"),
            ("fields:\n  '*': keep", 6, "one by one"),
            ("fields:\n  notes: mask 99", 6, "mask"),
            ("purpose: twice", 1, "key: value"),
            ("basis: [", 6, "key: value"),
        ]
    )
    func refuses(tail: String, line: Int, advice: String) throws {
        let error = try #require(throws: Minimization.InvalidPurpose.self) {
            try Minimization.Purpose(yaml: Self.head + tail)
        }
        let problem = try #require(error.problems.first)
        #expect(error.problems.count == 1)
        #expect(problem.line == line || problem.message == "This is not YAML", "\(problem)")
        #expect(problem.advice.contains(advice), "\(problem)")
    }

    @Test("that lacks something says all of it at once")
    func missing() throws {
        let error = try #require(throws: Minimization.InvalidPurpose.self) {
            try Minimization.Purpose(yaml: "until: soon\nbasis: fun")
        }
        #expect(error.problems.count == 4)
        #expect(error.description.contains("line 1: `until` is not a day"))
        #expect(error.description.contains("`recipient` is missing"))
    }

    @Test(
        "that is no file at all is refused",
        arguments: [
            "", "- a\n- b", "42", "\u{0}", "&a [*a, *a]", String(repeating: "x", count: 70_000),
        ]
    )
    func hostile(yaml: String) {
        #expect(throws: Minimization.InvalidPurpose.self) { try Minimization.Purpose(yaml: yaml) }
    }

    @Test("does not need a condition for what it redacts")
    func redacted() throws {
        let yaml = Self.head + "categories:\n  HEALTH: redact\n  UNION: drop\n  RELIGION: mask"
        #expect(try Minimization.Purpose(yaml: yaml).categories[.union] == .drop)
    }

    @Test("knows when it is over")
    func over() throws {
        let purpose = try Minimization.Purpose(yaml: Self.head)
        #expect(try !purpose.isOver(on: Scene.day("2027-06-30")))
        #expect(try purpose.isOver(on: Scene.day("2027-07-01")))
    }

    @Test("writes every operator as it reads it", arguments: Minimization.Operator.vocabulary)
    func operators(words: String) throws {
        let text = words.replacing("N", with: "4")
        #expect(try #require(Minimization.Operator(text)).description == text)
    }

    @Test(
        "refuses operators that are none",
        arguments: [
            "", "keep 3", "band", "band 1", "round 0", "shift -3", "mask x", "Keep",
            "band 10 years",
        ]
    )
    func nonsense(words: String) { #expect(Minimization.Operator(words) == nil) }
}

@Suite("A derived purpose")
struct DerivedPurposeTests {
    private static let map: [Minimization.MappedField] = [
        .init("employee_id", label: .employeeID), .init("first", label: .person),
        .init("mail", label: .email), .init("birth", label: .dateOfBirth),
        .init("pay", label: .salary), .init("role", label: .jobTitle), .init("grade"),
        .init("skills", isProse: true),
        .init("text", isProse: true, found: [.health: 3, .email: 9]),
        .init("a: #\n\"x", isProse: true),
    ]

    private static func derived(_ text: String) throws -> Minimization.Purpose {
        Minimization.Purpose.derived(from: text, map: map, until: try Scene.day("2027-11-21"))
    }

    @Test(
        "keeps what a CV screening takes, in four languages",
        arguments: [
            "train a CV screening model", "entraîner un modèle de tri de candidatures",
            "Modell zur Vorauswahl von Bewerbungen trainieren",
            "entrenar un modelo de preselección de candidatos",
        ]
    )
    func recruitment(text: String) throws {
        let purpose = try Self.derived(text)
        #expect(purpose.categories[.jobTitle] == .keep)
        #expect(purpose.categories[.degree] == .keep)
        #expect(purpose.categories[.date] == .date(.month))
        #expect(purpose.fields.map(\.name) == ["skills", "text"])
        for label in Label.allCases where ![.jobTitle, .degree, .date].contains(label) {
            #expect(purpose.rule(for: label) == .redact)
        }
        let plan = Minimization.Plan(purpose, over: Self.map)
        #expect(
            plan.excess(in: ["mail", "birth", "pay", "first", "text", "role"])
                == ["birth", "first", "mail", "pay"]
        )
    }

    @Test(
        "rounds pay only where pay is the question",
        arguments: [
            ("Gehaltsgerechtigkeit prüfen: Gehalt", true),
            ("audit de l'égalité de rémunération", true),
            ("estudio de salarios", true), ("train a CV screening model", false),
        ]
    )
    func pay(text: String, isKept: Bool) throws {
        #expect(try Self.derived(text).categories[.salary] == (isKept ? .round(digits: 2) : nil))
    }

    @Test("takes the stricter operator of two themes")
    func strict() throws {
        #expect(try Self.derived("salary of candidates").categories[.date] == .date(.year))
    }

    @Test("keeps prose alone, redacted, when nothing is recognised")
    func unknown() throws {
        let purpose = try Self.derived("xyzzy")
        #expect(purpose.categories.isEmpty)
        #expect(purpose.fields.map(\.name) == ["text"])
        #expect(purpose.yaml(over: Self.map).contains("No usual need was recognised"))
    }

    @Test("is never in need of a condition of Art. 9", arguments: Minimization.Theme.all.indices)
    func lawful(index: Int) {
        let theme = Minimization.Theme.all[index]
        #expect(Minimization.specialCategories.isDisjoint(with: theme.categories.keys))
        #expect(theme.categories.allSatisfy { $0.value.suits($0.key) })
    }

    @Test(
        "reads back from its own file",
        arguments: [
            "train a CV screening model", "pay equity; \"quoted\" # not a comment\n- nor: a list",
            "no", "",
            "équité salariale — Gehälter", "chat assistant", " leading", "2027-01-01",
            "\u{2028}\u{0}\u{7}",
        ]
    )
    func roundTrip(text: String) throws {
        var purpose = try Self.derived(text.isEmpty ? "x" : text)
        purpose.condition = .explicitConsent
        purpose.law = "§ 26 BDSG: \\ \"x\""
        purpose.fields.append(.init("weird: [name]\t#", .mask(last: 3)))
        let file = purpose.yaml(over: Self.map)
        let read = try Minimization.Purpose(yaml: file)
        #expect(read == purpose, "\(file)")
    }

    @Test("says in its file what is left out and why")
    func comments() throws {
        let file = try Self.derived("train a CV screening model").yaml(over: Self.map)
        #expect(file.contains("# mail: drop (holds EMAIL, which the purpose does not need)"))
        #expect(file.contains("# HEALTH: redact"))
        #expect(file.contains("Art. 9(2)"))
        #expect(file.contains("Art. 6(1)(f)"))
    }
}
