import Custody
import Foundation
import Sieve

/// `cordon detect --table FILE`: what the columns of a table of separated values hold, its keys,
/// and the sets of columns that single people out, as one JSON object.
struct DetectTable {
    let detector: Detector

    /// Bytes of the file that are read: enough for the rows a profile looks at.
    static let sizeMax = 64 << 20

    private struct Answer: Encodable {
        struct Column: Encodable {
            var name: String
            var label: String
            var score: Double
            var reasons: [String]
        }
        struct Key: Encodable {
            var columns: [String]
            var identifies: Bool
        }
        struct Narrowing: Encodable {
            var columns: [String]
            var singledOut: Double
        }
        var rows: Int
        var columns: [Column]
        var keys: [Key]
        var quasiIdentifiers: [Narrowing]
    }

    /// The profile of the table in `path`, as a line of JSON.
    ///
    /// - Throws: when the file cannot be read.
    func answer(for path: String) throws -> [UInt8] {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let bytes = [UInt8](try file.read(upToCount: Self.sizeMax) ?? Data())
        let profile = TableProfile(
            reading: bytes,
            classifier: ColumnClassifier(detector: detector)
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(told(profile))) + [0x0A]
    }

    private func told(_ profile: TableProfile) -> Answer {
        func names(_ columns: [Int]) -> [String] { columns.map { profile.columns[$0].name } }
        func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        return Answer(
            rows: profile.rowCount,
            columns: profile.columns.map { column in
                let label: String =
                    switch column.verdict.content {
                    case .label(let label): label.rawValue
                    case .freeText: "FREE_TEXT"
                    case .none: "NONE"
                    }
                return Answer.Column(
                    name: column.name,
                    label: label,
                    score: rounded(column.verdict.confidence),
                    reasons: column.verdict.reasons
                )
            },
            keys: profile.keys.map {
                Answer.Key(columns: names($0.columns), identifies: $0.isIdentifying)
            },
            quasiIdentifiers: profile.narrowings.map {
                Answer.Narrowing(
                    columns: names($0.columns),
                    singledOut: rounded($0.singledOut)
                )
            }
        )
    }
}
