import Sieve
import Tagging

/// The words of a draft as the tagger sees them, with what lists and rules say of each.
struct TaggerTokens {
    private static let placeOfSeveral: UInt16 = 1 << 13
    private static let organizationOfSeveral: UInt16 = 1 << 14

    private(set) var tokens: [Token]

    /// - Parameter findings: sorted by place and apart.
    init(_ draft: Draft, _ findings: [Finding], _ lexicon: Lexicon) {
        tokens = draft.words.enumerated().map { index, word in
            Token(
                start: word.start,
                end: word.end,
                key: word.key,
                marks: word.marks.rawValue,
                hint: 0,
                form: word.form.code,
                gap: word.gap.code,
                length: word.length,
                continues: draft.continues(index)
            )
        }
        markEntries(draft, lexicon)
        hint(findings)
        Survey.mark(&tokens)
    }

    /// Marks the words of entries of several words: `San Sebastián`, `Bank of Ireland`.
    private mutating func markEntries(_ draft: Draft, _ lexicon: Lexicon) {
        let words = draft.words
        for index in words.indices where words[index].isCapital {
            guard words[index].marks.contains(.opens) else { continue }
            var key = LexiconKey.joining(words[index].key, to: 0)
            var end = index + 1
            while end < words.count, end - index < 5, draft.continues(end) {
                key = LexiconKey.joining(words[end].key, to: key)
                end += 1
                let marks = lexicon[key]
                var bits: UInt16 = 0
                if !marks.isDisjoint(with: .place) { bits |= Self.placeOfSeveral }
                if marks.contains(.organization) { bits |= Self.organizationOfSeveral }
                if bits == 0 { continue }
                for inside in index..<end { tokens[inside].marks |= bits }
            }
        }
    }

    /// Tells each word of the finding that covers it.
    private mutating func hint(_ findings: [Finding]) {
        var word = 0
        for finding in findings {
            while word < tokens.count, Int(tokens[word].end) <= finding.range.lowerBound {
                word += 1
            }
            var isFirst = true
            var inside = word
            while inside < tokens.count, Int(tokens[inside].start) < finding.range.upperBound {
                tokens[inside].hint = Self.hint(finding, isFirst)
                isFirst = false
                inside += 1
            }
        }
    }

    private static func hint(_ finding: Finding, _ isFirst: Bool) -> UInt16 {
        let strength: UInt16 = finding.score >= 0.75 ? 2 : finding.score >= 0.5 ? 1 : 0
        return finding.label.code + 1 | strength << 6 | (isFirst ? 1 << 8 : 0)
    }
}

extension Label {
    /// The numbers that models were trained with: a new label takes the next one.
    var code: UInt16 {
        switch self {
        case .person: 0
        case .email: 1
        case .phone: 2
        case .address: 3
        case .username: 4
        case .employeeID: 5
        case .nationalID: 6
        case .iban: 7
        case .creditCard: 8
        case .cryptoAddress: 9
        case .vehicle: 10
        case .url: 11
        case .ipAddress: 12
        case .macAddress: 13
        case .code: 14
        case .dateOfBirth: 15
        case .age: 16
        case .gender: 17
        case .nationality: 18
        case .maritalStatus: 19
        case .family: 20
        case .location: 21
        case .postcode: 22
        case .coordinates: 23
        case .date: 24
        case .organization: 25
        case .jobTitle: 26
        case .degree: 27
        case .salary: 28
        case .health: 29
        case .disability: 30
        case .religion: 31
        case .ethnicity: 32
        case .politics: 33
        case .union: 34
        case .sexuality: 35
        case .biometric: 36
        case .criminalRecord: 37
        case .secret: 38
        case .quantity: 39
        case .demographic: 40
        case .misc: 41
        }
    }
}

extension Word.Form {
    /// As `Token.form` counts.
    var code: UInt8 {
        switch self {
        case .small: 0
        case .capital: 1
        case .allCapitals: 2
        case .number: 3
        case .mixed: 4
        }
    }
}

extension Word.Gap {
    /// As `Token.gap` counts.
    var code: UInt8 {
        switch self {
        case .joined: 0
        case .space: 1
        case .initial: 2
        case .comma: 3
        case .colon: 4
        case .line: Token.lineGap
        case .other: 6
        }
    }
}
