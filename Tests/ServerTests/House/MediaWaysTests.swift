import Annotation
import Custody
import Foundation
import Kernel
import NIOHTTP1
import People
import Support
import Testing

@testable import Server

@Suite("A picture in a task")
struct MediaWaysTests {
    /// A PNG as far as its container goes, with a line that says who made it.
    private static let picture: [UInt8] = {
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            [0, 0, 0, UInt8(content.count)] + Array(name.utf8) + content + [0, 0, 0, 0]
        }
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let head = chunk("IHDR", Array(repeating: 0, count: 13))
        let said = chunk("tEXt", Array("Author\0Otto".utf8))
        return signature + head + said + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
    }()

    private func offer(
        _ house: ServedHouse,
        field: String = "photo",
        isMasked: Bool = false
    ) async throws -> (project: ID<Workroom.Project>, engagement: ID<Workroom.Engagement>) {
        let project = try await house.begin(
            "Mark badges",
            purpose: "badges",
            guideline: "All of them.",
            masked: isMasked ? [field] : [],
            [Prompt("badge", about: field, .regions(kinds: ["badge"]), isOptional: true)]
        )
        let desk = Workroom.Desk(ledger: house.home.ledger)
        let item = Item(
            name: "one",
            fields: [
                .init(field, .string("/data/upload/1/0a1b2c3d-hall.png")),
                .init("text", .string("A hall.")),
            ]
        )
        let items = try await desk.withMedia(
            [item],
            for: project,
            from: { $0 == "hall.png" ? Self.picture : nil },
            in: house.home,
            as: .owner
        )
        try await desk.add(items, areGold: false, to: project, as: .owner)
        return (project, try await house.offer(project))
    }

    @Test("is served to whoever holds it and to whoever judges it, without who made it")
    func served() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            let (project, engagement) = try await offer(house)
            let path = "/work/\(engagement)"
            let address = path + "/media/photo"
            #expect(try await worker.get(address).status != 200)
            let whole = ["guideline": "1", "terms": "yes", "scope": "yes", "notice": "yes"]
            _ = try await worker.act(path + "/accept", whole)
            _ = try await worker.act(path + "/next", [:])
            let task = try await worker.get(path + "/task")
            #expect(task.body.contains("<img src=\"\(address)\""))
            let picture = try await worker.get(address)
            #expect(picture.status == 200)
            #expect(picture.headers.first(name: "content-type") == "image/png")
            #expect(picture.headers.first(name: "cache-control") == "no-store")
            #expect(!picture.body.contains("Otto"))
            #expect(try await worker.get(path + "/media/text").status != 200)
            let other = try await owner.invite("contractor", house, name: "Eve")
            #expect(try await other.get(address).status != 200)

            let lease = try #require(task.between("name=\"lease\" value=\"", "\""))
            let box = [
                "q0.0.kind": "badge", "q0.0.left": "25", "q0.0.top": "25", "q0.0.right": "50.5",
                "q0.0.bottom": "60", "lease": lease, "then": "stop",
            ]
            #expect(try await worker.act(path + "/submit", box).status == 303)
            // Handed in, it is shown no longer.
            #expect(try await worker.get(address).status != 200)
            let judged = "/projects/\(project)/submissions/\(lease)"
            #expect(try await owner.get(judged).body.contains(judged + "/media/photo"))
            #expect(try await owner.get(judged + "/media/photo").status == 200)
            #expect(try await worker.get(judged + "/media/photo").status != 200)
            // Others know it by the name it came with.
            _ = try await owner.act(judged + "/judge", ["accepts": "yes"])
            let file = try await owner.act(
                "/projects/\(project)/export",
                ["format": "jsonl"]
            )
            #expect(file.body.contains("0a1b2c3d-hall.png") && !file.body.contains("medium"))
        }
    }

    @Test("that a file of tasks makes up leads to nothing, whatever document it names")
    func forged() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            let (project, engagement) = try await offer(house)
            let document: ID<Vault.Document>? = try await house.home.ledger.store.read { db in
                try Vault.documents(limit: 1, in: db).first?.id
            }
            let medium = Medium(
                try #require(document).description,
                .png,
                reference: "a.png",
                mark: String(repeating: "0", count: 64)
            )
            let desk = Workroom.Desk(ledger: house.home.ledger)
            let item = Item(name: "forged", fields: [.init("text", medium.value)])
            try await desk.add([item], areGold: false, to: project, as: .owner)
            let path = "/work/\(engagement)"
            let whole = ["guideline": "1", "terms": "yes", "scope": "yes", "notice": "yes"]
            _ = try await worker.act(path + "/accept", whole)
            for _ in 0..<2 {
                _ = try await worker.act(path + "/next", [:])
                let task = try await worker.get(path + "/task")
                let lease = try #require(task.between("name=\"lease\" value=\"", "\""))
                #expect(try await worker.get(path + "/media/text").status != 200)
                _ = try await worker.act(path + "/submit", ["lease": lease, "then": "stop"])
            }
        }
    }

    @Test("that is masked is not served before it is revealed")
    func masked() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            let (_, engagement) = try await offer(house, field: "ein Foto", isMasked: true)
            let path = "/work/\(engagement)"
            let whole = ["guideline": "1", "terms": "yes", "scope": "yes", "notice": "yes"]
            _ = try await worker.act(path + "/accept", whole)
            _ = try await worker.act(path + "/next", [:])
            #expect(try await worker.get(path + "/media/ein%20Foto").status != 200)
            let task = try await worker.get(path + "/task")
            let lease = try #require(task.between("name=\"lease\" value=\"", "\""))
            _ = try await worker.act(
                path + "/reveal",
                ["lease": lease, "field": "ein Foto", "reason": "it is the task"]
            )
            #expect(try await worker.get(path + "/media/ein%20Foto").status == 200)
        }
    }
}
