import Annotation
import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel
@testable import People

@Suite("What the workroom does with a release", .serialized)
struct OnwardTests {
    /// A source on the map that holds one file, and a release that was made of that file.
    private func release(in home: Home, as source: String?) async throws -> ID<Release.Edition> {
        let print = "fingerprint of the staff list"
        let document = ID<Vault.Document>()
        try await home.ledger.perform(
            DataMap.Assess(
                document: document,
                path: Personal("staff.csv"),
                format: "csv",
                fingerprint: print,
                bytes: 10,
                records: 1,
                state: .assessed,
                findings: [:]
            ),
            as: .owner
        )
        if let source { try await observe(print, in: source, of: home) }
        let edition = ID<Release.Edition>()
        try await home.ledger.perform(
            Release.Make(
                release: edition,
                manifest: "m-\(edition)",
                purpose: "label moods",
                basis: "contract",
                recipient: "harbour-staff",
                until: "2030-01-01",
                records: 1,
                documents: [document],
                excess: []
            ),
            as: .owner
        )
        return edition
    }

    private func observe(_ print: String, in name: String, of home: Home) async throws {
        let (source, pass) = (ID<DataMap.Source>(), ID<DataMap.Pass>())
        try await home.ledger.perform(
            DataMap.Add(source: source, name: name, kind: .folder, address: Personal("/srv")),
            as: .owner
        )
        try await home.ledger.perform(
            DataMap.Begin(source: source, pass: pass, isThorough: false),
            as: .owner
        )
        let content = DataMap.Content(
            fingerprint: print,
            bytes: 10,
            format: "csv",
            records: 1,
            state: .assessed,
            findings: [:],
            countries: [:],
            decades: [:],
            people: [],
            isCrowd: false,
            sketches: [],
            keys: []
        )
        let seen = DataMap.Observation(
            item: "a1",
            path: Personal("staff.csv"),
            hint: "h",
            exposure: .owner,
            rights: "",
            content: content
        )
        try await home.ledger.perform(
            DataMap.Observe(source: source, pass: pass, observations: [seen]),
            as: .owner
        )
    }

    private func flows(in home: Home) async throws -> [DataMap.Flow] {
        try await home.ledger.store.read { db in
            try DataMap.flows(and: try Workroom.onward(in: db), in: db)
        }
    }

    private func engage(
        _ key: MemberKey,
        abroad country: String,
        at place: Workplace
    ) async throws -> ID<Workroom.Engagement> {
        let engagement = ID<Workroom.Engagement>()
        try await place.home.ledger.perform(
            Workroom.Engage(
                engagement: engagement,
                worker: key.member,
                project: place.project,
                terms: .init(
                    until: House.noon + 90 * Workroom.day,
                    noticeDays: 14,
                    hourly: 1_800,
                    country: country
                )
            ),
            as: place.vendor.principal
        )
        return engagement
    }

    private func items(_ count: Int) -> [Item] {
        (0..<count).map { Item(name: "m\($0)", fields: [.init("text", .string("Moved again"))]) }
    }

    @Test(
        "is drawn from its source to whom a supplier sent, in which country; undeclared, a finding",
        arguments: Dialect.allCases
    )
    func leases(dialect: Dialect) async throws {
        let place = try await Workplace(dialect)
        defer { place.remove() }
        let home = place.home
        let release = try await release(in: home, as: "hr-share")
        try await home.ledger.perform(
            Access.Place(member: place.worker.member, supplier: "harbour-staff"),
            as: .owner
        )
        try await place.desk.add(
            items(3),
            areGold: false,
            to: place.project,
            from: release,
            as: place.lead.principal
        )
        let project = "project " + place.project.description.suffix(8)
        let waiting = try await flows(in: home)
        #expect(Set(waiting.map(\.recipient)) == ["harbour-staff", project])
        let entry = try #require(waiting.first { $0.recipient == project })
        #expect(entry.source == "hr-share" && entry.items == 3 && !entry.isFinding)
        #expect(entry.through == "release " + release.description.suffix(8))

        try await place.prepare(place.worker, place.engagement)
        try await place.work()
        // Somebody else, in another country, whom nobody sent.
        let far = try await home.enrol(.contractor)
        let theirs = try await engage(far, abroad: "IN", at: place)
        try await place.prepare(far, theirs)
        try await place.work("sad", as: far, theirs)

        let seen = try await flows(in: home)
        let supplied = try #require(seen.first { $0.seen.contains("lease") && $0.country == nil })
        #expect(supplied.recipient == "harbour-staff" && supplied.isFinding)
        #expect(supplied.seen == ["release", "lease"])
        let abroad = try #require(seen.first { $0.country == "IN" })
        #expect(abroad.recipient == Workroom.ownWorkers + " in IN" && abroad.isFinding)
        #expect(abroad.through?.hasSuffix(project) == true)
        #expect(!"\(seen)".contains(far.member.description), "no worker stands in a flow")

        let source = try #require(
            try await home.ledger.store.read { try DataMap.source(named: "hr-share", in: $0) }
        )
        for (recipient, country) in [("harbour-staff", nil), (Workroom.ownWorkers, "IN")] {
            try await home.ledger.perform(
                DataMap.Declare(
                    source: source.id,
                    recipient: recipient,
                    purpose: "label moods",
                    country: country
                ),
                as: .owner
            )
        }
        #expect(try await flows(in: home).allSatisfy { !$0.isFinding })
        #expect(try await place.isRebuilt())
    }

    @Test("is not known where nobody said which; and what is taken out is drawn to whom it goes")
    func exports() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        let home = place.home
        try await place.add(2)
        let project = "project " + place.project.description.suffix(8)
        let unknown = try await flows(in: home)
        #expect(unknown.map(\.source) == [DataMap.unknownSource])
        #expect(unknown.map(\.recipient) == [project])
        #expect(unknown.allSatisfy { $0.isFinding })

        try await place.prepare(place.worker, place.engagement)
        let lease = try await place.work()
        try await home.ledger.perform(
            Workroom.Judge(submission: lease, accepts: true),
            as: place.lead.principal
        )
        _ = try await place.desk.answered(
            place.project,
            for: "model-makers",
            as: place.lead.principal
        )
        _ = try await place.desk.answered(place.project, as: place.lead.principal)
        let seen = try await flows(in: home).filter { $0.seen == ["export"] }
        #expect(Set(seen.map(\.recipient)) == ["model-makers", Workroom.unnamedRecipient])
        #expect(seen.allSatisfy { $0.isFinding })
        #expect(try await place.isRebuilt())
        await #expect(throws: Workroom.Failure.badRecipient) {
            try await place.desk.answered(place.project, for: "", as: place.lead.principal)
        }
    }

    @Test("is not on the map where no scan has seen what it was made of; others are refused")
    func origins() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        let home = place.home
        let release = try await release(in: home, as: nil)
        let sheets = [Workroom.Sheet(item: items(1)[0])]
        try await home.ledger.perform(
            Workroom.Add(project: place.project, sheets: sheets, release: release),
            as: place.lead.principal
        )
        let seen = try await flows(in: home)
        #expect(Set(seen.map(\.source)) == [DataMap.unmappedSource])
        #expect(seen.contains { $0.seen == ["release"] && $0.isFinding })
        #expect(seen.first { $0.recipient == "harbour-staff" }?.purpose == "label moods")
        let other = [Workroom.Sheet(item: items(1)[0])]
        await #expect(throws: Workroom.Failure.unknown) {
            try await home.ledger.perform(
                Workroom.Add(project: place.project, sheets: other, release: ID()),
                as: place.lead.principal
            )
        }
        await #expect(throws: Workroom.Failure.badTerms) {
            try await home.ledger.perform(
                Workroom.Engage(
                    worker: ID(),
                    project: place.project,
                    terms: .init(
                        until: House.noon + Workroom.day,
                        noticeDays: 1,
                        hourly: 1,
                        country: "india"
                    )
                ),
                as: place.vendor.principal
            )
        }
    }
}
