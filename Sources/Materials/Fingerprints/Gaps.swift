/// Marks between words: spaces that look alike and are not.
///
/// Each gap is drawn from four by the two words around it, so an excerpt keeps its marks wherever
/// it was cut, and no record needs to be known. One character stands for one: offsets of spans
/// hold. Normalising white space erases the marks; a copy, a paste and most exports keep them.
public enum Gaps {
    /// An ordinary space, and three as wide: no-break, four-per-em, medium mathematical.
    public static let alphabet: [Unicode.Scalar] = ["\u{20}", "\u{A0}", "\u{2005}", "\u{205F}"]

    /// `text` as `session` is shown it.
    public static func mark(
        _ text: String,
        for session: String,
        by fingerprint: Fingerprint
    ) -> String {
        var marked = String.UnicodeScalarView(text.unicodeScalars)
        marked.removeAll(keepingCapacity: true)
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            guard scalar == alphabet[0], let words = words(around: place, in: scalars) else {
                marked.append(scalar)
                continue
            }
            let number = fingerprint.choice(
                session: session,
                record: "gap",
                place: words,
                of: alphabet.count
            )
            marked.append(alphabet[number])
        }
        return String(marked)
    }

    /// `text` with every mark a plain space again.
    public static func clear(_ text: String) -> String {
        var cleared = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            cleared.append(alphabet.contains(scalar) ? alphabet[0] : scalar)
        }
        return String(cleared)
    }

    /// What the gaps of a leaked `text` show. Plain spaces are left out: they may have been marks
    /// that were erased, and innocence is not evidence against anybody else. So are those beside
    /// the first and the last word, which may have been cut through.
    public static func observe(_ text: String) -> [Observation] {
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.compactMap { place in
            guard let number = alphabet.firstIndex(of: scalars[place]), number > 0,
                !touchesEdge(place, in: scalars), let words = words(around: place, in: scalars)
            else { return nil }
            return Observation(
                record: "gap",
                place: words,
                alphabet: alphabet.count,
                choices: [number]
            )
        }
    }

    /// Whether the word before the gap begins the text, or the word after it ends it.
    private static func touchesEdge(_ place: Int, in scalars: [Unicode.Scalar]) -> Bool {
        !scalars[..<place].contains { isGap($0) } || !scalars[(place + 1)...].contains { isGap($0) }
    }

    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        alphabet.contains(scalar) || scalar.properties.isWhitespace
    }

    /// The words on both sides of a single gap, in lower case and without punctuation; nil where
    /// there are none, or several spaces in a row.
    private static func words(around place: Int, in scalars: [Unicode.Scalar]) -> String? {
        var start = place
        while start > 0, !isGap(scalars[start - 1]) { start -= 1 }
        var end = place + 1
        while end < scalars.count, !isGap(scalars[end]) { end += 1 }
        guard start < place, end > place + 1 else { return nil }
        func word(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(
                contentsOf: scalars[range].filter {
                    $0.properties.isAlphabetic
                        || $0.properties.numericType != nil
                }
            )
            return String(view).lowercased()
        }
        let before = word(start..<place)
        let after = word(place + 1..<end)
        return before.isEmpty || after.isEmpty ? nil : before + " " + after
    }
}
