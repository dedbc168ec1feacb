/// Where a date of a court's paper begins and ends: words that only lead from one date to another
/// belong to none of them.
enum CourtDates {
    /// The dates in a run of words of dates.
    ///
    /// `between 3 May 1998 and 2 June 1999` holds two; `July and December 1995` is one, for half
    /// of it says too little alone.
    static func parts(of run: Range<Int>, _ draft: Draft) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = run.lowerBound
        for word in run where leading.contains(draft.words[word].key) {
            if word > start, isYear(draft.words[word - 1]) {
                parts.append(start..<word)
                start = word + 1
            } else if word == start {
                start = word + 1
            }
        }
        var end = run.upperBound
        while end > start, leading.contains(draft.words[end - 1].key) { end -= 1 }
        if start < end { parts.append(start..<end) }
        return parts.map { opened($0, draft) }
    }

    /// With the words before it that say which part of the time is meant: `the end of May 1996`.
    private static func opened(_ part: Range<Int>, _ draft: Draft) -> Range<Int> {
        let of = part.lowerBound - 1
        guard of > 0, draft.continues(part.lowerBound), draft.continues(of),
            between.contains(draft.words[of].key), halves.contains(draft.words[of - 1].key)
        else { return part }
        return of - 1..<part.upperBound
    }

    private static func isYear(_ word: Word) -> Bool { word.form == .number && word.length == 4 }

    private static let leading = WordSet(
        """
        between and from since until to by on before after dated \
        entre et depuis avant après y desde hasta zwischen und vom seit bis
        """
    )
    private static let between = WordSet("of de du des")
    private static let halves = WordSet(
        """
        beginning start middle end spring summer autumn winter \
        début milieu fin printemps été automne hiver principios mediados finales
        """
    )
}
