import Testing

@testable import Documents

@Suite("A format of lines")
struct PlainKindTests {
    @Test(
        "is recognised by how it begins",
        arguments: [
            ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a", Format.calendar),
            ("BEGIN:VCARD\nFN:Ada\n", "a.txt", .contacts),
            ("1\n00:00:01,000 --> 00:00:02,000\nHello\n", "a", .subtitles),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", "a", .subtitles),
            ("[31.12.23, 23:59:01] Ada: hi\n[31.12.23, 23:59:02] Zoë: ho\n", "chat.txt", .chat),
            ("12/31/23, 11:59 PM - Ada: hi\n1/1/24, 12:00 AM - Zoë: ho\n", "a.txt", .chat),
            ("31.12.23, 23:59 it began\nand went on\n", "a.txt", .text),
            ("-- MySQL dump 10\nINSERT INTO a VALUES (1);\n", "a", .sql),
            ("{\"cells\":[{\"cell_type\":\"code\",\"source\":[]}]}", "a", .notebook),
            (
                "{\"messages\":[{\"from\":\"Ada\",\"text\":\"hi\",\"date\":\"2024-01-01\"}]}",
                "result.json", .chatJSON
            ),
            ("{\"messages\":[\"one\",\"two\"]}", "a.json", .json),
        ]
    )
    func recognition(text: String, name: String, format: Format) {
        #expect(Format.recognised(prefix: Array(text.utf8).span, name: name) == format)
    }

    @Test("of a calendar gives its events and the people in them")
    func calendar() {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            SUMMARY:Review with Zoë
            ATTENDEE;CN="Byron, Ada":mailto:ada@exa
             mple.org
            DESCRIPTION:one\\ntwo\\, three
            END:VEVENT
            END:VCALENDAR
            """
        let contents = ContentLines.read(Array(text.utf8))
        #expect(
            contents.records.shown == [
                [
                    "summary=Review with Zoë", "attendee.cn=Byron, Ada",
                    "attendee=mailto:ada@example.org", "description=one\ntwo, three",
                ]
            ]
        )
    }

    @Test("of an address book gives its people, old spellings decoded and photographs apart")
    func contacts() {
        let text = """
            BEGIN:VCARD
            VERSION:2.1
            FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=
             Byron
            TEL;WORK;VOICE:+49 30 1
            item1.EMAIL;TYPE=INTERNET:zoe@example.org
            PHOTO;ENCODING=b:AAEC
            END:VCARD
            """
        let contents = ContentLines.read(Array(text.utf8))
        #expect(
            contents.records.shown == [
                ["fn=Zoë Byron", "tel.work=+49 30 1", "email=zoe@example.org"]
            ]
        )
        #expect(contents.parts.map(\.bytes) == [[0, 1, 2]])
    }

    @Test(
        "of subtitles gives one text whose words know their time",
        arguments: [
            "1\n00:00:01,500 --> 00:03\n<i>My name</i>\nis Ada\n\n2\n00:01:00,000 --> x\nBye\n",
            "WEBVTT\n\n00:01.500 --> 00:03.000\nMy name\nis Ada\n\n01:00.000 --> 01:02.000\nBye\n",
            """
            <?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body>\
            <p begin="1.5s">My name\
            <br/>is Ada</p><p begin="00:01:00.000">Bye</p></body></tt>
            """,
        ]
    )
    func subtitles(text: String) throws {
        let contents = Subtitles.read(Array(text.utf8))
        let field = try #require(contents.records.first?.fields.first)
        #expect(field.text == "My name\nis Ada\nBye")
        #expect(field.place(at: 10).time == 1_500)
        #expect(field.place(at: 16).time == 60_000)
    }

    @Test("of a chat gives its messages, however long they go on")
    func chat() {
        let text = "[31.12.23, 23:59:01] Ada Byron: hi\nand more\n[1.1.24, 0:00:02] Zoë: ho\n"
        let records = read(text, as: .chat)
        #expect(records.map(\.kind) == [.message, .message])
        #expect(
            records.shown == [
                ["date=31.12.23, 23:59:01", "from=Ada Byron", "text=hi\nand more"],
                ["date=1.1.24, 0:00:02", "from=Zoë", "text=ho"],
            ]
        )
    }

    @Test(
        "of a chat as JSON gives its messages, whoever exported them",
        arguments: [
            """
            {"name":"x","messages":[{"id":7,"type":"message","date":"d","from":"Ada",
            "text":["see ",{"type":"link","text":"this"}]}]}
            """,
            """
            {"channel":{"name":"x"},"messages":[{"id":"7","timestamp":"d",
            "author":{"name":"Ada"},"content":"see this"}]}
            """,
            """
            {"value":[{"id":"7","createdDateTime":"d","from":{"user":{"displayName":"Ada"}},
            "body":{"content":"<p>see this</p>"}}]}
            """,
        ]
    )
    func chatJSON(text: String) throws {
        let format = Format.recognised(prefix: Array(text.utf8).span, name: "result.json")
        #expect(format == .chatJSON)
        let message = try #require(read(text, as: .chatJSON).first { $0.kind == .message })
        #expect(message.fields.first { $0.name == "from" }?.text == "Ada")
        #expect(message.fields.first { $0.name == "text" }?.text == "see this")
        #expect(message.fields.first { $0.name == "text" }?.place.message == "7")
    }

    @Test("of a notebook gives each cell as one text, and what it printed")
    func notebook() {
        let text = """
            {"cells":[{"cell_type":"code","source":["x = 1\\n","y"],
            "outputs":[{"output_type":"stream","text":["Ada\\n"]}]}],"nbformat":4}
            """
        let records = read(text, as: .notebook)
        #expect(records.first?.kind == .text)
        #expect(records.text.contains("x = 1\ny"))
        #expect(
            records.first?.fields.contains { $0.name == "output" && $0.text == "Ada\n" } == true
        )
    }

    @Test("of a dump gives rows with their columns, by INSERT and by COPY, however it is cut")
    func dump() {
        let text = """
            -- MySQL dump
            CREATE TABLE `people` (`id` int NOT NULL, `name` varchar(9) DEFAULT 'a,b',
            KEY `k` (`id`));
            INSERT INTO `people` VALUES (1,'O\\'Hara; Ada'),(2,'it''s'),(3,NULL);
            COPY public.staff (name, pay) FROM stdin;
            Zoë\t51000
            Ada\\tB\t\\N
            \\.
            SELECT 'done';
            """
        let rows = read(text, as: .sql).filter { $0.kind == .row }
        #expect(
            rows.shown == [
                ["id=1", "name=O'Hara; Ada"], ["id=2", "name=it's"], ["id=3", "name="],
                ["name=Zoë", "pay=51000"], ["name=Ada\tB", "pay="],
            ]
        )
        #expect(rows[3].fields[1].place == Place(container: ["staff"], row: 1, column: 2))
        let pieces = read(text, as: .sql, chunks: 7).filter { $0.kind == .row }
        #expect(pieces.shown == rows.shown)
    }

    @Test("with an archive behind it gives itself away")
    func tail() {
        var bytes = Array("hello\n".utf8)
        let isPlain = !ArchiveTail.isPresent(in: bytes.span)
        #expect(isPlain)
        bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 60, 0, 0, 0, 9, 0, 0, 0, 0, 0]
        let isDouble = ArchiveTail.isPresent(in: bytes.span)
        #expect(isDouble)
    }
}
