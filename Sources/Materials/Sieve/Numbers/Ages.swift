extension Search {
    /// At most three digits that stand free: `74 year old`, `31 y/o`, `aged 45`,
    /// `âgée de 45 ans`, `45 Jahre alt`, `45 años de edad`.
    mutating func readAge(_ groups: borrowing Groups) -> Int? {
        let group = groups[0]
        let value = groups.value(in: text, 0)
        guard (1...120).contains(value) else { return nil }
        let next = text[group.end]
        let letter = next == 0x20 || next == byte("-") ? text[group.end + 1] : next
        let mayFollow = ("yjao" as StaticString).contains(lowered(letter))
        for form in mayFollow ? Self.ageForms : [] where text.has(form, at: group.end) {
            let end = group.end + form.utf8CodeUnitCount
            guard !isWord(text[end]) else { continue }
            add(group.start..<group.end, .age, 0.85, "age.form")
            return end
        }
        guard standsFree(after: group.end) else { return nil }
        let before = near(group.start, words: 3).union(context)
        guard before.contains(.age) else { return nil }
        add(group.start..<group.end, .age, 0.75, "age.context")
        return group.end
    }

    private static let ageForms: [StaticString] = [
        " years old", " year old", "-year-old", " year-old", "-years-old", " y/o", "y/o", " yo",
        "yo", " yrs old", " years of age", " jahre alt", " jahre jung", "-jährige", "-jähriger",
        " años de edad", " ans révolus", " anni compiuti", " jaar oud", " anos de idade",
    ]
}
