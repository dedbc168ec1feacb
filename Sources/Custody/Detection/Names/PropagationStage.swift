import Sieve

extension Stage {
    /// Looks for the names that were accepted in the rest of the document: whole, in part, in
    /// possessives, and as small-letter handles.
    static let propagation = propagation(knowing: KnownNames())

    /// The same, for somebody who knows some people already.
    static func propagation(knowing listed: KnownNames) -> Stage {
        Stage("propagation") { draft in
            var known = KnownNames()
            known.add(namesOf: draft)
            guard !known.isEmpty || !listed.isEmpty else { return }
            var index = 0
            while index < draft.words.count {
                guard !draft.isTaken[index],
                    let (range, score) = known.match(in: draft, at: index)
                        ?? listed.match(in: draft, at: index)
                else {
                    index += 1
                    continue
                }
                draft.add(words: range, .person, score, "person.elsewhere")
                index = range.upperBound
            }
        }
    }
}

/// The parts of names that a document has shown to be names.
struct KnownNames {
    private var parts: Set<UInt64> = []
    private var strong: Set<UInt64> = []
    /// Parts that are ordinary words too (`Best`, `Young`): names only beside another part.
    private var weak: Set<UInt64> = []

    var isEmpty: Bool { parts.isEmpty }

    /// Takes in a word of a name that a list gives.
    mutating func add(listed word: Word) {
        guard word.length >= 3, word.form != .number,
            !TitleWords.shared.never.contains(word.key),
            !TitleWords.shared.particles.contains(word.key)
        else { return }
        if word.isOrdinary, !word.marks.contains(.commonName) {
            weak.insert(word.key)
        } else {
            parts.insert(word.key)
            strong.insert(word.key)
        }
    }

    /// Takes in the names that were found in `draft`.
    mutating func add(namesOf draft: Draft) {
        var word = 0
        let people = draft.findings
            .filter { $0.label == .person && $0.score >= 0.6 }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
        for person in people {
            while word > 0, draft.words[word - 1].range.upperBound > person.range.lowerBound {
                word -= 1
            }
            while word < draft.words.count,
                draft.words[word].range.upperBound <= person.range.lowerBound
            {
                word += 1
            }
            while word < draft.words.count,
                draft.words[word].range.lowerBound < person.range.upperBound
            {
                add(draft.words[word], isSure: person.score >= 0.8)
                word += 1
            }
        }
    }

    private mutating func add(_ word: Word, isSure: Bool) {
        guard word.isCapital, word.length >= 3, !TitleWords.shared.never.contains(word.key),
            !TitleWords.shared.particles.contains(word.key)
        else { return }
        parts.insert(word.key)
        if isSure, !word.isOrdinary || word.marks.contains(.commonName) { strong.insert(word.key) }
    }

    /// The name at the word `index`, if its words were names elsewhere.
    func match(in draft: Draft, at index: Int) -> (Range<Int>, Double)? {
        let word = draft.words[index]
        let isPart = parts.contains(word.key)
        guard isPart || weak.contains(word.key) else { return nil }
        if word.form == .small || word.form == .mixed {
            // A handle: `@ada`, or a name written small in a chat, when it is no ordinary word.
            let isHandle = draft.byte(Int(word.start) - 1) == 0x40
            guard isHandle || strong.contains(word.key) && !word.isOrdinary else { return nil }
            return (index..<index + 1, isHandle ? 0.7 : 0.5)
        }
        guard word.isCapital else { return nil }
        var end = index + 1
        while draft.continues(end), !draft.isTaken[end], draft.words[end].isCapital,
            parts.contains(draft.words[end].key) || weak.contains(draft.words[end].key)
                || DoubleName.joins(end, in: draft)
        {
            end += 1
        }
        guard isPart || end > index + 1 else { return nil }
        let isSure = strong.contains(word.key)
        if word.isOrdinary, !isSure, end == index + 1 { return (index..<end, 0.45) }
        return (index..<end, isSure || end > index + 1 ? 0.8 : 0.6)
    }
}
