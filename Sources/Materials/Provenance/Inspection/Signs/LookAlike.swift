/// Names that are easily taken for others.
enum LookAlike {
    /// Popular names that are compared with.
    static let namesMax = 5_000

    /// A popular name that another one is nearly.
    struct Match: Hashable {
        let name: String
        /// Whether nobody would choose the other one: two letters changed places, or one within a
        /// longer name is missing or doubled. Names one letter apart are common among honest ones.
        let isSlip: Bool
    }

    /// What people put before or behind a name that is taken.
    private static let affixes = (
        before: ["python-", "python3-", "py-", "node-", "ruby-", "rust-", "lib", "py"],
        behind: ["-python", "-js", ".js", "-node", "-rs", "-ruby", "js", "s"]
    )

    /// The popular name that `name` is nearly, and is not itself.
    static func of(_ name: String, among popular: [String]) -> Match? {
        let folded = name.lowercased()
        guard !popular.contains(where: { $0.lowercased() == folded }) else { return nil }
        let some = popular.prefix(namesMax)
        if let match = near(folded, some) { return match }
        let bare = stripped(folded)
        let found = bare.lazy.compactMap { near($0, some) }.first
        if let found { return found }
        // What is only added to is another name, and a weak sign.
        let whole = some.first { bare.contains($0.lowercased()) && $0.utf8.count >= 4 }
        return whole.map { Match(name: $0, isSlip: false) }
    }

    /// A name without what stands before or behind it.
    private static func stripped(_ name: String) -> [String] {
        var bare: [String] = []
        for affix in affixes.before where name.hasPrefix(affix) && name != affix {
            bare.append(String(name.dropFirst(affix.count)))
        }
        for affix in affixes.behind where name.hasSuffix(affix) && name != affix {
            bare.append(String(name.dropLast(affix.count)))
        }
        return bare
    }

    private static func near(_ name: String, _ popular: ArraySlice<String>) -> Match? {
        let plain = joined(name)
        let letters = Array(name.utf8)
        for other in popular where other.utf8.count >= 4 {
            let theirs = other.lowercased()
            guard theirs != name else { continue }
            if joined(theirs) == plain { return Match(name: other, isSlip: false) }
            let bound = min(letters.count, theirs.utf8.count) >= 9 ? 2 : 1
            guard abs(letters.count - theirs.utf8.count) <= bound, theirs.utf8.count >= 5 else {
                continue
            }
            let them = Array(theirs.utf8)
            if distance(letters, them, bound) <= bound {
                return Match(name: other, isSlip: isSlip(letters, for: them))
            }
        }
        return nil
    }

    private static func joined(_ name: String) -> String {
        name.filter { $0 != "-" && $0 != "_" && $0 != "." }
    }

    /// Letters of names in which one that is missing or doubled is a slip, at least.
    private static let slipLength = 8

    /// Whether a hand that meant `other` may have typed `name`.
    private static func isSlip(_ name: [UInt8], for other: [UInt8]) -> Bool {
        let start = zip(name, other).prefix { $0 == $1 }.count
        let end = zip(name.reversed(), other.reversed()).prefix { $0 == $1 }.count
        if name.count == other.count, start + end == name.count - 2 {
            return name[start] == other[start + 1] && name[start + 1] == other[start]
        }
        guard other.count >= slipLength, start > 0, end > 0 else { return false }
        if name.count == other.count - 1 { return start + end >= name.count }
        guard name.count == other.count + 1, start + end >= other.count else { return false }
        return name[start] == name[start - 1]
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
