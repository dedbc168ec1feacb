extension Branch {
    /// CVs in every format, letters of recommendation.
    func writeRecruiting(to shelf: inout Shelf) throws {
        for number in candidates {
            var dice = dice("vitae \(number)")
            let person = person(number)
            let paper = Office.vitae(of: person, referees: [anybody(&dice)], &dice)
            let stem = "recruiting/cv/cv-\(number.padded(4))"
            // Every format comes in turn, whatever the seed.
            try shelf.put(rendered(paper, stem, turn: number - candidates.lowerBound, &dice))
            guard dice.chance(50) else { continue }
            let letter = Office.recommendation(of: person, by: anybody(&dice), &dice)
            let letterStem = "recruiting/references/reference-\(number.padded(4))"
            try shelf.put(rendered(letter, letterStem, turn: dice.number(below: 5), &dice))
        }
    }

    func rendered(_ paper: Paper, _ stem: String, turn: Int, _ dice: inout Dice) -> Artifact {
        let stem = path(stem)
        return switch turn % 5 {
        case 0: WordDocument.artifact(stem + ".docx", paper, &dice)
        case 1: PortableDocument.artifact(stem + ".pdf", paper)
        case 2: Artifact(stem + ".txt", text: paper.plainText)
        case 3: Artifact(stem + ".md", text: paper.markdown)
        default: Artifact.webPage(stem + ".html", paper, entities: dice.chance(50))
        }
    }

    /// Yearly evaluations and notes about absence.
    func writeEvaluations(to shelf: inout Shelf) throws {
        for number in staff where number % 2 == 0 {
            var dice = dice("evaluation \(number)")
            let paper = Office.evaluation(of: person(number), by: anybody(&dice), &dice)
            let stem = "evaluations/2025/evaluation-\(number.padded(4))"
            try shelf.put(rendered(paper, stem, turn: number / 2, &dice))
        }
        for language in Language.allCases {
            var dice = dice("absence \(language.rawValue)")
            let clerk = Person(staff.lowerBound, seed: seed, speaking: language)
            let people = (0..<6).map { _ in anybody(&dice) }
            let paper = Office.absences(people, notedBy: clerk, &dice)
            let stem = path("absences/notes-\(language.rawValue)")
            // A German office still saves text in the old character set.
            let charset: Charset = language == .german ? .windows1252 : .utf8
            try shelf.put(Artifact(stem + ".txt", text: paper.plainText, charset: charset))
        }
        try writeHandbook(to: &shelf)
    }

    /// A long paper of several pages: everybody's evaluation in one file.
    private func writeHandbook(to shelf: inout Shelf) throws {
        var dice = dice("review")
        let boss = anybody(&dice)
        var paper = Paper("Year in review", in: .english, by: boss)
        for number in staff {
            let person = person(number)
            paper.heading("Berth \(number + 1)")
            paper.paragraph("\(person.name), \(person.title), \(person.city)")
            for _ in 0..<3 {
                paper.paragraph(person.language.prose.evaluation(person, by: boss, &dice))
            }
        }
        try shelf.put(PortableDocument.artifact(path("evaluations/review-2025.pdf"), paper))
    }
}
