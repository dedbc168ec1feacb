/// Office documents of a few lines, with one of everything that people forget in theirs.
enum OfficeSample {
    static let workbook = Sample.zip(texts: [
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            """
            <workbook xmlns:r="r"><sheets><sheet name="Pay" r:id="a"/>
            <sheet name="Secret" state="veryHidden" r:id="b"/></sheets>
            <definedNames><definedName name="salaries">Pay!$A$1</definedName></definedNames>
            </workbook>
            """
        ),
        (
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="b" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
            </Relationships>
            """
        ),
        (
            "xl/styles.xml",
            """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>
            """
        ),
        (
            "xl/sharedStrings.xml",
            """
            <sst><si><t>first_name</t></si><si><r><t>Zo</t></r><r><t>ë</t></r></si></sst>
            """
        ),
        (
            "xl/worksheets/sheet1.xml",
            """
            <worksheet><cols><col min="3" max="3" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>hired</t></is></c>
            <c r="C1" t="inlineStr"><is><t>pay</t></is></c></row>
            <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>43832</v></c>
            <c r="C2"><f>HYPERLINK("mailto:z@x.org")</f><v>51000</v></c></row>
            <row r="3" hidden="1"><c r="A3" t="str"><v>Ada</v></c></row>
            </sheetData></worksheet>
            """
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            """
            <Relationships><Relationship Id="c" Type="x/comments" Target="../comments1.xml"/>
            </Relationships>
            """
        ),
        (
            "xl/comments1.xml",
            """
            <comments><authors><author>Boss</author></authors><commentList><comment ref="A2">
            <text><r><t>too </t></r><r><t>old</t></r></text></comment></commentList></comments>
            """
        ),
        (
            "xl/worksheets/sheet2.xml",
            """
            <worksheet><sheetData><row r="9"><c r="C9" t="inlineStr"><is><t>on leave</t></is></c>
            </row></sheetData></worksheet>
            """
        ),
        ("xl/drawings/drawing1.xml", "<a:wsDr xmlns:a=\"a\"><a:t>in a box</a:t></a:wsDr>"),
        ("xl/pivotCache/pivotCacheRecords1.xml", "<records><r><s v=\"Grace\"/></r></records>"),
        ("docProps/core.xml", "<p xmlns:dc=\"x\"><dc:creator>Ada</dc:creator></p>"),
    ])

    private static func slide(_ body: String, _ attributes: String = "") -> String {
        "<p:sld xmlns:p=\"p\" xmlns:a=\"a\" \(attributes)>\(body)</p:sld>"
    }

    private static func paragraph(_ text: String) -> String {
        "<a:p><a:r><a:t>\(text)</a:t></a:r></a:p>"
    }

    static let slides = Sample.zip(texts: [
        ("[Content_Types].xml", "<Types/>"),
        (
            "ppt/presentation.xml",
            """
            <p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="b"/>
            <p:sldId id="257" r:id="a"/></p:sldIdLst></p:presentation>
            """
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            """
            <Relationships><Relationship Id="a" Type="x/slide" Target="slides/slide1.xml"/>
            <Relationship Id="b" Type="x/slide" Target="slides/slide2.xml"/></Relationships>
            """
        ),
        (
            "ppt/slides/slide1.xml",
            slide(
                paragraph("Hello Ada") + "<p:cNvPr descr=\"a face\"/><a:tbl><a:tr><a:tc>"
                    + paragraph("a") + "</a:tc><a:tc>" + paragraph("b")
                    + "</a:tc></a:tr></a:tbl>",
                "show=\"0\""
            )
        ),
        ("ppt/slides/slide2.xml", slide(paragraph("Second part first"))),
        (
            "ppt/slides/_rels/slide1.xml.rels",
            """
            <Relationships>
            <Relationship Id="n" Type="x/notesSlide" Target="../notesSlides/notesSlide1.xml"/>
            <Relationship Id="c" Type="x/comments" Target="../comments/comment1.xml"/>
            </Relationships>
            """
        ),
        ("ppt/notesSlides/notesSlide1.xml", slide(paragraph("say her name"))),
        (
            "ppt/comments/comment1.xml",
            "<p:cmLst xmlns:p=\"p\"><p:cm><p:text>remove this</p:text></p:cm></p:cmLst>"
        ),
    ])

    private static let manifest =
        "<m:manifest xmlns:m=\"m\"><m:file-entry m:full-path=\"/\"/></m:manifest>"

    private static func open(
        _ body: String,
        styles: String = "",
        meta: String = ""
    ) -> [UInt8] {
        let head = "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:dc=\"d\""
        let names = head + " xmlns:style=\"s\" xmlns:meta=\"m\" xmlns:fo=\"f\""
        func part(_ content: String) -> String { "<office:part \(names)>\(content)</office:part>" }
        return Sample.zip(texts: [
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", part(body)),
            ("styles.xml", part(styles)), ("meta.xml", part(meta)),
            ("META-INF/manifest.xml", manifest),
        ])
    }

    static let openText = open(
        """
        <style:style style:name="H"><style:text-properties text:display="none"/></style:style>
        <text:tracked-changes><text:deletion><text:p>union</text:p></text:deletion>
        </text:tracked-changes>
        <text:p>Ada<text:s text:c="2"/>Byron\
        <text:span text:style-name="H">pregnant</text:span></text:p>
        <text:p>lives in<office:annotation><dc:creator>Boss</dc:creator><text:p>too old</text:p>
        </office:annotation></text:p>
        """,
        styles: "<style:header><text:p>Secret</text:p></style:header>",
        meta: "<meta:initial-creator>Grace</meta:initial-creator>"
    )

    /// A spreadsheet of one sheet with these rows.
    static func sheet(_ rows: String) -> [UInt8] {
        open("<table:table table:name=\"Pay\">\(rows)</table:table>")
    }

    static let openSheet = sheet(
        """
        <table:table-row>
        <table:table-cell><text:p>first_name</text:p></table:table-cell>
        <table:table-cell><text:p>pay_euros</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell><text:p>Ada</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="51000"><text:p>51,000 €</text:p>
        </table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2">
        <table:table-cell table:number-columns-repeated="2"><text:p>7</text:p></table:table-cell>
        </table:table-row>
        """
    )
}
