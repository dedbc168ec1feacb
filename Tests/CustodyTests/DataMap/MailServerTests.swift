import Documents
import Foundation
import Testing

@testable import Custody
@testable import Kernel

@Suite("A mail server that is real", .serialized, .enabled(if: Dovecot.isThere))
struct MailServerTests {
    private static let folder = ".Bewerbungen &APw-ber &- mehr"

    @Test("is read message by message, in the clear on this machine and over TLS", arguments: [
        false, true,
    ])
    func reads(isEncrypted: Bool) async throws {
        let server = try Dovecot()
        defer { server.stop() }
        try server.deliver("Anna Schmidt, anna.schmidt@harbour.example", as: "new/1.M1.host")
        try server.deliver("Linda Nelson is ill with asthma.", as: "cur/2.M2.host:2,S")
        try server.deliver("Marco Rossi, +49 30 901820", as: Self.folder + "/new/3.M3.host")
        for name in ["cur", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: server.mail + "/" + Self.folder + "/" + name,
                withIntermediateDirectories: true,
                attributes: [.ownerAccountID: 65_534, .groupOwnerAccountID: 65_534]
            )
        }
        let fixture = try MapHome()
        defer { fixture.remove() }
        let home = try await fixture.home()
        let place =
            isEncrypted
            ? "imaps://\(Dovecot.user)@localhost:\(server.securePort)"
            : "imap://\(Dovecot.user)@127.0.0.1:\(server.port)"
        let source = try await fixture.add(
            place,
            credential: Dovecot.password,
            authority: isEncrypted ? server.certificate : nil,
            in: home
        )
        #expect(source.kind == .imap)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(outcome.items == 3)
        #expect(outcome.unread == 0)
        let area = try #require(try await fixture.chart(in: home).areas.first)
        #expect(area.labels.contains { $0.label == "EMAIL" })
        #expect(area.labels.contains { $0.label == "PHONE" })
        // Nobody looked at it: it is still new.
        #expect(access(server.mail + "/new/1.M1.host", F_OK) == 0)

        try server.deliver("Zoe Miller, zoe.miller@harbour.example", as: "new/4.M4.host")
        try FileManager.default.removeItem(atPath: server.mail + "/cur/2.M2.host:2,S")
        let again = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(again.items == 3)
        #expect(again.read == 1)
        #expect(again.changes == ["new": 1, "gone": 1])
        try await home.close()
    }

    @Test("keeps out whoever does not know the password, and says so without it")
    func keepsOut() async throws {
        let server = try Dovecot()
        defer { server.stop() }
        let fixture = try MapHome()
        defer { fixture.remove() }
        let home = try await fixture.home()
        let source = try await fixture.add(
            "imap://\(Dovecot.user)@127.0.0.1:\(server.port)",
            credential: "another zqxcanary",
            in: home
        )
        let failure = await #expect(throws: DataMap.Unreachable.self) {
            try await fixture.scan(in: home).run(source, as: .owner)
        }
        #expect(failure?.message.contains("did not let us in") == true)
        #expect(failure?.message.contains("zqxcanary") == false)
        try await home.close()
    }

    @Test("is left where nobody vouches for it")
    func distrusts() async throws {
        let server = try Dovecot()
        defer { server.stop() }
        let place = try #require(
            MailServerPlace("imaps://\(Dovecot.user)@localhost:\(server.securePort)")
        )
        let failure = await #expect(throws: DataMap.Unreachable.self) {
            try await MailServerLink.opened(place, password: Dovecot.password, authority: nil)
        }
        #expect(failure?.message.contains("did not prove who it is") == true)
    }
}

@Suite("A mailbox's address")
struct MailAddressTests {
    @Test("names user, host and port", arguments: [
        ("imaps://anna@mail.example", "anna", "mail.example", 993),
        ("imaps://anna@harbour.example@mail.example:1993/", "anna@harbour.example",
            "mail.example", 1993),
        ("imap://anna@127.0.0.1", "anna", "127.0.0.1", 143),
        ("imap://anna@[::1]:1143", "anna", "::1", 1143),
    ])
    func reads(text: String, user: String, host: String, port: Int) throws {
        let place = try #require(MailServerPlace(text))
        #expect((place.user, place.host, place.port) == (user, host, port))
    }

    @Test("is none without a user, on a strange port, or in the clear over a network", arguments: [
        "imap://anna@mail.example", "imaps://mail.example", "imaps://@mail.example",
        "imaps://anna@", "imaps://anna@mail.example:0", "imaps://anna@mail.example:99999",
        "imaps://anna@mail.example/INBOX", "imaps://an na@mail.example", "imap://anna@127.0.0.1.x",
        "imaps://anna@[::1", "imaps://anna@mail.example:", "https://anna@mail.example",
    ])
    func refuses(text: String) {
        #expect(MailServerPlace(text) == nil)
    }

    @Test("writes mailboxes as they travel, and reads no other spelling", arguments: [
        ("INBOX", "INBOX"), ("Entwürfe", "Entw&APw-rfe"), ("A & B", "A &- B"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"), ("😀", "&2D3eAA-"),
    ])
    func names(name: String, travelling: String) {
        #expect(String(decoding: MailboxName.encoded(name), as: UTF8.self) == travelling)
        #expect(MailboxName.decoded(Array(travelling.utf8)) == name)
    }

    @Test("is no name where the encoding is broken", arguments: [
        "&", "&APw", "&AEE-", "&A-", "&====-", "&2D0-", "Entwürfe", "a\u{1}",
    ])
    func broken(travelling: String) {
        #expect(MailboxName.decoded(Array(travelling.utf8)) == nil)
    }

    @Test("tells when a message arrived", arguments: [
        ("17-Jul-1996 02:44:25 -0700", 837_596_665_000), (" 1-Jan-1970 00:00:00 +0000", 0),
        ("29-Feb-2024 23:59:60 +0100", 1_709_247_600_000),
        ("31-Dec-9999 23:59:59 +0000", 253_402_300_799_000),
        ("17-Jul-1996 02:44:25 -9223372036854775808", nil),
        ("17-Jul-1996 02:44:25 9223372036854775807", nil),
        ("-9223372036854775808-Jul-1996 02:44:25 +0000", nil),
        ("9223372036854775807-Jul-9223372036854775807 02:44:25 +0000", nil),
        ("17-Jul-1996 9223372036854775807:-9223372036854775808:25 +0000", nil),
        ("17-Jux-1996 02:44:25 -0700", nil), ("17-Jul-1996 02:44 -0700", nil), ("", nil),
    ] as [(String, Int64?)])
    func dates(text: String, milliseconds: Int64?) {
        #expect(MailServerDate.milliseconds(text) == milliseconds)
    }
}
