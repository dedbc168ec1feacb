import Foundation
import Testing

@testable import Custody
@testable import Kernel

@Suite("A run is refused")
struct ProtectionRefusalTests {
    @Test("when its purpose is over")
    func purposeOver() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put("text", as: "a.txt")
        await #expect(throws: Release.Failure.purposeOver) {
            try await fixture.run(try fixture.request(until: "2026-11-20"))
        }
    }

    @Test("when the place for the release is taken, and touches nothing there")
    func outputExists() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put("text", as: "a.txt")
        try FileManager.default.createDirectory(
            atPath: fixture.out,
            withIntermediateDirectories: true
        )
        await #expect(throws: Release.OutputExists.self) { try await fixture.run() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.out) == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/work") == [])
    }

    @Test("when there is no file, and when none can be read")
    func nothing() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        await #expect(throws: Release.Gathering.Failure.nothingInside) { try await fixture.run() }
        try fixture.put(Sample.zip([("a.txt", [1])], flags: 1), as: "locked.zip")
        await #expect {
            try await fixture.run()
        } throws: { error in
            guard let nothing = error as? Release.NothingRead else { return false }
            return nothing.files.count == 1 && !nothing.files[0].reason.isEmpty
        }
        #expect(!FileManager.default.fileExists(atPath: fixture.out))
    }

    @Test("when it would hold a field that its purpose does not need", arguments: Dialect.allCases)
    func excess(dialect: Dialect) async throws {
        let fixture = try ProtectionHome(dialect)
        defer { fixture.remove() }
        let home = try await fixture.home()
        var make = Release.Make(
            release: ID(),
            manifest: String(repeating: "0", count: 64),
            purpose: "a test",
            basis: "consent",
            recipient: "",
            until: "2027-01-01",
            records: 1,
            documents: [],
            excess: ["salary"]
        )
        await #expect(throws: Release.Failure.excess(fields: ["salary"])) {
            try await home.ledger.perform(make, as: .owner)
        }
        make.excess = []
        try await home.ledger.perform(make, as: .owner)
        await #expect(throws: Release.Failure.alreadyMade) {
            try await home.ledger.perform(make, as: .owner)
        }
        try await home.close()
    }

    @Test("its doubts are recorded, and so is who lets them stand", arguments: Dialect.allCases)
    func doubts(dialect: Dialect) async throws {
        let fixture = try ProtectionHome(dialect)
        defer { fixture.remove() }
        let home = try await fixture.home()
        let (edition, document) = (ID<Release.Edition>(), ID<Vault.Document>())
        let doubt = Release.Doubt(release: edition, document: document, doubts: [], count: 7)
        try await home.ledger.perform(doubt, as: .owner)
        await #expect(throws: Release.Failure.noReason) {
            try await home.ledger.perform(
                Release.AcceptRisk(release: edition, reason: " "),
                as: .owner
            )
        }
        let accept = Release.AcceptRisk(release: edition, reason: "synthetic data")
        try await home.ledger.perform(accept, as: .owner)
        let tables = try await home.ledger.contents()
        #expect(tables["release_doubt"]?.map { $0.int(2) } == [7])
        #expect(tables["release_risk"]?.count == 1)
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("nothing of the home or of the release is read as data")
    func sparesItself() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put("Linda Nelson was here.", as: "a.txt")
        var request = try fixture.request()
        request.paths = [fixture.folder]
        let outcome = try await fixture.run(request)
        #expect(outcome.report.sources.formats.map(\.files) == [1])
        #expect(outcome.notAssessed.isEmpty)
    }
}
