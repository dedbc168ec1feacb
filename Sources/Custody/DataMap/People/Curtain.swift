import Documents
import Kernel
import Sieve

extension DataMap {
    /// Draws a curtain before everybody but one: keeps the records that name the person who asks,
    /// and masks in them what identifies anybody else.
    struct Curtain {
        private let lens: Lens
        private let marks: Set<Vault.Mark>
        private var kept: [[Passage.Line]] = []

        init(lens: Lens, marks: Set<Vault.Mark>) {
            self.lens = lens
            self.marks = marks
        }

        /// What stands for something about somebody else.
        private static let mask = "▇▇▇"

        mutating func take(_ record: Record) {
            guard kept.count < DataMap.recordsMax else { return }
            let found = lens.detector.findings(in: record)
            let isNamed = zip(record.fields, found).contains { field, spans in
                spans.contains { isTheirs($0, in: field) }
            }
            // A row about another is none of theirs; of a text, all of it may be.
            guard isNamed || record.kind == .text && !kept.isEmpty else { return }
            kept.append(
                zip(record.fields, found).compactMap { field, spans in
                    guard !field.text.isEmpty else { return nil }
                    return Passage.Line(
                        field: field.name,
                        text: Personal(masked(field, spans, isShared: record.kind != .row))
                    )
                }
            )
        }

        func finish() -> [[Passage.Line]] { kept }

        /// Whether a finding names the person who asks.
        private func isTheirs(_ finding: Finding, in field: Field) -> Bool {
            guard let text = field.text.bytes(finding.range) else { return false }
            return switch finding.label {
            case .person:
                lens.marker.mark(name: text).map(marks.contains) ?? false
            case .email: marks.contains(lens.marker.mark(email: text))
            case .employeeID: marks.contains(lens.marker.mark(staffNumber: text))
            default: false
            }
        }

        /// Names of others are masked everywhere. In what several share, so is whatever identifies
        /// alone and is not known to be theirs: a telephone number of a referee looks like theirs.
        /// A row that names them is about them.
        private func masked(_ field: Field, _ spans: [Finding], isShared: Bool) -> String {
            var text: [UInt8] = []
            let bytes = Array(field.text.utf8)
            var end = 0
            for span in spans.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
                guard span.range.lowerBound >= end, span.range.upperBound <= bytes.count else {
                    continue
                }
                text += bytes[end..<span.range.lowerBound]
                let isNamed = [.person, .email, .employeeID].contains(span.label)
                let isOthers =
                    isNamed
                    ? !isTheirs(span, in: field)
                    : span.label == .secret
                        || isShared && span.label.identification == .direct
                text += isOthers ? Array(Self.mask.utf8) : Array(bytes[span.range])
                end = span.range.upperBound
            }
            text += bytes[end...]
            return String(decoding: text, as: UTF8.self)
        }
    }
}
