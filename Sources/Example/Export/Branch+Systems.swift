import Sieve

extension Branch {
    /// What the personnel systems spill: accounts as JSON, training as JSON lines, settings.
    func writeSystems(to shelf: inout Shelf) throws {
        var dice = dice("systems")
        let accounts = staff.map { account(person($0), &dice) }
        let accountList = Node.object([
            ("exported", .string("2026-03-01T09:00:00Z")), ("accounts", .list(accounts)),
        ])
        let text = accountList.written(.letters, indent: 0) + "\n"
        try shelf.put(Artifact(path("systems/accounts.json"), text: text))

        var lines = Marked()
        for number in staff { lines += Self.feedback(person(number), &dice).written() + "\n" }
        try shelf.put(Artifact(path("systems/feedback.jsonl"), text: lines))
        try shelf.put(Artifact(path("systems/roster.env.txt"), text: settings(&dice)))
        try shelf.put(intranet(&dice))
    }

    private func account(_ person: Person, _ dice: inout Dice) -> Node {
        let address = Marked(
            "10.\(dice.number(below: 250)).\(dice.number(below: 250)).\(dice.number(in: 1...250))",
            .ipAddress,
            of: "\(person.entity).ip"
        )
        return .object([
            ("id", .text(person.badge)),
            ("login", .text(person.username)),
            (
                "profile",
                .object([
                    ("fullName", .text(person.name)), ("mail", .text(person.email)),
                    ("phones", .list([.text(person.phone)])),
                    (
                        "home",
                        .object([
                            ("street", .text(person.street)), ("zip", .text(person.postcode)),
                            ("town", .text(person.city)),
                        ])
                    ),
                ])
            ),
            ("lastAddress", .text(address)),
            ("vehicle", dice.chance(40) ? .text(person.vehicle(&dice)) : .null),
            ("companyCard", dice.chance(30) ? .text(person.card(&dice)) : .null),
            ("salary", .literal(person.plainSalary)),
            ("active", .boolean(dice.chance(90))),
            ("manager", dice.chance(20) ? .null : .text(anybody(&dice).badge)),
        ])
    }

    static func feedback(_ person: Person, _ dice: inout Dice) -> Node {
        let prose = person.language.prose
        return .object([
            ("employee", .text(person.badge)),
            ("lang", .string(person.language.rawValue)),
            ("score", .number(dice.number(in: 1...5))),
            ("text", .text(prose.evaluation(person, by: person, &dice))),
            ("comment", .text(prose.chat(about: person, &dice))),
        ])
    }

    /// The settings of a service, with the keys that should never have been in there.
    private func settings(_ dice: inout Dice) -> Marked {
        var text: Marked = "# roster service, production\nREGION=eu-north\nREPLICAS=2\n"
        text += "DATABASE_URL=\(Secrets.connection(staff.lowerBound, &dice))\n"
        for (index, name) in ["AWS_ACCESS_KEY_ID", "GIT_TOKEN", "CHAT_TOKEN"].enumerated() {
            text += "\(name)=\(Secrets.token(index, &dice))\n"
        }
        return text + "ADMIN_PASSWORD=\(Secrets.password(staff.lowerBound, &dice))\n"
    }

    private func intranet(_ dice: inout Dice) -> Artifact {
        let editor = anybody(&dice)
        var paper = Paper("New faces & farewells", in: .english, by: editor)
        for _ in 0..<8 {
            let person = anybody(&dice)
            paper.heading("Terminal \(dice.number(in: 1...4))")
            paper.paragraph("\(person.name) joins as \(person.title). Say hello: \(person.email).")
            paper.item(person.language.prose.reference(person, by: editor, &dice))
        }
        return Artifact.webPage(path("intranet/new-faces.html"), paper, entities: true)
    }
}
