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

    /// With the marks that belong to it in a decision: quotes on both sides, and the apostrophe of
    /// `two years’ imprisonment`.
    static func quoted(_ range: Range<Int>, _ label: Label, _ draft: Draft) -> Range<Int> {
        var range = range
        let after = mark(at: range.upperBound, draft)
        if label == .date || label == .quantity, draft.byte(range.upperBound - 1) | 0x20 == 0x73,
            after == 0x2019
        {
            range = range.lowerBound..<range.upperBound + 3
        }
        if after == 0x201D, mark(at: range.lowerBound - 3, draft) == 0x201C {
            range = range.lowerBound - 3..<range.upperBound + 3
        }
        return range
    }

    /// The mark of three bytes at `index`, such as `“`; 0 for anything else.
    private static func mark(at index: Int, _ draft: Draft) -> UInt32 {
        guard draft.byte(index) == 0xE2 else { return 0 }
        return 0x2000 | UInt32(draft.byte(index + 1) & 0x3F) << 6
            | UInt32(draft.byte(index + 2) & 0x3F)
    }
}
