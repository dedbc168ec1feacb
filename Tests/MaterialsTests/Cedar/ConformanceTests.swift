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
}
