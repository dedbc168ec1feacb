import Annotation
import Custody
import Foundation
import Testing

@testable import Kernel
@testable import People

@Suite("A worker is not left alone", .serialized)
struct HeardTests {
    private func ready(
        conditions: Workroom.Conditions? = nil
    ) async throws -> Workplace {
        let place = try await Workplace(conditions: conditions)
        try await place.prepare(place.worker, place.engagement)
        return place
    }

    @Test("with a task that they may not do any more: they give it back")
    func givesBack() async throws {
        let place = try await ready()
        defer { place.remove() }
        try await place.add(2)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        // Another module: nothing is open until it is passed, but what is held can go back.
        try await place.home.ledger.perform(
            Workroom.Teach(
                project: place.project,
                title: "More care",
                questions: [.init(text: "Sure?", options: ["Yes", "No"], right: 0)]
            ),
            as: place.lead.principal
        )
        let refusal = try await place.home.refusal { try await place.work() }
        #expect(refusal != nil)
        try await place.home.ledger.perform(
            Workroom.Return(engagement: place.engagement, lease: showing.lease),
            as: place.worker.principal
        )
        #expect(try await place.desk.current(place.engagement, as: place.worker.principal) == nil)
    }

    @Test("while there is no task: the time until one comes is counted and paid")
    func waits() async throws {
        let place = try await ready()
        defer { place.remove() }
        for _ in 0..<2 {
            await #expect(throws: Workroom.Failure.nothingLeft) { try await place.work() }
        }
        let waiting = try await place.home.ledger.store.read {
            try Workroom.engagement(place.engagement, in: $0)
        }
        #expect(waiting.isWaiting)
        place.wait(20 * 60_000)
        try await place.add(1)
        try await place.work()
        let held = try await place.home.ledger.store.read {
            try Workroom.engagement(place.engagement, in: $0)
        }
        #expect(!held.isWaiting && held.waited == 20 * 60_000)
        // Twenty minutes at 18.00 an hour, and as much for the module.
        #expect(held.paidTime == 600 + 600)
        #expect(try await place.isRebuilt())
    }

    @Test("with a laptop that closed: what was answered so far is kept, and gone once handed in")
    func keeps() async throws {
        let place = try await ready()
        defer { place.remove() }
        try await place.add(1)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        for mood in ["sad", "glad"] {
            try await place.home.ledger.perform(
                Workroom.Keep(
                    engagement: place.engagement,
                    lease: showing.lease,
                    fields: ["q0": [mood]]
                ),
                as: place.worker.principal
            )
        }
        #expect(try await place.desk.kept(showing.lease) == ["q0": ["glad"]])
        try await place.work()
        #expect(try await place.desk.kept(showing.lease).isEmpty)
        #expect(try await place.isRebuilt())
    }

    @Test("with what worries them: it is answered, once, and both stand in their record")
    func raises() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        // Nothing needs to be accepted or passed before somebody may speak.
        let raised = try await place.home.ledger.perform(
            Workroom.Raise(
                engagement: place.engagement,
                topic: .safety,
                words: "This is hard to read."
            ),
            as: place.worker.principal
        ).event
        let reply = Workroom.Reply(escalation: raised.escalation, words: "We took it out.")
        let refusal = try await place.home.refusal {
            try await place.home.ledger.perform(reply, as: place.worker.principal)
        }
        #expect(refusal != nil)
        #expect(try await place.desk.raised(on: place.project).map(\.words) == [raised.words])
        try await place.home.ledger.perform(reply, as: place.lead.principal)
        await #expect(throws: Workroom.Failure.already) {
            try await place.home.ledger.perform(reply, as: place.lead.principal)
        }
        let record = try await place.desk.record(of: place.worker.member)
        #expect(record.escalations.map(\.answer) == ["We took it out."])
        #expect(try await place.isRebuilt())
    }

    @Test("with what is missing before a task: each of it is named")
    func missing() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        func open() async throws -> [Workroom.Desk.Step] {
            try await place.desk.outlook(place.engagement, for: place.worker.principal)
                .steps.filter { !$0.isDone }.map(\.step)
        }
        #expect(try await open().count == 3)
        try await place.prepare(place.worker, place.engagement)
        #expect(try await open().isEmpty)
        try await place.guide("Glad if it smiles twice.")
        #expect(try await open() == [.guideline])
        await #expect(throws: Workroom.Failure.unknown) {
            _ = try await place.desk.outlook(place.engagement, for: place.lead.principal)
        }
    }
}

@Suite("What the room watches over", .serialized)
struct WatchTests {
    @Test("a decoy names whose copy it was, typed anew and in small letters")
    func decoy() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        let text = "Please quote {canary} when you call about the shift."
        try await place.home.ledger.perform(
            Workroom.Add(
                project: place.project,
                sheets: [
                    .init(item: Item(name: "d", fields: [.init("text", .string(text))]))
                ]
            ),
            as: place.lead.principal
        )
        try await place.prepare(place.worker, place.engagement)
        for _ in 0..<5 {
            let other = try await place.home.enrol(.contractor)
            try await place.engage(other, ID())
        }
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        let shown = try #require(showing.fields.first?.value.text)
        #expect(!shown.contains("{"))
        let number = try #require(Canary.candidates(in: shown).first)
        let security = try await place.home.enrol(.securityLead)
        let leak = "somebody said: ref " + number.lowercased().filter { $0 != "-" }
        let found = try await place.desk.trace(Array(leak.utf8), as: security.principal)
        #expect(found.named.map(\.engagement) == [place.engagement])
        #expect(found.named.allSatisfy { $0.falseAccusation < 1e-10 })
        let clean = try await place.desk.trace(
            Array("somebody said: ref ZZZZ-2222".utf8),
            as: security.principal
        )
        #expect(clean.named.isEmpty)
    }

    @Test("somebody whose reading fell is shown, and nobody beside them")
    func drift() async throws {
        let place = try await Workplace(
            conditions: .init(
                perHour: 10_000,
                labels: 3,
                goldPerMille: 0,
                repeatPerMille: 0,
                pay: 40
            )
        )
        defer { place.remove() }
        try await place.add(110)
        var drifted: ID<Principal>?
        for person in 0..<3 {
            let key = person == 0 ? place.worker : try await place.home.enrol(.contractor)
            let engagement = person == 0 ? place.engagement : ID<Workroom.Engagement>()
            if person > 0 { try await place.engage(key, engagement) }
            try await place.prepare(key, engagement)
            if person == 2 { drifted = key.member }
            for turn in 0..<110 {
                let showing = try await place.desk.next(engagement, as: key.principal)
                let isGlad = showing.task.bytes[15] % 2 == 0
                // One in ten is an honest slip; after the fiftieth, one of them reads two messages
                // of three the other way.
                let slips = turn % 10 == person || (person == 2 && turn > 50 && turn % 3 != 0)
                place.wait(30_000)
                try await place.desk.submit(
                    ["mood": .classes([isGlad != slips ? "glad" : "sad"])],
                    to: showing.lease,
                    of: engagement,
                    seconds: 5,
                    as: key.principal
                )
            }
        }
        let found = try await place.desk.drifts(on: place.project)
        #expect(found.map(\.worker) == [drifted])
        let drift = try #require(found.first)
        #expect(drift.since < drift.before && !drift.hasNewGuideline && drift.others == 0)
    }
}
