import Sieve

struct English: Prose {
    let captions = Captions(
        vitae: "Curriculum vitae",
        address: "Address",
        phone: "Phone",
        email: "Email",
        born: "Date of birth",
        nationality: "Nationality",
        marital: "Marital status",
        nationalID: "NI number",
        account: "IBAN",
        profile: "Profile",
        experience: "Experience",
        education: "Education",
        skills: "Skills",
        references: "References",
        present: "present",
        at: "at",
        evaluation: "Annual evaluation",
        absence: "Absence note",
        recommendation: "Letter of recommendation",
        employee: "Employee",
        manager: "Manager",
        salary: "Salary"
    )

    func introduction(_ person: Person, _ dice: inout Dice) -> Marked {
        let years = person.yearsWorked
        return switch dice.number(below: 4) {
        case 0: "\(person.title) with \(years) years on the quayside, looking for a steadier shift."
        case 1: "I have worked as a \(person.title) for \(years) years and live in \(person.city)."
        case 2: "Calm under pressure. After \(years) years I want to train others. \(person.name)."
        default: "Reach me any time on \(person.phone), or write to \(person.privateEmail)."
        }
    }

    func achievement(_ dice: inout Dice) -> String {
        dice.pick([
            "Cut turnaround time by \(dice.number(in: 4...28)) per cent.",
            "Trained \(dice.number(in: 2...14)) new colleagues on the gantry crane.",
            "Rewrote the night handover so that nothing waits for the morning.",
            "Ran the move to the new berth system without a lost day.",
        ])
    }

    func evaluation(_ person: Person, by boss: Person, _ dice: inout Dice) -> Marked {
        let given = person.givenName
        let pronoun = person.isWoman ? "She" : "He"
        return switch dice.number(below: 7) {
        case 6: aside(person, &dice)
        case 0: "\(given) met every target this year. \(pronoun) should lead the night shift."
        case 1:
            "Absent for some weeks with \(person.condition(&dice)); the targets were lowered."
        case 2:
            "Base pay rises to \(person.salary) from \(person.marked(person.joined, "on", &dice))."
        case 3: "\(given) is a \(person.union(&dice)) and speaks for the team at the table."
        case 4:
            "Agreed with \(boss.name): \(person.disability(&dice)), so a fixed desk and no nights."
        default: "\(pronoun) listens first. Two colleagues asked to work with \(given) again."
        }
    }

    func aside(_ person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 3) {
        case 0: "Not for the file: \(person.givenName) is \(person.particular(&dice))."
        case 1: "\(person.name), \(person.particular(&dice)), as everybody knows by now"
        default: "They say \(person.givenName) is \(person.particular(&dice)), keep it to yourself"
        }
    }

    func absence(_ person: Person, notedBy clerk: Person, _ dice: inout Dice) -> Marked {
        let first = Day.any(from: Day(2025, 1, 2), to: Day(2026, 6, 30), &dice)
        let from = person.marked(first, "from", &dice)
        let until = person.marked(first.adding(days: dice.number(in: 2...60)), "until", &dice)
        return switch dice.number(below: 4) {
        case 0:
            "\(person.name) (\(person.badge)) is off sick from \(from) to \(until) because of "
                + "\(person.condition(&dice)). Certificate on file. \(clerk.givenName)"
        case 1: "Parental leave for \(person.name), \(from) until \(until). Cover: \(clerk.name)."
        case 2:
            "\(person.familyName) asked for unpaid leave between \(from) and \(until) to care for "
                + "\(person.parent(person.isWoman ? "her father" : "his mother"))."
        default: "Holiday \(from) – \(until) approved for \(person.listed) by \(clerk.name)."
        }
    }

    func reference(_ person: Person, by former: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 3) {
        case 0: "\(person.name) worked for me as \(person.title). I would hire them tomorrow."
        case 1: "I knew \(person.givenName) in \(person.city), careful with people and with steel."
        default: "Questions are welcome on \(former.phone) or at \(former.privateEmail)."
        }
    }

    func mail(
        about person: Person,
        from sender: Person,
        to receiver: Person,
        _ dice: inout Dice
    ) -> (subject: Marked, lines: [Marked]) {
        let opening: Marked = "Dear \(receiver.givenName),"
        let closing: Marked = "Best wishes,\n\(sender.name)\n\(sender.title), \(sender.phone)"
        return switch dice.number(below: 3) {
        case 0:
            (
                "Bank details of \(person.name)",
                [
                    opening, "please pay the next salary to the new account \(person.iban).",
                    "The old one is closed. Payroll number \(person.badge).", closing,
                ]
            )
        case 1:
            (
                "Interview with \(person.name)",
                [
                    opening, "we liked \(person.givenName). The offer would be \(person.salary).",
                    "Phone \(person.phone), best after six.", closing,
                ]
            )
        default:
            (
                "Return to work: \(person.familyName)",
                [
                    opening,
                    "\(person.name) comes back after \(person.condition(&dice)). Not for the team.",
                    closing,
                ]
            )
        }
    }

    func chat(about person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 11) {
        case 10: aside(person, &dice)
        case 0: "\(person.name) is out again, \(person.condition(&dice)) I heard"
        case 1: "can someone call \(person.givenName)? \(person.phone)"
        case 2: "send the contract to \(person.privateEmail) pls"
        case 3: "between us: \(person.givenName) gets \(person.salary)"
        case 4: "\(person.familyName) starts monday as \(person.title), badge \(person.badge)"
        case 5: "crane 4 is down, do not book berth 12"
        case 6: "coffee?"
        case 7: "did the roster for week \(dice.number(in: 2...51)) go out?"
        case 8: "\(person.givenName) moved to \(person.city), new address \(person.street)"
        default: "thanks \(person.givenName) 👍"
        }
    }
}
