extension Search {
    /// What was found, sorted by place, without overlaps.
    var resolved: [Finding] { Finding.resolve(found) }
}

extension Finding {
    /// Keeps, of findings that overlap, the one that says most; the result is sorted by place.
    ///
    /// A certain finding beats a doubtful one, then the longer beats the shorter (an IBAN beats
    /// the digits inside it), then the higher score wins. Costs n log n for n findings.
    public static func resolve(_ findings: [Finding]) -> [Finding] {
        let sorted = findings.sorted {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        }
        var kept: [Finding] = []
        kept.reserveCapacity(sorted.count)
        for finding in sorted where !finding.range.isEmpty {
            guard let last = kept.last, last.range.upperBound > finding.range.lowerBound else {
                kept.append(finding)
                continue
            }
            if finding.outranks(last) {
                // Those before `last` end where it begins, so none of them is touched.
                kept[kept.count - 1] = finding
            }
        }
        return kept
    }

    private func outranks(_ other: Finding) -> Bool {
        let mine = score >= Self.certain
        let theirs = other.score >= Self.certain
        if mine != theirs { return mine }
        if range.count != other.range.count { return range.count > other.range.count }
        return score > other.score
    }
}
