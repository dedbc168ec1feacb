import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A mark of what a person goes by")
struct MarkTests {
    @Test("is the same however the value is written, and reads back from the tables")
    func folds() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, _) = try await fixture.create()
        let marks = Marks(home)
        #expect(marks.name("ana lopez") == marks.name("  Ana\t LOPEZ "))
        #expect(marks.name("zoë") == marks.name("ZOË"))
        #expect(marks.name("ana lopez") != marks.email("ana lopez"))
        for mark in [marks.name("ana lopez"), marks.email("ana@x.example")] {
            #expect(Vault.Mark(kind: mark.kind, digest: mark.digest) == mark)
            let bytes = try JSONEncoder().encode(mark)
            #expect(try JSONDecoder().decode(Vault.Mark.self, from: bytes) == mark)
        }
        #expect(marks.name("ana lopez").digest.utf8.count == 32)
        #expect(marks.email("ana@x.example").digest.utf8.count == 40)
        try await home.close()
    }

    @Test("is no mark when its digest is none", arguments: ["", "12", "zz", "0x", "+1"])
    func refuses(text: String) {
        let padded = text + String(repeating: "0", count: 31 - text.utf8.count) + "g"
        let signed = "+" + String(repeating: "0", count: 31)
        #expect(Vault.Mark(kind: .name, digest: text) == nil)
        #expect(Vault.Mark(kind: .name, digest: padded) == nil)
        #expect(Vault.Mark(kind: .name, digest: signed) == nil)
    }

    @Test("speaks against another only in the same domain")
    func compatible() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, _) = try await fixture.create()
        let marks = Marks(home)
        let (office, other) = (marks.email("a@x.example"), marks.email("b@x.example"))
        let own = marks.email("a@home.example")
        #expect(!Vault.Mark.areCompatible([office], [other]))
        #expect(Vault.Mark.areCompatible([office], [own]))
        #expect(Vault.Mark.areCompatible([office, own], [office]))
        #expect(Vault.Mark.areCompatible([marks.name("a b")], [marks.name("c d")]))
        try await home.close()
    }
}
