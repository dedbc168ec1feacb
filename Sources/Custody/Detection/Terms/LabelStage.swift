import Sieve

extension Stage {
    /// Reads lines of the form `Nationality: Polish`: the label says what the value is.
    static let labels = Stage("labels") { draft in
        var index = 0
        while index < draft.words.count {
            let end = draft.lineEnd(from: index)
            if let (label, value) = LineLabels.shared.value(in: draft, index..<end) {
                draft.add(words: value, label, 0.9, "label.line")
            }
            index = end
        }
    }
}

/// What the label of a line says about its value.
struct LineLabels: Sendable {
    static let shared = LineLabels()

    /// Words before the colon, and words of the value.
    private static let labelWordsMax = 4
    private static let valueWordsMax = 6

    private let sets: [(Label, WordSet)] = [
        (
            .nationality,
            WordSet(
                """
                nationality nationalité nacionalidad staatsangehörigkeit nationalität citizenship \
                staatsbürgerschaft ciudadanía citoyenneté nazionalità nationaliteit
                """
            )
        ),
        (
            .maritalStatus,
            WordSet("marital familienstand familiale civil matrimonial zivilstand matrimoniale")
        ),
        (.gender, WordSet("gender sex sexe geschlecht sexo género genre genere")),
        (.religion, WordSet("religion religión konfession confession faith creencia")),
        (.ethnicity, WordSet("ethnicity ethnic race origine étnico herkunft raza")),
        (
            .jobTitle,
            WordSet(
                """
                position poste beruf occupation profession puesto cargo jobtitle stelle funktion \
                fonction role métier profesión title designation
                """
            )
        ),
        (
            .organization,
            WordSet(
                "employer company employeur entreprise arbeitgeber firma empresa empleador société"
            )
        ),
        (
            .location,
            WordSet(
                """
                city town location ville lieu ort wohnort stadt ciudad localidad lugar residence \
                birthplace geburtsort place country pays land país
                """
            )
        ),
        (.degree, WordSet("degree diplôme diplome abschluss título titulación qualification")),
        (.union, WordSet("union syndicat gewerkschaft sindicato")),
        (.disability, WordSet("disability handicap behinderung discapacidad disabilities")),
        (.politics, WordSet("party parti partei partido")),
    ]

    /// The label and the words of the value of the line `line`, if it is such a line.
    func value(in draft: Draft, _ line: Range<Int>) -> (Label, Range<Int>)? {
        guard
            let colon = line.dropFirst().prefix(Self.labelWordsMax).first(where: {
                draft.words[$0].gap == .colon
            }), let label = label(of: draft, line.lowerBound..<colon)
        else { return nil }
        var end = colon + 1
        while end < line.upperBound, draft.continues(end), end - colon < Self.valueWordsMax {
            end += 1
        }
        guard !draft.isTaken[colon], draft.words[colon].form != .number || label != .jobTitle
        else { return nil }
        return (label, colon..<end)
    }

    private func label(of draft: Draft, _ words: Range<Int>) -> Label? {
        var found: Label?
        for index in words {
            let word = draft.words[index]
            if let match = sets.first(where: { $0.1.contains(word.key) }) {
                found = found ?? match.0
            } else if word.isCapital, !word.isOrdinary {
                // `Faith Obi:` is the author of a message, not a label.
                return nil
            }
        }
        return found
    }
}
