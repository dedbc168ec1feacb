import Custody
import Foundation
import Sieve

/// How well the columns of a table are told, against a list of what they are.
struct ColumnEvaluation {
    struct Column: Encodable {
        let column: String
        let label: String
        let told: String
        var isRight: Bool { label == told }
    }

    private struct Gold: Decodable {
        let column: String
        let label: String
    }

    let columns: [Column]

    /// Nothing if the file is no table with its labels beside it.
    init?(file: String, detector: Detector) throws {
        guard let range = file.range(of: ".csv", options: .backwards) else { return nil }
        let beside = file[..<range.lowerBound] + ".columns.json"
        guard let labels = FileManager.default.contents(atPath: String(beside)) else { return nil }
        let gold = try JSONDecoder().decode([Gold].self, from: labels)
        let bytes = try LabelledFile.unpacked(DetectionCommand.contents(of: file))
        let rows = Self.rows(String(decoding: bytes, as: UTF8.self))
        guard let head = rows.first else { return nil }
        let classifier = ColumnClassifier(detector: detector)
        columns = gold.compactMap { gold in
            guard let place = head.firstIndex(of: gold.column) else { return nil }
            let values = rows.dropFirst().compactMap { place < $0.count ? $0[place] : nil }
            let verdict = classifier.verdict(header: gold.column, values: values)
            let told =
                switch verdict.content {
                case .label(let label): label.rawValue
                case .freeText: "FREE_TEXT"
                case .none: "NONE"
                }
            return Column(column: gold.column, label: gold.label, told: told)
        }
    }

    /// Rows of comma-separated values (RFC 4180).
    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var value = ""
        var isQuoted = false
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"":
                // Two quotes inside a quoted value are one.
                if !isQuoted, before == "\"" { value.unicodeScalars.append(scalar) }
                isQuoted.toggle()
            case "," where !isQuoted:
                row.append(value)
                value = ""
            case "\r" where !isQuoted: break
            case "\n" where !isQuoted:
                rows.append(row + [value])
                (row, value) = ([], "")
            default: value.unicodeScalars.append(scalar)
            }
            before = scalar
        }
        if !row.isEmpty || !value.isEmpty { rows.append(row + [value]) }
        return rows
    }
}
