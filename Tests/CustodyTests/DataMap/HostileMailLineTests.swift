import Documents
import Foundation
import Testing

@testable import Custody

/// What a server can do with the line itself: cut it, let it drip, announce what never comes, say
/// what nobody asked for, and ask for a password in the clear.
@Suite("The line of a mail server that means harm")
struct HostileMailLineTests {
    /// A server that is friendly but for its answers to one command.
    private static func server(
        to command: String,
        saying replies: [ScriptedServer.Reply]?
    ) throws -> ScriptedServer {
        try ScriptedServer { tag, words in
            let isMeant =
                command == "greeting" ? tag.isEmpty : !tag.isEmpty && words.contains(command)
            guard isMeant else { return [.init(text: HostileMailServerTests.friendly(tag, words))] }
            return replies?.map {
                var reply = $0
                reply.text = reply.text.replacing("TAG", with: tag)
                return reply
            }
        }
    }

    /// Everything that a server has, fetched message by message: the paths, and what speaks
    /// against some of them.
    private static func visited(
        _ server: ScriptedServer,
        silence: Double = 5,
        patience: Double = 10
    ) async throws -> [String: String] {
        let place = try #require(MailServerPlace("imap://anna@127.0.0.1:\(server.port)"))
        let link = try await MailServerLink.opened(
            place,
            password: "a secret",
            authority: nil,
            silence: silence,
            patience: patience
        )
        let visitor = MailServerVisitor(link)
        var seen: [DataMap.Sighting] = []
        try await visitor.walk { seen.append($0) }
        for sighting in seen where sighting.obstacle == nil { _ = try await visitor.hold(sighting) }
        return Dictionary(uniqueKeysWithValues: seen.map { ($0.path, $0.obstacle ?? "") })
    }

    @Test("that is cut in the middle of an answer is told as that", arguments: [
        ("greeting", "* OK re"), ("CAPABILITY", "* CAPABILITY IMAP4rev1\r\nTAG O"),
        ("LIST", "* LIST () \"/\" {5}\r\nINB"), ("EXAMINE", "* 1 EXIS"),
        ("INTERNALDATE", "* 1 FETCH (UID 3 RFC822.SIZE 5 INTERNALDATE \"17-J"),
        ("PEEK", "* 1 FETCH (UID 3 BODY[] {5}\r\nHel"),
    ])
    func cut(command: String, start: String) async throws {
        let server = try ScriptedServer { tag, words in
            let isMeant =
                command == "greeting" ? tag.isEmpty : !tag.isEmpty && words.contains(command)
            guard isMeant else { return [.init(text: HostileMailServerTests.friendly(tag, words))] }
            // The second piece is never sent: whoever talks hangs up before it.
            return [.init(text: start.replacing("TAG", with: tag)), .hangUp]
        }
        defer { server.stop() }
        await #expect(throws: DataMap.Unreachable.self) { try await Self.visited(server) }
    }

    @Test("that drips is given up in bounded time, however steadily",
        .timeLimit(.minutes(2)), arguments: [
            ("LIST", "* LIST () \"/\" {60000}\r\n"),
            ("PEEK", "* 1 FETCH (UID 3 BODY[] {100000}\r\n"), ("CAPABILITY", "* "),
        ])
    func drips(command: String, start: String) async throws {
        // All drops would take seven minutes to fall.
        let drops = ScriptedServer.Reply(text: "x", times: 20_000, pause: 0.02)
        let server = try Self.server(to: command, saying: [.init(text: start), drops])
        defer { server.stop() }
        await #expect(throws: DataMap.Unreachable.self) {
            try await Self.visited(server, silence: 2, patience: 0.5)
        }
    }

    @Test("announces less or more than it brings, and nobody waits for ever", arguments: [
        "{3}\r\nHello)\r\nTAG OK\r\n", "{0}\r\nHello)\r\nTAG OK\r\n", "{9}\r\nHello)\r\nTAG OK\r\n",
        "{50}\r\nHello)\r\nTAG OK\r\n", "{-5}\r\nHello)\r\nTAG OK\r\n",
        "{5\r\nHello)\r\nTAG OK\r\n", "{5}Hello)\r\nTAG OK\r\n",
    ])
    func lengths(literal: String) async throws {
        let reply = ScriptedServer.Reply(text: "* 1 FETCH (UID 3 BODY[] " + literal)
        let server = try Self.server(to: "PEEK", saying: [reply])
        defer { server.stop() }
        // Nothing, a part of it, or a refusal: what a server says of its own message is its own.
        do {
            _ = try await Self.visited(server, silence: 0.3)
        } catch is DataMap.Unreachable {
        } catch is NotAssessed {}
    }

    @Test("counts more messages than there can be, and none is made up", arguments: [
        ("4294967295", "4294967294 of its messages were not listed"),
        ("9223372036854775807", "9223372036854775806 of its messages were not listed"),
    ])
    func counts(number: String, obstacle: String) async throws {
        let text = "* \(number) EXISTS\r\n* OK [UIDVALIDITY 7]\r\nTAG OK [READ-ONLY]\r\n"
        let server = try Self.server(to: "EXAMINE", saying: [.init(text: text)])
        defer { server.stop() }
        #expect(
            try await Self.visited(server) == ["INBOX": obstacle, "INBOX/;UIDVALIDITY=7/;UID=3": ""]
        )
    }

    @Test("counts what is no number of messages: nothing is read, and nothing breaks", arguments: [
        "-1", "18446744073709551616", "1e9", "\u{0661}",
    ])
    func strangeCounts(number: String) async throws {
        let text = "* \(number) EXISTS\r\n* OK [UIDVALIDITY 7]\r\nTAG OK [READ-ONLY]\r\n"
        let server = try Self.server(to: "EXAMINE", saying: [.init(text: text)])
        defer { server.stop() }
        _ = try await Self.visited(server)
        #expect(!server.lines.contains { $0.contains("STORE") || $0.contains("SELECT") })
    }

    @Test("carries bytes that are no text, and what they name is not passed over")
    func badText() async throws {
        let name: [UInt8] = [0x22, 0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0x22, 0x0D, 0x0A]
        let server = try Self.server(to: "LIST", saying: [
            .init(text: "* LIST () \"/\" ", bytes: name), .init(text: "TAG OK\r\n"),
        ])
        defer { server.stop() }
        let seen = try await Self.visited(server)
        #expect(seen.values.map { $0 } == ["its name is not written as the protocol asks"])
    }

    @Test("carries a message that is no text, byte for byte")
    func badMessage() async throws {
        let body: [UInt8] = [0xFF, 0xFE, 0x00, 0xC0, 0x80]
        let server = try Self.server(to: "PEEK", saying: [
            .init(text: "* 1 FETCH (UID 3 BODY[] {5}\r\n", bytes: body),
            .init(text: ")\r\nTAG OK\r\n"),
        ])
        defer { server.stop() }
        let place = try #require(MailServerPlace("imap://anna@127.0.0.1:\(server.port)"))
        let link = try await MailServerLink.opened(place, password: "p", authority: nil)
        #expect(try await link.message(3, of: "INBOX", generation: 7) == body)
    }

    @Test("hears no password where the server takes none in the clear")
    func noPassword() async throws {
        let answer = "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\nTAG OK\r\n"
        let server = try Self.server(to: "CAPABILITY", saying: [.init(text: answer)])
        defer { server.stop() }
        await #expect(throws: DataMap.Unreachable.self) { try await Self.visited(server) }
        #expect(server.lines.map { $0.split(separator: " ").last ?? "" } == ["CAPABILITY"])
    }

    @Test("offers STARTTLS, which nobody takes: what begins in the clear can be kept there")
    func strips() async throws {
        let answer = "* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK\r\n"
        let server = try Self.server(to: "CAPABILITY", saying: [.init(text: answer)])
        defer { server.stop() }
        // On this very machine alone; any other address in the clear is none.
        _ = try await Self.visited(server)
        #expect(!server.lines.contains { $0.contains("STARTTLS") })
        #expect(MailServerPlace("imap://anna@mail.harbour.example") == nil)
    }

    @Test("says answers before anybody asked, and they count for nothing of what is asked later")
    func early() async throws {
        let text = "* OK ready\r\nC9 OK done\r\n"
        let server = try Self.server(to: "greeting", saying: [.init(text: text)])
        defer { server.stop() }
        await #expect(throws: DataMap.Unreachable.self) { try await Self.visited(server) }
    }
}
