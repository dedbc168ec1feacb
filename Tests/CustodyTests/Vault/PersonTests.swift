import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A person in the vault")
struct PersonTests {
    @Test("is one person across documents by an address", arguments: Dialect.allCases)
    func isRecognised(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let marks = Marks(home)
        let first = try await room.sealed(naming: [
            Vault.Person(marks: [marks.name("ana lopez"), marks.email("ana@x.example")])
        ])
        let second = try await room.sealed(naming: [
            Vault.Person(marks: [marks.email(" Ana@X.example ")])
        ])
        let third = try await room.sealed(naming: [Vault.Person(marks: [marks.name("ana lopez")])])
        let known = try await home.ledger.store.read { db in
            try Vault.subjects(bearing: marks.name("ana lopez"), in: db)
        }
        let ana = try #require(known.first)
        #expect(known.count == 1)
        for document in [first, second, third] {
            let about = try await home.ledger.store.read { db in
                try Vault.subjects(of: document, in: db)
            }
            #expect(about == [ana])
        }
        let receipt = try await room.erase(ana, reason: "asked to be forgotten", as: .owner)
        #expect(Set(receipt.event.documents) == [first, second, third])
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("is not a namesake with another address", arguments: Dialect.allCases)
    func isNoNamesake(dialect: Dialect) async throws {
        let fixture = try VaultHome(dialect)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let marks = Marks(home)
        let addresses = ["john@a.example", "john.2@a.example"]
        var documents: [ID<Vault.Document>] = []
        for address in addresses {
            documents.append(
                try await room.sealed(naming: [
                    Vault.Person(marks: [marks.name("john smith"), marks.email(address)])
                ])
            )
        }
        let (namesakes, first) = try await home.ledger.store.read { db in
            (
                try Vault.subjects(bearing: marks.name("john smith"), in: db),
                try Vault.subjects(bearing: marks.email(addresses[0]), in: db)
            )
        }
        #expect(namesakes.count == 2)
        // The name alone now says neither, so a third is found under both.
        let nobody = try await room.sealed(naming: [
            Vault.Person(marks: [marks.name("john smith")])
        ])
        let receipt = try await room.erase(first[0], reason: "asked", as: .owner)
        #expect(receipt.event.documents == [documents[0]])
        #expect(try await room.shelved(nobody)?.isSealed == true)
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("may have a private address beside the one at work")
    func hasTwoAddresses() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let marks = Marks(home)
        for address in ["ana@work.example", "ana.l@mail.example", "ana@work.example"] {
            _ = try await room.sealed(naming: [
                Vault.Person(marks: [marks.name("ana lopez"), marks.email(address)])
            ])
        }
        let known = try await home.ledger.store.read { db in
            try Vault.subjects(bearing: marks.name("ana lopez"), in: db)
        }
        #expect(known.count == 1)
        try await home.close()
    }

    @Test("who is only mentioned leaves the document to whom it is about")
    func isMentioned() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let marks = Marks(home)
        let document = try await room.sealed(naming: [
            Vault.Person(marks: [marks.name("ada byron")]),
            Vault.Person(marks: [marks.name("ben nevis")], isMentioned: true),
        ])
        let (ada, ben) = try await home.ledger.store.read { db in
            (
                try Vault.subjects(bearing: marks.name("ada byron"), in: db)[0],
                try Vault.subjects(bearing: marks.name("ben nevis"), in: db)[0]
            )
        }
        let forgotten = try await room.erase(ben, reason: "asked", as: .owner)
        #expect(forgotten.event.documents.isEmpty && forgotten.event.shared == [document])
        let mentions = try await home.ledger.store.read { try Vault.mentions(of: ada, in: $0) }
        #expect(mentions.map(\.isShared) == [false])
        let receipt = try await room.erase(ada, reason: "asked", as: .owner)
        #expect(receipt.event.documents == [document])
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("may come back after being forgotten, as somebody new")
    func comesBack() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let marks = Marks(home)
        let person = { Vault.Person(marks: [marks.email("ana@x.example")]) }
        _ = try await room.sealed(naming: [person()])
        let bearing = {
            try await home.ledger.store.read { db in
                try Vault.subjects(bearing: marks.email("ana@x.example"), in: db)
            }
        }
        let before = try await bearing()
        try await room.erase(before[0], reason: "asked", as: .owner)
        #expect(try await bearing().isEmpty)
        let again = try await room.sealed(naming: [person()])
        let after = try await bearing()
        #expect(after.count == 1 && after != before)
        #expect(try await room.text(of: again) == "born in Görlitz")
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("stands in no file of the home by name or address")
    func leavesNoTrace() async throws {
        let fixture = try VaultHome(.sqlite)
        defer { fixture.remove() }
        let (home, room) = try await fixture.create()
        let marks = Marks(home)
        _ = try await room.sealed(naming: [
            Vault.Person(marks: [marks.name("canarina lopezina"), marks.email("canary@x.example")])
        ])
        try await home.sequencer.publish()
        for canary in ["canarina", "lopezina", "canary@x"] {
            #expect(try fixture.files(holding: canary) == [])
        }
        try await home.close()
    }
}

/// Marks under the key of one home.
struct Marks: Sendable {
    private let home: Home

    init(_ home: Home) { self.home = home }

    func name(_ value: String) -> Vault.Mark { mark(.name, value) }
    func email(_ value: String) -> Vault.Mark { mark(.email, value) }

    private func mark(_ kind: Vault.Mark.Kind, _ value: String) -> Vault.Mark {
        Vault.Mark(kind, value, under: Vault.MarkKey(of: home.ledger.ring))
    }
}
