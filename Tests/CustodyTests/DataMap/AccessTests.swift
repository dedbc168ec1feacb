import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("Somebody who asks what is held about them")
struct AccessTests {
    private static let staff = """
        name,email,salary
        Anna Schmidt,anna.schmidt@harbour.example,52000
        Linda Nelson,linda.nelson@harbour.example,61000
        """

    @Test("is answered from every source, by an address alone, with everybody else masked")
    func answers() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put(Self.staff, as: "a/staff.csv")
        let note = "Anna Schmidt met Linda Nelson in Hamburg. Anna Schmidt leads the team."
        try fixture.put(note, as: "b/note.txt")
        try fixture.put("Linda Nelson called.", as: "b/other.txt")
        let home = try await fixture.home()
        for name in ["a", "b"] {
            let source = try await fixture.add(fixture.data + "/" + name, named: name, in: home)
            try await _ = fixture.scan(in: home).run(source, as: .owner)
        }
        let lists = try Minimization.SurrogateLists.bundled()
        let marker = Rights.Marker(ring: home.ledger.ring, lists: lists)
        let identity = Rights.Identity(email: "Anna.Schmidt@harbour.example")
        let passages = try await fixture.scan(in: home)
            .passages(about: marker.marks(of: identity), as: .owner)
        #expect(passages.map(\.source) == ["a", "b"])
        #expect(passages.map(\.isByNameAlone) == [false, true])
        let said = passages.flatMap(\.records).flatMap { $0 }
            .map { $0.text.reveal(for: Occasion("a test")) { $0 } }.joined(separator: "|")
        #expect(said.contains("Anna Schmidt"))
        #expect(said.contains("52000"))
        #expect(!said.contains("Nelson"))
        #expect(!said.contains("61000"))
        try await home.close()
    }
}
