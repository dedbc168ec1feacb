import Annotation
import Custody
import Foundation
import Testing

@testable import Kernel
@testable import People

@Suite("A worker's life", .serialized)
struct WorkTests {
    @Test(
        "leads from terms and training to pay, and can be told again from the events",
        arguments: Dialect.allCases
    )
    func life(dialect: Dialect) async throws {
        let place = try await Workplace(dialect)
        defer { place.remove() }
        let home = place.home
        try await place.add(6)
        // Each refusal says what is missing: terms and training before anything.
        let refused = try await home.refusal { try await place.work() }
        #expect(refused?.determining.contains("no-data-without-contract") == true)
        try await home.ledger.perform(
            Workroom.Accept(engagement: place.engagement, guideline: 1),
            as: place.worker.principal
        )
        let untrained = try await home.refusal { try await place.work() }
        #expect(untrained?.determining.contains("no-task-without-its-modules") == true)
        try await place.sit(place.worker, place.engagement, answer: 0)
        #expect(try await home.refusal { try await place.work() } != nil)
        try await place.sit(place.worker, place.engagement, answer: 1)
        // Now there is work: four tasks, one given back.
        let first = try await place.work("glad")
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        let again = try await place.desk.next(place.engagement, as: place.worker.principal)
        #expect(again.lease == showing.lease, "one lease at a time")
        try await home.ledger.perform(
            Workroom.Return(engagement: place.engagement, lease: showing.lease),
            as: place.worker.principal
        )
        let second = try await place.work("sad")
        // Rejected for a reason, contested, reviewed by somebody else.
        try await home.ledger.perform(
            Workroom.Judge(submission: first, accepts: true),
            as: place.lead.principal
        )
        await #expect(throws: Workroom.Failure.badReason) {
            try await home.ledger.perform(
                Workroom.Judge(submission: second, accepts: false),
                as: place.lead.principal
            )
        }
        try await home.ledger.perform(
            Workroom.Judge(submission: second, accepts: false, reason: "It smiles."),
            as: place.lead.principal
        )
        #expect(try await place.state(of: second) == ("rejected", 0))
        try await home.ledger.perform(
            Workroom.Contest(submission: second, reason: "It says that nobody smiles."),
            as: place.worker.principal
        )
        let own = try await home.refusal {
            try await home.ledger.perform(
                Workroom.Review(submission: second, upholds: true, reason: "No."),
                as: place.lead.principal
            )
        }
        #expect(own?.determining == ["nobody-reviews-their-own-rejection"])
        try await home.ledger.perform(
            Workroom.Review(submission: second, upholds: false, reason: "It does."),
            as: place.vendor.principal
        )
        #expect(try await place.state(of: second) == ("accepted", 40))
        let record = try await place.desk.record(of: place.worker.member)
        // Two tasks, and forty minutes of training at the promised 18.00 an hour.
        #expect(record.earned == 80 + 1_200 && record.submissions.count == 2)
        #expect(record.engagements.first?.trainingMinutes == 40)
        #expect(try await place.isRebuilt())
    }

    @Test("belongs to nobody else")
    func othersKeepOut() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        try await place.add(2)
        try await place.prepare(place.worker, place.engagement)
        let other = try await place.home.enrol(.contractor)
        let theirs = ID<Workroom.Engagement>()
        try await place.engage(other, theirs)
        try await place.prepare(other, theirs)
        #expect(
            try await place.home.refusal {
                try await place.work(as: other, place.engagement)
            } != nil
        )
        try await place.work(as: other, theirs)
    }

    @Test("starts again with a guideline that changed, once its changes are accepted")
    func guideline() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        try await place.add(3)
        try await place.prepare(place.worker, place.engagement)
        try await place.work()
        try await place.guide("Glad if it smiles.\nSad if it does not.")
        await #expect(throws: Workroom.Failure.outdated(version: 2)) { try await place.work() }
        let told = try await place.desk.guideline(of: place.project, since: 1)
        #expect(told.version == 2 && told.changes == ["+ Sad if it does not."])
        try await place.home.ledger.perform(
            Workroom.Accept(engagement: place.engagement, guideline: 2),
            as: place.worker.principal
        )
        try await place.work()
    }

    @Test("asks for help after three failures, rather than shutting out in silence")
    func failures() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        for _ in 0..<3 { try await place.sit(place.worker, place.engagement, answer: 0) }
        await #expect(throws: Workroom.Failure.askSomebody) {
            try await place.sit(place.worker, place.engagement, answer: 1)
        }
    }

    @Test("ends with reasons and notice, or not yet")
    func end() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        func end(_ days: Int64, reason: String) async throws {
            try await place.home.ledger.perform(
                Workroom.End(
                    engagement: place.engagement,
                    reason: reason,
                    announced: House.noon,
                    effective: House.noon + days * Workroom.day
                ),
                as: place.vendor.principal
            )
        }
        await #expect(throws: Workroom.Failure.badReason) { try await end(20, reason: "") }
        await #expect(throws: Workroom.Failure.badTerms) { try await end(3, reason: "scope") }
        try await place.add(2)
        try await place.prepare(place.worker, place.engagement)
        try await end(14, reason: "the scope changed")
        // It runs until then, and what is done is paid.
        try await place.work()
        let record = try await place.desk.record(of: place.worker.member)
        #expect(record.notes.map(\.kind) == ["ended"])
        #expect(record.engagements.first?.until == House.noon + 14 * Workroom.day)
    }

    @Test("on data this sensitive does not begin outside")
    func sensitive() async throws {
        let place = try await Workplace(sensitivity: 2)
        defer { place.remove() }
        try await place.add(1)
        try await place.prepare(place.worker, place.engagement)
        let refused = try await place.home.refusal { try await place.work() }
        #expect(refused?.determining == ["sensitive-work-stays-inside"])
    }

    @Test("leaves labels without a name when the person is erased", arguments: Dialect.allCases)
    func erased(dialect: Dialect) async throws {
        let place = try await Workplace(dialect)
        defer { place.remove() }
        try await place.add(2)
        try await place.prepare(place.worker, place.engagement)
        let lease = try await place.work()
        try await place.home.ledger.perform(
            Workroom.Judge(submission: lease, accepts: false, reason: "late"),
            as: place.lead.principal
        )
        let subject = ID<Vault.Subject>(raw: place.worker.member.raw)
        try await place.home.ledger.perform(
            Vault.Erase(subject: subject, reason: "asked for it"),
            as: .owner
        )
        let record = try await place.desk.record(of: place.worker.member)
        #expect(record.engagements.isEmpty)
        #expect(try await place.state(of: lease) == ("given", 40))
        #expect(try await place.isRebuilt())
    }
}
