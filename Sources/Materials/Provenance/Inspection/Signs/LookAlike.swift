/// Names that are easily taken for popular ones.
struct LookAlike: Sendable {
    /// Popular names that are compared with.
    static let namesMax = 5_000

    /// What is compared with when nobody names others: worked out once, since it takes as long as
    /// looking into many a package.
    static let known = PopularNames.known.mapValues { LookAlike($0) }

    /// A popular name that another one is nearly.
    struct Match: Hashable {
        let name: String
        /// Whether nobody would choose the other one: two letters changed places, or one within a
        /// longer name is missing or doubled. Names one letter apart are common among honest ones.
        let isSlip: Bool
    }

    /// A popular name, as it is compared: small letters, and these without what parts words.
    private struct Popular: Sendable {
        let name: String
        let letters: [UInt8]
        let joined: [UInt8]
        /// Which letters it has: what differs in more than two for each change is another name.
        let mask: UInt64
    }

    /// What people put before or behind a name that is taken.
    private static let affixes = (
        before: ["python-", "python3-", "py-", "node-", "ruby-", "rust-", "lib", "py"],
        behind: ["-python", "-js", ".js", "-node", "-rs", "-ruby", "js", "s"]
    )

    private let popular: [Popular]
    /// Every popular name in small letters, also those beyond what is compared.
    private let known: Set<[UInt8]>

    init(_ names: [String]) {
        let letters = names.map { Array($0.lowercased().utf8) }
        known = Set(letters)
        popular = zip(names, letters).prefix(Self.namesMax).filter { $1.count >= 4 }.map {
            Popular(name: $0, letters: $1, joined: Self.joined($1), mask: Self.mask($1))
        }
    }

    /// The popular name that `name` is nearly, and is not itself.
    func match(_ name: String) -> Match? {
        let letters = Array(name.lowercased().utf8)
        guard !known.contains(letters) else { return nil }
        if let match = near(letters) { return match }
        let bare = Self.stripped(letters)
        if let found = bare.lazy.compactMap({ near($0) }).first { return found }
        // What is only added to is another name, and a weak sign.
        guard let whole = bare.first(where: known.contains) else { return nil }
        return popular.first { $0.letters == whole }.map { Match(name: $0.name, isSlip: false) }
    }

    /// A name without what stands before or behind it.
    private static func stripped(_ name: [UInt8]) -> [[UInt8]] {
        var bare: [[UInt8]] = []
        for affix in affixes.before where name.starts(with: affix.utf8) {
            bare.append(Array(name.dropFirst(affix.utf8.count)))
        }
        for affix in affixes.behind where name.reversed().starts(with: affix.utf8.reversed()) {
            bare.append(name.dropLast(affix.utf8.count))
        }
        return bare.filter { !$0.isEmpty }
    }

    private func near(_ name: [UInt8]) -> Match? {
        let plain = Self.joined(name)
        let mask = Self.mask(name)
        for other in popular where other.letters != name {
            if other.joined == plain { return Match(name: other.name, isSlip: false) }
            let theirs = other.letters
            let bound = min(name.count, theirs.count) >= 9 ? 2 : 1
            guard abs(name.count - theirs.count) <= bound, theirs.count >= 5,
                (mask ^ other.mask).nonzeroBitCount <= 2 * bound
            else { continue }
            if Self.distance(name, theirs, bound) <= bound {
                return Match(name: other.name, isSlip: Self.isSlip(name, for: theirs))
            }
        }
        return nil
    }

    private static func mask(_ name: [UInt8]) -> UInt64 {
        name.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }

    private static func joined(_ name: [UInt8]) -> [UInt8] {
        name.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x2E }
    }

    /// Letters of a word in which a slip is told from another word.
    private static let slipLength = 4

    /// Whether a hand that meant `other` may have typed `name`: within a word of it, since words
    /// that differ at their ends are two (`http` and `https`), as are short ones.
    private static func isSlip(_ name: [UInt8], for other: [UInt8]) -> Bool {
        let start = zip(name, other).prefix { $0 == $1 }.count
        let end = zip(name.reversed(), other.reversed()).prefix { $0 == $1 }.count
        guard start > 0, end > 0 || name.count == other.count else { return false }
        func isBreak(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x5F || byte == 0x2E }
        let first = other[..<start].lastIndex(where: isBreak).map { $0 + 1 } ?? 0
        let last = other[start...].firstIndex(where: isBreak) ?? other.count
        guard last - first >= slipLength else { return false }
        if name.count == other.count, start + end == name.count - 2, start + 1 < last {
            return name[start] == other[start + 1] && name[start + 1] == other[start]
        }
        if name.count == other.count - 1 {
            return start + end >= name.count && start > first && start + 1 < last
        }
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
