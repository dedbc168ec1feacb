import Sieve

extension PeopleReader {
    /// Where the run stands says what it is: a message's author, a label's value, a headline.
    func byPlace(_ run: Range<Int>, _ evidence: Evidence, _ draft: Draft) -> Verdict? {
        let first = run.lowerBound
        let last = run.upperBound - 1
        let close = Int(draft.words[last].end)
        if draft.opensLine(first), draft.byte(close) == 0x3A, run.count <= 5,
            draft.byte(close + 1) == 0x20, isAuthor(run, evidence, draft)
        {
            return (run, evidence.isNamed ? 0.9 : 0.75, "person.author")
        }
        if first > 0, draft.words[first].gap == .colon,
            TitleWords.shared.labels.contains(draft.words[first - 1].key),
            evidence.ordinary == 0
                || evidence.isNamed
        {
            return (run, 0.9, "person.label")
        }
        if let verdict = byHeadline(run, evidence, draft) { return verdict }
        return nil
    }

    private func isAuthor(_ run: Range<Int>, _ evidence: Evidence, _ draft: Draft) -> Bool {
        if TitleWords.shared.labels.contains(draft.words[run.upperBound - 1].key) { return false }
        if evidence.ordinary == evidence.count { return false }
        if evidence.isNamed, run.count >= 2 || evidence.forenames > 0 { return true }
        // Nobody knows the name, but the text is a chat and the words are not ordinary ones.
        return chatLines >= 3 && evidence.ordinary == 0 && run.count >= 2
    }

    /// A name alone on one of the first lines, as a CV or a letter begins.
    private func byHeadline(_ run: Range<Int>, _ evidence: Evidence, _ draft: Draft) -> Verdict? {
        let first = run.lowerBound
        guard first < 24, draft.opensLine(first), draft.lineEnd(from: first) == run.upperBound,
            (2...6).contains(run.count), evidence.ordinary <= (evidence.isNamed ? 1 : 0)
        else { return nil }
        let close = Int(draft.words[run.upperBound - 1].end)
        let next = draft.byte(close)
        guard next == 0 || next == 0x0A || next == 0x0D else { return nil }
        if evidence.firstIsForename || evidence.forenames + evidence.surnames >= 2 {
            return (run, 0.85, "person.headline")
        }
        // The first line with words in it, before anything that is written small.
        let isFirst = (0..<first).allSatisfy { draft.words[$0].form != .small }
        guard isFirst, evidence.places == 0 else { return nil }
        return (run, evidence.isNamed ? 0.75 : 0.55, "person.headline")
    }

    /// The words right before and after: verbs, prepositions, an address in brackets.
    func bySurroundings(_ run: Range<Int>, _ evidence: Evidence, _ draft: Draft) -> Verdict? {
        guard evidence.ordinary < evidence.count else { return nil }
        let isPlausible = evidence.isNamed || evidence.count >= 2 && evidence.ordinary == 0
        if mailFollows(run, draft), isPlausible { return (run, 0.9, "person.mail-follows") }
        let isPlace = evidence.places == evidence.count && evidence.forenames == 0
        guard isPlausible, !isPlace else { return unknownAlone(run, evidence, draft) }
        let hasOpener = opens(run, draft)
        let hasVerb = verbFollows(run, draft)
        guard hasOpener || hasVerb || roleFollows(run, draft) else { return nil }
        var score = evidence.isNamed ? 0.75 : 0.6
        if hasOpener, hasVerb { score += 0.1 }
        if evidence.count >= 2, evidence.forenames > 0 { score += 0.08 }
        if evidence.count == 1 { score -= evidence.forenames > 0 ? 0.05 : 0.25 }
        return (run, score, hasVerb ? "person.verb" : "person.opener")
    }

    /// One unknown word between an opener and a verb: `I think Xyz shared the file`.
    private func unknownAlone(
        _ run: Range<Int>,
        _ evidence: Evidence,
        _ draft: Draft
    ) -> Verdict? {
        // German writes every noun large: `mit Erfahrung bei` says nothing.
        guard evidence.count == 1, evidence.unknown == 1, draft.language != .german,
            opens(run, draft)
        else { return nil }
        let next = run.upperBound
        let isFollowed =
            verbFollows(run, draft)
            || draft.continues(next) && PeopleReader.origins.contains(draft.words[next].key)
        return isFollowed ? (run, 0.55, "person.unknown") : nil
    }

    static let origins = WordSet("from de von bei chez at of aus")

    private func mailFollows(_ run: Range<Int>, _ draft: Draft) -> Bool {
        let close = Int(draft.words[run.upperBound - 1].end)
        let next = run.upperBound
        guard next < draft.words.count, draft.isTaken[next] else { return false }
        let gap = close..<Int(draft.words[next].start)
        guard gap.count <= 3,
            gap.contains(where: {
                (0x28...0x28).contains(draft.text[$0])
                    || draft.text[$0] == 0x3C || draft.text[$0] == 0x5B
            })
        else { return false }
        var index = gap.upperBound
        while index < draft.text.count, index - gap.upperBound < 66 {
            let current = draft.text[index]
            if current == 0x40 { return true }
            if current <= 0x20 || current == 0x29 { return false }
            index += 1
        }
        return false
    }

    func verbFollows(_ run: Range<Int>, _ draft: Draft) -> Bool {
        var next = run.upperBound
        // Possessive: `Anna's review`.
        if next < draft.words.count, draft.words[next].gap == .joined, draft.words[next].length == 1
        {
            next += 1
            return next < draft.words.count
        }
        guard next < draft.words.count, draft.words[next].gap == .space else { return false }
        return draft.words[next].form == .small
            && TitleWords.shared.verbs.contains(draft.words[next].key)
    }

    func opens(_ run: Range<Int>, _ draft: Draft) -> Bool {
        guard let first = run.first, first > 0, draft.words[first].gap == .space else {
            return false
        }
        return TitleWords.shared.openers.contains(draft.words[first - 1].key)
    }

    /// `…: Colum Quinney, Paralegal`: a phrase of its own, then a comma.
    private func roleFollows(_ run: Range<Int>, _ draft: Draft) -> Bool {
        let first = run.lowerBound
        let next = run.upperBound
        guard draft.opensLine(first) || draft.words[first].gap == .colon, run.count >= 2,
            next < draft.words.count, draft.words[next].gap == .comma
        else { return false }
        return true
    }

    /// The lexicon alone: how likely its words are to be a name here.
    func byLexicon(_ run: Range<Int>, _ evidence: Evidence, _ draft: Draft) -> Verdict? {
        guard evidence.isNamed else { return nil }
        if evidence.count >= 2 {
            let known = evidence.forenames + evidence.surnames
            if evidence.firstIsForename, evidence.ordinary == 0 {
                return (run, evidence.places == evidence.count ? 0.5 : 0.8, "person.lexicon")
            }
            if evidence.firstIsForename, evidence.surnames > 0 {
                return (run, 0.55, "person.lexicon")
            }
            let first = draft.words[run.lowerBound]
            if first.length == 1, evidence.surnames > 0 { return (run, 0.7, "person.initial") }
            if known >= evidence.count, evidence.ordinary == 0, evidence.places == 0 {
                return (run, 0.5, "person.lexicon")
            }
            if DoubleName.closes(run, in: draft) { return (run, 0.6, "person.double") }
            return nil
        }
        let word = draft.words[run.lowerBound]
        guard word.form == .capital, word.length > 2 else { return nil }
        guard word.marks.contains(.forename), !word.isOrdinary else { return nil }
        let isCommon = word.marks.contains(.commonName)
        if !word.marks.isDisjoint(with: .place) {
            return (run, isCommon ? 0.45 : 0.3, "person.forename")
        }
        return (run, isCommon ? 0.6 : 0.5, "person.forename")
    }
}
