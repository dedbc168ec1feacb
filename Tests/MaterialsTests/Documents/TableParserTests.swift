import Testing

@testable import Documents

@Suite("A table of separated values")
struct TableParserTests {
    @Test(
        "is read in the dialect it is written in",
        arguments: [
            ("first_name,city\nAda,London\n", [["first_name=Ada", "city=London"]]),
            ("first_name;city\r\nAda;London\r\n", [["first_name=Ada", "city=London"]]),
            ("first_name\tcity\nAda\tLondon", [["first_name=Ada", "city=London"]]),
            ("first_name|city\nAda|London\n", [["first_name=Ada", "city=London"]]),
            (
                "first_name,note\rAda,x\rBob,y\r",
                [["first_name=Ada", "note=x"], ["first_name=Bob", "note=y"]]
            ),
            (
                "first_name,note\nAda,\"a, \"\"b\"\"\nc\"\n",
                [["first_name=Ada", "note=a, \"b\"\nc"]]
            ),
            (
                "first_name,note\nAda,\"say \\\"hi\\\"\"\nBob,\"\\\"\"\n",
                [["first_name=Ada", "note=say \"hi\""], ["first_name=Bob", "note=\""]]
            ),
            (
                "first_name;note\n'Ada';'a;b'\n'Bob';'it''s'\n",
                [["first_name=Ada", "note=a;b"], ["first_name=Bob", "note=it's"]]
            ),
            ("first_name,pay\n\n\"Smith\" Ltd,1\n\n", [["first_name=\"Smith\" Ltd", "pay=1"]]),
        ]
    )
    func dialects(text: String, rows: [[String]]) {
        for size in [1, 2, 3, 7, 1_000] {
            #expect(read(text, as: .csv, chunks: size).shown == rows)
        }
    }

    @Test(
        "has a header only where one shows itself",
        arguments: [
            ("Anna,Berlin,32\nBob,Paris,44\nEve,Rome,27\n", "column 1=Anna"),
            ("Anna,Berlin\nBob,Paris\n", "column 1=Anna"),
            ("Who,Where,Born\nAnna,Berlin,1990-01-02\nBob,Paris,1991-03-04\n", "Who=Anna"),
            ("Name,Where\nAnna,Berlin\nBob,Paris\n", "Name=Anna"),
            ("employeeId,x\nAnna,Berlin\n", "employeeId=Anna"),
            ("a@x.org,b\nc@x.org,d\n", "column 1=a@x.org"),
            ("Vorname;Ort\nAnna;Berlin\n", "Vorname=Anna"),
        ]
    )
    func headers(text: String, first: String) {
        #expect(read(text, as: .csv).shown.first?.first == first)
    }

    @Test("keeps rows that do not fit, and counts them")
    func ragged() {
        let (records, notices) = read(Array("a_b,c_d\n1\n1,2,3\n1,2\n".utf8), as: .csv)
        #expect(
            records.shown == [["a_b=1"], ["a_b=1", "c_d=2", "column 3=3"], ["a_b=1", "c_d=2"]]
        )
        #expect(
            notices == [
                Notice(.ragged, count: 2, detail: "rows with more or fewer cells than the table")
            ]
        )
    }

    @Test("is not swallowed by a quote that never closes")
    func openQuote() {
        let rows = (0..<100).map { "\($0),\"open\n" }.joined()
        let (records, notices) = read(Array(("n_o,text_x\n" + rows).utf8), as: .csv)
        #expect(records.count == 100)
        #expect(records.last?.shown == ["n_o=99", "text_x=\"open"])
        #expect(notices.map(\.kind) == [.malformed])
    }

    @Test("names columns that have no name, or the same")
    func names() {
        let records = read("id_x,id_x,,name_y\n1,2,3,4\n", as: .csv)
        #expect(records.shown == [["id_x=1", "id_x 2=2", "column 3=3", "name_y=4"]])
    }

    @Test("knows numbers from words, and where each cell stands")
    func forms() {
        let records = read("a_b,c_d,e_f,g_h\n-1.50,007,\"3\",4x\n", as: .csv)
        #expect(records.first?.fields.map(\.form) == [.number, .string, .string, .string])
        #expect(records.first?.fields.map(\.place.column) == [1, 2, 3, 4])
        #expect(records.first?.fields.map(\.place.row) == [1, 1, 1, 1])
    }

    @Test("of very many columns keeps what it does not split")
    func crowd() {
        let row = (0..<5_000).map(String.init).joined(separator: ",")
        let (records, notices) = read(Array((row + "\n" + row + "\n").utf8), as: .csv)
        #expect(records.first?.fields.count == TableParser.columnsMax)
        #expect(records.first?.fields.last?.text.hasSuffix(",4999") == true)
        #expect(notices.contains { $0.kind == .malformed })
    }
}
