import AsyncHTTPClient
import Foundation
import HTTPTypes
import Kernel
import Merkle
import NIOHTTP1
import People
import Testing

@testable import Server

@Suite("The ways into a house")
struct WaysTests {
    /// What each role sees of the rooms that are shown to whom the rules let.
    private static let seen: [String: Set<String>] = [
        "owner": [
            "/data", "/findings", "/releases", "/work", "/projects", "/dependencies", "/people",
            "/policies", "/ledger", "/account",
        ],
        "data-protection-officer": [
            "/data", "/findings", "/releases", "/dependencies", "/people", "/policies", "/ledger",
            "/account",
        ],
        "vendor-manager": [
            "/projects", "/dependencies", "/people", "/policies", "/ledger", "/account",
        ],
        "security-lead": [
            "/data", "/releases", "/dependencies", "/people", "/policies", "/ledger", "/account",
        ],
        "ml-engineer": ["/data", "/releases", "/projects", "/ledger", "/account"],
        "contractor": ["/work", "/ledger", "/account"],
        "auditor": [
            "/data", "/releases", "/dependencies", "/people", "/policies", "/ledger", "/account",
        ],
    ]

    @Test("are open to each role as the rules say, and look alike where they are not")
    func matrix() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let rooms = Self.seen["owner"] ?? []
            for (role, seen) in Self.seen.sorted(by: { $0.key < $1.key }) {
                let browser =
                    role == "owner"
                    ? owner : try await owner.invite(role, house, name: "Some-\(role)")
                for room in rooms {
                    let page = try await browser.get(room)
                    #expect(page.status == (seen.contains(room) ? 200 : 404), "\(role) \(room)")
                    #expect(page.body.hasPrefix("<!DOCTYPE html>"), "\(role) \(room)")
                }
                let nothing = try await browser.get("/ledger/999999")
                #expect(nothing.status == 404)
            }
        }
    }

    @Test("ask nobody in who is not signed in, but say where the door is")
    func strangers() async throws {
        try await ServedHouse.serving { house in
            let stranger = Browser(house)
            for route in Route.all where route.method == .get {
                let path = route.path.replacing("**", with: "0")
                    .split(separator: "/").map { $0.hasPrefix(":") ? "x" : String($0) }
                    .joined(separator: "/")
                let page = try await stranger.get("/" + path)
                switch route.admission {
                case .anybody: #expect([200, 404].contains(page.status), "\(route.path)")
                case .programs: #expect(page.status == 401, "\(route.path)")
                case .signedIn, .whoMaySee:
                    #expect(page.status == 303, "\(route.path)")
                    #expect(page.location?.hasPrefix("/sign-in") == true, "\(route.path)")
                }
            }
        }
    }

    @Test("show the log at its public paths, and a proof that is drawn")
    func log() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            try await house.home.sequencer.publish()
            let checkpoint = try await owner.get("/log/checkpoint")
            #expect(checkpoint.status == 200)
            #expect(checkpoint.body.contains(house.home.ledger.identity.verifier.name))
            let size = house.home.publication.size
            #expect(try await owner.get("/log/tile/0/000.p/\(size)").status == 200)
            #expect(try await owner.get("/log/tile/../../keys/root.key").status == 404)
            #expect(try await owner.get("/log/tile/%2e%2e/%2e%2e/keys/root.key").status == 404)
            let proof = try await owner.get("/ledger/1")
            #expect(proof.status == 200)
            #expect(proof.body.contains("<svg role=\"img\""))
            let receipt = try await owner.get("/ledger/1/receipt")
            #expect(receipt.body.hasPrefix("c2sp.org/tlog-proof@v1"))
        }
    }

    @Test("hold what is too long or too slow at a distance")
    func bodies() async throws {
        try await ServedHouse.serving { house in
            let stranger = Browser(house)
            let long = try await stranger.send(
                .POST,
                "/sign-in",
                body: String(repeating: "a", count: Door.bodyByteCountMax + 1)
            )
            #expect(long.status == 413)
        }
    }
}
