import Cedar
import Foundation
import Testing

@Suite("A schema that is written")
struct SchemaWriterTests {
    private static let texts = [
        "entity String; entity B = {a: String, b: __cedar::String};",
        "namespace N { entity A = {b: B}; action x in Action::\"y\"; action y; } entity B;",
        "type R = {a: Set<Set<Long>>,}; entity A; action x appliesTo "
            + "{principal: [A], resource: A, context: R,};",
        "entity A in B tags {a: Long}; entity B in [A];",
        "@a(\"b\") namespace N { @c entity entity enum [\"x\", \"y\"]; }",
        "action x, \"y z\"; entity A = {\"if\"?: Long, @doc(\"a \\\"b\\\"\") type: Bool};",
        "entity A; type A = Long;",
        "entity A = {m: datetime, n?: decimal, o: {p: duration, q: {}}};",
        "namespace A::B { type T = ipaddr; entity E in [F] = {t: T}; entity F; }",
    ]

    private static let names = ["sandbox_a/schema", "sandbox_b/schema", "sandbox_b/schema_exts"]

    @Test("says the same in both forms", arguments: texts)
    func roundTrip(text: String) throws {
        let source = try SchemaSource(parsing: text)
        let human = try SchemaSource(parsing: source.description)
        #expect(human.description == source.description)
        #expect(try Schema(human) == Schema(source))
        let json = try SchemaSource(JSON(parsing: Array(source.json.text.utf8)))
        #expect(json.json.text == source.json.text)
        #expect(try Schema(json) == Schema(source))
        #expect(try Schema(SchemaSource(parsing: json.description)) == Schema(source))
    }

    @Test("says the same of the language's own samples", arguments: names)
    func languageSamples(name: String) throws {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        let file = folder.appending(path: "Conformance/sample-data/\(name).cedarschema")
        try roundTrip(text: String(contentsOf: file, encoding: .utf8))
    }

    @Test("breaks long lists and records over lines")
    func layout() throws {
        let text = """
            @doc("A house.")
            namespace House {
              entity Person in [Role] = {
                @doc("Since when.")
                since?: datetime,
                name: String
              };

              entity Role enum ["guest"];

              @doc("Come in.")
              action "door.enter" in ["door"] appliesTo {
                principal: [Person],
                resource: [Person],
                context: {now: datetime}
              };

              action door;
            }

            """
        #expect(try SchemaSource(parsing: text).description == text)
    }
}

@Suite("Entities")
struct EntitiesTests {
    private let base: Entities

    init() throws {
        base = try Entities([
            Entity(EntityUID(type: "Role", id: "a"), parents: [EntityUID(type: "Role", id: "b")]),
            Entity(EntityUID(type: "Role", id: "b")),
        ])
    }

    @Test("gain some for one question, and those are in what is there")
    func adds() throws {
        let ada = EntityUID(type: "Person", id: "ada")
        let more = try base.adding([Entity(ada, parents: [EntityUID(type: "Role", id: "a")])])
        #expect(more.ancestors(of: ada).count == 2)
        #expect(more.count == 3)
        #expect(base.count == 2)
    }

    @Test("are not described twice, differently, nor in themselves")
    func refuses() throws {
        let role = EntityUID(type: "Role", id: "b")
        let ada = EntityUID(type: "Person", id: "ada")
        #expect(throws: Diagnostic.self) { try base.adding([Entity(role, parents: [ada])]) }
        #expect(throws: Diagnostic.self) { try base.adding([Entity(ada, parents: [ada])]) }
        #expect(throws: Never.self) { try base.adding([Entity(role)]) }
    }
}

@Suite("An explanation")
struct ExplanationTests {
    @Test("names the parts of the scope and of the condition that are not met")
    func lacking() throws {
        let policies = try PolicySet(
            parsing: """
                @id("far") permit (principal == A::"b", action, resource == B::"b");
                @id("near") permit (principal, action, resource)
                when { context.n > 1 && context.m > 1 && context.n < 9 };
                @id("not") permit (principal, action, resource)
                unless { context.n > 5 || context.m == 3 };
                """
        ).named(by: "id")
        let request = Request(
            principal: EntityUID(type: "A", id: "a"),
            action: EntityUID(type: "Action", id: "x"),
            resource: EntityUID(type: "B", id: "a"),
            context: RecordValue([("n", .long(1)), ("m", .long(3))])
        )
        let said = policies.explain(request, Entities())
        #expect(said.map(\.policy.description) == ["far", "near", "not"])
        #expect(said.map(\.unmet) == [[.principal, .resource], [], []])
        #expect(said.map(\.lacking) == [[], ["context.n > 1"], ["not (context.m == 3)"]])
    }

    @Test("needs names that differ")
    func names() throws {
        let twice = "@id(\"a\") permit (principal, action, resource);"
        #expect(throws: Diagnostic.self) {
            try PolicySet(parsing: twice + twice).named(by: "id")
        }
    }
}
