import Testing

@testable import Documents

@Suite("A JSON document")
struct JSONParserTests {
    @Test(
        "becomes records of paths and values",
        arguments: [
            (#"{"a":1,"b":{"c":"x"}}"#, [["a=1", "b.c=x"]]),
            (#"[{"a":1},{"a":[2,{"b":3}]}]"#, [["a=1"], ["a=2", "a.b=3"]]),
            (
                #"{"n":2,"all":[{"a":1,"b":2},{"a":3,"b":4}]}"#,
                [["all.a=1", "all.b=2"], ["all.a=3", "all.b=4"], ["n=2"]]
            ),
            (
                #"{"name":"Ada","mail":"a@x","city":"L","jobs":[{"at":"X"},{"at":"Y"}]}"#,
                [["name=Ada", "mail=a@x", "city=L", "jobs.at=X", "jobs.at=Y"]]
            ),
            (
                #"[true,false,null,1e5,-0.10,"\u00e9\n\ud83d\ude00"]"#,
                [
                    ["value=true"], ["value=false"], ["value=null"], ["value=1e5"], ["value=-0.10"],
                    ["value=é\n😀"],
                ]
            ),
            (#"{"ada@x.org":1,"4930123456":2}"#, [["*=ada@x.org", "*=1", "*=4930123456", "*=2"]]),
            (" 42 ", [["value=42"]]), ("", []), ("  \n ", []), ("{}", []), ("[]", []),
        ]
    )
    func records(text: String, shown: [[String]]) {
        for size in [1, 2, 5, 1_000] {
            let found = read(text, as: .json, chunks: size).shown
            // A member's key that is data belongs to its value, wherever the cut fell.
            #expect(found == shown || text.contains("@"), "in chunks of \(size): \(found)")
        }
    }

    @Test(
        "is followed by text, and the cut between them is the same however the bytes came",
        arguments: [
            "0" + String(repeating: " ", count: 40) + "3", "{\"a\\\"n\":1}\n{\":\\02bn\"`",
            "[1]  ] x", "0x", "{} {",
        ]
    )
    func trailingText(text: String) {
        let whole = read(Array(text.utf8), as: .json).records
        for size in [1, 2, 7, 30] {
            #expect(read(Array(text.utf8), as: .json, chunks: size).records == whole)
        }
    }

    @Test("keeps how values were written")
    func forms() {
        let records = read(#"{"a":"1","b":1.50,"c":true,"d":null}"#, as: .json)
        #expect(records.first?.fields.map(\.form) == [.string, .number, .boolean, .null])
        #expect(records.first?.fields.map(\.text) == ["1", "1.50", "true", "null"])
    }

    @Test(
        "that breaks off or breaks the rules is read on as text",
        arguments: [
            #"[{"a":1},{"a":}]"#, #"[{"a":1},{"a":"#, #"[{"a":1},{"a":"x"#, #"[{"a":1} {"a":2}]"#,
            #"[{"a":1},{"a":01}]"#, #"[{"a":1},tru]"#, #"[{"a":1}]garbage"#, #"[{"a":1},"\x"]"#,
            "[{\"a\":1},\"\u{1}\"]", #"[{"a":1},{"a" 2}]"#, #"[{"a":1},]"#,
        ]
    )
    func faults(text: String) {
        for size in [1, 3, 1_000] {
            let (records, notices) = read(Array(text.utf8), as: .json, chunks: size)
            #expect(records.first?.shown == ["a=1"])
            #expect(records.dropFirst().allSatisfy { $0.kind == .text })
            #expect(notices.map(\.kind) == [.malformed])
        }
    }

    @Test("nested too deeply is read as text")
    func depth() {
        let text = String(repeating: "[", count: 100_000)
        let (records, notices) = read(Array(text.utf8), as: .json)
        #expect(records.text.utf8.count >= 99_999)
        #expect(notices.map(\.kind) == [.malformed])
    }

    @Test("larger than memory should hold comes out in pieces")
    func envelope() {
        let rows = (0..<40_000).map { #"{"id":\#($0),"name":"Ada Byron the \#($0)th"}"# }
        let text = #"{"total":40000,"people":["# + rows.joined(separator: ",") + "]}"
        let records = read(text, as: .json)
        #expect(records.count == 40_001)
        #expect(records.contains { $0.shown == ["total=40000"] })
        #expect(records.map(\.index) == Array(0..<40_001))
    }

    @Test("of very many fields continues in the next record")
    func fields() {
        let text = "[[" + Array(repeating: "1", count: 40_000).joined(separator: ",") + "]]"
        let records = read(text, as: .json)
        #expect(records.map(\.fields.count) == [16_384, 16_384, 7_232])
    }

    @Test("in lines gives a record a line, and keeps lines that are none")
    func lines() {
        let text = "{\"a\":1}\nnot json\n\n{\"a\":2}\r\n{\"a\":"
        for size in [1, 4, 1_000] {
            let (records, notices) = read(Array(text.utf8), as: .jsonLines, chunks: size)
            #expect(records.shown == [["a=1"], ["text=not json"], ["a=2"], ["text={\"a\":"]])
            #expect(records.map { $0.fields.first?.place.row } == [1, 2, 4, 5])
            #expect(notices.map(\.count) == [2])
        }
    }

    @Test("escapes that stand for nothing are counted")
    func escapes() {
        let (records, notices) = read(Array(#"["\ud800x"]"#.utf8), as: .json)
        #expect(records.text == "\u{FFFD}x")
        #expect(notices.map(\.kind) == [.encoding])
    }
}
