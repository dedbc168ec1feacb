/// Names that are easily taken for others.
enum LookAlike {
    /// Popular names that are compared with.
    static let namesMax = 5_000

    /// The popular name that `name` is nearly, and is not itself.
    static func of(_ name: String, among popular: [String]) -> String? {
        let folded = name.lowercased()
        let some = popular.prefix(namesMax)
        guard !popular.contains(where: { $0.lowercased() == folded }) else { return nil }
        let plain = folded.filter { $0 != "-" && $0 != "_" && $0 != "." }
        for other in some where other.utf8.count >= 4 {
            let theirs = other.lowercased()
            if theirs.filter({ $0 != "-" && $0 != "_" && $0 != "." }) == plain { return other }
            let bound = min(folded.utf8.count, theirs.utf8.count) >= 9 ? 2 : 1
            guard abs(folded.utf8.count - theirs.utf8.count) <= bound, theirs.utf8.count >= 5 else {
                continue
            }
            if distance(Array(folded.utf8), Array(theirs.utf8), bound) <= bound { return other }
        }
        return nil
    }

    /// Damerau and Levenshtein's distance, as far as `bound`.
    private static func distance(_ left: [UInt8], _ right: [UInt8], _ bound: Int) -> Int {
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...max(1, left.count) where row <= left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            var least = row
            for column in 1...max(1, right.count) where column <= right.count {
                let cost = left[row - 1] == right[column - 1] ? 0 : 1
                var value = min(
                    previous[column] + 1,
                    current[column - 1] + 1,
                    previous[column - 1] + cost
                )
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    value = min(value, before[column - 2] + 1)
                }
                current[column] = value
                least = min(least, value)
            }
            if least > bound { return bound + 1 }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
