import Annotation
import Kernel
import People
import Testing

@testable import Server

@Suite("Labels that are taken out in the console")
struct LabelExportTests {
    private static let questions = [
        Prompt("mood", about: "text", .classes(["glad", "sad"], several: false))
    ]

    @Test("are recorded with who receives them, and the flows show it")
    func named() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            let project = try await house.begin(
                "Say how a message sounds",
                purpose: "mood-labels",
                guideline: "Read it.",
                masked: [],
                Self.questions
            )
            let item = Item(name: "one", fields: [.init("text", .string("Well done"))])
            try await house.home.ledger.perform(
                Workroom.Add(project: project, sheets: [.init(item: item)]),
                as: .owner
            )
            let engagement = try await house.offer(project)
            let page = try await owner.get("/projects/\(project)")
            #expect(page.body.contains("Who receives them"))
            let export = "/projects/\(project)/export"
            let wanted = ["format": "jsonl", "to": "model team"]
            // Nothing is accepted yet, so nothing can leave.
            #expect(try await owner.act(export, wanted).status == 422)

            let path = "/work/\(engagement)"
            let whole = ["guideline": "1", "terms": "yes", "scope": "yes", "notice": "yes"]
            #expect(try await worker.act(path + "/accept", whole).status == 303)
            #expect(try await worker.act(path + "/next", [:]).status == 303)
            let task = try await worker.get(path + "/task")
            let lease = try #require(task.between("name=\"lease\" value=\"", "\""))
            let answers = ["lease": lease, "then": "stop", "q0": "glad"]
            #expect(try await worker.act(path + "/submit", answers).status == 303)
            let submission = try #require(ID<Workroom.Lease>(lease))
            try await house.home.ledger.perform(
                Workroom.Judge(submission: submission, accepts: true),
                as: .owner
            )

            #expect(try await worker.act(export, wanted).status != 200)
            let long = String(repeating: "m", count: 201)
            let refused = try await owner.act(export, ["format": "jsonl", "to": long])
            #expect(refused.status == 422)
            let taken = try await owner.act(export, wanted)
            #expect(taken.status == 200)
            #expect(taken.body.contains("Well done") && taken.body.contains("glad"))
            let flows = try await owner.get("/map/flows")
            #expect(flows.body.contains("model team"))
            #expect(!flows.body.contains(long))
        }
    }
}
