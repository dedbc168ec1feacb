package import Annotation
package import Custody
import Sieve

extension Workroom {
    /// A stretch of a text that is blacked out until somebody asks for it, with a reason.
    ///
    /// What hides it is as long as it is, so that places in the text stay what they are: an answer
    /// that marks a stretch is the same answer, whatever was revealed.
    package struct Mask: Codable, Hashable, Sendable {
        /// The field that holds the text.
        package let field: String
        /// Which text of the field, in reading order from zero: a conversation has many.
        package let text: Int
        /// Offsets in Unicode scalars; `end` is exclusive.
        package let start: Int
        package let end: Int
        /// What is hidden: a label of the detector, as `PERSON`.
        package let kind: String

        package init(field: String, text: Int, start: Int, end: Int, kind: String) {
            precondition(start <= end, "a stretch ends where it begins, or later")
            self.field = field
            self.text = text
            self.start = start
            self.end = end
            self.kind = kind
        }

        static let cover: Unicode.Scalar = "\u{2588}"
    }

    /// Finds what is to be hidden in the texts of tasks.
    package struct MaskFinder: Sendable {
        private let detector: Detector
        private let kinds: Set<Label>

        /// - Parameter hides: labels of the detector; others are left alone.
        package init(hides: [String], with detector: Detector) {
            self.detector = detector
            kinds = Set(hides.compactMap(Label.init))
        }

        /// The masks of one item, by field and place.
        package func masks(in item: Item) -> [Mask] {
            item.fields.flatMap { field in
                var number = 0
                var masks: [Mask] = []
                field.value.eachText { text in
                    masks += self.masks(in: text, number, of: field.name)
                    number += 1
                }
                return masks
            }
        }

        private func masks(in text: String, _ number: Int, of field: String) -> [Mask] {
            let findings = detector.findings(in: text).filter { kinds.contains($0.label) }
            // Findings come in order and apart, so each scalar is counted once.
            var (place, count) = (text.startIndex, 0)
            func offset(_ byte: Int) -> Int {
                let next = text.utf8.index(text.startIndex, offsetBy: byte)
                count += text.unicodeScalars.distance(from: place, to: next)
                place = next
                return count
            }
            return findings.map { finding in
                Mask(
                    field: field,
                    text: number,
                    start: offset(finding.range.lowerBound),
                    end: offset(finding.range.upperBound),
                    kind: finding.label.rawValue
                )
            }
        }
    }
}

extension JSONValue {
    /// One of the texts in this value, counted in reading order from zero.
    func text(numbered number: Int) -> String? {
        var texts: [String] = []
        eachText { texts.append($0) }
        return texts.indices.contains(number) ? texts[number] : nil
    }

    /// Calls `body` with every text in this value, in reading order.
    fileprivate func eachText(_ body: (String) -> Void) {
        guard Medium(self) == nil else { return }
        switch self {
        case .string(let text): body(text)
        case .array(let elements): for element in elements { element.eachText(body) }
        case .object(let members): for member in members { member.value.eachText(body) }
        default: break
        }
    }

    /// This value with `masks`, all of one field, blacked out.
    func covered(by masks: [Workroom.Mask]) -> JSONValue {
        var number = 0
        return covered(by: masks, from: &number)
    }

    private func covered(by masks: [Workroom.Mask], from number: inout Int) -> JSONValue {
        switch self {
        case .string(let text):
            defer { number += 1 }
            let own = masks.filter { $0.text == number }
            guard !own.isEmpty else { return self }
            var scalars = Array(text.unicodeScalars)
            for mask in own {
                let range = (mask.start..<mask.end).clamped(to: scalars.indices)
                for place in range { scalars[place] = Workroom.Mask.cover }
            }
            var covered = String.UnicodeScalarView()
            covered.append(contentsOf: scalars)
            return .string(String(covered))
        case _ where Medium(self) != nil: return self
        case .array(let elements):
            return .array(elements.map { $0.covered(by: masks, from: &number) })
        case .object(let members):
            return .object(
                members.map { .init($0.name, $0.value.covered(by: masks, from: &number)) }
            )
        default: return self
        }
    }
}
