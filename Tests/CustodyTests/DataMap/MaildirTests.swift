import Foundation
import Testing

@testable import Custody
@testable import Kernel

@Suite("A Maildir")
struct MaildirTests {
    private let mail = """
        From: office@harbour.example\r
        To: linda.nelson@harbour.example\r
        Subject: Leave\r
        \r
        Anna Schmidt, anna.schmidt@harbour.example, is ill with asthma.\r

        """

    @Test("reading or flagging a message makes it no other message")
    func keepsMessages() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        for folder in ["", ".Sent/"] {
            for name in ["cur", "new", "tmp"] { try fixture.put("", as: "\(folder)\(name)/.keep") }
            for name in ["cur", "new", "tmp"] {
                try FileManager.default.removeItem(
                    atPath: fixture.data + "/\(folder)\(name)/.keep"
                )
            }
        }
        try fixture.put(mail, as: "new/1700000000.M1P1.host")
        try fixture.put(mail, as: "cur/1700000001.M2P1.host:2,S")
        try fixture.put(mail, as: ".Sent/cur/1700000002.M3P1.host:2,")
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        #expect(source.kind == .maildir)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect((outcome.items, outcome.read, outcome.unread) == (3, 3, 0))
        let area = try #require(try await fixture.chart(in: home).areas.first)
        #expect(area.labels.contains { $0.label == "EMAIL" })

        for (from, to) in [
            ("new/1700000000.M1P1.host", "cur/1700000000.M1P1.host:2,FS"),
            ("cur/1700000001.M2P1.host:2,S", "cur/1700000001.M2P1.host:2,RS"),
        ] {
            try FileManager.default.moveItem(
                atPath: fixture.data + "/" + from,
                toPath: fixture.data + "/" + to
            )
        }
        let again = try await fixture.scan(in: home).run(source, as: .owner)
        #expect((again.items, again.unchanged) == (3, 3))
        #expect(again.changes.isEmpty)

        // Whoever asks what is held is shown the message where it lies now.
        let visitor = FolderVisitor(root: fixture.data, spared: [])
        let sighting = DataMap.Sighting(
            path: "1700000000.M1P1.host", hint: "", exposure: .owner, rights: "", bytes: 0
        )
        guard case .file(let place) = visitor.hold(sighting) else {
            return #expect(Bool(false), "a message is a file")
        }
        #expect(place.hasSuffix("/cur/1700000000.M1P1.host:2,FS"))
        try await home.close()
    }

    @Test("a message that is moved while it is listed is met once")
    func listsOnce() {
        let mails = Maildir.mails(new: ["a", "b:2,"], seen: ["a:2,S", "c:2,S"])
        #expect(mails.map(\.place) == ["cur/a:2,S", "new/b:2,", "cur/c:2,S"])
        #expect(mails.map(\.name) == ["a", "b", "c"])
    }
}
