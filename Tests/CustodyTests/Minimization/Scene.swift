import Crypto
import Documents
import Foundation
import Privacy
import Sieve

@testable import Custody

/// What most tests of minimisation start from.
enum Scene {
    /// Read once: every test draws from the same lists.
    static let lists = Result { try Minimization.SurrogateLists.bundled() }

    /// Everything a CV screening might want, so that each operator is at work somewhere.
    static let purpose = """
        purpose: train a CV screening model
        basis: legitimate interests
        recipient: Model team, Harbour Ltd
        until: 2027-06-30
        fields:
          text: keep
          notes: keep
        categories:
          PERSON: surrogate
          EMAIL: surrogate
          USERNAME: surrogate
          PHONE: surrogate
          JOB_TITLE: keep
          DATE: month
          DATE_OF_BIRTH: band 10
          AGE: band 10
          LOCATION: region
          SALARY: round 1
        """

    static func minimizer(
        _ yaml: String = purpose,
        map: [Minimization.MappedField] = [],
        scope: String = "release-1",
        forbidden: Minimization.ForbiddenNames = .init(),
        acceptsDoubts: Bool = false
    ) throws -> Minimization.Minimizer {
        Minimization.Minimizer(
            plan: Minimization.Plan(try Minimization.Purpose(yaml: yaml), over: map),
            key: SymmetricKey(data: [UInt8](repeating: 7, count: 32)),
            scope: scope,
            lists: try lists.get(),
            forbidden: forbidden,
            today: try day("2026-11-21"),
            acceptsDoubts: acceptsDoubts
        )
    }

    struct NoDay: Error {}

    static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(text) else { throw NoDay() }
        return day
    }

    static func record(_ fields: KeyValuePairs<String, String>) -> Record {
        let fields = fields.enumerated().map { offset, field in
            Field(name: field.key, text: field.value, place: Place(row: 1, column: offset + 1))
        }
        return Record(index: 0, kind: .row, fields: fields)
    }

    /// A finding at the first place of `part` in `text`.
    static func finding(
        _ part: String,
        in text: String,
        _ label: Label,
        score: Double = 0.9
    ) -> Finding {
        let start = text.range(of: part)?.lowerBound ?? text.startIndex
        let offset = text.utf8.distance(from: text.startIndex, to: start)
        return Finding(offset..<(offset + part.utf8.count), label, score: score, rule: "test")
    }
}

extension Minimization.Minimizer {
    /// One text, minimised by itself.
    func text(_ text: String, _ findings: [Finding]) throws -> String {
        let record = Scene.record(["text": text])
        return try minimize(record, findings: [findings]).record.fields.first?.text ?? ""
    }
}
