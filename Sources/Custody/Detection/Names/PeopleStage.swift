import Sieve

extension Stage {
    /// Finds people by their names, by the words around them and by their addresses.
    static let people = Stage("people") { draft in
        let reader = PeopleReader(slugs: Slugs(of: draft), chatLines: PeopleReader.chatLines(draft))
        var index = 0
        while index < draft.words.count {
            if let range = SurnameFirst.read(draft, index) {
                draft.add(words: range, .person, 0.7, "person.surname-first")
                index = range.upperBound
                continue
            }
            guard let run = reader.run(in: draft, at: index) else {
                index += 1
                continue
            }
            if let (range, score, rule) = reader.verdict(on: run, in: draft) {
                draft.add(words: range, .person, score, rule)
                // `Mr` and `Frau` say the sex of the person that they name.
                let title = range.lowerBound - 1
                if rule == "person.title", title >= 0, draft.continues(range.lowerBound),
                    TitleWords.shared.gendered.contains(draft.words[title].key)
                {
                    draft.add(words: title..<range.lowerBound, .gender, 0.6, "gender.title")
                }
            }
            index = max(run.upperBound, index + 1)
        }
    }
}

/// Reads runs of capitalised words and weighs whether each names a person.
struct PeopleReader {
    /// Words of one name: forenames, particles, two surnames.
    static let wordsMax = 7

    typealias Verdict = (range: Range<Int>, score: Double, rule: String)

    let slugs: Slugs
    /// Lines that begin as messages of a chat do: some words and a colon.
    let chatLines: Int

    /// The words from `index` that could be one name: capitals, initials, particles in between.
    func run(in draft: Draft, at index: Int) -> Range<Int>? {
        let words = draft.words
        guard isNameWord(index, draft) else { return nil }
        var end = index + 1
        while end < words.count, end - index < Self.wordsMax, draft.continues(end) {
            if isNameWord(end, draft) {
                end += 1
                continue
            }
            // `Thiong'o`: what an apostrophe joins belongs to the name, but for the possessive.
            if words[end].gap == .joined, words[end].form == .small, !isPossessive(end, draft) {
                end += 1
                continue
            }
            // `van der Berg`, `De Sousa`: particles count when a capital follows them.
            var next = end
            while next < words.count, next - end < 3, draft.continues(next),
                TitleWords.shared.particles.contains(words[next].key), !draft.isTaken[next]
            {
                next += 1
            }
            guard next > end, next < words.count, draft.continues(next),
                isNameWord(next, draft)
            else { break }
            end = next + 1
        }
        return index..<end
    }

    private func isNameWord(_ index: Int, _ draft: Draft) -> Bool {
        let word = draft.words[index]
        guard word.isCapital, !draft.isTaken[index] else { return false }
        guard TitleWords.shared.never.contains(word.key) else { return true }
        // `Emer A. Crosby`, `O'Reilly`: a letter before a dot or an apostrophe.
        if word.length == 1, index + 1 < draft.words.count {
            let gap = draft.words[index + 1].gap
            let isApostrophe = gap == .joined && draft.byte(Int(word.end)) != 0x2D
            if gap == .initial || isApostrophe && draft.words[index + 1].isCapital {
                return true
            }
        }
        // `May`, `Su` and `Mars` are names beside another name, and words elsewhere.
        guard !word.marks.isDisjoint(with: .name) else { return false }
        if index > 0, draft.continues(index), draft.words[index - 1].isCapital {
            let before = draft.words[index - 1]
            return before.marks.contains(.forename)
                || before.length == 1 && draft.words[index].gap == .initial
        }
        // `June Ellis`: a forename that opens a line, with a surname after it.
        guard draft.opensLine(index), draft.continues(index + 1),
            word.marks.contains(.forename)
        else { return false }
        let after = draft.words[index + 1]
        return after.isCapital && after.marks.contains(.surname) && !after.isOrdinary
    }

    private func isPossessive(_ index: Int, _ draft: Draft) -> Bool {
        let word = draft.words[index]
        return word.length == 1 && draft.byte(Int(word.start)) | 0x20 == 0x73
    }

    /// What a run says, strongest evidence first.
    func verdict(on whole: Range<Int>, in draft: Draft) -> Verdict? {
        var run = whole
        var hasTitle = false
        while run.count > 1, isTitle(run.lowerBound, draft) {
            hasTitle = true
            run = run.dropFirst().startIndex..<run.upperBound
        }
        if let first = run.first, first > 0, draft.continues(first), isTitle(first - 1, draft) {
            hasTitle = true
        }
        if run.count == 1, isTitle(run.lowerBound, draft), !hasTitle { return nil }
        // `Contact José`, `Thanks Anna`: a word that opens a phrase, though it is written large.
        while run.count > 1, isOpener(run.lowerBound, draft) {
            run = run.dropFirst().startIndex..<run.upperBound
        }
        let evidence = Evidence(run, draft)
        if hasTitle { return (run, 0.9, "person.title") }
        if let verdict = byPlace(run, evidence, draft) { return verdict }
        if slugs.names(run, in: draft) { return (run, 0.9, "person.address-agrees") }
        if let verdict = bySurroundings(run, evidence, draft) { return verdict }
        return byLexicon(run, evidence, draft)
    }

    private func isOpener(_ index: Int, _ draft: Draft) -> Bool {
        let word = draft.words[index]
        return TitleWords.shared.openers.contains(word.key) && !word.marks.contains(.forename)
            && draft.words[index + 1].gap == .space
    }

    private func isTitle(_ index: Int, _ draft: Draft) -> Bool {
        let word = draft.words[index]
        guard TitleWords.shared.titles.contains(word.key), word.length <= 12 else { return false }
        if word.length == 1 || word.form == .allCapitals && word.length > 2 {
            // `M. Dupont`, but not an initial, nor a heading.
            return word.length == 1 && draft.byte(Int(word.end)) == 0x2E
                && draft.opensLine(index)
        }
        return word.isCapital || word.form == .small && word.length >= 3 && word.length != 4
    }

    /// Line starts of the form `Some Name: …`.
    static func chatLines(_ draft: Draft) -> Int {
        var count = 0
        var index = 0
        while index < draft.words.count {
            var end = index + 1
            while end < draft.words.count, end - index < 4, draft.words[end].gap == .space,
                draft.words[end].isCapital
            {
                end += 1
            }
            let close = Int(draft.words[end - 1].end)
            if end - index >= 2, draft.words[index].isCapital, draft.byte(close) == 0x3A,
                draft.byte(close + 1) == 0x20, !draft.words[index].isOrdinary
            {
                count += 1
            }
            index = draft.lineEnd(from: index)
        }
        return count
    }
}

/// What the words of a run are, counted once.
struct Evidence {
    var forenames = 0
    var surnames = 0
    /// Ordinary words that are no names.
    var ordinary = 0
    var places = 0
    var unknown = 0
    var firstIsForename = false
    var count = 0

    init(_ run: Range<Int>, _ draft: Draft) {
        for index in run {
            let word = draft.words[index]
            guard word.isCapital else { continue }
            count += 1
            let marks = word.marks
            if marks.contains(.forename) { forenames += 1 }
            if marks.contains(.surname) { surnames += 1 }
            if word.isOrdinary, !marks.contains(.commonName) { ordinary += 1 }
            if !marks.isDisjoint(with: .place) { places += 1 }
            if marks.isDisjoint(with: Lexicon.Marks.name.union(.place).union(.word)) {
                unknown += 1
            }
        }
        if let first = run.first { firstIsForename = draft.words[first].marks.contains(.forename) }
    }

    var isNamed: Bool { forenames + surnames > 0 }
}
