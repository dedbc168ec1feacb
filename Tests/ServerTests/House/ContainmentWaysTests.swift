import Defence
import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("Containing a component from its page")
struct ContainmentWaysTests {
    private static let poisoned = "pkg:pypi/litellm@1.82.8"
    private static let order = [
        "component": poisoned, "from": "2020-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z",
        "reason": "a poisoned release", "occasion": "the spring drill",
    ]
    private static let blast =
        "/dependencies/blast?component=pkg%3Apypi%2Flitellm%401.82.8"
        + "&from=2020-01-01T00%3A00%3A00Z&until=2099-01-01T00%3A00%3A00Z"

    /// A contractor who uses a tool that is made of the component; told by their number.
    private static func prepare(
        _ house: ServedHouse,
        _ owner: Browser,
        as role: String = "contractor"
    ) async throws -> (Browser, ID<Principal>) {
        func members() async throws -> [ID<Principal>] {
            try await house.home.ledger.store.read { db in
                try Accounts.accounts(after: nil, limit: 20, in: db).map(\.member)
            }
        }
        let before = try await members()
        let worker = try await owner.invite(role, house, name: "Wim")
        let member = try #require(try await members().first { !before.contains($0) })
        let ledger = house.home.ledger
        try await ledger.perform(
            Dependencies.Record(
                subject: "label-gateway",
                digest: String(repeating: "a", count: 64),
                components: [poisoned]
            ),
            as: .owner
        )
        try await ledger.perform(
            Dependencies.Connect(from: "tool:label-gateway", to: "worker:\(member)", since: 0),
            as: .owner
        )
        return (worker, member)
    }

    @Test("shows what it will do, rehearses it, does it, and tells how it is undone")
    func contains() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let lead = try await owner.invite("security-lead", house, name: "Grace")
            let (worker, member) = try await Self.prepare(house, owner)
            let preview = try await lead.get(Self.blast)
            #expect(preview.body.contains("Contain it</button>"))
            #expect(preview.body.contains("/people/\(member)"))

            let drill = try await lead.act("/dependencies/drill", Self.order)
            let rehearsed = try await lead.get(try #require(drill.location))
            #expect(rehearsed.body.contains("the spring drill"))
            #expect(rehearsed.body.contains("active"))
            #expect(try await worker.get("/account").status == 200)

            let done = try await lead.act("/dependencies/contain", Self.order)
            let place = try #require(done.location)
            let page = try await lead.get(place)
            #expect(page.body.contains("a poisoned release"))
            #expect(page.body.contains("as it was recorded"))
            #expect(page.body.contains("struck"))
            #expect(try await worker.get("/account").status != 200)
            let evidence = try await lead.get(place + "/evidence")
            #expect(evidence.body.contains("worker"))
            #expect(try await lead.get("/dependencies").body.contains(place))

            // Evidence that somebody changed is shown for what it is, and nothing of what it says.
            let id = try #require(place.split(separator: "/").last)
            let file = house.home.path + "/incidents/\(id).json"
            try Data("{}".utf8).write(to: URL(filePath: file))
            let changed = try await lead.get(place)
            #expect(changed.body.contains("is not the one that was recorded"))
            #expect(!changed.body.contains("/people/\(member)"))
        }
    }

    @Test(
        "is offered to whoever may open an incident, and to nobody else",
        arguments: [
            ("auditor", 200, 403), ("vendor-manager", 200, 403),
            ("data-protection-officer", 200, 403), ("ml-engineer", 404, 404),
            ("contractor", 404, 404),
        ]
    )
    func roles(role: String, seen: Int, ordered: Int) async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let (worker, _) = try await Self.prepare(house, owner)
            let other = try await owner.invite(role, house, name: "Grace")
            let page = try await other.get(Self.blast)
            #expect(page.status == seen)
            #expect(!page.body.contains("Contain it</button>"))
            for path in ["/dependencies/contain", "/dependencies/drill"] {
                #expect(try await other.act(path, Self.order).status == ordered, "\(path)")
            }
            // Nobody was shut out on the way to the refusal.
            #expect(try await worker.get("/account").status == 200)
        }
    }

    @Test("is refused to whoever would be shut out by it")
    func oneself() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let (lead, _) = try await Self.prepare(house, owner, as: "security-lead")
            let refused = try await lead.act("/dependencies/contain", Self.order)
            #expect(refused.status == 422)
            #expect(refused.body.contains("another security lead"))
            #expect(try await lead.get("/account").status == 200)
            #expect(try await owner.act("/dependencies/contain", Self.order).status == 303)
            #expect(try await lead.get("/account").status != 200)
        }
    }

    @Test("asks for a component and two moments", arguments: ["component", "from", "until"])
    func asks(part: String) async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            var order = Self.order
            order[part] = "tool:x"
            #expect(try await owner.act("/dependencies/contain", order).status == 400)
            #expect(try await owner.get("/dependencies/incidents/nothing").status == 404)
        }
    }
}
