import Sieve

extension Stage {
    /// Finds personnel numbers that no word announces: `Ada Okoro (HL-010421)`, and then every
    /// number of the same form in the text.
    static let staffNumbers = Stage("staff numbers") { draft in
        let isPerson = { (finding: Finding) in
            finding.label == .person && finding.score >= Finding.certain
        }
        let people = Set(draft.findings.lazy.filter(isPerson).map(\.range.upperBound))
        guard !people.isEmpty else { return }
        var forms: Set<StaffNumber.Form> = []
        for index in draft.words.indices.dropFirst()
        where draft.isTaken[index - 1] && !draft.isTaken[index] {
            guard people.contains(draft.words[index - 1].range.upperBound),
                let number = StaffNumber(draft, index), number.follows(draft)
            else { continue }
            draft.add(words: number.words, .employeeID, 0.65, "employee-id.after-person")
            if !number.form.prefix.isEmpty { forms.insert(number.form) }
        }
        guard !forms.isEmpty else { return }
        for index in draft.words.indices where !draft.isTaken[index] {
            guard let number = StaffNumber(draft, index), forms.contains(number.form) else {
                continue
            }
            draft.add(words: number.words, .employeeID, 0.6, "employee-id.elsewhere")
        }
    }
}

/// A word or two that may be a personnel number: capitals, then four to ten digits.
struct StaffNumber {
    struct Form: Hashable {
        var prefix: [UInt8]
        var digits: Int
    }

    var words: Range<Int>
    var form: Form

    /// Reads the number that begins with the word `index`, or nothing.
    init?(_ draft: Draft, _ index: Int) {
        let first = draft.words[index]
        guard first.form == .allCapitals || first.form == .number || first.form == .capital,
            first.length <= 14
        else { return nil }
        var end = index + 1
        if first.form != .number, end < draft.words.count, draft.words[end].gap == .joined,
            draft.words[end].form == .number, !draft.isTaken[end]
        {
            end += 1
        }
        var prefix: [UInt8] = []
        var digits = 0
        for byte in draft.text[first.range.lowerBound..<draft.words[end - 1].range.upperBound] {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A where digits == 0: prefix.append(byte)
            case 0x2D where digits == 0: prefix.append(byte)
            default: return nil
            }
        }
        guard (4...10).contains(digits), prefix.count <= 6 else { return nil }
        words = index..<end
        form = Form(prefix: prefix, digits: digits)
    }

    /// Whether it stands in brackets, or, with capitals of its own, after a comma or a bar.
    func follows(_ draft: Draft) -> Bool {
        let gap = Int(draft.words[words.lowerBound - 1].end)..<Int(
            draft.words[words.lowerBound].start
        )
        guard (1...3).contains(gap.count) else { return false }
        let close = draft.byte(Int(draft.words[words.upperBound - 1].end))
        let marks = gap.map { draft.text[$0] }.filter { $0 != 0x20 }
        switch marks {
        case [0x28]: return close == 0x29 && !isYear(draft)
        case [0x5B]: return close == 0x5D && !isYear(draft)
        case [0x2C], [0x7C], [0x3B], [0x09]: return !form.prefix.isEmpty
        default: return false
        }
    }

    private func isYear(_ draft: Draft) -> Bool {
        guard form.prefix.isEmpty, form.digits == 4 else { return false }
        let first = draft.text[Int(draft.words[words.lowerBound].start)]
        return first == 0x31 || first == 0x32
    }
}
