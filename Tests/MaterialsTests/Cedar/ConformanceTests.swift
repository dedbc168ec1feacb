import Cedar
import Testing

@Suite("The language's own tests")
struct ConformanceTests {
    @Test("pass, the ones we keep beside us")
    func selection() throws {
        for loaded in try Conformance.selected() {
            #expect(loaded.failures == [], "\(loaded.test.policies)")
        }
    }

    @Test(
        "pass, all that are at hand",
        .enabled(if: Conformance.data != nil),
        arguments: [("handwritten", 22), ("corpus-dev", 1_500)]
    )
    func everything(archive: String, count: Int) throws {
        let all = try Conformance.archive(archive)
        #expect(all.count >= count)
        for loaded in all { #expect(loaded.failures == [], "\(loaded.name)") }
    }

    @Test("fail when an answer is not the expected one")
    func failure() throws {
        let loaded = try Conformance.selected()[0]
        let text = String(decoding: loaded.policies, as: UTF8.self)
        let other = text.replacing("permit", with: "forbid")
        let failures = loaded.test.failures(
            policies: Array(other.utf8),
            entities: loaded.entities,
            schema: loaded.schema
        )
        #expect(failures.contains { $0.contains("decision deny, expected allow") })
    }

    @Test(
        "keep their answers when they are asked in two steps, and when the files are formatted",
        .enabled(if: Conformance.data != nil),
        arguments: ["handwritten", "corpus-dev"]
    )
    func twoSteps(archive: String) throws {
        for loaded in try Conformance.archive(archive) {
            let text = String(decoding: loaded.policies, as: UTF8.self)
            let policies = try PolicySet(parsing: text)
            #expect(try PolicySet(parsing: Formatter.format(text)) == policies)
            #expect(try PolicySet(JSON(parsing: policies.json.text)) == policies)
            let schema = try Schema(SchemaSource(parsing: loaded.schema))
            let entities = try Entities(JSON(parsing: loaded.entities), schema: schema)
            let authorizer = Authorizer(policies)
            for (number, expectation) in loaded.test.expectations.enumerated() {
                let request = try Request(expectation.request, schema: schema)
                let partial = PartialRequest(
                    principal: number & 1 == 0
                        ? .ofType(request.principal.type) : .known(request.principal),
                    action: number & 2 == 0 ? nil : request.action,
                    resource: number & 4 == 0 ? .known(request.resource) : .unknown,
                    context: number & 1 == 0 ? request.context : nil
                )
                let reduced = policies.reduced(for: partial, entities)
                let expected = authorizer.isAuthorized(request, entities)
                let found = Authorizer(reduced.remaining).isAuthorized(request, entities)
                #expect(found.determining == expected.determining, "\(loaded.name) \(number)")
                #expect(found.errors.map(\.policy) == expected.errors.map(\.policy))
                if let decision = reduced.decision { #expect(decision == expected.decision) }
            }
        }
    }
}
