import Testing

@testable import Documents

@Suite("The parts of a mail")
struct MailTests {
    private static func charsets(_ bytes: [UInt8], _ charset: String) -> [UInt8]? {
        charset == "x-shift" ? bytes.map { $0 &+ 1 } : nil
    }

    @Test(
        "have headers whose encoded words are decoded",
        arguments: [
            ("=?utf-8?Q?Zo=C3=AB?= <z@x>", "Zoë <z@x>"),
            ("=?UTF-8?B?Wm/Dqw==?=\r\n =?utf-8?q?_K=C3=B6ln?=", "Zoë Köln"),
            ("=?iso-8859-1*en?q?Jos=E9?=", "José"), ("=?x-shift?q?GDKKN?=", "HELLO"),
            ("a =?utf-8?q?b?= c", "a b c"), ("=?broken", "=?broken"), ("=?a?z?b?=", "=?a?z?b?="),
            ("Jos\u{E9} plain", "José plain"), ("=?utf-8?q?unended", "=?utf-8?q?unended"),
        ]
    )
    func words(written: String, shown: String) {
        let text = Array("Subject: \(written)\r\n\r\n".utf8)
        let (headers, _) = MailHeaders.read(text.span)
        #expect(headers.text("subject", Self.charsets) == shown)
    }

    @Test(
        "have parameters, split and encoded as they please",
        arguments: [
            ("a/b; name=x", "x"), ("a/b; name=\"x; \\\"y\\\"\"", "x; \"y\""),
            ("a/b; name*=utf-8''p%C3%A4y", "päy"), ("a/b; name*0=on; name*1=e", "one"),
            ("a/b; name*0*=utf-8''%C3; name*1*=%A4", "ä"), ("a/b; NAME = x ", "x"),
            ("a/b; name=\"=?utf-8?q?=C3=A4?=\"", "ä"),
        ]
    )
    func parameters(written: String, name: String) {
        let parameters = MailParameters(Array(written.utf8), Self.charsets)
        #expect(parameters.value == "a/b")
        #expect(parameters["name"] == name)
    }

    @Test(
        "are unwrapped from base64 and quoted-printable",
        arguments: [
            ("base64", "aGVs\r\nbG8=", "hello"), ("base64", "aGVsbG8", "hello"),
            ("base64", "aGk=!aGk=", "hihi"), ("quoted-printable", "a=3Db=\r\nc =\nd", "a=bc d"),
            ("quoted-printable", "100=% =", "100=% ="), ("7bit", "=41", "=41"),
        ]
    )
    func encodings(name: String, written: String, shown: String) {
        let bytes = TransferEncoding.decoded(Array(written.utf8), name)
        #expect(String(decoding: bytes, as: UTF8.self) == shown)
    }

    @Test("are cut at their boundary, and at nothing that only looks like it")
    func multipart() {
        let body = Array("pre\r\n--b\r\none\r\n--bb\r\n--b  \r\ntwo\r\n--b--\r\npost".utf8)
        let (parts, around) = Multipart.parts(
            of: body.span,
            boundary: Array("b".utf8),
            partsMax: 10
        )
        let shown = parts.map { String(decoding: body[$0], as: UTF8.self) }
        #expect(shown == ["one\r\n--bb", "two"])
        #expect(around.map { String(decoding: body[$0], as: UTF8.self) } == ["pre", "post"])
    }

    @Test("that break off still count")
    func truncated() {
        let body = Array("--b\none\n--b\ntw".utf8)
        let (parts, _) = Multipart.parts(of: body.span, boundary: [0x62], partsMax: 10)
        #expect(parts.map { String(decoding: body[$0], as: UTF8.self) } == ["one", "tw"])
    }

    @Test("of a mailbox are found however it is cut", arguments: [1, 2, 7, 1_000])
    func mailbox(size: Int) {
        let box = Array(
            """
            From a Mon Jan  5 10:00:00 2026\nS: 1\n\n>From x\n>>From y\nFrom z\n\nFrom me: no\n
            From b Mon Jan  5 10:00:00 2026\nS: 2\n
            """.utf8
        )
        var splitter = MailboxSplitter()
        var mails: [[UInt8]] = []
        for start in stride(from: 0, to: box.count, by: size) {
            let piece = box.span.extracting(start..<min(start + size, box.count))
            splitter.feed(piece, into: &mails)
        }
        splitter.finish(into: &mails)
        #expect(mails.count == 2)
        #expect(
            String(decoding: mails[0], as: UTF8.self)
                == "S: 1\n\nFrom x\n>From y\nFrom z\n\nFrom me: no\n\n"
        )
    }
}

@Suite("Slack's markup")
struct SlackTextTests {
    private let markup = SlackText(users: ["U1": "Ada"], channels: ["C1": "general"])

    @Test(
        "turns into what people saw",
        arguments: [
            ("hi <@U1>", "hi @Ada"), ("<@U2|bob> and <@U3>", "@bob and @U3"),
            ("in <#C1> or <#C2|pay>", "in #general or #pay"),
            ("<!here> <!subteam^S1|@hr>", "@here @hr"),
            ("<mailto:a@x|a@x>", "a@x"), ("<https://x.org>", "https://x.org"),
            ("<https://x.org|see>", "see (https://x.org)"),
            ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
            ("<https://f.slack.com/a?t=xoxe-1&b=2>", "https://f.slack.com/a?b=2"),
            ("2 < 3", "2 < 3"),
            ("<!date^1^{date}|May>", "May"), ("", ""),
        ]
    )
    func plain(written: String, shown: String) {
        #expect(markup.plain(written) == shown)
    }
}
