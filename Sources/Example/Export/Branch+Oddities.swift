extension Branch {
    /// What every share holds beside its documents: copies, locked, empty and broken files.
    func writeOddities(to shelf: inout Shelf) throws {
        var dice = dice("oddities")
        let person = anybody(&dice)
        let paper = Office.vitae(of: person, referees: [], &dice)
        let original = Artifact(path("shared/cv-final.txt"), text: paper.plainText)
        try shelf.put(original)
        var copy = original
        copy.path = path("shared/old/Copy of cv-final.txt")
        try shelf.put(copy)
        let nearly =
            paper.plainText + "updated \(person.marked(Day(2026, 2, 3), "updated", &dice))\n"
        try shelf.put(Artifact(path("shared/cv-final-2.txt"), text: nearly))

        var locked = Archive()
        let contract = WordDocument.artifact("contract.docx", paper, &dice)
        let password = "Anker-\(dice.digits(4))"
        locked.add("contracts/contract.docx", contract.bytes, sealed: (password, dice))
        try shelf.put(
            Artifact(path("shared/contracts-locked.zip"), bytes: locked.bytes(), parts: [])
        )

        var open = Archive()
        let note = Artifact("handover/note.txt", text: "\(person.name): \(person.phone)\n")
        open.add("handover/note.txt", note.bytes)
        open.add("handover/contract.docx", contract.bytes)
        let inside =
            note.parts.map { Artifact.Part(path: "handover/note.txt", text: $0.text) }
            + contract.parts(within: "handover")
        try shelf.put(Artifact(path("shared/handover.zip"), bytes: open.bytes(), parts: inside))

        try shelf.put(Artifact(path("shared/empty.txt"), bytes: [], parts: []))
        let torn = Array(contract.bytes.prefix(contract.bytes.count * 2 / 3))
        try shelf.put(Artifact(path("shared/damaged.docx"), bytes: torn, parts: []))
    }
}
