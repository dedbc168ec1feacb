import Testing

@testable import Provenance

@Suite("A canary")
struct CanaryTests {
    private static func bytes(_ seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<Canary.randomCount).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    @Test(
        "has the form of a real one, and is found in what thieves leave",
        arguments: Canary.Kind.allCases
    )
    func found(kind: Canary.Kind) throws {
        let canary = try #require(Canary(kind, random: Self.bytes(7)))
        let log = Array("POST /x?token=\(canary.secret)&y=1\nnothing here\n".utf8)
        let found = Canary.candidates(in: log)
        #expect(found.contains { $0.hint == canary.hint && $0.secret == canary.secret })
    }

    @Test("is another one with other randomness, and none without enough")
    func random() {
        #expect(
            Canary(.github, random: Self.bytes(1))?.secret
                != Canary(.github, random: Self.bytes(2))?.secret
        )
        #expect(Canary(.aws, random: [1, 2, 3]) == nil)
    }
}

@Suite("What a supplier says of an advisory")
struct VexTests {
    static let open = """
        {"@context":"https://openvex.dev/ns/v0.2.0","author":"Harbour",
        "timestamp":"2026-03-25T00:00:00Z",
        "statements":[{"vulnerability":{"name":"CVE-2026-1"},"status":"not_affected",
        "justification":"vulnerable_code_not_present",
        "products":[{"@id":"pkg:oci/app","subcomponents":[{"@id":"pkg:pypi/x@1.0"}]}]}]}
        """
    static let cyclone = """
        {"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"supplier":{"name":"Harbour"}},
        "components":[{"bom-ref":"a","name":"x","version":"1.0","purl":"pkg:pypi/x@1.0"}],
        "vulnerabilities":[{"id":"CVE-2026-1",
        "analysis":{"state":"not_affected","detail":"cut out"},
        "affects":[{"ref":"urn:cdx:1/1#a"}]}]}
        """

    @Test("is read in both formats, for the version that it names", arguments: [open, cyclone])
    func read(text: String) throws {
        let vex = try Vex(Tree.json(Array(text.utf8)))
        #expect(vex.author == "Harbour")
        let names = ["PYSEC-2026-1", "CVE-2026-1"]
        let said = vex.statement(on: names, of: Component(.pypi, "X", "1.0"))
        #expect(said?.status == .notAffected)
        #expect(vex.statement(on: names, of: Component(.pypi, "x", "1.1")) == nil)
        #expect(vex.statement(on: ["CVE-2026-2"], of: Component(.pypi, "x", "1.0")) == nil)
    }

    @Test("is nothing else")
    func other() {
        #expect(throws: Unreadable.self) { try Vex(.map([])) }
    }
}
