/// Finds the word that was probably meant.
enum Suggestion {
    /// Longer words are not compared: the table grows with the square of their length.
    private static let lengthMax = 64

    /// The candidate nearest to `word`, when it is at most half of the word away.
    static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let bytes = Array(word.utf8)
        guard bytes.count <= lengthMax else { return nil }
        var best: (distance: Int, word: String)?
        for candidate in candidates where candidate.utf8.count <= lengthMax {
            let distance = distance(bytes, Array(candidate.utf8))
            guard distance * 2 <= max(bytes.count, 2) else { continue }
            if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.word
    }

    /// "did you mean `x`?", when there is such an x.
    static func help(for word: String, among candidates: some Sequence<String>) -> String? {
        nearest(to: word, among: candidates).map { "did you mean `\($0)`?" }
    }

    /// Levenshtein's distance, one row at a time.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
