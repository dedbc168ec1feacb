import Testing

@testable import Provenance

@Suite("What a component could reach")
struct ReachTests {
    private func day(_ number: Int) -> Instant { Instant(seconds: Int64(number) * 86_400) }

    private var reach: Reach {
        func node(_ kind: Reach.Kind, _ name: String) -> Reach.Node { Reach.Node(kind, name) }
        return Reach([
            .init(node(.component, "c"), node(.tool, "gateway"), since: day(10), until: day(20)),
            .init(node(.tool, "gateway"), node(.supplier, "harbour"), since: day(1)),
            .init(node(.supplier, "harbour"), node(.dataset, "cv"), since: day(5), until: day(12)),
            .init(node(.supplier, "harbour"), node(.dataset, "chat"), since: day(15)),
            .init(node(.dataset, "chat"), node(.client, "north"), since: day(2), until: day(14)),
            .init(node(.client, "north"), node(.tool, "gateway"), since: day(1)),
        ])
    }

    private func names(_ first: Int, _ last: Int) -> [String] {
        reach.blast(from: Reach.Node(.component, "c"), between: day(first), and: day(last))
            .map(\.node.name)
    }

    @Test("follows connections while they hold, and never back in time")
    func time() {
        #expect(names(9, 11) == ["gateway", "harbour", "cv"])
        #expect(names(13, 14) == ["gateway", "harbour"])
        #expect(names(13, 16) == ["gateway", "harbour", "chat"])
        #expect(names(21, 30) == [])
        #expect(names(1, 9) == [])
    }

    @Test("tells the way and the earliest moment")
    func path() {
        let reached = reach.blast(
            from: Reach.Node(.component, "c"),
            between: day(1),
            and: day(30)
        )
        let chat = reached.first { $0.node.name == "chat" }
        #expect(chat?.earliest == day(15))
        #expect(chat?.path.map(\.name) == ["c", "gateway", "harbour", "chat"])
    }

    @Test("nothing comes of what nobody knows")
    func unknown() {
        let none = reach.blast(from: Reach.Node(.tool, "x"), between: day(1), and: day(2))
        #expect(none.isEmpty)
    }

    @Test("the rehearsal tells who was open, and until when")
    func rehearsal() throws {
        let attack = try #require(Rehearsal.litellm)
        let floating = Requirements.read(Array("litellm>=1.0\n".utf8))
        var lax = DependencyPolicy()
        lax.inspection = .warn
        let open = attack.controls(of: floating, under: lax)
        #expect(open.filter(\.isInPlace).compactMap(\.stops).min() == attack.advised)
        var policy = DependencyPolicy()
        policy.cooldown = 1
        let closed = attack.controls(of: floating, under: policy)
        #expect(closed.filter(\.isInPlace).compactMap(\.stops).min() == attack.releases[0].uploaded)
    }

    @Test(
        "the rehearsal tells apart what holds by itself and what holds where installs are checked",
        arguments: [
            ("litellm>=1.0", 46, 0), ("litellm==1.82.6", 0, 0), ("litellm==1.82.8", 46, 0),
            ("requests==2.31.0", 46, 0),
        ]
    )
    func outcome(line: String, minutes: Int, atBest: Int) throws {
        let attack = try #require(Rehearsal.litellm)
        let inventory = ManifestKind.requirements.read(Array(line.utf8), path: "r.txt")
        let controls = attack.controls(of: inventory, under: DependencyPolicy())
        let outcome = attack.outcome(of: inventory, under: controls)
        #expect(outcome.minutes == minutes && outcome.minutesAtBest == atBest)
        #expect(outcome.uses == (line.hasPrefix("litellm") ? 1 : 0))
        // Whoever names the poisoned release itself is not held by its pin.
        #expect(outcome.poisoned == (line.hasSuffix("1.82.8") ? ["r.txt"] : []))
    }

    @Test("what was recorded is told apart from what nobody knows")
    func knows() {
        #expect(reach.knows(Reach.Node(.component, "c")))
        #expect(!reach.knows(Reach.Node(.component, "d")))
    }
}
