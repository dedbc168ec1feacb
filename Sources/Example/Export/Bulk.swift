/// The same content in five large files, each written record by record.
struct Bulk: Sendable {
    var seed: UInt64
    var size: Int

    func write(to shelf: inout Shelf) throws {
        let share = max(1, size / 5)
        try writeTable(share, to: &shelf)
        try writeFeedback(share, to: &shelf)
        try writeNotes(share, to: &shelf)
        try writeMailbox(share, to: &shelf)
        try writeLog(share, to: &shelf)
    }

    /// Calls `make` with 0, 1, 2 … until what it returned amounts to `share` bytes.
    private func filling(
        _ share: Int,
        _ topic: String,
        _ make: @escaping (Int, inout Dice) -> Marked
    ) -> () -> Marked? {
        var (number, written) = (0, 0)
        return {
            guard written < share else { return nil }
            var dice = Dice(seed: seed, for: "\(topic) \(number)")
            let piece = make(number, &dice)
            number += 1
            written += piece.text.utf8.count
            return piece
        }
    }

    private func writeTable(_ share: Int, to shelf: inout Shelf) throws {
        let next = filling(share, "row") { number, dice in
            let dialect = Dialect.plain
            let row = dialect.line(Branch.payrollRow(Person(number, seed: seed), &dice))
            return number == 0 ? dialect.header(Branch.payrollColumns[0]) + row : row
        }
        try shelf.stream("payroll.csv", next)
    }

    private func writeFeedback(_ share: Int, to shelf: inout Shelf) throws {
        let next = filling(share, "feedback") { number, dice in
            Branch.feedback(Person(number, seed: seed), &dice).written() + "\n"
        }
        try shelf.stream("feedback.jsonl", next)
    }

    private func writeNotes(_ share: Int, to shelf: inout Shelf) throws {
        let next = filling(share, "note") { number, dice in
            let person = Person(number, seed: seed)
            return Office.vitae(of: person, referees: [], &dice).markdown + "\n"
        }
        try shelf.stream("notes.md", next)
    }

    private func writeLog(_ share: Int, to shelf: inout Shelf) throws {
        let next = filling(share, "log") { number, dice in
            let sender = Person(number % 200, seed: seed)
            let subject = Person(number, seed: seed).described(in: sender.language)
            let text =
                dice.chance(5)
                ? Secrets.said(number, &dice) : sender.language.prose.chat(about: subject, &dice)
            return "\(sender.name): \(text)\n"
        }
        try shelf.stream("chat.txt", next)
    }

    private func writeMailbox(_ share: Int, to shelf: inout Shelf) throws {
        var (number, written) = (0, 0)
        try shelf.stream("archive.mbox") { () -> Artifact? in
            guard written < share else { return nil }
            defer { number += 1 }
            let first = number * 40
            let office = Branch(folder: "", seed: seed, range: first..<first + 40)
            var dice = Dice(seed: seed, for: "mailbox \(number)")
            let message = office.mail(number, attaching: number % 8 == 5, &dice)
            let bytes = message.mailboxEntry
            written += bytes.count
            return Artifact("", bytes: bytes, parts: message.parts(prefix: "\(number)/"))
        }
    }
}
