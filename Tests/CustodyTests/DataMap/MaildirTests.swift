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

    @Test("a message that is moved while it is listed goes on under its name")
    func listsOnce() {
        let mails = Maildir.mails(new: ["a", "b:2,"], seen: ["a:2,S", "c:2,S"])
        #expect(mails.map(\.name) == ["a", "b", "c", "new/a"])
        #expect(mails.map(\.place) == ["cur/a:2,S", "new/b:2,", "cur/c:2,S", "new/a"])
    }

    /// What a visitor meets in the fixture's folder.
    private func seen(_ fixture: MapHome) async throws -> [DataMap.Sighting] {
        var seen: [DataMap.Sighting] = []
        try await FolderVisitor(root: fixture.data, spared: []).walk { seen.append($0) }
        return seen
    }

    @Test("messages that would go by one name hide neither each other nor what lies beside them")
    func hidesNothing() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let places = [
            "cur/a:2,S", "cur/a:2,FS", "cur/b:2,S", "new/b", "cur/c", "c", "cur/:2,S", "new/d",
            "tmp/e",
        ]
        for place in places { try fixture.put(mail + place, as: place) }
        let seen = try await seen(fixture)
        #expect(Set(seen.map(\.path)).count == places.count)
        let visitor = FolderVisitor(root: fixture.data, spared: [])
        var held: Set<String> = []
        for sighting in seen {
            var later = sighting
            later.location = nil
            guard case .file(let place) = visitor.hold(later) else { continue }
            held.insert(String(place.dropFirst(fixture.data.count + 1)))
        }
        #expect(held == Set(places))
        #expect(seen.map(\.path).contains("b"))
    }

    @Test("does not lead out of its folder by a link", arguments: ["cur", "new"])
    func staysInside(name: String) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let outside = fixture.folder + "/outside"
        try FileManager.default.createDirectory(
            atPath: outside,
            withIntermediateDirectories: true
        )
        try Data(mail.utf8).write(to: URL(filePath: outside + "/1.M1.host"))
        for folder in ["cur", "new", "tmp"] where folder != name {
            try fixture.put(mail, as: ".Sent/\(folder)/2.M2.host")
        }
        let link = fixture.data + "/.Sent/" + name
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside)
        let seen = try await seen(fixture)
        #expect(!seen.contains { $0.path.contains("1.M1.host") })
        #expect(seen.first { $0.path == ".Sent/" + name }?.obstacle?.contains("link") == true)
        #expect(Maildir.location(of: fixture.data + "/.Sent/1.M1.host") == nil)
    }
}
