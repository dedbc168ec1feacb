extension Search {
    /// What was found, sorted by place, without overlaps.
    consuming func resolved() -> [Finding] { Finding.resolve(found) }
}

extension Finding {
    /// Keeps, of findings that overlap, the one that says most; the result is sorted by place.
    ///
    /// A certain finding beats a doubtful one, then the longer beats the shorter (an IBAN beats
    /// the digits inside it), then the higher score wins. Costs n log n for n findings.
    public static func resolve(_ findings: consuming [Finding]) -> [Finding] {
        findings.sort(by: precedes)
        // What is kept moves forward in place; nothing is copied that stays where it is.
        var kept = 0
        for place in findings.indices where !findings[place].range.isEmpty {
            let overlaps =
                kept > 0
                && findings[kept - 1].range.upperBound > findings[place].range.lowerBound
            if !overlaps {
                if kept != place { findings[kept] = findings[place] }
                kept += 1
            } else if findings[place].outranks(findings[kept - 1]) {
                // Those before the last end where it begins, so none of them is touched.
                findings[kept - 1] = findings[place]
            }
        }
        findings.removeSubrange(kept...)
        return findings
    }

    /// By place; of those that begin together, the longer first.
    static func precedes(_ first: Finding, _ second: Finding) -> Bool {
        first.range.lowerBound != second.range.lowerBound
            ? first.range.lowerBound < second.range.lowerBound
            : first.range.upperBound > second.range.upperBound
    }

    private func outranks(_ other: Finding) -> Bool {
        let mine = score >= Self.certain
        let theirs = other.score >= Self.certain
        if mine != theirs { return mine }
        if range.count != other.range.count { return range.count > other.range.count }
        return score > other.score
    }
}
