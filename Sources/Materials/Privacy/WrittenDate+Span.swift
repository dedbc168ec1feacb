extension WrittenDate {
    /// `text` rewritten date by date: one date, or two with a dash or `to` between them.
    ///
    /// A side that says only "today" stays; a side that cannot be read makes the whole unreadable.
    public static func rewriting(
        _ text: String,
        monthFirst: Bool = false,
        with change: (WrittenDate) -> String?
    ) -> String? {
        if let date = WrittenDate(text, monthFirst: monthFirst, isLoose: false) {
            return change(date)
        }
        for link in links {
            guard let start = text.firstOccurrence(of: link) else { continue }
            let sides = [String(text[..<start.lowerBound]), String(text[start.upperBound...])]
            let changed = sides.compactMap { side -> String? in
                let trimmed = side.filter { !$0.isWhitespace }
                if presents.contains(Normalization.plain(trimmed)) { return side }
                return WrittenDate(side, monthFirst: monthFirst).flatMap(change)
            }
            if changed.count == 2 { return changed.joined(separator: link) }
        }
        return WrittenDate(text, monthFirst: monthFirst).flatMap(change)
    }

    /// What stands between two dates, the longest first.
    private static let links = [
        " until ", " hasta ", " bis ", " to ", " au ", " al ", " – ", " — ", " - ", " à ", " a ",
        "–", "—", "-",
    ]

    private static let presents: Set<String> = [
        "present", "today", "now", "current", "heute", "aujourdhui", "actualidad", "actuel", "hoy",
        "ongoing", "jetzt", "presente",
    ]
}

extension String {
    /// The first place of `part`, found without Foundation.
    fileprivate func firstOccurrence(of part: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) {
                return start..<index(start, offsetBy: part.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
