import Testing

@testable import Provenance

@Suite("A policy")
struct PolicyTests {
    private func policy(_ text: String) throws -> DependencyPolicy {
        try DependencyPolicy(Tree.yaml(Array(text.utf8))[0])
    }

    private func verdict(
        _ components: [Component],
        _ text: String = "{}",
        at now: String = "2024-06-01"
    ) throws -> Verdict {
        var inventory = Inventory()
        inventory.components = components
        let policy = try policy(text)
        return Verdict(
            inventory,
            under: policy,
            index: try AdvisoryTests.index(),
            at: try #require(Instant(now))
        )
    }

    private func rules(_ verdict: Verdict) -> [String] {
        verdict.findings.filter { $0.level == .fail }.map(\.rule)
    }

    static let fresh = "staleness-days: 36500\n"

    @Test("says no to malware whatever it allows, and puts it first")
    func malware() throws {
        let text =
            Self.fresh + """
                fail-on: critical
                exceptions:
                - {package: pypi/a-b-c, owner: me, reason: needed, until: 2030-01-01}
                """
        let verdict = try verdict([Component(.pypi, "a.b.c", "1.0")], text)
        #expect(rules(verdict) == ["malware"])
        #expect(verdict.findings.first?.rule == "malware")
        #expect(verdict.findings.contains { $0.exception?.owner == "me" })
        #expect(!verdict.isAdmitted)
    }

    @Test(
        "an exception covers its rule until its end, and its end is told",
        arguments: [
            ("2024-06-01", true), ("2024-07-01", true), ("2024-07-02", false),
        ]
    )
    func exception(now: String, isAdmitted: Bool) throws {
        let text =
            Self.fresh + """
                exceptions:
                - {package: pypi/a-b-c@1.4, rule: CVE-1, owner: me, reason: none, until: 2024-07-01}
                """
        let verdict = try verdict([Component(.pypi, "a-b-c", "1.4.0")], text, at: now)
        #expect(verdict.isAdmitted == isAdmitted)
        #expect(verdict.findings.contains { $0.rule == "expired-exception" } == !isAdmitted)
    }

    @Test(
        "each rule is kept",
        arguments: [
            ("cooldown-days: 7", "age-unknown"), ("deny: [pypi/x]", "denied"),
            ("own-names: [X]", "confusion"), ("unhashed: fail", "unhashed"),
            ("not-assessed: fail", "not-assessed"),
            ("licences-allowed: [MIT]\nunlicensed: fail", "licence-unknown"),
        ]
    )
    func each(text: String, rule: String) throws {
        let verdict = try verdict([Component(.pypi, "x", "1")], Self.fresh + text)
        #expect(rules(verdict) == [rule])
    }

    @Test("a release ripens", arguments: [("2024-06-07T23:59:59Z", false), ("2024-06-08", true)])
    func cooldown(now: String, isAdmitted: Bool) throws {
        var component = Component(.pypi, "x", "1")
        component.uploaded = Instant("2024-06-01")
        let verdict = try verdict([component], Self.fresh + "cooldown-days: 7", at: now)
        #expect(verdict.isAdmitted == isAdmitted)
    }

    @Test("advisories that are too old are not relied on")
    func staleness() throws {
        #expect(rules(try verdict([], "staleness-days: 1")) == ["stale-advisories"])
    }

    @Test("without advisories nothing passes for assessed")
    func nothing() throws {
        var inventory = Inventory()
        inventory.components = [Component(.pypi, "x", "1")]
        let verdict = Verdict(
            inventory,
            under: DependencyPolicy(),
            index: nil,
            at: Instant(seconds: 0)
        )
        #expect(verdict.counts.notAssessed.values.reduce(0, +) == 1)
        #expect(verdict.findings.first?.rule == "no-advisories")
    }

    @Test(
        "what is misspelt is refused",
        arguments: [
            "fail-onn: high", "fail-on: huge", "cooldown-days: soon",
            "exceptions:\n- {package: pypi/x, owner: me, until: 2030-01-01}",
            "exceptions:\n- {package: pypi/x, owner: me, reason: r, until: 2030-01-01, rul: x}",
        ]
    )
    func misspelt(text: String) {
        #expect(throws: Unreadable.self) { try policy(text) }
    }

    @Test(
        "licence expressions are weighed",
        arguments: [
            ("MIT", true), ("GPL-3.0-only", false), ("MIT OR GPL-3.0-only", true),
            ("MIT AND GPL-3.0-only", false), ("(MIT AND Apache-2.0) OR GPL-3.0-only", true),
            ("Apache-2.0 WITH LLVM-exception", true), ("BSD License", false), ("", false),
        ]
    )
    func licences(expression: String, isAllowed: Bool) {
        let allowed = ["mit", "Apache-2.0"]
        #expect(Licence.isAllowed(expression, allowed: allowed, denied: []) == isAllowed)
    }

    @Test("reports hold every finding, and nothing breaks out of them")
    func reports() throws {
        var hostile = Component(.pypi, "a-b-c", "1.0")
        hostile.file = "a b\n::error::<x>\"&"
        let verdict = try verdict([hostile], Self.fresh)
        let sarif = try Tree.json(Array(Report.sarif(verdict, version: "1").utf8))
        #expect(sarif["runs"]?.items[0]["results"]?.items.count == verdict.findings.count)
        let junit = try XMLNode.read(Array(Report.junit(verdict).utf8))
        let cases = junit["testsuite"]?.all("testcase") ?? []
        #expect(cases.count == verdict.findings.count + 1)
        #expect(
            junit["testsuite"]?.attributes["failures"] == "\(cases.count { $0["failure"] != nil })"
        )
        let lines = Report.github(verdict).split(separator: "\n")
        // The last one says how much was judged, and how much is not assessed.
        #expect(lines.count == verdict.findings.count + 1)
        #expect(lines.last?.hasSuffix("not assessed") == true)
        // Of a command only fields are written with colons and commas spelled out.
        #expect(lines.last?.hasPrefix("::notice title=cordon::1 components: ") == true)
        #expect(lines[0].contains("file=a b%0A%3A%3Aerror%3A%3A<x>\"&"))
    }

    @Test(
        "a place where nothing is found does not pass for one where all is well",
        arguments: [("{}", false), ("nothing-found: warn", true)]
    )
    func nowhere(text: String, isAdmitted: Bool) throws {
        var inventory = Inventory()
        inventory.remarks = [Inventory.Remark(.empty, "nothing here says what it is made of")]
        let verdict = Verdict(
            inventory,
            under: try policy(text),
            index: nil,
            at: Instant(seconds: 0)
        )
        #expect(verdict.isAdmitted == isAdmitted)
        #expect(verdict.findings.contains { $0.rule == "nothing-found" })
    }

    @Test("a package keeps its name as it is written, at the beginning of a line too")
    func names() {
        let floating = Inventory.Remark(.floating, "left-pad is not held to one version")
        #expect(floating.title == "left-pad is not held to one version")
        let image = Inventory.Remark(.mutable, "the image x:1 is a tag, which can be moved")
        #expect(image.title.hasPrefix("The image"))
    }

    @Test("the nearest version of which no advisory speaks is found")
    func mended() throws {
        let index = try AdvisoryTests.index()
        let name = PackageName(.pypi, "a-b-c")
        guard case .affected(let matches) = index.assess(name, version: "1.4") else {
            Issue.record("no advisory speaks of it")
            return
        }
        let fixed = matches.flatMap(\.fixed)
        let target = index.mended(name, after: "1.4", among: fixed)
        #expect(target.map { index.assess(name, version: $0) } == (target == nil ? nil : .clear))
        #expect(index.mended(PackageName(.conda, "a"), after: "1", among: fixed) == nil)
        #expect(index.mended(name, after: "99", among: fixed) == nil)
    }
}
