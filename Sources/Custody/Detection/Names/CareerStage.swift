import Sieve

extension Stage {
    /// Reads lines of a career: `2018 – 2021 : Nurse at Vimo, Sligo`, `2019 LLB Law, University`.
    ///
    /// The form of the line says what its parts are, though no list knows them.
    static let careers = Stage("careers") { draft in
        var index = 0
        while index < draft.words.count {
            let end = draft.lineEnd(from: index)
            CareerReader.read(&draft, index..<end)
            index = end
        }
    }
}

enum CareerReader {
    /// Words of one line that are read; a longer line is prose.
    private static let wordsMax = 32

    static func read(_ draft: inout Draft, _ line: Range<Int>) {
        guard line.count >= 3, line.count <= wordsMax, let first = line.first,
            isYear(draft.words[first])
        else { return }
        var index = first + 1
        var isRange = false
        while index < line.upperBound, index - first < 4,
            isYear(draft.words[index]) || present.contains(draft.words[index].key)
                || months.contains(draft.words[index].key)
        {
            isRange = true
            index += 1
        }
        // `aujourd'hui` is two words.
        if index < line.upperBound, draft.words[index].gap == .joined { index += 1 }
        guard index < line.upperBound else { return }
        if let link = (index..<line.upperBound).first(where: {
            $0 > index && employing.contains(draft.words[$0].key) && draft.words[$0].form == .small
                && draft.words[$0].gap == .space
        }), isRange {
            readPost(&draft, index..<link, link + 1..<line.upperBound)
        } else {
            readStudies(&draft, index..<line.upperBound)
        }
    }

    /// A title, then an employer, then a place after the last comma.
    private static func readPost(_ draft: inout Draft, _ title: Range<Int>, _ rest: Range<Int>) {
        guard !rest.isEmpty, title.count <= 8 else { return }
        mark(&draft, title, .jobTitle, 0.8, "career.post")
        let comma = rest.dropFirst().last { draft.words[$0].gap == .comma }
        mark(
            &draft,
            rest.lowerBound..<(comma ?? rest.upperBound),
            .organization,
            0.8,
            "career.post"
        )
        if let comma, rest.upperBound - comma <= 6 {
            mark(&draft, comma..<rest.upperBound, .location, 0.75, "career.post")
        }
    }

    /// A degree, then a school after the first comma.
    private static func readStudies(_ draft: inout Draft, _ rest: Range<Int>) {
        guard let comma = rest.dropFirst().first(where: { draft.words[$0].gap == .comma }),
            comma - rest.lowerBound <= 7, draft.words[rest.lowerBound].isCapital,
            draft.words[comma].isCapital
        else { return }
        mark(&draft, rest.lowerBound..<comma, .degree, 0.75, "career.studies")
        let next = (comma + 1..<max(comma + 1, rest.upperBound)).first {
            draft.words[$0].gap == .comma
        }
        mark(&draft, comma..<(next ?? rest.upperBound), .organization, 0.75, "career.studies")
    }

    private static func mark(
        _ draft: inout Draft,
        _ range: Range<Int>,
        _ label: Label,
        _ score: Double,
        _ rule: String
    ) {
        guard !range.isEmpty, range.allSatisfy({ !draft.isTaken[$0] }) else { return }
        draft.add(words: range, label, score, rule)
    }

    private static func isYear(_ word: Word) -> Bool { word.form == .number && word.length == 4 }

    private static let present = WordSet(
        "present today now aujourd heute actualidad presente current ongoing jetzt actuel hoy"
    )
    private static let months = WordSet(
        """
        january february march april may june july august september october november december jan \
        feb mar apr jun jul aug sep oct nov dec janvier février mars avril mai juin juillet août \
        septembre octobre novembre décembre januar februar märz juni juli oktober dezember enero \
        febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        """
    )
    private static let employing = WordSet("at chez bei en with for auprès beim para")
}
