import Crypto
import Documents
import Privacy
import Sieve
import Testing

@testable import Custody

@Suite("The people of a document")
struct EntitiesTests {
    private static func name(_ text: String) throws -> Minimization.PersonName {
        Minimization.PersonName(text, isForename: try Scene.lists.get().isForename)
    }

    private static func people(_ names: String...) throws -> Minimization.Entities {
        var entities = Minimization.Entities()
        for text in names { entities.add(try name(text)) }
        return entities
    }

    @Test(
        "are known by every spelling",
        arguments: [
            "Ana López García", "ana lópez", "López, Ana", "A. López", "Dr. López", "Ana",
            "LÓPEZ Ana",
            "Ana Lopez", "Sra. García", "A. L. García",
        ]
    )
    func spellings(text: String) throws {
        let people = try Self.people("Ana López García", "Benjamin Bogert")
        #expect(people.person(named: try Self.name(text))?.forenames == ["ana"])
    }

    @Test(
        "are known by their addresses",
        arguments: [
            "ana.lopez@x.org", "alopez", "@ana", "lopez.ana", "ana_lopezgarcia", "lopeza",
            "a.lopez42@x.org",
            "anagarcia@x.org", "ana-lopez",
        ]
    )
    func addresses(slug: String) throws {
        let people = try Self.people("Ana López García", "Benjamin Bogert")
        #expect(people.person(slug: slug)?.forenames == ["ana"])
    }

    @Test("are not confused", arguments: ["López", "A. López", "alopez"])
    func ambiguous(text: String) throws {
        let people = try Self.people("Ana López", "Andrés López")
        #expect(people.person(named: try Self.name(text)) == nil)
        #expect(people.person(slug: text) == nil)
        #expect(people.person(named: try Self.name("Andrés"))?.forenames == ["andres"])
    }

    @Test("are one for a longer and a shorter spelling")
    func merged() throws {
        let people = try Self.people("Ellen Bunce", "Ellen C. Bunce", "Bunce, Ellen", "E. Bunce")
        #expect(people.people.count == 1)
        #expect(people.principal?.canonical == "ellen bunce")
    }

    @Test(
        "have names of many forms",
        arguments: [
            ("Camila da Costa", ["camila"], ["costa"]),
            ("Ludwig van der Berg", ["ludwig"], ["berg"]),
            ("Jean-Pierre Dupont", ["jean pierre"], ["dupont"]),
            ("DUPONT Jean", ["jean"], ["dupont"]),
            ("Mme Claire Petit", ["claire"], ["petit"]),
            ("María José García Ruiz", ["maria", "jose"], ["garcia", "ruiz"]),
            ("Mary Ann Smith", ["mary", "ann"], ["smith"]), ("O’Brien, Sean", ["sean"], ["obrien"]),
        ]
    )
    func parts(text: String, forenames: [String], surnames: [String]) throws {
        let name = try Self.name(text)
        #expect(name.words(of: .forename).map(\.plain) == forenames)
        #expect(name.words(of: .surname).map(\.plain) == surnames)
    }

    @Test("are found again where only a part of the name stands")
    func repetitions() throws {
        var entities = Minimization.Entities()
        entities.remember(try Self.name("Rose Müller"), score: 0.9)
        let text = "Müller’s rose: Rose Müller and ROSE, Rosewood, müller, Müllerin. Rose's"
        let found = entities.repetitions(in: text).map { text.bytes($0.range) ?? "" }
        #expect(found == ["Müller", "Rose Müller", "ROSE", "Rose"])
    }
}

@Suite("A persona")
struct PersonaTests {
    private static func persona(
        _ text: String,
        forbidden: Minimization.ForbiddenNames = .init()
    ) throws -> Minimization.Persona {
        let lists = try Scene.lists.get()
        var entities = Minimization.Entities()
        entities.add(Minimization.PersonName(text, isForename: lists.isForename))
        let person = try #require(entities.principal)
        return try #require(
            Minimization.Persona(
                person,
                key: SurrogateKey(SymmetricKey(data: [UInt8](repeating: 3, count: 32)), scope: "r"),
                lists: lists,
                forbidden: forbidden
            )
        )
    }

    @Test(
        "has the gender and the language of the name it stands for",
        arguments: [
            ("Mathilde Rousseau", "fr", Minimization.SurrogateLists.Gender.female),
            ("Jürgen Schröder", "de", .male), ("Małgorzata Wiśniewski", "pl", .female),
            ("Álvaro Fernández", "es", .male), ("Mme Dominique Rousseau", "fr", .female),
        ]
    )
    func suits(name: String, language: String, gender: Minimization.SurrogateLists.Gender) throws {
        let lists = try Scene.lists.get()
        let persona = try Self.persona(name)
        let section = Minimization.SurrogateLists.Section(language: language, gender: gender)
        #expect(lists.forenames[section]?.contains(persona.forenames[0]) == true)
        #expect(lists.surnames[language]?.contains(persona.surnames[0]) == true)
    }

    @Test("is nobody of the data, and shares no word with its person")
    func forbidden() throws {
        let first = try Self.persona("Mathilde Rousseau")
        var names = Minimization.ForbiddenNames()
        names.insert("\(first.forenames[0]) \(first.surnames[0])")
        let second = try Self.persona("Mathilde Rousseau", forbidden: names)
        #expect([second.forenames, second.surnames] != [first.forenames, first.surnames])
        #expect(!names.contains("\(second.forenames[0]) \(second.surnames[0])"))
    }

    @Test("is drawn evenly from the list")
    func uniform() throws {
        // 50 surnames, 5 000 people: with 49 degrees of freedom a fair draw passes 98.9 once in
        // 50 000 keys. Forenames are set aside: the person's own is never drawn.
        let lists = try Scene.lists.get()
        let names = try #require(lists.surnames["de"]).prefix(50)
        let key = SurrogateKey(SymmetricKey(data: [UInt8](repeating: 5, count: 32)), scope: "r")
        var counts = [Int](repeating: 0, count: names.count)
        for number in 0..<5000 {
            counts[
                key.index(field: "surname.0/0", value: "person \(number)", below: names.count)
            ] += 1
        }
        let statistic = counts.reduce(0.0) { $0 + Double(($1 - 100) * ($1 - 100)) / 100 }
        #expect(statistic < 98.9)
    }

    @Test(
        "is written as the mention was",
        arguments: [
            "Dr. Mathilde Rousseau", "ROUSSEAU, Mathilde", "M. Rousseau", "Mathilde",
            "mathilde rousseau",
        ]
    )
    func written(mention: String) throws {
        let persona = try Self.persona("Mathilde Rousseau")
        let name = Minimization.PersonName(mention, isForename: try Scene.lists.get().isForename)
        let expected =
            mention
            .replacing("Mathilde", with: persona.forenames[0])
            .replacing("mathilde", with: persona.forenames[0].lowercased())
            .replacing("ROUSSEAU", with: persona.surnames[0].uppercased())
            .replacing("rousseau", with: persona.surnames[0].lowercased())
            .replacing("Rousseau", with: persona.surnames[0])
            .replacing("M. ", with: persona.forenames[0].prefix(1) + ". ")
        if mention == "M. Rousseau" {
            // M. is a French title before it is an initial, and a title stays.
            #expect(persona.writing(mention, as: name) == "M. \(persona.surnames[0])")
        } else {
            #expect(persona.writing(mention, as: name) == expected)
        }
    }
}
