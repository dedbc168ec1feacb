import Testing

@testable import Documents

@Suite("A format")
struct FormatTests {
    @Test(
        "is recognised by content, and by name where content leaves it open",
        arguments: [
            ("", "a.docx", Format.empty), ("hello there", "a", .text),
            ("# Title\n\nsee [this](x)\n", "a", .markdown), ("plain", "README.md", .markdown),
            ("a,b,c\n1,2,3\n4,5,6\n", "a", .csv), ("a,b\n1,2\n", "a.csv", .csv),
            ("a\tb\n1\t2\n3\t4\n", "a", .tsv), ("one, two\n", "a.txt", .text),
            ("{\"a\":1}", "a", .json), ("[1,2,{\"a\":", "a", .json),
            ("[{\"a\":1}]", "a.txt", .json),
            ("{\"a\":1}\n{\"a\":2}\n", "a.json", .jsonLines),
            ("{\"a\":1}\n", "a.jsonl", .jsonLines),
            ("[2024-01-01] it began", "a.log", .text), ("{not json}", "a", .text),
            ("<!DOCTYPE html><p>", "a", .html), ("  <html>", "a.txt", .html),
            ("<?xml version=\"1.0\"?><html>", "a", .html), ("<p>x</p>", "a.html", .html),
            ("From: a@x\nSubject: b\n\nhello", "a", .mail),
            ("From a@x Mon\nFrom: a@x\n\nhello", "a", .mailbox),
            ("From here to there\nis far", "a.txt", .text), ("Note: a\nTo do: b\n", "a", .text),
            ("%PDF-1.7\n", "a.txt", .pdf), ("{\\rtf1 hello}", "a.txt", .rtf),
            ("\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}", "a.txt", .binary), ("MZ is a prefix", "a", .text),
        ]
    )
    func recognition(text: String, name: String, format: Format) {
        #expect(Format.recognised(prefix: Array(text.utf8).span, name: name) == format)
    }

    @Test(
        "of a Slack export shows in the names inside it",
        arguments: [
            (["channels.json", "users.json"], Format.slackExport),
            (["general/2024-05-31.json", "users.json"], .slackExport),
            (["word/document.xml", "[Content_Types].xml"], .docx),
        ]
    )
    func archives(names: [String], format: Format) {
        #expect(Format.archive(holding: names) == format)
    }

    @Test("of a list of files is that of an archive like any other")
    func otherArchives() {
        #expect(Format.archive(holding: ["users.json", "photo.png"]) == nil)
        #expect(Format.isSlackDay("general/2024-05-31.json"))
        #expect(!Format.isSlackDay("general/2024-05-31.txt"))
        #expect(!Format.isSlackDay("a/b/2024-05-31.json"))
    }
}
