import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A person who asks what is held about them")
struct RightsTests {
    private static let cv = """
        Ana López
        ana.lopez@mail.example
        I led the payroll team in Bremen for six years. Ana López holds a degree in law.
        Reference: Bernd Krüger, former manager.
        """
    private static let staff = """
        name,email,grade,comment
        Ana López,ana.lopez@mail.example,A,joined in spring
        Carla Nunes,carla.nunes@mail.example,B,moved to sales
        """

    @Test("is found in prose and in a table by any of their marks", arguments: Dialect.allCases)
    func finds(dialect: Dialect) async throws {
        let fixture = try ProtectionHome(dialect)
        defer { fixture.remove() }
        try fixture.put(Self.cv, as: "cv.txt")
        try fixture.put(Self.staff, as: "staff.csv")
        try await fixture.run()
        let home = try await fixture.home()
        for identity in [
            Rights.Identity(name: "LÓPEZ, Ana"), Rights.Identity(email: "Ana.Lopez@mail.example"),
        ] {
            let found = try await candidates(identity, in: home)
            #expect(found.count == 1)
            #expect(found.first?.mentions.count == 2)
            // The CV is hers alone, whoever stands at its end; the table is others' too.
            #expect(found.first?.destroyed == 1)
            #expect(found.first?.shared == 1)
        }
        let manager = try await candidates(Rights.Identity(name: "Bernd Krüger"), in: home)
        #expect(manager.first?.mentions.map(\.isAbout) == [false])
        #expect(try await candidates(Rights.Identity(name: "Zoe Nobody"), in: home).isEmpty)
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("is erased with what is about them alone, and stays gone after a rebuild")
    func erases() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put(Self.cv, as: "cv.txt")
        try fixture.put(Self.staff, as: "staff.csv")
        try await fixture.run()
        let home = try await fixture.home()
        let person = try #require(
            try await candidates(Rights.Identity(email: "ana.lopez@mail.example"), in: home).first
        )
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        let receipt = try await room.erase(person.subject, reason: "asked", as: .owner)
        #expect(receipt.event.documents.count == 1 && receipt.event.shared.count == 1)
        #expect(try await candidates(Rights.Identity(name: "Ana López"), in: home).isEmpty)
        let other = try await candidates(Rights.Identity(name: "Carla Nunes"), in: home)
        #expect(other.first?.mentions.count == 1)
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("knows when the originals end, and a later run only lengthens that")
    func keepsUntil() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put(Self.cv, as: "cv.txt")
        var days: [Int64] = []
        for day in ["2027-01-31", "2026-12-31", "2027-02-28"] {
            var request = try fixture.request()
            request.keptUntil = try ProtectionHome.day(day)
            request.out += day
            try await fixture.run(request)
            let home = try await fixture.home()
            let found = try await candidates(Rights.Identity(name: "Ana López"), in: home)
            days.append(try #require(found.first?.mentions.first?.until))
            try await home.close()
        }
        // The millisecond after the last day: 1 February and 1 March 2027, in UTC.
        #expect(days == [1_801_440_000_000, 1_801_440_000_000, 1_803_859_200_000])
    }

    private func candidates(
        _ identity: Rights.Identity,
        in home: Home
    ) async throws -> [Rights.Candidate] {
        let marker = Rights.Marker(
            ring: home.ledger.ring,
            lists: try Minimization.SurrogateLists.bundled()
        )
        return try await home.ledger.store.read { db in
            try Rights.candidates(bearing: marker.marks(of: identity), in: db)
        }
    }
}
