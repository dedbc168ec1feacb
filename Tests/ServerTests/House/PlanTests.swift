import Foundation
import NIOHTTP1
import Testing

@testable import Server

@Suite("The plan of a release, before any file is handed over")
struct PlanTests {
    /// Hands a file over with a plan, as a browser's form does.
    private func handOver(_ plan: String, _ browser: Browser) async throws -> Page {
        let fields = [("form", try await browser.get("/").mark), ("plan", plan)]
        var parts = fields.map { name, value in
            "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        parts.append(
            "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"staff.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\nname,skill\nAnna Schmidt,welding\n\r\n--edge--\r\n"
        )
        return try await browser.send(
            .POST,
            "/releases/new",
            headers: [("content-type", "multipart/form-data; boundary=edge")],
            body: parts.joined()
        )
    }

    @Test("says what a sentence keeps, and takes the plan as somebody changed it")
    func plans() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            #expect(try await owner.get("/releases/new").body.contains("/releases/plan"))
            let empty = try await owner.get("/releases/plan")
            #expect(empty.status == 200 && !empty.body.contains("<textarea"))

            let wish = "purpose=train%20a%20CV%20screening%20model&recipient=us&until=2999-01-31"
            let plan = try await owner.get("/releases/plan?" + wish)
            #expect(plan.body.contains(">DATE<"))
            #expect(plan.body.contains("no finer than a month"))
            #expect(plan.body.contains("JOB_TITLE: keep"))
            let yaml = try #require(plan.between("dir=\"auto\" required", "</textarea>"))
            #expect(yaml.contains("until: 2999-01-31"))

            for nothing in ["purpose=%20&until=2999-01-31", "purpose=a&until=tomorrow"] {
                #expect(try await owner.get("/releases/plan?" + nothing).status == 400)
            }
        }
    }

    @Test("is refused with everything that is wrong with it, and kept as it was written")
    func refuses() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let wrong = try await handOver("purpose: <b>mine</b>\nkeeps: all\n", owner)
            #expect(wrong.status == 422)
            #expect(wrong.body.contains("Line 2"))
            #expect(wrong.body.contains("`basis` is missing"))
            #expect(wrong.body.contains("purpose: &lt;b&gt;mine&lt;/b&gt;"))
            let plan = """
                purpose: match skills
                basis: consent
                recipient: the model team
                until: 2999-01-31
                fields:
                  skill: keep
                """
            let taken = try await handOver(plan, owner)
            #expect(taken.status == 303)
            #expect(taken.location?.hasPrefix("/releases/runs/") == true)
        }
    }

    @Test("is for whoever may see releases")
    func rights() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            #expect(try await worker.get("/releases/plan").status != 200)
        }
    }
}
