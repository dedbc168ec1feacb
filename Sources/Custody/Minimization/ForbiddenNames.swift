import Privacy

extension Minimization {
    /// Full names that occur in the data, which no surrogate may be.
    ///
    /// Filled in a first pass over all sources, before anything is minimised: a name learnt
    /// halfway would give the same person two surrogates. Names are kept as hashes seeded anew in
    /// every process, eight bytes each, so that the set itself names nobody.
    package struct ForbiddenNames: Sendable {
        private var hashes: Set<Int> = []

        package init() {}

        package var count: Int { hashes.count }

        /// Adds a name of two words or more; one word alone is no full name.
        package mutating func insert(_ name: String) {
            let words = Self.words(of: name)
            guard words.count >= 2 else { return }
            // Ana María López García forbids Ana López and Ana García too.
            for last in words.dropFirst() { hashes.insert(Self.hash(words[0], last)) }
            hashes.insert(Self.hash(words[words.count - 1], words[0]))
        }

        /// Whether forename and surname of `name` are somebody's in the data.
        package func contains(_ name: String) -> Bool {
            let words = Self.words(of: name)
            guard let first = words.first, let last = words.last else { return false }
            return hashes.contains(Self.hash(first, last))
        }

        private static func words(of name: String) -> [String] {
            Normalization.plain(name).split(separator: " ").map { String($0) }
        }

        private static func hash(_ first: String, _ last: String) -> Int {
            var hasher = Hasher()
            hasher.combine(first)
            hasher.combine(last)
            return hasher.finalize()
        }
    }
}
