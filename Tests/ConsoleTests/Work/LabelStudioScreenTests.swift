import Annotation
import Console
import Testing

@Suite("Label Studio's settings of a screen")
struct LabelStudioScreenTests {
    private func questions(_ controls: String) throws -> [Prompt] {
        try LabelStudioScreen.questions(
            """
            <View>
              <Header value="Read it"/>
              <Text name="text" value="$body"/><Image name="photo" value="$picture"/>
              \(controls)
            </View>
            """
        )
    }

    @Test("ask what they asked there, about the same fields, under the same names")
    func asks() throws {
        let asked = try questions(
            """
            <Choices name="mood" toName="text" required="true">
              <Choice value="Glad"/><Choice value="Sad" alias="sad"/>
            </Choices>
            <Choices name="all" toName="text" choice="multiple"><Choice value="a"/></Choices>
            <Labels name="who" toName="text"><Label value="Person" background="red"/></Labels>
            <Relations><Relation value="knows"/></Relations>
            <RectangleLabels name="badge" toName="photo"><Label value="Badge"/></RectangleLabels>
            <Rating name="stars" toName="text" maxRating="4"/>
            <TextArea name="fixed" toName="text"/>
            <Pairwise name="better" toName="text,photo"/>
            """
        )
        #expect(
            asked == [
                Prompt("mood", about: "body", .classes(["Glad", "sad"], several: false)),
                Prompt("all", about: "body", .classes(["a"], several: true), isOptional: true),
                Prompt(
                    "who",
                    about: "body",
                    .spans(kinds: ["Person"], relations: ["knows"]),
                    isOptional: true
                ),
                Prompt("badge", about: "picture", .regions(kinds: ["Badge"]), isOptional: true),
                Prompt(
                    "stars",
                    about: "body",
                    .scores([.init("rating", worst: 1, best: 4)]),
                    isOptional: true
                ),
                Prompt("fixed", about: "body", .text, isOptional: true),
                Prompt("better", about: "body", .preference, isOptional: true),
            ]
        )
    }

    @Test("may lay classes within classes, and controls within views")
    func nested() throws {
        let asked = try questions(
            """
            <View style="x"><Taxonomy name="kind" toName="text" required="true">
              <Choice value="Animal"><Choice value="Cat"/><Choice value="Dog"/></Choice>
              <Choice value="Plant"/>
            </Taxonomy></View>
            """
        )
        let classes = ["Animal/Cat", "Animal/Dog", "Plant"]
        #expect(asked == [Prompt("kind", about: "body", .classes(classes, several: true))])
    }

    @Test(
        "that no question here can ask are refused by name, and nothing is left out in silence",
        arguments: [
            (#"<BrushLabels name="b" toName="photo"><Label value="x"/></BrushLabels>"#, "“b”"),
            (#"<Choices name="c" toName="video"><Choice value="x"/></Choices>"#, "“video”"),
            (#"<Choices name="c" toName="text"/>"#, "lacks its classes"),
            ("", "ask nothing"), ("<View>", "no XML"),
        ]
    )
    func refused(controls: String, words: String) {
        let fault = #expect(throws: LabelStudioScreen.Fault.self) { try questions(controls) }
        #expect(fault?.words.contains(words) == true)
    }

    @Test("are told from our own way to write questions")
    func told() throws {
        #expect(LabelStudioScreen.isOne("\n  <View></View>"))
        #expect(!LabelStudioScreen.isOne("mood | text | one of | glad, sad"))
        #expect(try ProjectForm.questions("mood | text | one of | glad, sad").count == 1)
    }
}
