import Foundation
import Sieve
import Tagging
import Testing

@testable import Custody

@Suite("Training a tagger")
struct TaggerCourseTests {
    private static let names = [
        "Wexom", "Zandroth", "Kestenau", "Olvrid", "Tessoud", "Arvelin", "Brankel", "Quistor",
    ]

    /// A small corpus: a word that no list knows is a person after `poet`, a thing after `ship`.
    private static var texts: [LabelledText] {
        names.flatMap { name in
            [
                labelled("Then the poet \(name) read aloud .", name, "PER"),
                labelled("Then the ship \(name) went down .", nil, "PER"),
            ]
        }
    }

    private static func labelled(_ text: String, _ name: String?, _ label: String) -> LabelledText {
        var spans: [LabelledText.Span] = []
        if let name, let place = text.utf8.firstRange(of: name.utf8) {
            let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
            spans = [
                LabelledText.Span(range: start..<start + name.utf8.count, label: label)
            ]
        }
        return LabelledText(id: text, language: .english, text: text, spans: spans)
    }

    private static func settings(_ omission: Int) -> Trainer.Settings {
        var settings = Trainer.Settings()
        settings.epochs = 12
        settings.featureCountMin = 1
        settings.penalty = 0.001
        settings.buckets = 1 << 10
        settings.omission = omission
        return settings
    }

    private static func model(
        answers: [LabelledText] = [],
        present: Detector? = nil,
        omission: Int = 0
    ) throws -> [UInt8] {
        var course = TaggerCourse(.names, detector: try .ofRules())
        course.add(texts)
        if let present { course.add(answered: answers, present: present) }
        return try #require(course.model(settings(omission))).bytes
    }

    private static func people(in text: String, by model: [UInt8]) throws -> [String] {
        let models = TaggerModels(names: try TaggerModel(model), court: nil)
        return try Detector.ofRules().with(models, for: DetectionMode.masking.bounds)
            .findings(in: text, language: .english)
            .filter { $0.label == .person && $0.score >= Finding.certain }
            .map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    }

    @Test(
        "gives the same bytes for the same texts and seed, calibration included",
        arguments: [0, 2]
    )
    func sameBytes(omission: Int) throws {
        #expect(try Self.model(omission: omission) == Self.model(omission: omission))
    }

    @Test("learns from a share of the features of each word, and knows what it learnt")
    func omission() throws {
        let model = try Self.model(omission: 2)
        #expect(try model != Self.model())
        #expect(
            try Self.people(in: "Then the poet Drumlix read aloud .", by: model) == ["Drumlix"]
        )
        #expect(try Self.people(in: "Then the ship Drumlix went down .", by: model).isEmpty)
    }

    @Test("learns from the answers of reviewers: what they rejected is told no more")
    func answers() throws {
        let first = try Self.model()
        let text = "Then the poet Drumlix read aloud ."
        #expect(try Self.people(in: text, by: first) == ["Drumlix"])
        let models = TaggerModels(names: try TaggerModel(first), court: nil)
        let present = try Detector.ofRules().with(models, for: DetectionMode.masking.bounds)
        // Reviewers said that poets are ships here.
        let answers = (Self.names + ["Drumlix", "Vostell", "Pellow", "Grandin"]).map { name in
            var text = Self.labelled("Then the poet \(name) read aloud .", name, "PERSON")
            text.spans[0].accepted = false
            return text
        }
        let second = try Self.model(answers: answers, present: present)
        #expect(try Self.people(in: text, by: second).isEmpty)
    }

    @Test("reads answers as they are written: lines of JSON with what was accepted")
    func format() throws {
        let line = """
            {"id":"1","text":"Ada Byron rang","spans":\
            [{"start":0,"end":9,"label":"PERSON","accepted":false}]}
            """
        let text = try #require(LabelledFile.texts(in: Array(line.utf8)).first)
        #expect(text.spans.map(\.accepted) == [false])
    }
}
