import Sieve

struct Spanish: Prose {
    let captions = Captions(
        vitae: "Currículum",
        address: "Dirección",
        phone: "Teléfono",
        email: "Correo",
        born: "Fecha de nacimiento",
        nationality: "Nacionalidad",
        marital: "Estado civil",
        nationalID: "DNI",
        account: "IBAN",
        profile: "Perfil",
        experience: "Experiencia",
        education: "Formación",
        skills: "Competencias",
        references: "Referencias",
        present: "actualidad",
        at: "en",
        evaluation: "Evaluación anual",
        absence: "Nota de ausencia",
        recommendation: "Carta de recomendación",
        employee: "Empleado",
        manager: "Responsable",
        salary: "Salario"
    )

    func introduction(_ person: Person, _ dice: inout Dice) -> Marked {
        let years = person.yearsWorked
        return switch dice.number(below: 3) {
        case 0: "\(person.title) con \(years) años de experiencia en puertos."
        case 1: "Vivo en \(person.city) y busco un puesto de \(person.title)."
        default: "Me encontrará en el \(person.phone) o en \(person.privateEmail)."
        }
    }

    func achievement(_ dice: inout Dice) -> String {
        dice.pick([
            "Reducción de las estancias en un \(dice.number(in: 4...28)) %.",
            "Formación de \(dice.number(in: 2...14)) compañeros en la grúa pórtico.",
            "Cambio al nuevo sistema sin un día perdido.",
            "Nuevo plan de seguridad en el muelle sur.",
        ])
    }

    func evaluation(_ person: Person, by boss: Person, _ dice: inout Dice) -> Marked {
        let given = person.givenName
        return switch dice.number(below: 6) {
        case 5: aside(person, &dice)
        case 0: "\(given) ha cumplido todos los objetivos y quiere dirigir el turno de noche."
        case 1: "Varias semanas de baja por \(person.condition(&dice)); objetivos revisados."
        case 2:
            "El salario sube a \(person.salary) desde el "
                + "\(person.marked(person.joined, "on", &dice))."
        case 3: "\(given), \(person.union(&dice)), representa bien al equipo."
        default: "Acordado con \(boss.name): \(person.disability(&dice)), puesto fijo."
        }
    }

    func aside(_ person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 2) {
        case 0: "Fuera del expediente: \(person.givenName) es \(person.particular(&dice))."
        default: "dicen que \(person.name) es \(person.particular(&dice))"
        }
    }

    func absence(_ person: Person, notedBy clerk: Person, _ dice: inout Dice) -> Marked {
        let first = Day.any(from: Day(2025, 1, 2), to: Day(2026, 6, 30), &dice)
        let from = person.marked(first, "from", &dice)
        let until = person.marked(first.adding(days: dice.number(in: 2...60)), "until", &dice)
        return switch dice.number(below: 3) {
        case 0:
            "\(person.name) (\(person.badge)) está de baja del \(from) al \(until) por "
                + "\(person.condition(&dice)). Lo tramita \(clerk.name)."
        case 1: "Permiso parental de \(person.name) del \(from) al \(until)."
        default: "Vacaciones de \(person.listed) del \(from) al \(until), conforme \(clerk.name)."
        }
    }

    func reference(_ person: Person, by former: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 3) {
        case 0: "\(person.name) trabajó conmigo como \(person.title). Lo recomiendo sin reservas."
        case 1: "Conocí a \(person.givenName) en \(person.city): rigor y buen humor."
        default: "Quedo a su disposición en el \(former.phone)."
        }
    }

    func mail(
        about person: Person,
        from sender: Person,
        to receiver: Person,
        _ dice: inout Dice
    ) -> (subject: Marked, lines: [Marked]) {
        let opening: Marked = "Hola \(receiver.givenName):"
        let closing: Marked = "Un saludo,\n\(sender.name)\n\(sender.title), \(sender.phone)"
        return switch dice.number(below: 2) {
        case 0:
            (
                "Cuenta nueva de \(person.name)",
                [
                    opening, "la nómina va desde ahora a \(person.iban).",
                    "DNI \(person.nationalID). Gracias.", closing,
                ]
            )
        default:
            (
                "Vuelta de \(person.familyName)",
                [
                    opening,
                    "\(person.name) vuelve el lunes tras \(person.condition(&dice)). Discreción.",
                    closing,
                ]
            )
        }
    }

    func chat(about person: Person, _ dice: inout Dice) -> Marked {
        switch dice.number(below: 8) {
        case 7: aside(person, &dice)
        case 0: "\(person.name) sigue de baja por \(person.condition(&dice)), creo"
        case 1: "¿alguien llama a \(person.givenName)? \(person.phone)"
        case 2: "entre nosotros: \(person.givenName) cobra \(person.salary)"
        case 3: "¿salió el cuadrante de la semana \(dice.number(in: 2...51))?"
        case 4: "\(person.familyName) empieza el lunes de \(person.title)"
        case 5: "la grúa 4 no funciona"
        default: "gracias \(person.givenName)"
        }
    }
}
