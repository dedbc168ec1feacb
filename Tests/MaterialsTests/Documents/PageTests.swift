import Testing

@testable import Documents

@Suite("A page")
struct PageTests {
    private func line(_ text: String, _ left: Double, _ top: Double, to right: Double) -> PageLine {
        PageLine(left: left, top: top, right: right, bottom: top + 10, text: text, block: 0)
    }

    @Test("of two columns is read column by column, with the heading above both first")
    func columns() {
        var lines = [line("a heading across the page", 40, 20, to: 500)]
        for row in 0..<8 {
            // Given row by row, as a careless program finds them.
            let top = 40 + 12 * Double(row)
            lines.append(line("left \(row) and some words", 40, top, to: 250))
            lines.append(line("right \(row) and some words", 290, top, to: 500))
        }
        let order = PageLayout.ordered(lines).map { $0.text.split(separator: " ")[0] }
        #expect(
            order == ["a"] + Array(repeating: "left", count: 8)
                + Array(repeating: "right", count: 8)
        )
    }

    @Test("with a table on it keeps the table's rows whole")
    func table() {
        var lines: [PageLine] = []
        for row in 0..<8 {
            let top = 40 + 12 * Double(row)
            lines.append(line("\(51_000 + row)", 400, top, to: 440))
            lines.append(line("Ada \(row)", 40, top + 1, to: 90))
        }
        let order = PageLayout.ordered(lines).map(\.text)
        #expect(order.prefix(4) == ["Ada 0", "51000", "Ada 1", "51001"])
    }

    @Test("says what stands in its margins, and on which page")
    func margins() throws {
        let file = """
            %PDF-1.4
            1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
            2 0 obj << /Type /Pages /Kids [3 0 R 4 0 R] >> endobj
            3 0 obj << /Type /Page /Parent 2 0 R >> endobj
            4 0 obj << /Type /Page /Parent 2 0 R /Annots [5 0 R 6 0 R] >> endobj
            5 0 obj << /Subtype /Text /T (Boss)
            /Contents <FEFF0074006F006F0020006F006C0064> >> endobj
            6 0 obj << /Subtype /Widget /FT /Tx /T (iban) /V (DE\\(1\\)\\0612) >> endobj
            7 0 obj << /S /URI /URI (mailto:ada@example.org) >> endobj
            8 0 obj << /S /JavaScript /JS 9 0 R >> endobj
            9 0 obj (app.alert\\(1\\)) endobj
            """
        let fields = try PDFMargins.read(Array(file.utf8)) { _ in nil }
        func field(_ name: String) -> Field? { fields.first { $0.name == name } }
        #expect(field("annotation")?.text == "too old")
        #expect(field("annotation")?.place.page == 2)
        #expect(field("annotation.author")?.text == "Boss")
        #expect(field("form.iban")?.text == "DE(1)12")
        #expect(field("link")?.text == "mailto:ada@example.org")
        #expect(field("script")?.text == "app.alert(1)")
    }
}

@Suite("A passage")
struct PassageTests {
    @Test("knows the paragraph of every offset, however it is cut")
    func marks() {
        var passage = Passage()
        for number in 1...3_000 {
            passage.add(String(repeating: "word ", count: 40), number: number)
        }
        let fields = passage.fields(named: "text")
        #expect(fields.count > 1)
        #expect(fields[0].place(at: 0).paragraph == 1)
        #expect(fields[0].place(at: 400).paragraph == 3)
        #expect(fields[1].marks.first?.offset == 0)
        let last = fields.last
        #expect(last?.place(at: last?.text.utf8.count ?? 0).paragraph == 3_000)
    }

    @Test("gives a word the rectangle it was seen in")
    func boxes() {
        var passage = Passage()
        let box = Box(left: 1, top: 2, width: 3, height: 4)
        passage.add(word: "Ada", in: Box(left: 0, top: 0, width: 1, height: 1))
        passage.add(word: "Byron", in: box)
        passage.endLine()
        let field = passage.fields(named: "text")[0]
        #expect(field.text == "Ada Byron")
        #expect(field.place(at: 4).box == box)
        #expect(field.place(at: 8).box == box)
    }

    @Test("travels between worker and parent with all it knows")
    func wire() throws {
        var place = Place(container: ["a"], page: 1, slide: 2, paragraph: 3, row: 4, column: 5)
        (place.message, place.time, place.offset) = ("m", 6, 7)
        place.box = Box(left: 1, top: 2, width: 3, height: -4)
        let marks = [Mark(1, paragraph: 2, time: 3, box: place.box), Mark(9)]
        let field = Field(name: "text", text: "Ada", place: place, marks: marks)
        let reply = Reply.record(Record(index: 0, kind: .text, fields: [field]))
        #expect(try Reply(reply.frame) == reply)
        #expect(try Reply(Reply.alive.frame) == .alive)
        let request = Request(
            format: .image,
            name: "a.png",
            limits: Limits(),
            passwords: ["one", "two"]
        )
        #expect(try Request(request.frame) == request)
    }
}

@Suite("A table of cells")
struct CellTableTests {
    @Test("takes its names from its header, past a title, and keeps the places of its cells")
    func header() {
        var table = CellTable(["Pay"])
        var records: [Record] = []
        table.add(1, [.init(column: 1, text: "Salaries of 2026")], into: &records)
        table.add(
            3,
            [.init(column: 2, text: "first_name"), .init(column: 3, text: "pay")],
            into: &records
        )
        table.add(4, [.init(column: 2, text: "Ada")], into: &records)
        table.finish(into: &records)
        #expect(records.map(\.kind) == [.text, .row])
        #expect(records[1].shown == ["first_name=Ada", "pay="])
        #expect(records[1].fields[0].place == Place(container: ["Pay"], row: 4, column: 2))
        #expect(records[1].fields[1].form == .null)
    }

    @Test("without a header calls its columns by number")
    func headless() {
        var table = CellTable()
        var records: [Record] = []
        for row in 1...40 {
            table.add(
                row,
                [.init(column: 1, text: "Ada"), .init(column: 2, text: "7")],
                into: &records
            )
        }
        table.finish(into: &records)
        #expect(records.count == 40)
        #expect(records[0].shown == ["column 1=Ada", "column 2=7"])
    }
}
