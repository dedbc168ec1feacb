import Documents
import Foundation

/// Documents made to hurt: good ones of every format, cut, flipped, stretched and spliced.
///
/// Everything is drawn from a seed, so the corpus is the same on every machine, and a document that
/// hurts is named by its seed, its kind and its number.
enum HostileCorpus {
    /// Mutants of each good document; times the seeds, more than five hundred.
    static let mutantsPerSeed = 22

    /// Ways to spoil a document.
    enum Injury: Int, CaseIterable {
        case truncate, flip, zero, stretch, enlarge, splice, append, swap
    }

    /// Names of the good documents, each of a format of its own.
    static let seeds = [
        "pay.xls", "letter.doc", "note.msg", "people.parquet", "people.sqlite", "words.jpg",
        "words.png", "interview.mp4", "talk.mkv", "note.wav", "list.tgz", "open.7z", "locked.zip",
        "cv.docx", "pay.xlsx", "talk.pptx", "cv.odt", "pay.ods", "cv.pdf", "scan.pdf", "one.eml",
        "page.html", "all.zip", "note.rtf", "day.ics", "ada.vcf", "talk.srt", "dump.sql",
        "result.json", "chat.txt", "book.ipynb", "rows.csv", "mails.mbox", "winmail.dat",
        "book.xlsb", "dropped.xls", "pay95.xls", "preview.emf", "entities.odt", "wrapped.dat",
        "flagged.eml",
    ]

    /// A good document.
    static func seed(_ name: String) throws -> [UInt8] {
        switch name {
        case "cv.docx": Sample.docx(Sample.paragraph("Ada Byron") + Sample.paragraph("London"))
        case "pay.xlsx": OfficeSample.workbook
        case "talk.pptx": OfficeSample.slides
        case "cv.odt": OfficeSample.openText
        case "pay.ods": OfficeSample.openSheet
        case "cv.pdf": Sample.pdf(["One page of Ada", "Another"])
        case "scan.pdf": Sample.scannedPDF(try document("words.jpg"), width: 760, height: 160)
        case "winmail.dat":
            // The mark, a key, and one attribute: the subject.
            [0x78, 0x9F, 0x3E, 0x22, 1, 0, 1, 4, 0x80, 1, 0, 4, 0, 0, 0] + Array("Ada\0".utf8)
                + [6, 1]
        case "wrapped.dat": wrapped
        case "entities.odt":
            Sample.zip(texts: [
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", declared),
                ("META-INF/manifest.xml", "<!DOCTYPE m PUBLIC \"-//O//DTD M//EN\" \"M.dtd\"><m/>"),
            ])
        case "all.zip": Sample.zip(texts: [("a.csv", "a_b,c\n1,2\n"), ("b.json", "[{\"a\":1}]")])
        default: try texts[name].map { Array($0.utf8) } ?? document(name)
        }
    }

    /// Text with entities of its own, in words and in attributes.
    private static let declared = """
        <?xml version="1.0"?><!DOCTYPE o [<!ENTITY firm "Meier &amp; S&#246;hne"><!ENTITY who
        "Zo&#235; of &firm;"><!ENTITY far SYSTEM "file:///etc/passwd">]>
        <o xmlns:text="t" xmlns:xlink="x"><text:p>Dear &who;, <text:a
        xlink:href="http://x.org/&firm;">see</text:a></text:p></o>
        """

    /// What Outlook wraps around a message: its subject, and an attachment with a name and bytes,
    /// each behind its level, number and length and before its sum (MS-OXTNEF 2.1.3).
    private static var wrapped: [UInt8] {
        func attribute(_ level: UInt8, _ number: [UInt8], _ value: [UInt8]) -> [UInt8] {
            let sum = value.reduce(0) { $0 &+ UInt16($1) }
            let size = UInt8(truncatingIfNeeded: value.count)
            return [level] + number + [size, 0, 0, 0] + value
                + [UInt8(truncatingIfNeeded: sum), UInt8(truncatingIfNeeded: sum >> 8)]
        }
        return [0x78, 0x9F, 0x3E, 0x22, 1, 0]
            + attribute(1, [4, 0x80, 1, 0], Array("On Ada\0".utf8))
            + attribute(2, [2, 0x90, 6, 0], [1, 0, 0, 0] + [UInt8](repeating: 0, count: 10))
            + attribute(2, [0x10, 0x80, 1, 0], Array("ada.txt\0".utf8))
            + attribute(2, [0x0F, 0x80, 6, 0], Array("Zoë Kowalska is on leave".utf8))
    }

    private static let texts: [String: String] = [
        // As it lies in a Maildir, with headers that servers add and a part in a code of its own.
        "flagged.eml": """
        Return-Path: <a@x.org>\r\nDelivered-To: b@x.org\r\nReceived: from x.org by y.org; Mon\r
        From: =?iso-8859-1?Q?Zo=EB?= <a@x.org>\r\nTo: undisclosed-recipients:;\r
        Date: Mon, 1 Jan 2024 00:00:00 +0100\r\nContent-Type: multipart/alternative;\r
         boundary="=_b"\r\n\r\n--=_b\r\nContent-Type: text/plain; charset=utf-7\r
        Content-Transfer-Encoding: quoted-printable\r\n\r\nAda =\r\nByron=2E\r\n--=_b\r
        Content-Type: message/rfc822\r\n\r\nFrom: c@x.org\r\nTo: d@x.org\r\n\r\ninner\r
        --=_b--\r\n
        """,
        "one.eml": """
        From: a@x.org\r\nTo: b@x.org\r\nSubject: =?utf-8?B?QmV3ZXJi?=\r
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r
        Content-Type: text/html\r\n\r\n<p>page</p>\r\n--b--\r\n
        """,
        "mails.mbox": """
        From a@x.org Mon Jan  1 00:00:00 2024\r\nFrom: a@x.org\r\nTo: b@x.org\r\n\r\nhello\r
        \r\nFrom b@x.org Mon Jan  1 00:00:00 2024\r\nFrom: b@x.org\r\nTo: a@x.org\r\n\r\nyes\r\n
        """,
        "page.html": "<!doctype html><html><p title='t'>text<!-- c --></p></html>",
        "note.rtf": "{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}Zo\\'eb{\\v hid}\\par{\\*\\annotation no}}",
        "day.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ada\nEND:VEVENT\nEND:VCALENDAR\n",
        "ada.vcf": "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB\nEND:VCARD\n",
        "talk.srt": "1\n00:00:01,000 --> 00:00:02,000\nAda\n\n2\n00:00:03,000 --> x\nBye\n",
        "dump.sql": "-- MySQL dump\nINSERT INTO `a` (`b`) VALUES ('Ada'),('it''s');\n",
        "result.json": "{\"messages\":[{\"from\":\"Ada\",\"text\":[\"hi\"],\"date\":\"1\"}]}",
        "chat.txt": "[31.12.23, 23:59:01] Ada: hi\n[31.12.23, 23:59:02] Zoë: ho\n",
        "book.ipynb": "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"x\"]}],\"nbformat\":4}",
        "rows.csv": "name,pay,note\nAda,1.5,\"a, \"\"b\"\"\n\"\nZoë,2,x\n",
    ]

    /// One spoiled document.
    static func mutant(of seed: [UInt8], _ number: Int, _ other: [UInt8]) -> [UInt8] {
        var generator = SplitMix(seed: UInt64(seed.count) &* 31 &+ UInt64(number))
        let injury = Injury.allCases[number % Injury.allCases.count]
        var bytes = seed
        func place() -> Int { Int.random(in: 0..<max(bytes.count, 1), using: &generator) }
        switch injury {
        case .truncate: bytes.removeLast(bytes.count - place())
        case .flip:
            for _ in 0..<Int.random(in: 1...16, using: &generator) {
                bytes[place()] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            }
        case .zero:
            let start = place()
            for index in start..<min(start + 64, bytes.count) { bytes[index] = 0 }
        case .stretch:
            let start = place()
            let run = Array(bytes[start..<min(start + 256, bytes.count)])
            for _ in 0..<32 { bytes.insert(contentsOf: run, at: start) }
        case .enlarge:
            // Wherever a length or an offset stands, it becomes as large as it can be.
            for _ in 0..<3 {
                let start = place()
                for index in start..<min(start + 4, bytes.count) { bytes[index] = 0xFF }
            }
        case .splice: bytes.insert(contentsOf: other, at: place())
        case .append: bytes += other
        case .swap:
            let (one, two) = (place(), place())
            bytes.swapAt(one, two)
            bytes.removeSubrange(min(one, two)..<min(min(one, two) + 7, bytes.count))
        }
        return bytes
    }
}
