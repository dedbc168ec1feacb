import Cedar
import Testing

@Suite("A schema")
struct SchemaTests {
    @Test(
        "is read",
        arguments: [
            "entity String; entity B = {a: String, b: __cedar::String};",
            "namespace N { entity A = {b: B}; action x in Action::\"y\"; action y; } entity B;",
            "type R = {a: Set<Set<Long>>,}; entity A; action x appliesTo "
                + "{principal: [A], resource: A, context: R,};",
            "entity A in B tags {a: Long}; entity B in [A];",
            "@a(\"b\") namespace N { @c entity entity enum [\"x\", \"y\"]; }",
            "action x, \"y z\"; entity A = {\"if\"?: Long, type: Bool};",
            "entity A; type A = Long;",
            "entity B = {a: Action}; action x;",
        ]
    )
    func reads(text: String) throws {
        _ = try Schema(parsing: text)
    }

    @Test(
        "is refused with the reason",
        arguments: [
            ("entity A = {a: Lnog};", "there is no type `Lnog`", "did you mean `Long`?"),
            ("type A = {a: Set<A>};", "the type `A` contains itself", nil),
            ("action x in y; action y in x;", nil, nil),
            ("action x in z;", "there is no action `Action::\"z\"`", nil),
            ("entity A; entity A;", "the type `A` is declared twice", nil),
            ("type Long = String;", "`Long` is one of the language's own types", nil),
            ("entity Action;", "`Action` is the type of actions and cannot be declared", nil),
            ("entity A; action x appliesTo {principal: A};", nil, nil),
            ("entity A; action x appliesTo {principal: A, resource: []};", nil, nil),
            ("entity A; action x appliesTo {principal: A, resource: A, context: A};", nil, nil),
            ("entity A enum [];", "an enumerated type has at least one entity", nil),
            ("namespace N { entity A; } entity A;", nil, "rename one of the two"),
            ("namespace N { action x; } action x;", nil, "rename one of the two"),
            ("entity A in T; type T = Long;", nil, nil),
            ("entity A = Long;", "expected `{` before the attributes, found `Long`", nil),
            ("entity A = {if: Long};", nil, nil),
            ("entitty A;", nil, "did you mean `entity`?"),
            ("entity A in [B,]; entity B;", nil, nil),
        ] as [(String, String?, String?)]
    )
    func refuses(text: String, message: String?, help: String?) throws {
        let error = try #require(throws: Diagnostic.self) { try Schema(parsing: text) }
        if let message { #expect(error.message == message) }
        if let help { #expect(error.help == help) }
    }

    @Test("has the same meaning in JSON")
    func json() throws {
        let text = """
            {"N": {
              "commonTypes": {"R": {"type": "Record", "attributes": {
                "a": {"type": "Long"}, "b": {"type": "Set", "element": {"type": "String"},
                "required": false}}}},
              "entityTypes": {
                "U": {"memberOfTypes": ["G"], "shape": {"type": "R"},
                      "tags": {"type": "Extension", "name": "ipaddr"}},
                "G": {}, "P": {"enum": ["x"]}},
              "actions": {"x": {"memberOf": [{"id": "y"}], "appliesTo": {
                "principalTypes": ["U"], "resourceTypes": ["N::G"],
                "context": {"type": "Record", "attributes": {
                  "u": {"type": "Entity", "name": "U"},
                  "v": {"type": "EntityOrCommon", "name": "Bool"}}}}}, "y": {}}}}
            """
        let read = try Schema(JSON(parsing: text))
        let written = try Schema(
            parsing: """
                namespace N {
                  entity U in G = { a: Long, b?: Set<String> } tags ipaddr;
                  entity G; entity P enum ["x"];
                  action y;
                  action x in y appliesTo { principal: U, resource: G,
                                            context: { u: U, v: Bool } };
                }
                """
        )
        #expect(Set(read.entityTypes.keys) == Set(written.entityTypes.keys))
        for (name, type) in read.entityTypes {
            #expect(type.attributes == written.entityTypes[name]?.attributes)
            #expect(type.tags == written.entityTypes[name]?.tags)
            #expect(type.choices == written.entityTypes[name]?.choices)
            #expect(type.ancestors == written.entityTypes[name]?.ancestors)
        }
        for (uid, action) in read.actions {
            #expect(action.context == written.actions[uid]?.context)
            #expect(action.principals == written.actions[uid]?.principals)
            #expect(action.ancestors == written.actions[uid]?.ancestors)
        }
    }
}

@Suite("Data that a schema describes")
struct ConformityTests {
    let schema: Schema

    init() throws { schema = try Schema(parsing: Samples.schema) }

    @Test("fit it, written in short or in full")
    func fits() throws {
        let entities = try Entities(parsing: Samples.entities, schema: schema)
        #expect(entities.ancestors(of: Samples.uid("Person", "ada")).count == 2)
        let again = try Entities(JSON(parsing: entities.json.text), schema: schema)
        #expect(again.json.text == entities.json.text)
        try schema.validate(Samples.request("ada"))
    }

    @Test(
        "are refused where they do not",
        arguments: [
            ("\"level\": 7", "\"level\": \"7\""), ("\"level\": 7", "\"level\": 7.5"),
            ("\"level\": 7", "\"level\": null"), ("\"level\": 7, ", ""),
            ("\"level\": 7", "\"level\": 7, \"size\": 1"), ("10.0.0.7", "10.0.0.777"),
            ("\"room\": \"12\"", "\"room\": 12"), ("\"name\": \"Ada\"", "\"level\": 1"),
            ("\"type\": \"Team\", \"id\": \"labels\"", "\"type\": \"Folder\", \"id\": \"cvs\""),
            ("\"from\": \"2024-01-01\"", "\"from\": \"2024-13-01\""),
            ("\"type\": \"File\"", "\"type\": \"Fille\""),
        ]
    )
    func refuses(old: String, new: String) {
        let text = Samples.entities.replacing(old, with: new, maxReplacements: 1)
        #expect(throws: Diagnostic.self) { try Entities(parsing: text, schema: schema) }
    }

    @Test("have requests that name what there is")
    func requests() throws {
        let known = Samples.request("ada")
        for request in [
            Request(principal: known.resource, action: known.action, resource: known.resource),
            Request(principal: known.principal, action: known.action, resource: known.resource),
            Samples.request("ada", "reed"), Samples.request("ada", purpose: "fun"),
            Samples.request("ada", "reading"),
        ] {
            #expect(throws: Diagnostic.self) { try schema.validate(request) }
        }
    }
}
