import Annotation
import Custody
import Foundation
import Testing

@testable import Kernel
@testable import People

@Suite("What a task hides", .serialized)
struct HiddenTests {
    private static let text = "Maria Gonzalez wrote from maria.gonzalez@example.org: she is ill."

    private func ready(_ conditions: Workroom.Conditions) async throws -> Workplace {
        let place = try await Workplace(conditions: conditions)
        try await place.prepare(place.worker, place.engagement)
        return place
    }

    private func conditions(
        masked: [String] = [],
        hides: [String] = [],
        places: [String] = [],
        boundDevice: Bool = false
    ) -> Workroom.Conditions {
        .init(
            goldPerMille: 0,
            repeatPerMille: 0,
            pay: 40,
            masked: masked,
            hides: hides,
            places: places,
            boundDevice: boundDevice
        )
    }

    private func give(_ fields: [JSONValue.Member], to place: Workplace) async throws {
        try await place.desk.add(
            [Item(name: "one", fields: fields)],
            areGold: false,
            to: place.project,
            as: place.lead.principal
        )
    }

    @Test("is blacked out within a text, as long as it was, until a reason is recorded")
    func stretches() async throws {
        let place = try await ready(conditions(hides: ["PERSON", "EMAIL"]))
        defer { place.remove() }
        try await give([.init("text", .string(Self.text))], to: place)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        #expect(showing.stretches.map(\.kind) == ["PERSON", "EMAIL"])
        let shown = try #require(showing.fields.first?.value.text)
        #expect(shown.unicodeScalars.count == Self.text.unicodeScalars.count)
        #expect(!shown.contains("Gonzalez") && !shown.contains("example.org"))
        #expect(shown.hasSuffix("ill.") && shown.contains("wrote"))

        await #expect(throws: Workroom.Failure.badReason) {
            try await place.desk.reveal(
                stretch: 1,
                in: showing.lease,
                of: place.engagement,
                reason: "",
                as: place.worker.principal
            )
        }
        let mail = try await place.desk.reveal(
            stretch: 1,
            in: showing.lease,
            of: place.engagement,
            reason: "Whose address it is changes the answer.",
            as: place.worker.principal
        )
        #expect(mail == "maria.gonzalez@example.org")
        let again = try #require(
            try await place.desk.current(place.engagement, as: place.worker.principal)
        )
        #expect(again.stretches.map(\.kind) == ["PERSON"])
        #expect(again.fields.first?.value.text?.contains(mail) == true)
        #expect(try await place.desk.record(of: place.worker.member).reveals == 1)
        #expect(try await place.isRebuilt())
    }

    @Test("is blacked out in each turn of a conversation too")
    func turns() async throws {
        let place = try await ready(conditions(hides: ["EMAIL"]))
        defer { place.remove() }
        let turns = ["Hello there", "Write to jo.doe@example.org please"].map { text in
            JSONValue.object([.init("role", .string("user")), .init("text", .string(text))])
        }
        let fields: [JSONValue.Member] = [
            .init("text", .string("A conversation")), .init("turns", .array(turns)),
        ]
        try await give(fields, to: place)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        let shown = String(decoding: JSONValue.object(showing.fields).bytes, as: UTF8.self)
        #expect(!shown.contains("jo.doe") && shown.contains("please"))
        let mail = try await place.desk.reveal(
            stretch: 0,
            in: showing.lease,
            of: place.engagement,
            reason: "a test",
            as: place.worker.principal
        )
        #expect(mail == "jo.doe@example.org")
    }

    @Test("is nobody else's to see, and nothing that is not hidden is shown for a reason")
    func others() async throws {
        let place = try await ready(conditions(masked: ["name"], hides: ["EMAIL"]))
        defer { place.remove() }
        try await give([.init("text", .string(Self.text))], to: place)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        for number in [-1, 1, 7] {
            await #expect(throws: Workroom.Failure.notMasked) {
                try await place.desk.reveal(
                    stretch: number,
                    in: showing.lease,
                    of: place.engagement,
                    reason: "a test",
                    as: place.worker.principal
                )
            }
        }
        let refusal = try await place.home.refusal {
            _ = try await place.desk.reveal(
                stretch: 0,
                in: showing.lease,
                of: place.engagement,
                reason: "a test",
                as: place.lead.principal
            )
        }
        #expect(refusal != nil)
    }

    @Test(
        "is not shown from where the project is not worked on",
        arguments: [
            ("192.0.2.7", true), ("192.0.3.7", false), ("::ffff:192.0.2.9", true),
            ("2001:db8::5", true), ("2001:db9::5", false), ("unknown", false),
        ]
    )
    func places(address: String, isAllowed: Bool) async throws {
        let place = try await ready(conditions(places: ["192.0.2.0/24", "2001:db8::/32"]))
        defer { place.remove() }
        try await give([.init("text", .string(Self.text))], to: place)
        let there = Workroom.Surroundings(address: address, isBoundDevice: false)
        let principal = place.worker.principal
        guard isAllowed else {
            await #expect(throws: Workroom.Failure.elsewhere(address: address)) {
                try await place.desk.next(place.engagement, from: there, as: principal)
            }
            // Nor is a task that is held shown there.
            let home = Workroom.Surroundings(address: "192.0.2.1", isBoundDevice: false)
            _ = try await place.desk.next(place.engagement, from: home, as: principal)
            await #expect(throws: Workroom.Failure.elsewhere(address: address)) {
                try await place.desk.current(place.engagement, from: there, as: principal)
            }
            return
        }
        let showing = try await place.desk.next(place.engagement, from: there, as: principal)
        #expect(showing.fields.count == 1)
    }

    @Test("is shown only on a device that the passkey cannot leave, where that is asked")
    func device() async throws {
        let place = try await ready(conditions(boundDevice: true))
        defer { place.remove() }
        try await give([.init("text", .string(Self.text))], to: place)
        let principal = place.worker.principal
        let anywhere = Workroom.Surroundings(address: "192.0.2.1", isBoundDevice: false)
        await #expect(throws: Workroom.Failure.otherDevice) {
            try await place.desk.next(place.engagement, from: anywhere, as: principal)
        }
        let outlook = try await place.desk.outlook(
            place.engagement,
            for: principal,
            from: anywhere
        )
        #expect(outlook.steps.filter { !$0.isDone }.map(\.step) == [.boundDevice])
        let bound = Workroom.Surroundings(address: "192.0.2.1", isBoundDevice: true)
        _ = try await place.desk.next(place.engagement, from: bound, as: principal)
    }

    @Test("is said in words that the house knows, or the project is not begun")
    func unknownKinds() async throws {
        await #expect(throws: Workroom.Failure.badProject) {
            try await Workplace(conditions: conditions(hides: ["SHOE_SIZE"]))
        }
        await #expect(throws: Workroom.Failure.badProject) {
            try await Workplace(conditions: conditions(places: ["the office"]))
        }
    }
}
