import Crypto
import Foundation
import Merkle
import Testing

@testable import Custody
@testable import Kernel

@Suite("A run of the main job")
struct ProtectionTests {
    @Test("reads what can be read, and lists what cannot", arguments: Dialect.allCases)
    func lists(dialect: Dialect) async throws {
        let fixture = try ProtectionHome(dialect)
        defer { fixture.remove() }
        try fixture.furnish()
        let outcome = try await fixture.run()
        let report = outcome.report
        let unread = Set(report.sources.notAssessed.filter { $0.bytes > 0 }.map(\.file.number))
        // By name: damaged, empty, locked, mail, notes, reviews, staff-copy, staff.
        #expect(unread.isSuperset(of: [1, 3]))
        #expect(unread.isDisjoint(with: [4, 5, 6, 7]))
        let words = outcome.notAssessed.map { unread in
            unread.name.reveal(for: Occasion("a test")) { $0 }
        }
        #expect(words.contains("locked.zip"))
        #expect(report.duplicates.groups.map(\.kept.number) == [7])
        #expect(report.duplicates.groups.map { $0.leftOut.map(\.number) } == [[8]])
        #expect(report.purpose.text == "learn how reviews are graded")
        #expect(report.tool == "0.1.0")
        let home = try await fixture.home()
        let held = try await home.ledger.store.read { try DataMap.holdings(in: $0) }
        // All but the copy lie in the vault, whether they could be looked into or not.
        #expect(held.reduce(0) { $0 + $1.documents } == 7)
        let editions = try await home.ledger.store.read { try Release.editions(in: $0) }
        #expect(editions.map(\.id.description) == [report.release])
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("releases the needed fields only, and the table as its rows")
    func releases() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.furnish()
        try await fixture.run()
        var fields: Set<String> = []
        for name in try fixture.released().keys where name.hasSuffix(".jsonl") {
            for line in try fixture.lines(of: name) {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                let record = try #require(object as? [String: Any])
                let released = try #require(record["fields"] as? [String: Any])
                fields.formUnion(released.keys)
            }
        }
        // Names and addresses are needed as invented ones; pay is not needed at all.
        #expect(fields == ["text", "comment", "grade", "name", "email"])
        let table = try fixture.lines(of: "table-000007.csv")
        let rows = try fixture.lines(of: "rows.jsonl")
        #expect(table.first == "name,email,grade,comment")
        #expect(table.count == rows.count + 1)
        #expect(table[1].hasSuffix(",B,\"Works fast, and well\""))
        for (line, row) in zip(table.dropFirst(), rows) {
            let values = line.split(separator: ",", maxSplits: 2).map { String($0) }
            #expect(row.contains(#""name":"\#(values[0])","email":"\#(values[1])""#))
        }
        for data in try fixture.released().values {
            for gone in ["Schmidt", "Nelson", "harbour.example", "61000", "1234567"] {
                #expect(data.range(of: Data(gone.utf8)) == nil)
            }
        }
    }

    @Test("names every file in the manifest, by its true digest")
    func manifest() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.furnish()
        let outcome = try await fixture.run()
        var files = try ProtectionHome.files(below: fixture.out)
        files[Release.Manifest.receiptName] = nil
        let removed = files.removeValue(forKey: Release.Manifest.name)
        let bytes = try #require(removed)
        let manifest = try Canonical.decode(Release.Manifest.self, from: [UInt8](bytes))
        #expect(manifest.files.map(\.path) == files.keys.sorted())
        for file in manifest.files {
            let data = try #require(files[file.path])
            #expect(file.sha256 == Digest.plain([UInt8](data)).hex)
            #expect(file.bytes == data.count)
        }
        #expect(manifest.tool == "cordon 0.1.0")
        #expect(manifest.counts.recordsAfter == outcome.report.outcome.records.after)
        #expect(!FileManager.default.fileExists(atPath: fixture.out + ".partial"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/work") == [])
    }

    @Test("describes the release in a datasheet with the fields that Croissant requires")
    func datasheet() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.furnish()
        try await fixture.run()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.out + "/datasheet.json"))
        let object = try JSONSerialization.jsonObject(with: bytes)
        let sheet = try #require(object as? [String: Any])
        for key in [
            "@context", "@type", "conformsTo", "name", "description", "license", "url", "version",
            "creator", "datePublished", "distribution", "recordSet",
        ] {
            #expect(sheet[key] != nil, "\(key) is missing")
        }
        let distribution = try #require(sheet["distribution"] as? [[String: Any]])
        let released = try fixture.released().keys.map { "data/" + $0 }
        #expect(Set(distribution.compactMap { $0["contentUrl"] as? String }) == Set(released))
        #expect(distribution.allSatisfy { ($0["sha256"] as? String)?.count == 64 })
        let sets = try #require(sheet["recordSet"] as? [[String: Any]])
        #expect(sets.allSatisfy { ($0["field"] as? [[String: Any]])?.isEmpty == false })
    }

    @Test("gives a person one name within a release, and another in the next")
    func surrogates() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        for number in 1...3 {
            try fixture.put("We spoke with Linda Nelson today.", as: "\(number).txt")
            let text = "No. \(number): we spoke with Linda Nelson today."
            try fixture.put(text, as: "a\(number).txt")
        }
        func names() throws -> Set<String> {
            Set(
                try fixture.lines(of: "texts.jsonl").map { line in
                    let words = line.split(separator: " ").map { String($0) }
                    let with = try #require(words.firstIndex(of: "with"))
                    return words[(with + 1)...(with + 2)].joined(separator: " ")
                }
            )
        }
        try await fixture.run()
        let first = try names()
        #expect(first.count == 1)
        try FileManager.default.removeItem(atPath: fixture.out)
        try await fixture.run()
        let second = try names()
        #expect(second.count == 1)
        #expect(first != second)
        #expect(!first.contains("Linda Nelson") && !second.contains("Linda Nelson"))
    }

    @Test("keeps one document of the same content, which both releases name")
    func holdsOnce() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put("Linda Nelson was here.", as: "a.txt")
        try await fixture.run()
        try FileManager.default.removeItem(atPath: fixture.out)
        try await fixture.run()
        let home = try await fixture.home()
        let held = try await home.ledger.store.read { try DataMap.holdings(in: $0) }
        #expect(held.map(\.documents) == [1])
        let parts = try await home.ledger.store.read { db in
            try db.rows("SELECT release, document FROM release_part ORDER BY release")
        }
        let known = try await home.ledger.store.read { db in
            try Vault.documents(in: db).map(\.id.description)
        }
        #expect(parts.count == 2)
        #expect(Set(parts.map { $0.text(1) }) == Set(known))
        try await home.close()
    }

    @Test("forgets a document that is shredded, everywhere, also after a rebuild")
    func forgets() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.furnish()
        try await fixture.run()
        let home = try await fixture.home()
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        let documents = try await home.ledger.store.read { try Vault.documents(in: $0).map(\.id) }
        for document in documents { try await room.shred(document, reason: "a test", as: .owner) }
        for table in ["datamap_document", "datamap_finding", "release_doubt"] {
            let rows = try await home.ledger.contents()[table]
            #expect(rows?.isEmpty == true, "\(table) still has rows")
        }
        try await expectRebuildable(home)
        try await home.close()
    }
}
