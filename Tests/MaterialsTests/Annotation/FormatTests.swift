import Annotation
import Testing

@Suite("A file of labels")
struct ExchangeTests {
    static let labelStudio = #"""
        [{"id":7,"data":{"text":"Ana 😀 wrote to Bo","meta":{"n":1.50}},"annotations":[{"id":3,
        "completed_by":{"id":12,"email":"x@example.org"},"result":[{"id":"a","from_name":"ner",
        "to_name":"text","type":"labels","value":{"start":7,"end":12,"text":"wrote",
        "labels":["Verb"]}},
        {"id":"b","from_name":"ner","to_name":"text","type":"labels","value":{"start":0,"end":3,
        "text":"Ana","labels":["Name"]}},{"type":"relation","from_id":"b","to_id":"a",
        "direction":"right","labels":["does"]},{"from_name":"mood","to_name":"text",
        "type":"choices","value":{"choices":["glad"]}},{"from_name":"x","to_name":"text",
        "type":"brushlabels",
        "value":{"rle":[1,2]}}],"was_cancelled":false,"lead_time":3.25}],"predictions":[],
        "created_at":"2026-01-01T00:00:00Z"}]
        """#.filter { $0 != "\n" }

    static let argilla =
        #"{"id":"r1","fields":{"text":"Good"},"metadata":{"k":1},"responses":{"mood":"#
        + #"[{"value":"glad","user_id":"u1","status":"submitted"}]}}"# + "\n"
        + #"{"text":"Bad","label":"sad","extra":[1,2.0]}"# + "\n"

    static let conll = """
        # id 1
        Ana NNP B-PER
        López NNP I-PER
        wrote VBD O

        In IN O
        Lyon NNP B-LOC


        """
    static let spacy = #"[["Ana in Lyon",{"entities":[[0,3,"PER"],[7,11,"LOC"]],"cats":{"a":1}}]]"#
    static let coco = #"""
        {"images":[{"id":1,"file_name":"a.png","width":200,"height":100}],"annotations":[{"id":1,
        "image_id":1,"category_id":1,"bbox":[50.0,25.0,100.0,50.0],"area":5000.0,"segmentation":[],
        "iscrowd":0}],"categories":[{"id":1,"name":"cat"}]}
        """#.filter { $0 != "\n" }
    static let csv = "id,text\r\n1,\"a, \"\"b\"\"\"\r\n2,plain\r\n"

    static let samples: [(ItemFormat, String)] = [
        (.labelStudio, labelStudio), (.jsonLines, argilla), (.conll, conll), (.spacy, spacy),
        (.coco, coco), (.csv, csv),
    ]

    @Test("comes back as it went in", arguments: samples)
    func roundTrip(format: ItemFormat, text: String) throws {
        let items = try format.read(Array(text.utf8))
        let written = String(decoding: format.write(items), as: UTF8.self)
        // Empty lines carry nothing.
        #expect(written == (format == .jsonLines ? text.replacing("\n\n", with: "\n") : text))
    }

    @Test("of Label Studio gives spans in code points, with what holds between them")
    func spans() throws {
        let item = try #require(try ItemFormat.labelStudio.read(Array(Self.labelStudio.utf8)).first)
        let response = try #require(item.responses.first)
        #expect(response.worker == "12")
        #expect(response.answers["mood"] == .classes(["glad"]))
        let spans: [Answer.Span] = [
            .init(6..<11, kind: "Verb", name: "a"), .init(0..<3, kind: "Name", name: "b"),
        ]
        let relation = Answer.Relation(from: "b", to: "a", kind: "does")
        #expect(response.answers["ner"] == .spans(spans, [relation]))
    }

    static let answers: [Answer] = [
        .classes(["one"]), .classes(["one", "two"]), .classes(["outer/inner"]),
        .spans([.init(4..<5, kind: "Sign", name: "s")], []), .preference(.second),
        .ranking(["b", "a"]), .text("said"), .scores(["rating": 4]),
        .regions([.init(.box, [0.25, 0.5, 0.75, 1], kind: "cat")]),
        .regions([.init(.polygon, [0, 0, 0.5, 0, 0.5, 1], kind: "cat")]),
        .regions([.init(.point, [0.5, 0.25], kind: "eye")]),
    ]

    @Test("of Label Studio carries answers given here", arguments: answers)
    func added(answer: Answer) throws {
        let response = Item.Response(worker: "w9", answers: ["q": answer])
        let item = Item(
            name: "1",
            fields: [.init("text", .string("Ana 😀 wrote"))],
            responses: [response]
        )
        let back = try ItemFormat.labelStudio.read(ItemFormat.labelStudio.write([item]))
        #expect(back.first?.responses == [response])
    }

    @Test("keeps what was there when answers are added")
    func kept() throws {
        var items = try ItemFormat.labelStudio.read(Array(Self.labelStudio.utf8))
        items[0].responses.append(.init(worker: "w", answers: ["mood": .classes(["sad"])]))
        let written = String(decoding: ItemFormat.labelStudio.write(items), as: UTF8.self)
        #expect(written.contains(#""rle":[1,2]"#) && written.contains(#""n":1.50"#))
        #expect(written.contains(#""completed_by":"w""#))
    }

    /// Three thousand damaged files a format: each is read or refused, and what is read can be
    /// written and read again.
    @Test("that is damaged is refused or read, and never stops the house", arguments: samples)
    func damaged(format: ItemFormat, text: String) throws {
        var state: UInt64 = 42
        func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let original = Array(text.utf8)
        for _ in 0..<3_000 {
            var bytes = original
            for _ in 0...below(4) {
                let place = below(bytes.count)
                switch below(4) {
                case 0: bytes[place] = UInt8(below(256))
                case 1: bytes.remove(at: place)
                case 2:
                    bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
                default: bytes[place] = Array("[]{}\",:-0e\\u".utf8)[below(12)]
                }
                if bytes.isEmpty { break }
            }
            guard let items = try? format.read(bytes) else { continue }
            #expect(throws: Never.self) { try format.read(format.write(items)) }
        }
    }

    @Test("nested without end is refused")
    func deep() {
        let bytes = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: JSONFault.self) { try JSONValue(bytes) }
    }

    @Test(
        "that is no JSON is refused with the place",
        arguments: ["{\"a\":1,}", "[1 2]", "\"\\ud800\"", "01", "nul", "\"a", "1.", "{} x"]
    )
    func refused(text: String) {
        #expect(throws: JSONFault.self) { try JSONValue(Array(text.utf8)) }
    }
}

@Suite("An answer")
struct AnswerTests {
    static let shown = Answer.Shown(length: 10, parts: ["a", "b"])

    static let fitting: [(Answer, Prompt.Kind)] = [
        (.classes(["x"]), .classes(["x", "y"], several: false)),
        (.classes(["x", "y"]), .classes(["x", "y"], several: true)),
        (.spans([.init(0..<10, kind: "k")], []), .spans(kinds: ["k"], relations: [])),
        (.preference(.tie), .preference), (.ranking(["b", "a"]), .ranking),
        (.scores(["s": 5]), .scores([.init("s", worst: 1, best: 5)])), (.text("t"), .text),
        (
            .turns([.init(number: 1, grade: 2, rewriting: "r")]),
            .turns(worst: 1, best: 5, rewriting: true)
        ),
        (.regions([.init(.box, [0, 0, 1, 1], kind: "k")]), .regions(kinds: ["k"])),
        (.rows([["c": "v"]]), .rows(columns: ["c"])),
    ]

    @Test("reads as it was written, in plain JSON", arguments: fitting)
    func plain(answer: Answer, kind: Prompt.Kind) throws {
        let written = try JSONValue(answer.plain.bytes)
        #expect(Answer(plain: written, for: kind) == answer)
    }

    @Test("that fits is taken", arguments: fitting)
    func fits(answer: Answer, kind: Prompt.Kind) throws {
        let question = Prompt("q", about: "text", kind)
        try question.validate()
        try answer.validate(for: question, Self.shown)
    }

    static let unfitting: [(Answer, Prompt.Kind, Answer.Failure)] = [
        (.classes(["z"]), .classes(["x"], several: false), .unknownClass),
        (.classes(["x", "y"]), .classes(["x", "y"], several: false), .wrongNumber),
        (.classes([]), .classes(["x"], several: true), .wrongNumber),
        (.spans([.init(5..<11, kind: "k")], []), .spans(kinds: ["k"], relations: []), .outside),
        (
            .spans([.init(0..<1, kind: "k", name: "a")], [.init(from: "a", to: "c", kind: "r")]),
            .spans(kinds: ["k"], relations: ["r"]), .dangling
        ),
        (.ranking(["a"]), .ranking, .wrongNumber), (.text("  "), .text, .wrongNumber),
        (.scores(["s": 6]), .scores([.init("s", worst: 1, best: 5)]), .offScale),
        (
            .turns([.init(number: 2, grade: 2)]), .turns(worst: 1, best: 5, rewriting: false),
            .outside
        ),
        (.regions([.init(.box, [0, 0, 2, 1], kind: "k")]), .regions(kinds: ["k"]), .outside),
        (
            .regions([.init(.polygon, [0, 0, 1, 1], kind: "k")]), .regions(kinds: ["k"]),
            .wrongNumber
        ),
        (.text("x"), .preference, .otherKind),
        (.rows([["d": "v"]]), .rows(columns: ["c"]), .unknownClass),
    ]

    @Test("that does not fit says why", arguments: unfitting)
    func refused(answer: Answer, kind: Prompt.Kind, why: Answer.Failure) {
        #expect(throws: why) {
            try answer.validate(for: Prompt("q", about: "text", kind), Self.shown)
        }
    }

    @Test(
        "to no real question is none",
        arguments: [
            Prompt.Kind.classes([], several: true), .classes(["a", "a"], several: false),
            .scores([.init("s", worst: 2, best: 2)]), .turns(worst: 3, best: 1, rewriting: false),
        ]
    )
    func noQuestion(kind: Prompt.Kind) {
        #expect(throws: Prompt.Failure.self) { try Prompt("q", about: "f", kind).validate() }
    }
}
