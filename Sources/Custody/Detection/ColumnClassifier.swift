package import Sieve

/// What a column of a table holds.
package struct ColumnVerdict: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case label(Label)
        /// Prose: each value must be searched by itself.
        case freeText
        /// Nothing personal that we know of.
        case none
    }

    package var content: Content
    /// How sure we are, 0…1.
    package var confidence: Double
    /// What spoke for the verdict: words of the header, checks that the values pass.
    package var reasons: [String]

    package init(_ content: Content, confidence: Double, reasons: [String]) {
        self.content = content
        self.confidence = confidence
        self.reasons = reasons
    }
}

/// Tells what each column of a table holds from its header and a sample of its values.
package struct ColumnClassifier: Sendable {
    let detector: Detector

    package init(detector: Detector) {
        self.detector = detector
    }

    /// Values that are looked at; more would not change the verdict.
    package static let sampleMax = 200

    /// The verdict on one column.
    ///
    /// - Parameters:
    ///   - header: its name, or an empty text when the table has no header.
    ///   - values: its first values; only `sampleMax` of them are read.
    package func verdict(header: String, values: [String]) -> ColumnVerdict {
        let sample = values.prefix(Self.sampleMax).filter { !$0.isEmpty }
        var counts: [Label: Int] = [:]
        for value in sample {
            for finding in detector.findings(in: value, field: header)
            where finding.range.count * 2 > value.utf8.count {
                counts[finding.label, default: 0] += 1
            }
        }
        guard let (label, count) = counts.max(by: { $0.value < $1.value }),
            count * 2 > sample.count
        else { return ColumnVerdict(.none, confidence: 0.5, reasons: []) }
        let share = Double(count) / Double(sample.count)
        return ColumnVerdict(.label(label), confidence: share, reasons: [])
    }
}
