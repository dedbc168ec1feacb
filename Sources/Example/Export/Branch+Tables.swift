import Sieve

extension Branch {
    /// Payroll, candidates and sick leave, each as another country's programs would save it.
    func writeTables(to shelf: inout Shelf) throws {
        let dialects: [(String, Dialect)] = [
            ("payroll/payroll-2026.csv", .plain), ("payroll/lohn-2026.csv", .continental),
            ("payroll/paie-2026.tsv", .tabbed),
        ]
        for (index, (name, dialect)) in dialects.enumerated() {
            var dice = dice("payroll \(index)")
            let rows = staff.filter { $0 % dialects.count == index }
                .map { Self.payrollRow(person($0), &dice) }
            let table = Table(columns: Self.payrollColumns[index], rows: rows)
            try shelf.put(.table(path(name), table, as: dialect))
        }
        var dice = dice("candidates")
        let rows = candidates.map { Self.candidateRow(person($0), &dice) }
        let columns = ["candidate", "mail", "phone", "natid", "account", "born", "expects", "note"]
        let table = Table(columns: columns, rows: rows)
        try shelf.put(.table(path("recruiting/candidates.csv"), table, as: .quoted))
        try shelf.put(.table(path("absences/sick-leave.csv"), sickLeave(), as: .plain))
    }

    static let payrollColumns = [
        [
            "employee_id", "name", "date_of_birth", "sex", "national_id", "iban", "annual_pay",
            "job_title", "site", "grade", "remarks",
        ],
        [
            "Personalnummer", "Name", "Geburtsdatum", "Geschlecht", "Steuer-ID", "IBAN",
            "Jahresgehalt", "Stelle", "Ort", "Stufe", "Bemerkung",
        ],
        [
            "matricule", "nom", "naissance", "sexe", "nir", "iban", "salaire", "poste", "site",
            "échelon", "remarque",
        ],
    ]

    static func payrollRow(_ person: Person, _ dice: inout Dice) -> [Marked] {
        let remark: Marked =
            switch dice.number(below: 6) {
            case 0: person.union(&dice)
            case 1: person.disability(&dice)
            case 2: "garnishment, see \(person.marked(person.joined, "garnished", &dice))"
            default: ""
            }
        return [
            person.badge, person.listed, person.birthday(&dice), person.gender,
            person.nationalID, person.iban, person.plainSalary, person.title, person.city,
            Marked(dice.pick(["A1", "A2", "B1", "B3", "C2"])), remark,
        ]
    }

    static func candidateRow(_ person: Person, _ dice: inout Dice) -> [Marked] {
        // The recruiter's notes run over several lines, with quotes in them.
        let opinion = dice.pick(["strong", "hesitant", "\"very\" keen", "wants part time"])
        let note: Marked =
            switch dice.number(below: 4) {
            case 0: "\(opinion)\ncalled \(person.givenName), \(person.nationality(&dice))"
            case 1: "\(opinion), \(person.ageWritten(on: Day(2026, 3, 1)))/\(person.gender)"
            case 2: "\(opinion), \(person.union(&dice));\nask \(person.privateEmail)"
            default: Marked(opinion)
            }
        return [
            person.name, person.privateEmail, person.phone, person.nationalID, person.iban,
            person.birthday(&dice), person.salary, note,
        ]
    }

    private func sickLeave() -> Table {
        var dice = dice("sick leave")
        let rows = (0..<staff.count).map { _ -> [Marked] in
            let person = anybody(&dice)
            let first = Day.any(from: Day(2025, 1, 2), to: Day(2026, 2, 20), &dice)
            let last = first.adding(days: dice.number(in: 1...40))
            return [
                person.badge, person.name,
                Marked(first.iso, .date, of: "\(person.entity).sick"),
                Marked(last.iso, .date, of: "\(person.entity).well"),
                dice.chance(60) ? person.condition(&dice) : "",
                "certificate on file,\nchecked by \(anybody(&dice).familyName)",
            ]
        }
        return Table(columns: ["badge", "who", "from", "to", "reason", "remark"], rows: rows)
    }
}
