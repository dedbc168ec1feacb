package import Sieve

/// How well a detector does on labelled texts.
package struct Evaluation: Sendable {
    /// Of so many things so many were right.
    package struct Count: Sendable, Equatable {
        package init() {}
        package var found = 0
        package var gold = 0
        package var told = 0
        package var recall: Double { gold == 0 ? 1 : Double(found) / Double(gold) }
        package var precision: Double { told == 0 ? 1 : Double(found) / Double(told) }
        /// The harmonic mean of both.
        package var score: Double {
            let sum = recall + precision
            return sum == 0 ? 0 : 2 * recall * precision / sum
        }
    }

    package private(set) var texts = 0
    package private(set) var bytes = 0
    /// Entities all of whose mentions are covered, by `DIRECT` and `QUASI` (Pilán et al. 2022 §5).
    package private(set) var entities: [String: Count] = [:]
    /// Words that are covered, and words that ought to be.
    package private(set) var masked = Count()
    /// Stretches with the same ends and the same kind, by kind.
    package private(set) var exact: [String: Count] = [:]
    /// The same by source, where a file names sources.
    package private(set) var sources: [String: Count] = [:]

    /// Secrets that were found and told, overlapping (any common letter counts).
    package private(set) var secrets = Count()

    /// All kinds of names together.
    package var allNames: Count {
        exact.values.reduce(into: Count()) { all, own in
            all.found += own.found
            all.gold += own.gold
            all.told += own.told
        }
    }

    package init() {}

    /// Adds what was found in a text.
    package mutating func add(_ labelled: LabelledText, _ findings: [Finding]) {
        texts += 1
        bytes += labelled.text.utf8.count
        let certain = findings.filter { $0.score >= Finding.certain }
        var text = labelled.text
        text.withUTF8 { bytes in
            countEntities(labelled, certain, bytes)
            countWords(labelled, certain, bytes)
        }
        countExact(labelled, certain)
        countSecrets(labelled, certain)
    }

    private mutating func countSecrets(_ labelled: LabelledText, _ findings: [Finding]) {
        let gold = labelled.spans.filter { $0.label == Label.secret.rawValue }.map(\.range)
        let told = findings.filter { $0.label == .secret }.map(\.range)
        secrets.gold += gold.count
        secrets.told += told.count
        secrets.found += gold.count { span in told.contains { $0.overlaps(span) } }
    }

    private mutating func countEntities(
        _ labelled: LabelledText,
        _ findings: [Finding],
        _ text: UnsafeBufferPointer<UInt8>
    ) {
        var covered = [Bool](repeating: false, count: text.count)
        for finding in findings { for byte in finding.range { covered[byte] = true } }
        var isCovered: [String: [String: Bool]] = [:]
        for (number, span) in labelled.spans.enumerated() {
            guard let identifier = span.identifier, identifier != "NO_MASK" else { continue }
            let isWhole = span.range.allSatisfy { covered[$0] || !Self.isLetter(text, $0) }
            let entity = span.entity ?? "\(number)"
            isCovered[identifier, default: [:]][entity, default: true] =
                isCovered[identifier]?[entity] ?? true && isWhole
        }
        for (identifier, own) in isCovered {
            entities[identifier, default: Count()].gold += own.count
            entities[identifier, default: Count()].found += own.values.count { $0 }
        }
    }

    /// Whether the byte at `index` is part of a letter or a digit, which quotes, dashes and spaces
    /// are not, however many bytes they have.
    private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let byte = text[index]
        if byte < 0x80 { return byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }
        var first = index
        while first > 0, index - first < 3, text[first] & 0xC0 == 0x80 { first -= 1 }
        let second = first + 1 < text.count ? text[first + 1] : 0
        switch text[first] {
        // Latin-1 signs but ª ² ³ µ ¹ º; general punctuation; marks between ideographs.
        case 0xC2: return [0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA].contains(second)
        case 0xE2: return second != 0x80
        case 0xE3: return second != 0x80
        default: return true
        }
    }

    private mutating func countWords(
        _ labelled: LabelledText,
        _ findings: [Finding],
        _ text: UnsafeBufferPointer<UInt8>
    ) {
        let wanted = labelled.spans.filter { $0.identifier != "NO_MASK" }.map(\.range)
        var gold = Cursor(wanted.sorted { $0.lowerBound < $1.lowerBound })
        var told = Cursor(findings.map(\.range))
        var start = 0
        while start < text.count {
            guard Self.isLetter(text, start) else {
                start += 1
                continue
            }
            var end = start + 1
            while end < text.count, Self.isLetter(text, end) { end += 1 }
            let isGold = gold.touches(start..<end)
            let isTold = told.touches(start..<end)
            masked.gold += isGold ? 1 : 0
            masked.told += isTold ? 1 : 0
            masked.found += isGold && isTold ? 1 : 0
            start = end
        }
    }

    private mutating func countExact(_ labelled: LabelledText, _ findings: [Finding]) {
        var told: [Range<Int>: String] = [:]
        for finding in findings {
            guard let kind = Self.kind(of: finding.label) else { continue }
            told[Self.snapped(finding.range, labelled.words)] = kind
        }
        for (_, kind) in told { exact[kind, default: Count()].told += 1 }
        let source = labelled.source
        if let source { sources[source, default: Count()].told += told.count }
        for span in labelled.spans {
            guard let kind = Self.kind(of: span.label) else { continue }
            let isRight = told[span.range] == kind
            exact[kind, default: Count()].gold += 1
            exact[kind, default: Count()].found += isRight ? 1 : 0
            if let source {
                sources[source, default: Count()].gold += 1
                sources[source, default: Count()].found += isRight ? 1 : 0
            }
        }
    }

    /// The range in whole words of the file.
    private static func snapped(_ range: Range<Int>, _ words: [Range<Int>]) -> Range<Int> {
        guard let first = words.first(where: { $0.upperBound > range.lowerBound }),
            let last = words.last(where: { $0.lowerBound < range.upperBound })
        else { return range }
        return first.lowerBound..<last.upperBound
    }

    /// Names of the three kinds that every corpus marks.
    private static func kind(of label: Label) -> String? {
        switch label {
        case .person: "PER"
        case .location: "LOC"
        case .organization: "ORG"
        default: nil
        }
    }

    private static func kind(of label: String) -> String? {
        switch label {
        case "PER", "PERSON", "LEGAL_PROFESSIONAL": "PER"
        case "LOC", "LOCATION", "GPE": "LOC"
        case "ORG", "ORGANIZATION": "ORG"
        default: nil
        }
    }

    /// Ranges passed once, from the left.
    private struct Cursor {
        let ranges: [Range<Int>]
        var place = 0

        init(_ ranges: [Range<Int>]) { self.ranges = ranges }

        mutating func touches(_ range: Range<Int>) -> Bool {
            while place < ranges.count, ranges[place].upperBound <= range.lowerBound { place += 1 }
            return place < ranges.count && ranges[place].lowerBound < range.upperBound
        }
    }
}
