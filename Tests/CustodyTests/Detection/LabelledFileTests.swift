import Sieve
import Testing

@testable import Custody

@Suite("A labelled file")
struct LabelledFileTests {
    @Test("of JSON lines keeps its spans, whose offsets count code points")
    func jsonLines() throws {
        let line = """
            {"id":7,"lang":"fr","text":"É. Zola à Paris","spans":[\
            {"start":10,"end":15,"label":"LOC","identifier":"QUASI","entity":"e1"},\
            {"start":0,"end":7,"label":"PERSON"}]}
            """
        let texts = try LabelledFile.texts(in: Array(line.utf8))
        let text = try #require(texts.first)
        #expect(text.id == "7")
        #expect(text.language == .french)
        #expect(text.spans.map(\.range) == [0..<8, 12..<17])
        #expect(text.spans.last?.identifier == "QUASI")
    }

    @Test("of words and tags becomes sentences with a space between words")
    func conll() throws {
        let file = "# source = x\nAda\tB-PER\nLovelace\tI-PER\nslept\tO\n\nIn\tO\nBonn\tB-LOC\n"
        let texts = try LabelledFile.texts(in: Array(file.utf8))
        #expect(texts.map(\.text) == ["Ada Lovelace slept", "In Bonn"])
        #expect(texts.map { $0.spans.map(\.range) } == [[0..<12], [3..<7]])
        #expect(texts.first?.source == "x")
    }

    @Test("may be packed")
    func packed() throws {
        // "Ada\tB-PER\n", by gzip.
        let bytes: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 115, 76, 73, 228, 116, 210, 13, 112,
            13, 226, 2, 0, 37, 231, 97, 180, 10, 0, 0, 0,
        ]
        let texts = try LabelledFile.texts(in: bytes)
        #expect(texts.map(\.text) == ["Ada"])
        #expect(throws: LabelledFile.Failure.damagedArchive) {
            try LabelledFile.texts(in: Array(bytes[0..<19]))
        }
    }

    @Test(
        "that is none says so",
        arguments: [
            ("what is this", LabelledFile.Failure.unknownFormat),
            (#"{"text":"a","spans":[{"start":0,"end":2,"label":"X"}]}"#, .lineUnreadable(1)),
            ("{\"text\":1}", .lineUnreadable(1)),
        ]
    )
    func refused(file: String, failure: LabelledFile.Failure) {
        #expect(throws: failure) { try LabelledFile.texts(in: Array(file.utf8)) }
    }
}

@Suite("An evaluation")
struct EvaluationCountTests {
    @Test("counts an entity only when each of its mentions is covered")
    func entities() throws {
        let line = """
            {"text":"Ada met Bob. Ada left.","spans":[\
            {"start":0,"end":3,"label":"PERSON","identifier":"DIRECT","entity":"a"},\
            {"start":8,"end":11,"label":"PERSON","identifier":"DIRECT","entity":"b"},\
            {"start":13,"end":16,"label":"PERSON","identifier":"DIRECT","entity":"a"}]}
            """
        let text = try #require(try LabelledFile.texts(in: Array(line.utf8)).first)
        var evaluation = Evaluation()
        evaluation.add(
            text,
            [
                Finding(0..<3, .person, score: 0.9, rule: "x"),
                Finding(8..<11, .person, score: 0.9, rule: "x"),
                Finding(17..<21, .person, score: 0.9, rule: "x"),
                Finding(13..<16, .person, score: 0.4, rule: "x"),
            ]
        )
        #expect(evaluation.entities["DIRECT"]?.gold == 2)
        #expect(evaluation.entities["DIRECT"]?.found == 1)
        #expect(evaluation.masked.told == 3)
        #expect(evaluation.masked.found == 2)
        #expect(evaluation.exact["PER"]?.found == 2)
    }
}
