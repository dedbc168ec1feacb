import Foundation
import Testing

@testable import Server

@Suite("The data map in the console")
struct MapWaysTests {
    private static let secret = "zqxcanary-password"

    /// Scans a source and waits for what comes of it.
    private func scan(_ source: String, as browser: Browser) async throws -> Page {
        let begun = try await browser.act(source + "/scan")
        let run = try #require(begun.location, "\(begun.body)")
        for _ in 0..<600 {
            let page = try await browser.get(run)
            let isOver = page.body.contains("What came of it") || page.body.contains("problem")
            if isOver { return page }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await browser.get(run)
    }

    private func add(
        _ name: String,
        _ place: String,
        as browser: Browser,
        _ more: [String: String] = [:]
    ) async throws -> Page {
        try await browser.act(
            "/map/sources",
            ["name": name, "place": place].merging(more) { _, last in last }
        )
    }

    @Test("is drawn, asked and declared by who may, and shows no path to who may not")
    func road() async throws {
        let folder = NSTemporaryDirectory() + "cordon-map-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in ["share", "archive"] {
            try FileManager.default.createDirectory(
                atPath: folder + "/" + name,
                withIntermediateDirectories: true
            )
            try Data("Anna Schmidt, anna.schmidt@harbour.example, is ill with asthma.\n".utf8)
                .write(to: URL(filePath: folder + "/" + name + "/zqxcanary-schmidt.txt"))
        }
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            #expect(try await owner.get("/map").body.contains("Nothing yet."))
            for name in ["share", "archive"] {
                let added = try await add(
                    name,
                    folder + "/" + name,
                    as: owner,
                    ["credential": Self.secret, "purpose": "run the office", "basis": "contract"]
                )
                let source = try #require(added.location, "\(added.body)")
                let done = try await scan(source, as: owner)
                #expect(done.body.contains("What came of it"), "\(done.body)")
                let page = try await owner.get(source)
                #expect(page.body.contains("EMAIL"))
                #expect(!page.body.contains(Self.secret))
            }
            let map = try await owner.get("/map")
            #expect(map.body.contains("share") && map.body.contains("archive"))
            #expect(!map.body.contains("Schmidt"))
            #expect(try await owner.get("/map?at=1999-01-01").body.contains("as of 1999-01-01"))
            #expect(try await owner.get("/map?at=whenever").status == 200)
            #expect(try await owner.get("/map/flows").body.contains("undeclared"))
            let declared = try await owner.act(
                "/map/flows",
                ["source": "archive", "to": "share", "purpose": "work on it"]
            )
            #expect(declared.status == 303)
            _ = try await owner.act(
                "/map/flows",
                ["source": "share", "to": "archive", "purpose": "keep it"]
            )
            #expect(!(try await owner.get("/map/flows").body.contains("undeclared")))
            for path in ["/map/record?language=fr", "/map/record.csv", "/map/screening"] {
                #expect(try await owner.get(path).status == 200, "\(path)")
            }
            #expect(try await owner.get("/map/copies").body.contains("zqxcanary-schmidt.txt"))
            let anna = ["email": "anna.schmidt@harbour.example"]
            let answer = try await owner.act("/map/about", anna)
            #expect(answer.body.contains("asthma"))
            #expect(try await owner.act("/map/about").status == 400)

            let auditor = try await owner.invite("auditor", house, name: "Grace")
            for path in ["/map", "/map/copies", "/map/changes", "/map/flows"] {
                let page = try await auditor.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(!page.body.contains("zqxcanary"), "\(path)")
            }
            let asked = try await auditor.act("/map/about", anna)
            #expect(asked.status == 404)
            #expect(!asked.body.contains("asthma"))
            #expect(try await add("theirs", folder, as: auditor).status != 303)
            let contractor = try await owner.invite("contractor", house, name: "Lin")
            #expect(try await contractor.get("/map").status == 404)
        }
    }

    @Test("tells nobody what lies on the machine who may put no place on the map")
    func tellsNothing() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let auditor = try await owner.invite("auditor", house, name: "Grace")
            let there = try await add("theirs", "/tmp", as: auditor)
            let nowhere = try await add("theirs", "/nowhere", as: auditor)
            #expect(there.status != 303 && there.status != 422)
            #expect(nowhere.status == there.status)
            let contractor = try await owner.invite("contractor", house, name: "Lin")
            #expect(try await add("theirs", "/tmp", as: contractor).status == 404)
            #expect(try await contractor.act("/map/flows").status == 404)
        }
    }

    @Test("says what is wrong with a place, and puts nothing on the map")
    func refusals() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            for (name, place) in [
                ("x", "/nowhere"), ("x", "imap://anna@mail.example"), ("Not a name", "/tmp"),
                ("", ""),
            ] {
                #expect(try await add(name, place, as: owner).status == 422, "\(place)")
            }
            #expect(try await owner.get("/map/sources/x").status == 404)
            #expect(try await owner.get("/map/scans/x").status == 404)
            #expect(try await owner.get("/map").body.contains("Nothing yet."))
        }
    }
}
