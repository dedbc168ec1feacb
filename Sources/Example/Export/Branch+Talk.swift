extension Branch {
    /// The chat workspace, with secrets said in it.
    func writeChat(to shelf: inout Shelf) throws {
        var dice = dice("chat")
        let members = staff.prefix(12).map { person($0) }
        let names = [("people-ops", "HR"), ("quai-nord", "équipe"), ("schicht", "Dienst")]
        let channels = names.map { name, purpose in
            let days = (0..<3).map { index in
                let day = Day(2026, 2, 2).adding(days: index + dice.number(below: 3) * 7)
                return (day: day, messages: conversation(members, 14, &dice))
            }
            let sorted = days.sorted { $0.day < $1.day }
            return SlackExport.Channel(name: name, purpose: purpose, days: sorted)
        }
        let export = SlackExport(members: members, channels: channels)
        try shelf.put(export.artifact(path("chat/slack-export.zip")))
        let log = conversation(members, 30, &dice).map { message -> Marked in
            let time = "\((message.minute / 60).padded(2)):\((message.minute % 60).padded(2))"
            return "[2026-02-27 \(time)] \(message.sender.name): \(message.text)\n"
        }
        try shelf.put(Artifact(path("chat/radio-room.txt"), text: .joined(log, by: "")))
    }

    private func conversation(
        _ members: [Person],
        _ count: Int,
        _ dice: inout Dice
    ) -> [SlackExport.Message] {
        var minute = 420
        return (0..<count).map { _ in
            let sender = dice.pick(members)
            let subject = anybody(&dice).described(in: sender.language)
            minute += dice.number(in: 1...19)
            var text = sender.language.prose.chat(about: subject, &dice)
            if dice.chance(12) {
                text = Secrets.said(dice.number(below: 1_000_000), &dice)
            } else if dice.chance(15) {
                text = "<@\(SlackExport.identifier(dice.pick(members)))> \(text)"
            }
            return SlackExport.Message(sender: sender, text: text, minute: minute)
        }
    }

    /// Mails as files of their own and as a mailbox, some with files attached.
    func writeMail(to shelf: inout Shelf) throws {
        for index in 0..<6 {
            var dice = dice("mail \(index)")
            let message = mail(index, attaching: index % 3 == 0, &dice)
            try shelf.put(
                Artifact(
                    path("mail/message-\(index.padded(3)).eml"),
                    bytes: message.bytes(),
                    parts: message.parts()
                )
            )
        }
        var index = 0
        let (folder, count) = (path("mail/archive.mbox"), min(40, range.count))
        try shelf.stream(folder) {
            guard index < count else { return nil }
            defer { index += 1 }
            var dice = dice("mailbox \(index)")
            let message = mail(100 + index, attaching: index % 8 == 5, &dice)
            return Artifact(
                folder,
                bytes: message.mailboxEntry,
                parts: message.parts(prefix: "\(index)/")
            )
        }
    }

    func mail(_ number: Int, attaching: Bool, _ dice: inout Dice) -> MailMessage {
        let (sender, receiver, subject) = (anybody(&dice), anybody(&dice), anybody(&dice))
        let text = sender.language.prose.mail(
            about: subject.described(in: sender.language),
            from: sender,
            to: receiver,
            &dice
        )
        var message = MailMessage(
            from: sender,
            to: receiver,
            sent: Day.any(from: Day(2025, 9, 1), to: Day(2026, 2, 27), &dice),
            minute: dice.number(in: 360...1_300),
            subject: text.subject,
            lines: text.lines,
            number: range.lowerBound * 1_000 + number
        )
        if attaching { message.attachments = attachments(about: subject, &dice) }
        return message
    }

    private func attachments(about person: Person, _ dice: inout Dice) -> [Artifact] {
        let paper = Office.vitae(of: person, referees: [], &dice)
        switch dice.number(below: 3) {
        case 0:
            let rows = [Self.payrollRow(person, &dice)]
            let table = Table(columns: Self.payrollColumns[0], rows: rows)
            return [.table("payslip.csv", table, as: .plain)]
        case 1: return [WordDocument.artifact("cv.docx", paper, &dice)]
        default: return [PortableDocument.artifact("cv.pdf", paper)]
        }
    }
}
