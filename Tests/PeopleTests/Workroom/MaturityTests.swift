import Annotation
import Custody
import Foundation
import Testing

@testable import Kernel
@testable import People

@Suite("What may leave the house", .serialized)
struct MaturityTests {
    private func ready(sensitivity: Int) async throws -> Workplace {
        let place = try await Workplace(sensitivity: sensitivity)
        try await place.prepare(place.worker, place.engagement)
        try await place.add(2)
        try await place.home.ledger.perform(
            Access.Place(member: place.worker.member, supplier: "harbour"),
            as: .owner
        )
        return place
    }

    @discardableResult
    private func rate(
        _ place: Workplace,
        _ maturity: Workroom.Maturity,
        until: Int64 = House.noon + 30 * Workroom.day
    ) async throws -> ID<any Event> {
        try await place.home.ledger.perform(
            Workroom.Rate(
                supplier: "harbour",
                maturity: maturity,
                until: until,
                evidence: "The report of March, in folder 12."
            ),
            as: place.vendor.principal
        ).id
    }

    private func confirm(_ place: Workplace) async throws {
        let rating = try #require(
            try await place.home.ledger.store.read { try Workroom.maturity(of: "harbour", in: $0) }
        ).event
        let officer = try await place.home.enrol(.dataProtectionOfficer)
        try await place.home.ledger.perform(
            Workroom.Confirm(supplier: "harbour", rating: rating),
            as: officer.principal
        )
    }

    private func isRefused(_ place: Workplace) async throws -> Bool {
        try await place.home.refusal { try await place.work() } != nil
    }

    @Test("to an audited supplier, once two people said that it was, and until the day they named")
    func audited() async throws {
        let place = try await ready(sensitivity: 2)
        defer { place.remove() }
        #expect(try await isRefused(place))
        try await rate(place, .audited)
        #expect(try await isRefused(place))
        try await confirm(place)
        try await place.work()
        let outlook = try await place.desk.outlook(
            place.engagement,
            for: place.worker.principal
        )
        #expect(outlook.mayWork)
        place.wait(31 * Workroom.day)
        #expect(try await isRefused(place))
        #expect(try await place.isRebuilt())
    }

    @Test("is nothing about people to one that was only assessed")
    func assessed() async throws {
        let place = try await ready(sensitivity: 2)
        defer { place.remove() }
        try await rate(place, .assessed)
        try await confirm(place)
        #expect(try await isRefused(place))
        let outlook = try await place.desk.outlook(
            place.engagement,
            for: place.worker.principal
        )
        #expect(outlook.steps.filter { !$0.isDone }.map(\.step) == [.inside])
    }

    @Test("is nothing specially protected, whatever was said of whom")
    func protected() async throws {
        let place = try await ready(sensitivity: 3)
        defer { place.remove() }
        try await rate(place, .audited)
        try await confirm(place)
        #expect(try await isRefused(place))
    }

    @Test("is not for one person to say: another rating has to be confirmed again")
    func again() async throws {
        let place = try await ready(sensitivity: 2)
        defer { place.remove() }
        let rating = try await rate(place, .audited)
        let own = try await place.home.refusal {
            try await place.home.ledger.perform(
                Workroom.Confirm(supplier: "harbour", rating: rating),
                as: place.vendor.principal
            )
        }
        #expect(own != nil)
        try await confirm(place)
        try await rate(place, .audited)
        #expect(try await isRefused(place))
        // What was confirmed is that saying, and no later one.
        await #expect(throws: Workroom.Failure.unknown) {
            try await place.home.ledger.perform(
                Workroom.Confirm(supplier: "harbour", rating: rating),
                as: .owner
            )
        }
    }
}
