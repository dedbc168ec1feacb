import Documents
import Foundation
import Testing

@testable import Custody

@Suite("A mail server that means harm")
struct HostileMailServerTests {
    /// How a friendly one answers, so that a test need only say where it does not.
    static func friendly(_ tag: String, _ words: String) -> String {
        let command = words.split(separator: " ").prefix(2).joined(separator: " ")
        switch command {
        case "": return "* OK ready\r\n"
        case "CAPABILITY": return "* CAPABILITY IMAP4rev1\r\n\(tag) OK\r\n"
        case _ where command.hasPrefix("LIST"):
            return "* LIST () \"/\" INBOX\r\n\(tag) OK\r\n"
        case _ where command.hasPrefix("EXAMINE"):
            return "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n\(tag) OK [READ-ONLY] done\r\n"
        case "UID FETCH" where words.contains("PEEK"):
            return "* 1 FETCH (UID 3 BODY[] {5}\r\nHello)\r\n\(tag) OK\r\n"
        case "UID FETCH":
            return "* 1 FETCH (UID 3 RFC822.SIZE 5 INTERNALDATE "
                + "\"17-Jul-1996 02:44:25 -0700\")\r\n\(tag) OK\r\n"
        default: return "\(tag) OK\r\n"
        }
    }

    /// Every message of a server, whose answer to one command is another.
    private func visit(
        saying reply: [ScriptedServer.Reply]?,
        to command: String,
        silence: Double = 5
    ) async throws -> [DataMap.Sighting] {
        try await visit(silence: silence) { tag, words in
            if command == "greeting" ? tag.isEmpty : !command.isEmpty && words.contains(command) {
                return reply?.map {
                    var reply = $0
                    reply.text = reply.text.replacing("TAG", with: tag)
                    return reply
                }
            }
            return [ScriptedServer.Reply(text: Self.friendly(tag, words))]
        }
    }

    private func visit(
        silence: Double = 5,
        _ answer: @escaping @Sendable (String, String) -> [ScriptedServer.Reply]?
    ) async throws -> [DataMap.Sighting] {
        let server = try ScriptedServer(answer)
        defer { server.stop() }
        let place = try #require(MailServerPlace("imap://anna@127.0.0.1:\(server.port)"))
        let link = try await MailServerLink.opened(
            place,
            password: "p",
            authority: nil,
            silence: silence,
            patience: 20
        )
        let visitor = MailServerVisitor(link)
        var seen: [DataMap.Sighting] = []
        try await visitor.walk { seen.append($0) }
        for sighting in seen where sighting.obstacle == nil { _ = try await visitor.hold(sighting) }
        return seen
    }

    @Test("gets nowhere; a friendly one does")
    func friendly() async throws {
        let seen = try await visit(saying: nil, to: "")
        #expect(seen.map(\.path) == ["INBOX/;UIDVALIDITY=7/;UID=3"])
        #expect(seen.first?.changed == 837_596_665_000)
    }

    @Test("is left when what it says keeps to no rule", arguments: [
        ("greeting", "* BYE go away\r\n"),
        ("greeting", "HTTP/1.1 200 OK\r\n"),
        ("CAPABILITY", "C999 OK wrong tag\r\n"),
        ("CAPABILITY", "* BYE\r\n"),
        ("CAPABILITY", "TAG MAYBE\r\n"),
        ("LOGIN", "TAG NO\r\n"),
        ("LOGIN", "+ tell me more\r\n"),
        ("LIST", "* LIST () \"/\" {99999999999}\r\n"),
        ("LIST", "* LIST () \"/\" {99999999999999999999999999}\r\n"),
        ("EXAMINE", "* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\nTAG OK [READ-WRITE]\r\n"),
        ("PEEK", "* 1 FETCH (UID 3 BODY[] {10737418240}\r\nHello\r\n"),
        ("LIST", "* LIST (((\r\nTAG OK\r\n"),
        ("LIST", "* LIST () \"/\"\r\nTAG OK\r\n"),
        ("INTERNALDATE", "TAG BAD\r\n"),
        ("INTERNALDATE", "\r\n"),
    ])
    func leaves(command: String, reply: String) async throws {
        await #expect(throws: DataMap.Unreachable.self) {
            try await visit(saying: [ScriptedServer.Reply(text: reply)], to: command)
        }
    }

    @Test("fills nobody's memory with a line that never ends, nor with one that is never sent",
        arguments: ["greeting", "CAPABILITY", "LIST", "PEEK"])
    func endless(command: String) async throws {
        await #expect(throws: DataMap.Unreachable.self) {
            let line = ScriptedServer.Reply(
                text: String(repeating: "x", count: 4_096),
                times: 1_000
            )
            return try await visit(saying: [.init(text: "* "), line], to: command)
        }
        await #expect(throws: DataMap.Unreachable.self) {
            try await visit(saying: [], to: command, silence: 0.3)
        }
        await #expect(throws: DataMap.Unreachable.self) {
            try await visit(saying: nil, to: command)
        }
    }

    @Test("hides nothing by what it cannot say", arguments: [
        ("LIST", "* LIST () \"/\" \"a&b\"\r\nTAG OK\r\n", "a&b"),
        ("EXAMINE", "TAG NO not for you\r\n", "INBOX"),
        ("EXAMINE", "* 1 EXISTS\r\nTAG OK [READ-ONLY]\r\n", "INBOX"),
    ])
    func shut(command: String, reply: String, path: String) async throws {
        let seen = try await visit(saying: [ScriptedServer.Reply(text: reply)], to: command)
        #expect(seen.map(\.path) == [path])
        #expect(seen.first?.obstacle != nil)
    }

    @Test("is not believed when it hands out another message, or none", arguments: [
        "* 1 FETCH (UID 4 BODY[] {5}\r\nOther)\r\nTAG OK\r\n", "TAG OK\r\n", "TAG NO\r\n",
        "* 1 FETCH ((((((((((((((((((((((((\r\nTAG OK\r\n", "* 1 FETCH \"open\r\nTAG OK\r\n",
        "* EXISTS\r\n* FETCH\r\n*  EXISTS\r\nTAG OK\r\n",
    ])
    func mixesUp(reply: String) async throws {
        await #expect(throws: NotAssessed.self) {
            try await visit(saying: [ScriptedServer.Reply(text: reply)], to: "PEEK")
        }
    }

    @Test("tells no size that cannot be: the message is not assessed", arguments: [
        "9223372036854775807", "9223372036854775808", "1099511627777", "-1", "much", "\"5\"", "(5)",
    ])
    func sizes(size: String) async throws {
        let reply = "* 1 FETCH (UID 3 RFC822.SIZE \(size))\r\nTAG OK\r\n"
        let seen = try await visit(saying: [.init(text: reply)], to: "RFC822")
        #expect(seen.map(\.path) == ["INBOX/;UIDVALIDITY=7/;UID=3"])
        #expect(seen.first?.obstacle != nil)
        #expect(seen.first?.bytes == 0)
    }

    @Test("lists a message twice, and it is one")
    func repeats() async throws {
        let line = "* 1 FETCH (UID 3 RFC822.SIZE 5)\r\n"
        let seen = try await visit(
            saying: [.init(text: line, times: 3), .init(text: "TAG OK\r\n")],
            to: "RFC822"
        )
        #expect(seen.map(\.path) == ["INBOX/;UIDVALIDITY=7/;UID=3"])
    }

    @Test("tells fewer messages than it counts, and the mailbox is not called whole", arguments: [
        "", "* 2 FETCH (UID 4 RFC822.SIZE\r\n", "* 2 FETCH (RFC822.SIZE 5)\r\n",
        "* 2 FETCH (UID 99999999999 RFC822.SIZE 5)\r\n", "* 2 FETCH (UID 3 RFC822.SIZE 5)\r\n",
    ])
    func keepsBack(other: String) async throws {
        let seen = try await visit { tag, words in
            let text =
                if words.hasPrefix("EXAMINE") {
                    "* 2 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n\(tag) OK [READ-ONLY]\r\n"
                } else if words.contains("RFC822") {
                    "* 1 FETCH (UID 3 RFC822.SIZE 5)\r\n\(other)\(tag) OK\r\n"
                } else {
                    Self.friendly(tag, words)
                }
            return [ScriptedServer.Reply(text: text)]
        }
        #expect(seen.map(\.path) == ["INBOX", "INBOX/;UIDVALIDITY=7/;UID=3"])
        #expect(seen.map(\.obstacle) == ["1 of its messages were not listed", nil])
    }

    @Test("fills nobody's memory with many pieces, each of which it may send")
    func pieces() async throws {
        let piece = [
            ScriptedServer.Reply(text: " {40000}\r\n"),
            ScriptedServer.Reply(text: String(repeating: "x", count: 4_000), times: 10),
        ]
        await #expect(throws: DataMap.Unreachable.self) {
            let start = ScriptedServer.Reply(text: "* LIST () \"/\"")
            let end = ScriptedServer.Reply(text: "\r\nTAG OK\r\n")
            return try await visit(saying: [start] + piece + piece + [end], to: "LIST")
        }
    }

    @Test("has more mailboxes than are read, or longer names: none is passed over in silence")
    func manyMailboxes() async throws {
        let names = (0..<300).map { number in
            let name = "\(number)" + String(repeating: "x", count: 60_000)
            return ScriptedServer.Reply(text: "* LIST () \"/\" \(name)\r\n")
        }
        await #expect(throws: DataMap.Unreachable.self) {
            try await visit(saying: names + [.init(text: "TAG OK\r\n")], to: "LIST")
        }
    }

    @Test("tells who may read once it knows who asks; what it does not show is not the owner's",
        arguments: [
            ("* ACL INBOX anna lrs\r\nTAG OK\r\n", DataMap.Exposure.owner, "granted to 1"),
            ("* ACL INBOX anna lrs anyone lr\r\nTAG OK\r\n", .everyone,
                "granted to every account"),
            ("TAG NO\r\n", .group, "not told"), ("TAG OK\r\n", .group, "not told"),
        ])
    func readers(reply: String, exposure: DataMap.Exposure, rights: String) async throws {
        let seen = try await visit { tag, words in
            let text =
                if words == "CAPABILITY", tag != "C1" {
                    "* CAPABILITY IMAP4rev1 ACL\r\n\(tag) OK\r\n"
                } else if words.hasPrefix("GETACL") {
                    reply.replacing("TAG", with: tag)
                } else {
                    Self.friendly(tag, words)
                }
            return [ScriptedServer.Reply(text: text)]
        }
        #expect(seen.map(\.exposure) == [exposure])
        #expect(seen.map(\.rights) == [rights])
    }

    @Test("takes a name that is spoken in pieces, and a password with quotes")
    func literals() async throws {
        let reply = "* LIST () \"/\" {5}\r\nINBOX\r\nTAG OK\r\n"
        let seen = try await visit(saying: [ScriptedServer.Reply(text: reply)], to: "LIST")
        #expect(seen.count == 1)
    }
}
