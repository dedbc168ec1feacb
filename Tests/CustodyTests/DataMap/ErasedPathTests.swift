import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A path that names somebody who is erased")
struct ErasedPathTests {
    private static let paths = [
        "cv/CV_AnnaSchmidt-2024.txt", "cv/schmidt anna (old).txt", "notes/private.txt",
        "mail/anna.schmidt@harbour.example.txt", "cv/Marco Rossi.txt", "list.txt",
    ]

    private func paths(in home: Home) async throws -> [String] {
        let found = try await DataMap.differences(in: home.ledger).compactMap { difference in
            difference.path?.reveal(for: Occasion("a test")) { $0 }
        }
        // One item may be new and exposed.
        return Set(found).sorted()
    }

    /// Every file of the home, as bytes.
    private func files(of home: Home) throws -> [Data] {
        let walk = try #require(FileManager.default.enumerator(atPath: home.path))
        return walk.compactMap { $0 as? String }.compactMap {
            FileManager.default.contents(atPath: home.path + "/" + $0)
        }
    }

    @Test("is noise from then on, and no other path is", arguments: Dialect.allCases)
    func forgets(dialect: Dialect) async throws {
        let fixture = try MapHome(dialect)
        defer { fixture.remove() }
        let anna = "Anna Schmidt, anna.schmidt@harbour.example\n"
        for path in Self.paths {
            let isOfAll = path == "list.txt"
            let isOfMarco = path.contains("Marco")
            let marco = "Marco Rossi, marco.rossi@harbour.example\n"
            try fixture.put(isOfAll ? anna + "\n" + marco : isOfMarco ? marco : anna, as: path)
        }
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        #expect(try await paths(in: home) == Self.paths.sorted())

        let marker = Rights.Marker(
            ring: home.ledger.ring,
            lists: try Minimization.SurrogateLists.bundled()
        )
        let identity = Rights.Identity(
            name: "Anna Schmidt",
            email: "anna.schmidt@harbour.example"
        )
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        let card = try #require(Vault.Card(name: "cv", media: "text/plain"))
        var rest = Array(anna.utf8)[...]
        let sealed = try await room.seal(
            card,
            people: [Vault.Person(marks: marker.marks(of: identity))],
            as: .owner
        ) { buffer in
            let part = rest.prefix(buffer.count)
            buffer.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
        let batches = try await home.ledger.store.read { db in
            try db.rows("SELECT event, batch FROM datamap_batch").map { row in
                (row.id(0) as ID<any Event>, row.id(1) as ID<DataMap.Batch>)
            }
        }
        let subject = try #require(sealed.event.people.first?.subject)
        try await Rights.erase(subject, reason: "asked", from: room, as: .owner)

        #expect(try await paths(in: home) == ["cv/Marco Rossi.txt", "list.txt"])
        for (event, batch) in batches {
            #expect(try home.ledger.ring.secret(.document(batch)) == nil)
            // The event itself opens still; what it says of paths does not.
            let seen = try #require(
                try await home.ledger.event(event, as: DataMap.Observed.self)
            )
            let body = try Canonical.encode(seen)
            for word in ["Schmidt", "schmidt", "private.txt"] {
                #expect(!String(decoding: body, as: UTF8.self).contains(word))
            }
        }
        for file in try files(of: home) {
            #expect(file.range(of: Data("chmidt".utf8)) == nil)
        }
        let marks = Set(marker.marks(of: identity))
        #expect(try await DataMap.forgetPaths(of: marks, in: home.ledger) == 0)
        try await expectRebuildable(home)
        #expect(try await paths(in: home) == ["cv/Marco Rossi.txt", "list.txt"])
        // What still lies there is not recorded again while it is the same.
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        #expect(try await paths(in: home) == ["cv/Marco Rossi.txt", "list.txt"])
        try await home.close()
    }

    @Test(
        "is told by the name in it, however it is written",
        arguments: [
            ("Zeugnis Anna Schmidt.pdf", true), ("SCHMIDT_ANNA.doc", true),
            ("annaSchmidt.txt", true), ("a/anna.schmidt@harbour.example/inbox", true),
            ("E4711-review.docx", true), ("Anna Weber.pdf", false),
            ("Schmidt.pdf", false), ("staff/Schmidt/Anna.txt", true),
            ("anna/x/schmidt.txt", false), ("E47110.pdf", false), ("", false),
        ]
    )
    func tells(path: String, isTheirs: Bool) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let home = try await fixture.home()
        let marker = Rights.Marker(
            ring: home.ledger.ring,
            lists: try Minimization.SurrogateLists.bundled()
        )
        let identity = Rights.Identity(
            name: "Anna Schmidt",
            email: "anna.schmidt@harbour.example",
            staffNumber: "E4711"
        )
        var names = DataMap.PathNames(marks: Set(marker.marks(of: identity)), marker: marker)
        #expect(names.tell(Personal(path)) == isTheirs)
        try await home.close()
    }
}
