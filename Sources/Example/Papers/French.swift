import Sieve

struct French: Prose {
    let captions = Captions(
        vitae: "Curriculum vitæ",
        address: "Adresse",
        phone: "Téléphone",
        email: "Courriel",
        born: "Date de naissance",
        nationality: "Nationalité",
        marital: "Situation familiale",
        nationalID: "N° de sécurité sociale",
        account: "IBAN",
        profile: "Profil",
        experience: "Expérience professionnelle",
        education: "Formation",
        skills: "Compétences",
        references: "Références",
        present: "aujourd'hui",
        at: "chez",
        evaluation: "Entretien annuel d'évaluation",
        absence: "Note d'absence",
        recommendation: "Lettre de recommandation",
        employee: "Salarié",
        manager: "Responsable",
        salary: "Salaire"
    )

    func introduction(_ person: Person, _ dice: inout Dice) -> Marked {
        let years = person.yearsWorked
        return switch dice.number(below: 3) {
        case 0: "\(person.title), \(years) ans d'expérience portuaire, disponible immédiatement."
        case 1: "Installé à \(person.city), je cherche un poste de \(person.title)."
        default: "Joignable au \(person.phone) ou par courriel : \(person.privateEmail)."
        }
    }

    func achievement(_ dice: inout Dice) -> String {
        dice.pick([
            "Réduction des délais d'escale de \(dice.number(in: 4...28)) %.",
            "Encadrement de \(dice.number(in: 2...14)) personnes sur le terminal nord.",
            "Mise en place d'un nouveau plan de prévention.",
            "Passage au nouveau logiciel sans un jour d'arrêt.",
        ])
    }

    func evaluation(_ person: Person, by boss: Person, _ dice: inout Dice) -> Marked {
        let given = person.givenName
        return switch dice.number(below: 6) {
        case 5: aside(person, &dice)
        case 0: "\(given) a tenu tous ses objectifs et souhaite encadrer l'équipe de nuit."
        case 1: "Arrêt de plusieurs semaines pour \(person.condition(&dice)) ; objectifs revus."
        case 2:
            "Le salaire passe à \(person.salary) à compter du "
                + "\(person.marked(person.joined, "on", &dice))."
        case 3: "\(given), \(person.union(&dice)), porte bien la parole de l'équipe."
        default: "Aménagement décidé avec \(boss.name) : \(person.disability(&dice)), poste fixe."
        }
    }

    func aside(_ person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 2) {
        case 0: "Hors dossier : \(person.givenName) est \(person.particular(&dice))."
        default: "il paraît que \(person.name) est \(person.particular(&dice))"
        }
    }

    func absence(_ person: Person, notedBy clerk: Person, _ dice: inout Dice) -> Marked {
        let first = Day.any(from: Day(2025, 1, 2), to: Day(2026, 6, 30), &dice)
        let from = person.marked(first, "from", &dice)
        let until = person.marked(first.adding(days: dice.number(in: 2...60)), "until", &dice)
        return switch dice.number(below: 3) {
        case 0:
            "\(person.name) (\(person.badge)) est en arrêt du \(from) au \(until) pour "
                + "\(person.condition(&dice)). Vu par \(clerk.name)."
        case 1: "Congé parental de \(person.name) du \(from) au \(until)."
        default: "Congés de \(person.listed) accordés du \(from) au \(until) par \(clerk.name)."
        }
    }

    func reference(_ person: Person, by former: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 3) {
        case 0: "\(person.name) a travaillé sous ma direction. Je recommande sans réserve."
        case 1: "J'ai connu \(person.givenName) à \(person.city) : rigueur et bonne humeur."
        default: "Je reste joignable au \(former.phone)."
        }
    }

    func mail(
        about person: Person,
        from sender: Person,
        to receiver: Person,
        _ dice: inout Dice
    ) -> (subject: Marked, lines: [Marked]) {
        let opening: Marked = "Bonjour \(receiver.givenName),"
        let closing: Marked = "Cordialement,\n\(sender.name)\n\(sender.title), \(sender.phone)"
        return switch dice.number(below: 2) {
        case 0:
            (
                "Coordonnées bancaires de \(person.name)",
                [
                    opening, "voici le nouvel IBAN de \(person.givenName) : \(person.iban).",
                    "Numéro de sécurité sociale : \(person.nationalID).", closing,
                ]
            )
        default:
            (
                "Retour de \(person.familyName)",
                [
                    opening,
                    "\(person.name) reprend lundi après \(person.condition(&dice)). Discrétion !",
                    closing,
                ]
            )
        }
    }

    func chat(about person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 8) {
        case 7: aside(person, &dice)
        case 0: "\(person.name) est encore en arrêt, \(person.condition(&dice)) je crois"
        case 1: "quelqu'un peut rappeler \(person.givenName) au \(person.phone) ?"
        case 2: "entre nous, \(person.givenName) touche \(person.salary)"
        case 3: "le planning de la semaine \(dice.number(in: 2...51)) est parti ?"
        case 4: "\(person.familyName) commence lundi comme \(person.title)"
        case 5: "la grue 4 est en panne"
        default: "merci \(person.givenName) !"
        }
    }
}
