import Annotation
import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("The workroom's pages, without script")
struct WorkWaysTests {
    private static let questions = [
        Prompt("mood", about: "text", .classes(["glad", "sad"], several: false)),
        Prompt("who", about: "text", .spans(kinds: ["person"], relations: [])),
        Prompt("rank", about: "answers", .ranking),
        Prompt("rubric", about: "text", .scores([.init("tone", worst: 1, best: 5)])),
        Prompt("better", about: "answers", .preference, isOptional: true),
        Prompt("fixed", about: "text", .text),
        Prompt("talk", about: "turns", .turns(worst: 1, best: 3, rewriting: true)),
    ]

    /// A project of every kind of question, and a contractor to whom it was offered.
    private func offer(
        _ house: ServedHouse,
        to worker: Browser
    ) async throws -> (project: ID<Workroom.Project>, engagement: ID<Workroom.Engagement>) {
        let project = try await house.begin(
            "Say how a <b>message</b> sounds",
            purpose: "mood-labels",
            guideline: "# Read\n- all of it",
            masked: ["name"],
            Self.questions
        )
        let turns = [["role": "user", "text": "Hello"], ["role": "model", "text": "Bye"]]
            .map { turn in JSONValue.object(turn.map { .init($0.key, .string($0.value)) }) }
        let item = Item(
            name: "one",
            fields: [
                .init("text", .string("Anna met Anna’s aunt <script>")),
                .init("turns", .array(turns)),
                .init("answers", .array([.string("one"), .string("two")])),
                .init("name", .string("Somebody")),
            ]
        )
        try await house.home.ledger.perform(
            Workroom.Add(project: project, sheets: [.init(item: item)]),
            as: .owner
        )
        let account = try await worker.get("/account")
        #expect(account.status == 200)
        return (project, try await house.offer(project))
    }

    @Test("lead from the offer to a task of every kind, handed in once")
    func life() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            let (_, engagement) = try await offer(house, to: worker)
            let path = "/work/\(engagement)"
            #expect(try await worker.get("/work").body.contains(path))
            let brief = try await worker.get(path)
            #expect(brief.body.contains("Say how a &lt;b&gt;message"))
            #expect(try await worker.act(path + "/next", [:]).status == 422)
            let half = try await worker.act(path + "/accept", ["guideline": "1", "terms": "yes"])
            #expect(half.status == 422)
            let whole = ["guideline": "1", "terms": "yes", "scope": "yes", "notice": "yes"]
            #expect(try await worker.act(path + "/accept", whole).status == 303)
            #expect(try await worker.act(path + "/next", [:]).location == path + "/task")
            let task = try await worker.get(path + "/task")
            #expect(!task.body.contains("Somebody") && task.body.contains("&lt;script&gt;"))
            let lease = try #require(task.between("name=\"lease\" value=\"", "\""))
            var fields = [
                "lease": lease, "then": "stop", "q0": "glad", "q1.0.text": "Anna",
                "q1.0.kind": "person", "q1.0.nth": "3", "q2.0.place": "2", "q2.1.place": "1",
                "q3.0": "4", "q5": "Better.", "q6.1": "2", "q6.1.text": "Goodbye.",
            ]
            let odd = try await worker.act(path + "/submit", fields)
            #expect(odd.status == 422 && odd.body.contains("Better."))
            fields["q1.0.nth"] = "2"
            let masked = fields.merging(["field": "name", "reason": "who is meant"]) { $1 }
            #expect(try await worker.act(path + "/reveal", masked).status == 303)
            let shown = try await worker.get(path + "/task")
            #expect(shown.body.contains("Somebody") && shown.body.contains("Better."))
            for _ in 0..<2 {
                #expect(try await worker.act(path + "/submit", fields).status == 303)
            }
            let labels = try await Workroom.Desk(ledger: house.home.ledger)
                .record(of: try await member(house)).submissions
            #expect(labels.count == 1)
            let given = try await Workroom.Desk(ledger: house.home.ledger)
                .submission(labels[0].lease).submitted.answers
            #expect(given["who"] == .spans([.init(9..<13, kind: "person", name: "1")], []))
            #expect(given["rank"] == .ranking(["two", "one"]))
            #expect(given["rubric"] == .scores(["tone": 4]) && given["better"] == nil)
            #expect(
                given["talk"] == .turns([.init(number: 1, grade: 2, rewriting: "Goodbye.")])
            )
            #expect(try await worker.act(path + "/next", [:]).body.contains("no task for you"))
            // Somebody else's engagement looks like one that is not there.
            let other = try await owner.invite("contractor", house, name: "Eve")
            for place in ["", "/task", "/raise", "/concern"] {
                #expect(try await other.get(path + place).status == 404, "\(place)")
            }
            #expect(try await other.act(path + "/next", [:]).status != 303)
        }
    }

    private func member(_ house: ServedHouse) async throws -> ID<Principal> {
        let members = try await house.home.ledger.store.read { db in
            try Workroom.engagements(on: nil, in: db).map(\.worker)
        }
        return try #require(members.first)
    }

    @Test("say the same in French")
    func french() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            let (_, engagement) = try await offer(house, to: worker)
            let french = [("accept-language", "fr-FR")]
            let page = try await worker.get("/work/\(engagement)", french)
            #expect(page.body.contains("lang=\"fr\"") && page.body.contains("Avant une tâche"))
            #expect(try await worker.get("/work", french).body.contains("Mon travail"))
        }
    }
}
