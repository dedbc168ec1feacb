import Sieve

struct German: Prose {
    let captions = Captions(
        vitae: "Lebenslauf",
        address: "Anschrift",
        phone: "Telefon",
        email: "E-Mail",
        born: "Geburtsdatum",
        nationality: "Staatsangehörigkeit",
        marital: "Familienstand",
        nationalID: "Steuer-ID",
        account: "IBAN",
        profile: "Profil",
        experience: "Berufserfahrung",
        education: "Ausbildung",
        skills: "Kenntnisse",
        references: "Referenzen",
        present: "heute",
        at: "bei",
        evaluation: "Jährliche Beurteilung",
        absence: "Abwesenheitsnotiz",
        recommendation: "Empfehlungsschreiben",
        employee: "Mitarbeiter",
        manager: "Führungskraft",
        salary: "Gehalt"
    )

    func introduction(_ person: Person, _ dice: inout Dice) -> Marked {
        let years = person.yearsWorked
        return switch dice.number(below: 3) {
        case 0: "\(person.title) mit \(years) Jahren Erfahrung im Hafenbetrieb."
        case 1: "Ich wohne in \(person.city) und suche eine Stelle als \(person.title)."
        default: "Erreichbar unter \(person.phone) oder \(person.privateEmail)."
        }
    }

    func achievement(_ dice: inout Dice) -> String {
        dice.pick([
            "Liegezeiten um \(dice.number(in: 4...28)) % verkürzt.",
            "Einarbeitung von \(dice.number(in: 2...14)) neuen Kollegen an der Containerbrücke.",
            "Umstellung auf die neue Hafensoftware ohne Ausfall.",
            "Unfallzahlen im Nordbecken halbiert.",
        ])
    }

    func evaluation(_ person: Person, by boss: Person, _ dice: inout Dice) -> Marked {
        let given = person.givenName
        return switch dice.number(below: 6) {
        case 5: aside(person, &dice)
        case 0: "\(given) hat alle Ziele erreicht und möchte die Nachtschicht leiten."
        case 1: "Mehrere Wochen krank wegen \(person.condition(&dice)); Ziele angepasst."
        case 2:
            "Das Gehalt steigt auf \(person.salary) ab "
                + "\(person.marked(person.joined, "on", &dice))."
        case 3: "\(given) ist \(person.union(&dice)) und vertritt die Schicht gut."
        default: "Mit \(boss.name) vereinbart: \(person.disability(&dice)), fester Arbeitsplatz."
        }
    }

    func aside(_ person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 2) {
        case 0: "Nicht für die Akte: \(person.givenName) ist \(person.particular(&dice))."
        default: "angeblich ist \(person.name) \(person.particular(&dice))"
        }
    }

    func absence(_ person: Person, notedBy clerk: Person, _ dice: inout Dice) -> Marked {
        let first = Day.any(from: Day(2025, 1, 2), to: Day(2026, 6, 30), &dice)
        let from = person.marked(first, "from", &dice)
        let until = person.marked(first.adding(days: dice.number(in: 2...60)), "until", &dice)
        return switch dice.number(below: 3) {
        case 0:
            "\(person.name) (\(person.badge)) ist von \(from) bis \(until) krankgeschrieben, "
                + "wegen \(person.condition(&dice)). Attest liegt \(clerk.name) vor."
        case 1: "Elternzeit \(person.name): \(from) bis \(until). Vertretung: \(clerk.name)."
        default: "Urlaub \(from) bis \(until) für \(person.listed) genehmigt, \(clerk.familyName)."
        }
    }

    func reference(_ person: Person, by former: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 3) {
        case 0: "\(person.name) arbeitete bei mir als \(person.title), stets zuverlässig."
        case 1: "Ich kenne \(person.givenName) aus \(person.city): ruhig, genau, hilfsbereit."
        default: "Für Rückfragen erreichen Sie mich unter \(former.phone)."
        }
    }

    func mail(
        about person: Person,
        from sender: Person,
        to receiver: Person,
        _ dice: inout Dice
    ) -> (subject: Marked, lines: [Marked]) {
        let opening: Marked = "Hallo \(receiver.givenName),"
        let closing: Marked = "Viele Grüße\n\(sender.name)\n\(sender.title), \(sender.phone)"
        return switch dice.number(below: 2) {
        case 0:
            (
                "Neue Bankverbindung \(person.name)",
                [
                    opening, "bitte das Gehalt künftig auf \(person.iban) überweisen.",
                    "Steuer-ID: \(person.nationalID). Danke!", closing,
                ]
            )
        default:
            (
                "Rückkehr von \(person.familyName)",
                [
                    opening,
                    "\(person.name) kommt nach \(person.condition(&dice)) zurück. Vertraulich!",
                    closing,
                ]
            )
        }
    }

    func chat(about person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 8) {
        case 7: aside(person, &dice)
        case 0: "\(person.name) ist wieder krank, wegen \(person.condition(&dice)) glaube ich"
        case 1: "kann jemand \(person.givenName) anrufen? \(person.phone)"
        case 2: "unter uns: \(person.givenName) bekommt \(person.salary)"
        case 3: "ist der Dienstplan für KW \(dice.number(in: 2...51)) raus?"
        case 4: "\(person.familyName) fängt Montag als \(person.title) an"
        case 5: "Kran 4 steht still"
        default: "danke \(person.givenName)!"
        }
    }
}
