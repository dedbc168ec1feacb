import Defence
import Foundation
import Kernel
import Provenance
import Testing

@testable import Server

@Suite("The pages on dependencies")
struct DependencyWaysTests {
    private static let record = """
        {"id":"MAL-2026-1","modified":"2026-03-24T15:35:32Z",
        "summary":"published with <b>malware</b>",
        "aliases":["PYSEC-1"],"affected":[{"package":{"ecosystem":"PyPI","name":"litellm"},
        "versions":["1.82.8"]}]}
        """

    private static let litellm = "pkg:pypi/litellm@1.82.8"

    private static func prepare(_ house: ServedHouse) async throws {
        let digest = String(repeating: "a", count: 64)
        let ledger = house.home.ledger
        _ = try await ledger.perform(
            Dependencies.Record(
                subject: "label-gateway",
                digest: digest,
                components: [litellm, "pkg:npm/left-pad@1.3.0"]
            ),
            as: .owner
        )
        for (from, to) in [
            ("tool:label-gateway", "supplier:harbour"), ("supplier:harbour", "worker:w1"),
            ("worker:w1", "dataset:cv-2026"), ("dataset:cv-2026", "client:bank"),
        ] {
            _ = try await ledger.perform(
                Dependencies.Connect(from: from, to: to, since: 0),
                as: .owner
            )
        }
        var set = AdvisorySet()
        set.read(Array(record.replacing("\n", with: " ").utf8), named: "a.jsonl")
        let index = AdvisoryIndex.compile(set, at: Instant(seconds: 0))
        try Data(index).write(to: URL(filePath: house.home.path + "/advisories.index"))
        try Data("cooldown-days: 7\n".utf8)
            .write(to: URL(filePath: house.home.path + "/dependencies.yaml"))
    }

    @Test("say what is in use, what is known of it, and draw what it could reach")
    func pages() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let empty = try await owner.get("/dependencies")
            #expect(empty.status == 200)
            try await Self.prepare(house)
            let list = try await owner.get("/dependencies")
            #expect(list.body.contains("litellm"))
            #expect(list.body.contains("malware"))
            let one = try await owner.get(
                "/dependencies/component?purl=pkg%3Apypi%2Flitellm%401.82.8"
            )
            #expect(one.body.contains("MAL-2026-1"))
            #expect(one.body.contains("&lt;b&gt;malware"))
            #expect(!one.body.contains("<b>malware"))
            let advisory = try await owner.get("/dependencies/advisory?id=PYSEC-1")
            #expect(advisory.body.contains("label-gateway"))
            let other = try await owner.get("/dependencies/components?wanted=left")
            #expect(other.body.contains("not assessed"))
            #expect(!other.body.contains("litellm"))
            let policy = try await owner.get("/dependencies/policy")
            #expect(policy.body.contains("7 days"))
            let blast = try await owner.get(
                "/dependencies/blast?component=tool%3Alabel-gateway&from=2026-01-01T00%3A00%3A00Z"
                    + "&until=2099-01-01T00%3A00%3A00Z"
            )
            #expect(blast.status == 200)
            #expect(blast.body.contains("<svg"))
            #expect(blast.body.contains("1 supplier, 1 worker, 1 dataset, 1 client"))
            let replay = try await owner.get("/dependencies/replay")
            #expect(replay.body.contains("taken down after 46 min"))
            for path in ["blast", "advisory", "component"] {
                #expect(try await owner.get("/dependencies/" + path).status == 404, "\(path)")
            }
        }
    }

    @Test("say which file of the house is not understood, and where")
    func slips() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let policy = URL(filePath: house.home.path + "/dependencies.yaml")
            try Data("fail-on: high\ncooldown: 7\n".utf8).write(to: policy)
            for path in ["policy", "replay"] {
                let page = try await owner.get("/dependencies/" + path)
                #expect(page.status == 503)
                #expect(page.body.contains("Line 2: cooldown: no such setting."))
            }
            #expect(try await owner.get("/dependencies").status == 200)
            try Data("no index".utf8)
                .write(to: URL(filePath: house.home.path + "/advisories.index"))
            let list = try await owner.get("/dependencies")
            #expect(list.status == 503)
            #expect(list.body.contains("this is no index of advisories"))
            #expect(list.body.contains("cordon dependencies compile"))
        }
    }
}
