import Foundation
import Sieve
import Testing

@testable import Custody

/// Scores on annotated texts, with floors. The texts stay outside the house.
@Suite("On reference texts", .enabled(if: ReferenceData.isPresent))
struct EvaluationTests {
    /// Share of the direct identifiers all of whose mentions are covered (the ER of the Text
    /// Anonymization Benchmark, Pilán et al. 2022 §5).
    static func entityRecall(_ file: String, identifier: String) throws -> Double {
        let detector = try Detector()
        var covered = 0
        var all = 0
        for document in try ReferenceData.documents(in: file) {
            let scalars = Array(document.text.unicodeScalars)
            let masked = mask(document.text, scalars.count, detector)
            var entities: [String: Bool] = [:]
            for span in document.spans where span.identifier == identifier {
                let isCovered = (span.start..<span.end).allSatisfy {
                    masked[$0]
                        || !scalars[$0].properties.isAlphabetic
                            && scalars[$0].properties.numericType == nil
                }
                entities[span.entity ?? "\(span.start)", default: true] =
                    entities[span.entity ?? "\(span.start)", default: true] && isCovered
            }
            all += entities.count
            covered += entities.values.count { $0 }
        }
        return Double(covered) / Double(max(1, all))
    }

    /// For each scalar, whether a certain finding covers it.
    private static func mask(_ text: String, _ count: Int, _ detector: Detector) -> [Bool] {
        var masked = [Bool](repeating: false, count: count)
        for range in scalarRanges(text, detector) {
            for place in range.0 { masked[place] = true }
        }
        return masked
    }

    /// Certain findings with their ranges in scalars.
    private static func scalarRanges(
        _ text: String,
        _ detector: Detector
    ) -> [(Range<Int>, Label)] {
        var scalarOf = [Int](repeating: 0, count: text.utf8.count + 1)
        var scalars = 0
        for (place, byte) in text.utf8.enumerated() {
            scalarOf[place] = scalars
            if byte & 0xC0 != 0x80 { scalars += 1 } else { scalarOf[place] = scalars }
        }
        scalarOf[text.utf8.count] = scalars
        return detector.findings(in: text).filter { $0.score >= Finding.certain }
            .map { (scalarOf[$0.range.lowerBound]..<scalarOf[$0.range.upperBound], $0.label) }
    }

    @Test(
        "every mention of a person's direct identifiers is covered",
        arguments: [("cv_synth_dev.jsonl.gz", 0.97), ("slack_synth_dev.jsonl.gz", 0.97)]
    )
    func direct(file: String, floor: Double) throws {
        let recall = try Self.entityRecall(file, identifier: "DIRECT")
        print("score:", file, "direct", recall)
        #expect(recall >= floor)
    }

    @Test(
        "most quasi-identifiers are covered",
        arguments: [("cv_synth_dev.jsonl.gz", 0.90), ("slack_synth_dev.jsonl.gz", 0.90)]
    )
    func quasi(file: String, floor: Double) throws {
        let recall = try Self.entityRecall(file, identifier: "QUASI")
        print("score:", file, "quasi", recall)
        #expect(recall >= floor)
    }

    @Test(
        "secrets are found, and little else is taken for one",
        arguments: [("slack_synth_dev.jsonl.gz", 0.95, 0.95), ("secrets_dev.jsonl.gz", 0.90, 0.90)]
    )
    func secrets(file: String, recallMin: Double, precisionMin: Double) throws {
        let detector = try Detector()
        var found = 0
        var gold = 0
        var right = 0
        var told = 0
        for document in try ReferenceData.documents(in: file) {
            let spans = document.spans.filter { $0.label == "SECRET" }.map { $0.start..<$0.end }
            let ranges = Self.scalarRanges(document.text, detector)
                .filter { $0.1 == .secret }.map(\.0)
            gold += spans.count
            told += ranges.count
            found += spans.count { span in ranges.contains { $0.overlaps(span) } }
            right += ranges.count { range in spans.contains { $0.overlaps(range) } }
        }
        let recall = Double(found) / Double(gold)
        let precision = Double(right) / Double(told)
        print("score:", file, "secrets recall", recall, "precision", precision)
        #expect(recall >= recallMin)
        #expect(precision >= precisionMin)
    }

    @Test("what must be masked in decisions of courts is, and half as much again is not")
    func court() throws {
        let evaluation = try Self.evaluation("tab_dev.jsonl.gz")
        let direct = try #require(evaluation.entities["DIRECT"]).recall
        let quasi = try #require(evaluation.entities["QUASI"]).recall
        print("score: court", direct, quasi, evaluation.masked.precision)
        #expect(direct >= 0.98)
        #expect(quasi >= 0.90)
        #expect(evaluation.masked.precision >= 0.75)
    }

    @Test("names are found in English of many kinds")
    func names() throws {
        let evaluation = try Self.evaluation("ner_en_dev.conll.gz")
        let unseen = try #require(evaluation.sources["wnut17"]).score
        print("score: names", evaluation.allNames.score, unseen)
        #expect(evaluation.allNames.score >= 0.75)
        #expect(unseen >= 0.42)
    }

    private static func evaluation(_ file: String) throws -> Evaluation {
        let detector = try Detector()
        var evaluation = Evaluation()
        let contents = [UInt8](try ReferenceData.contents(of: file))
        for text in try LabelledFile.texts(in: contents) {
            evaluation.add(text, detector.findings(in: text.text, language: text.language))
        }
        return evaluation
    }
}
