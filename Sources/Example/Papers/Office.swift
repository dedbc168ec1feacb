import Sieve

/// Writes papers about people: the letters, forms and files of a personnel office.
enum Office {
    static func vitae(of person: Person, referees: [Person], _ dice: inout Dice) -> Paper {
        let prose = person.language.prose
        let captions = prose.captions
        var paper = Paper(person.name, in: person.language, by: person)
        paper.paragraph(person.title)
        let lines: [(String, Marked, Int)] = [
            (captions.address, person.home, 90),
            (captions.phone, person.phone, 80),
            (captions.email, person.privateEmail, 95),
            (captions.born, person.birthday(&dice), 70),
            (captions.nationality, person.nationality(&dice), 60),
            (captions.marital, person.maritalStatus(&dice), 50),
            (captions.nationalID, person.nationalID, 30),
            (captions.account, person.iban, 10),
            (captions.profile, person.profile, 40),
        ]
        for (caption, value, percent) in lines where dice.chance(percent) {
            paper.paragraph("\(caption): \(value)")
        }
        paper.paragraph(prose.introduction(person, &dice))
        paper.heading(captions.experience)
        addExperience(of: person, to: &paper, &dice)
        paper.heading(captions.education)
        let graduated = Marked(
            String(person.born.year + 23),
            .date,
            of: "\(person.entity).graduated"
        )
        let degree = Marked(
            dice.pick(Vocabulary.degrees(person.language)),
            .degree,
            of: "\(person.entity).degree"
        )
        let school = organization(Vocabulary.school(person.language, &dice))
        paper.item("\(graduated) \(degree), \(school)")
        paper.heading(captions.skills)
        let skills = Vocabulary.skills(person.language)
        paper.paragraph(Marked([dice.pick(skills), dice.pick(skills)].joined(separator: ", ")))
        if let referee = referees.first, dice.chance(60) {
            paper.heading(captions.references)
            paper.item("\(referee.name), \(referee.title), \(referee.phone)")
        }
        return paper
    }

    private static func addExperience(of person: Person, to paper: inout Paper, _ dice: inout Dice)
    {
        let captions = person.language.prose.captions
        var year = 2026 - dice.number(in: 0...2)
        for post in 0..<dice.number(in: 2...4) {
            let first = max(year - dice.number(in: 1...6), person.born.year + 18)
            guard first < year else { return }
            let from = Marked(String(first), .date, of: "\(person.entity).from\(post)")
            let until =
                post == 0
                ? Marked(captions.present)
                : Marked(String(year), .date, of: "\(person.entity).until\(post)")
            let role = Marked(
                dice.pick(Vocabulary.roles(person.language, woman: person.isWoman)),
                .jobTitle,
                of: "\(person.entity).post\(post)"
            )
            let company = organization(Vocabulary.company(person.language, &dice))
            paper.paragraph("\(from) – \(until): \(role) \(captions.at) \(company)")
            paper.item(Marked(person.language.prose.achievement(&dice)))
            year = first
        }
    }

    static func organization(_ name: String) -> Marked {
        Marked(name, .organization, of: "org:\(name)")
    }

    static func evaluation(of person: Person, by boss: Person, _ dice: inout Dice) -> Paper {
        let prose = person.language.prose
        let captions = prose.captions
        var paper = Paper(Marked(captions.evaluation), in: person.language, by: boss)
        paper.paragraph("\(captions.employee): \(person.name), \(person.badge)")
        paper.paragraph("\(captions.manager): \(boss.name)")
        paper.heading(captions.profile)
        for _ in 0..<dice.number(in: 2...5) {
            paper.paragraph(prose.evaluation(person, by: boss, &dice))
        }
        paper.heading(captions.salary)
        paper.paragraph(person.salary)
        paper.comment = (boss, prose.evaluation(person, by: boss, &dice))
        return paper
    }

    static func absences(_ people: [Person], notedBy clerk: Person, _ dice: inout Dice) -> Paper {
        let prose = clerk.language.prose
        var paper = Paper(Marked(prose.captions.absence), in: clerk.language, by: clerk)
        for person in people {
            let described = person.described(in: clerk.language)
            paper.item(prose.absence(described, notedBy: clerk, &dice))
        }
        return paper
    }

    static func recommendation(
        of person: Person,
        by former: Person,
        _ dice: inout Dice
    ) -> Paper {
        let prose = person.language.prose
        let caption = prose.captions.recommendation
        var paper = Paper(Marked(caption), in: person.language, by: former)
        for _ in 0..<3 { paper.paragraph(prose.reference(person, by: former, &dice)) }
        paper.paragraph(former.name)
        paper.paragraph(organization(Vocabulary.company(former.language, &dice)))
        return paper
    }
}
