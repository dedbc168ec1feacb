import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

/// Strings that stand in the inputs and nowhere in what the product writes.
@Suite("What came in", .serialized)
struct ProtectionCanaryTests {
    static let canaries = [
        "zqxcanary.mail1@harbour.example", "zqxcanary.mail2@harbour.example",
        "zqxcanary.chat@harbour.example", "zqxcanary.pdf@harbour.example",
        "zqxcanary.word@harbour.example", "zqxcanary.attached@harbour.example",
        "Zqxcanaryson", "ZQX-CANARY-77120", "zqxcanaryfile", "zqxcanarycolumn",
        "zqxcanarysubject", "zqxcanaryproperty", "AKIAZQXCANARY7Q2WERT", "zqxcanaryinzip",
        "maria.zqxcanarykey@harbour.example",
    ]

    private func furnish(_ fixture: ProtectionHome) throws {
        try fixture.put(
            "Write to zqxcanary.chat@harbour.example. aws_access_key_id = AKIAZQXCANARY7Q2WERT\n",
            as: "zqxcanaryfile Anna Zqxcanaryson.txt"
        )
        try fixture.put(
            """
            name,email,number,note,grade
            Anna Zqxcanaryson,zqxcanary.mail1@harbour.example,ZQX-CANARY-77120,zqxcanarycolumn,A
            Marco Zqxcanaryson,zqxcanary.mail1@harbour.example,ZQX-CANARY-77120,zqxcanarycolumn,B

            """,
            as: "staff.csv"
        )
        try fixture.put(
            #"{"maria.zqxcanarykey@harbour.example":{"comment":"well done"},"grade":1}"# + "\n",
            as: "keys.jsonl"
        )
        try fixture.put(
            """
            From: Anna Zqxcanaryson <zqxcanary.mail2@harbour.example>
            Subject: zqxcanarysubject
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=cut

            --cut
            Content-Type: text/plain

            Answer to zqxcanary.mail2@harbour.example please.
            --cut
            Content-Type: text/plain
            Content-Disposition: attachment; filename="zqxcanaryfile.txt"

            And to zqxcanary.attached@harbour.example too.
            --cut--

            """,
            as: "mail.eml"
        )
        let pdf = Sample.pdf(["Ask zqxcanary.pdf@harbour.example"], author: "zqxcanaryproperty")
        try fixture.put(pdf, as: "paper.pdf")
        let word = Sample.docx(Sample.paragraph("Ask zqxcanary.word@harbour.example today"))
        try fixture.put(word, as: "paper.docx")
        let zip = Sample.zip(texts: [("zqxcanaryinzip.txt", "Nothing here.")])
        try fixture.put(zip, as: "archive.zip")
    }

    /// The canary as it stands, and as bytes are written elsewhere.
    private static func forms(of canary: String) -> [Data] {
        let utf8 = Data(canary.utf8)
        let wide = Data(canary.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let hex = Data(canary.utf8.map { String(format: "%02x", $0) }.joined().utf8)
        // Base64 of text that begins at any of three offsets: its middle is the same each time.
        let base64 = (0..<3).map { offset in
            let text = Data(repeating: 0, count: offset) + utf8
            return text.base64EncodedData().dropFirst(4).dropLast(4)
        }
        return [utf8, wide, hex] + base64.map { Data($0) }
    }

    private func expectNone(of fixture: ProtectionHome, _ place: Comment) throws {
        var files = try ProtectionHome.files(below: fixture.path)
        for folder in [fixture.out, fixture.out + ".partial"]
        where FileManager.default.fileExists(atPath: folder) {
            files.merge(try ProtectionHome.files(below: folder)) { $0 + $1 }
        }
        #expect(files.count > 5)
        for canary in Self.canaries {
            for form in Self.forms(of: canary) {
                for (name, data) in files where data.range(of: form) != nil {
                    Issue.record("\(canary) stands in \(name), \(place)")
                }
            }
            for name in files.keys where name.contains(canary) {
                Issue.record("\(canary) names the file \(name), \(place)")
            }
        }
    }

    @Test("is in no file of the home or the release, at any interruption", arguments: [
        "release.document.read", "release.document.kept", "release.assembled", "release.made",
        "release.handed-over",
    ])
    func interrupted(point: String) async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try furnish(fixture)
        fixture.striker.arm(point)
        do { try await fixture.run() } catch {}
        try expectNone(of: fixture, "after \(point)")
        try await fixture.run()
        try expectNone(of: fixture, "after the run")
    }

    @Test("is in none after it was shredded, not even in pages that are free")
    func shredded() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try furnish(fixture)
        try await fixture.run()
        let home = try await fixture.home()
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        let held = try await home.ledger.store.read { try Vault.documents(in: $0).map(\.id) }
        for document in held {
            try await room.shred(document, reason: "a test", as: .owner)
        }
        try expectNone(of: fixture, "with the home open")
        try await home.close()
        try expectNone(of: fixture, "with the home closed")
        #expect(try ProtectionHome.files(below: fixture.path + "/vault").isEmpty)
    }

    @Test("is told by no error of a run")
    func errors() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        let locked = Sample.zip([("zqxcanaryinzip.txt", [1])], flags: 1)
        try fixture.put(locked, as: "zqxcanaryfile.zip")
        do {
            try await fixture.run()
            Issue.record("nothing could be read, and yet there is a release")
        } catch {
            let told = "\(error) \((error as? any Failure)?.message ?? "")"
            #expect(!told.lowercased().contains("zqxcanary"))
        }
    }
}
