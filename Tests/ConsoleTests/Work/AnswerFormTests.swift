import Annotation
import Console
import People
import Testing

@Suite("What is copied from a text with bars in it")
struct AnswerFormTests {
    private static let question = Prompt(
        "who",
        about: "text",
        .spans(kinds: ["person"], relations: [])
    )

    private func answers(copied: String) throws -> [String: Answer] {
        func item(_ text: String) -> Item {
            Item(name: "", fields: [.init("text", .string(text))])
        }
        return try AnswerForm(
            [Self.question],
            about: item("Then Anna came home."),
            shown: item("Then \u{2588}\u{2588}\u{2588}\u{2588} came home."),
            words: .english,
            filled: ["q0.0.text": [copied], "q0.0.kind": ["person"]]
        ).answers()
    }

    @Test("is found where the bars stand, which is where the words are")
    func bars() throws {
        let found = try answers(copied: "\u{2588}\u{2588}\u{2588}\u{2588}")
        #expect(found["who"] == .spans([.init(5..<9, kind: "person", name: "1")], []))
    }

    @Test("is found nowhere else: whoever guesses what is hidden learns nothing")
    func guesses() {
        for guess in ["Anna", "Then A", "Bert"] {
            #expect(throws: Workroom.Failure.badAnswer("who")) { try answers(copied: guess) }
        }
    }
}
