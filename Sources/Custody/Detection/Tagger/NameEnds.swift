import Sieve

/// Where a name of certain words begins and ends in bytes: words are cut without their marks, and
/// some marks belong to the name.
enum NameEnds {
    static func range(_ words: Range<Int>, _ label: Label, _ draft: Draft) -> Range<Int> {
        let first = draft.words[words.lowerBound]
        let last = draft.words[words.upperBound - 1]
        var end = Int(last.end)
        // `U.S.`, `John D.`, `Ltd.`: the dot goes with a single capital or an abbreviation.
        if draft.byte(end) == 0x2E,
            last.length == 1 && last.isCapital && words.count > 1
                || label == .organization && OrganizationReader.abbreviated.contains(last.key)
        {
            end += 1
        }
        return Int(first.start)..<end
    }
}
