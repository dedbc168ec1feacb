import Annotation
import Custody
import Foundation
import Testing

@testable import Kernel
@testable import People

@Suite("How an engagement ends", .serialized)
struct PartingTests {
    private func ready() async throws -> Workplace {
        let place = try await Workplace()
        try await place.prepare(place.worker, place.engagement)
        try await place.add(3)
        return place
    }

    private func held(_ place: Workplace) async throws -> Workroom.Held {
        try await place.home.ledger.store.read { try Workroom.engagement(place.engagement, in: $0) }
    }

    private func end(_ place: Workplace) async throws {
        try await place.home.ledger.perform(
            Workroom.End(
                engagement: place.engagement,
                reason: "The labels were copied.",
                announced: House.noon,
                effective: House.noon + 14 * Workroom.day
            ),
            as: place.vendor.principal
        )
    }

    private func dispute(_ place: Workplace) async throws -> ID<Workroom.Dispute> {
        try await place.home.ledger.perform(
            Workroom.Dispute(engagement: place.engagement, reason: "They were not."),
            as: place.worker.principal
        )
        return try #require(try await place.desk.disputed(on: place.project).first).dispute
    }

    @Test("at once, for whoever leaves by themselves: what they hold goes back, pay stays")
    func leaves() async throws {
        let place = try await ready()
        defer { place.remove() }
        let done = try await place.work()
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        try await place.home.ledger.perform(
            Workroom.Leave(engagement: place.engagement),
            as: place.worker.principal
        )
        #expect(try await held(place).state == .ended)
        #expect(try await place.state(of: done).pay == 40)
        let late = try await place.home.refusal {
            try await place.desk.submit(
                ["mood": .classes(["glad"])],
                to: showing.lease,
                of: place.engagement,
                seconds: 1,
                as: place.worker.principal
            )
        }
        #expect(late != nil)
        let record = try await place.desk.record(of: place.worker.member)
        #expect(record.notes.map(\.kind) == ["left"])
        await #expect(throws: Workroom.Failure.over) {
            try await place.home.ledger.perform(
                Workroom.Leave(engagement: place.engagement),
                as: place.worker.principal
            )
        }
        #expect(try await place.isRebuilt())
    }

    @Test("leaves tables that the events make again, also when the person is forgotten")
    func forgotten() async throws {
        let place = try await ready()
        defer { place.remove() }
        try await place.work()
        _ = try await place.desk.next(place.engagement, as: place.worker.principal)
        try await place.home.ledger.perform(
            Workroom.Leave(engagement: place.engagement, words: "Enough."),
            as: place.worker.principal
        )
        for _ in 0..<200 where try await open(place) > 0 {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await open(place) == 0)
        let subject = ID<Vault.Subject>(raw: place.worker.member.raw)
        try await place.home.ledger.perform(
            Vault.Erase(subject: subject, reason: "asked for it"),
            as: .owner
        )
        #expect(try await place.isRebuilt())
    }

    private func open(_ place: Workplace) async throws -> Int {
        try await place.home.ledger.store.read {
            try Workroom.openLeases(of: place.worker.member, in: $0).count
        }
    }

    @Test("for nobody else: a colleague cannot make somebody leave")
    func onlyOneself() async throws {
        let place = try await ready()
        defer { place.remove() }
        let refusal = try await place.home.refusal {
            try await place.home.ledger.perform(
                Workroom.Leave(engagement: place.engagement),
                as: place.lead.principal
            )
        }
        #expect(refusal != nil)
    }

    @Test("and is disputed: decided by a day, by somebody else, and undone where it was wrong")
    func restores() async throws {
        let place = try await ready()
        defer { place.remove() }
        let agreed = try await held(place).until
        try await end(place)
        place.wait(1_000)
        let dispute = try await dispute(place)
        place.wait(1_000)
        let open = try #require(try await place.desk.disputed(on: place.project).first)
        #expect(open.isRemoval && open.words == "They were not.")
        #expect(open.due == House.noon + 1_000 + Workroom.reviewDays * Workroom.day)
        #expect(try await place.desk.record(of: place.worker.member).notes.last?.due == open.due)

        let own = try await place.home.refusal {
            try await place.home.ledger.perform(
                Workroom.Hear(dispute: dispute, upholds: true, reason: "I know best."),
                as: place.vendor.principal
            )
        }
        #expect(own?.reasons.contains { $0.contains("somebody else") } == true)
        try await place.home.ledger.perform(
            Workroom.Hear(dispute: dispute, upholds: false, reason: "The texts differ."),
            as: place.lead.principal
        )
        let restored = try await held(place)
        #expect(restored.state == .accepted && restored.until == agreed)
        #expect(try await place.desk.disputed(on: place.project).isEmpty)
        try await place.work()
        await #expect(throws: Workroom.Failure.notDisputed) {
            try await place.home.ledger.perform(
                Workroom.Hear(dispute: dispute, upholds: true, reason: "Again."),
                as: place.lead.principal
            )
        }
        let notes = try await place.desk.record(of: place.worker.member).notes
        #expect(notes.map(\.kind) == ["ended", "disputed", "heard"])
        #expect(notes.last?.reason == "The texts differ.")
        #expect(try await place.isRebuilt())
    }

    @Test("and stays so where the dispute is not granted")
    func upholds() async throws {
        let place = try await ready()
        defer { place.remove() }
        try await end(place)
        let dispute = try await dispute(place)
        try await place.home.ledger.perform(
            Workroom.Hear(dispute: dispute, upholds: true, reason: "They are the same."),
            as: place.lead.principal
        )
        #expect(try await held(place).state == .ended)
        #expect(try await place.isRebuilt())
    }
}

@Suite("A module that asks from a pool")
struct PoolTests {
    @Test("asks as many as it says, others in another attempt and of another person")
    func draws() {
        let (module, worker) = (ID<Workroom.Module>(), ID<Principal>())
        func drawn(_ attempt: Int, _ worker: ID<Principal>) -> [Int] {
            Workroom.drawn(5, of: 40, in: module, for: worker, attempt: attempt)
        }
        let first = drawn(0, worker)
        #expect(first.count == 5 && Set(first).count == 5)
        #expect(Set(first).isSubset(of: 0..<40))
        #expect(first == drawn(0, worker))
        #expect(first != drawn(1, worker) && first != drawn(0, ID()))
        #expect(Workroom.drawn(3, of: 3, in: module, for: worker, attempt: 2) == [0, 1, 2])
    }

    @Test("is passed by the answers to what was drawn, and opened again by a person")
    func sits() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        let module = ID<Workroom.Module>()
        let pool = (0..<12).map { number in
            Workroom.Quiz(text: "Number \(number)?", options: ["a", "b", "c"], right: number % 3)
        }
        try await place.home.ledger.perform(
            Workroom.Teach(
                project: place.project,
                module: module,
                title: "Drawn",
                questions: pool,
                passPercent: 100,
                draws: 4
            ),
            as: place.lead.principal
        )
        let held = try await place.home.ledger.store.read {
            try Workroom.engagement(place.engagement, in: $0)
        }
        func sit(right: Bool) async throws -> Bool {
            let asked = try await place.desk.lesson(module, for: held).questions
            #expect(asked.count == 4)
            let answers = asked.map { right ? $0.right : ($0.right + 1) % 3 }
            return try await place.home.ledger.perform(
                Workroom.Sit(
                    engagement: place.engagement,
                    module: module,
                    answers: answers,
                    minutes: 1
                ),
                as: place.worker.principal
            ).event.isPassed
        }
        for _ in 0..<3 { #expect(try await sit(right: false) == false) }
        await #expect(throws: Workroom.Failure.askSomebody) { _ = try await sit(right: true) }
        #expect(try await place.desk.stuck(on: place.project).map(\.title) == ["Drawn"])
        let reopen = Workroom.Reopen(engagement: place.engagement, module: module)
        let refusal = try await place.home.refusal {
            try await place.home.ledger.perform(reopen, as: place.worker.principal)
        }
        #expect(refusal != nil)
        try await place.home.ledger.perform(reopen, as: place.vendor.principal)
        #expect(try await sit(right: true))
        #expect(try await place.isRebuilt())
    }
}
