import Privacy

extension Minimization {
    /// The people of one document or one table row, and every way in which each is written there.
    ///
    /// `Ana López`, `López`, `A. López`, `ana.lopez@…` and `@ana` are one person when nobody else
    /// in the document could be meant. Where two could be, a mention stays on its own: a surrogate
    /// too many confuses, one too few points at the wrong person.
    package struct Entities: Sendable {
        /// Somebody, by the fullest name that the document gives.
        struct Person: Hashable, Sendable {
            /// First forename and last surname, plain; the same person in another document has
            /// the same one, and so the same surrogate.
            var canonical: String
            /// Plain words of the name, in order.
            var forenames: [String]
            var surnames: [String]
            var gender: SurrogateLists.Gender?
        }

        private(set) var people: [Person] = []
        /// A plain word of a name, or an address's local part without signs → who is meant.
        private var index: [String: Set<Int>] = [:]
        private var mentions: [Int] = []
        /// Words that are repeated elsewhere only as part of a name, as they were written.
        private(set) var nameWords: [String: Double] = [:]

        /// People in one document at most; those beyond are not linked, and still replaced.
        static let peopleMax = 20_000

        init() {}

        /// The person most spoken of, whose dates a shift keeps together.
        var principal: Person? {
            let most = mentions.enumerated().max { left, right in
                (left.element, -left.offset) < (right.element, -right.offset)
            }
            return most.map { people[$0.offset] }
        }

        /// Adds the bearer of `name`, or finds them among those already known.
        mutating func add(_ name: PersonName) {
            let forenames = name.words(of: .forename).map(\.plain)
            let surnames = name.words(of: .surname).map(\.plain)
            guard !forenames.isEmpty, !surnames.isEmpty else { return }
            let known = (index[forenames[0]] ?? []).first { candidate in
                people[candidate].isSpelled(forenames, surnames)
            }
            let number: Int
            if let known {
                number = known
                people[known].widen(forenames, surnames, canonical: name.canonical)
            } else {
                guard people.count < Self.peopleMax else { return }
                number = people.count
                people.append(
                    Person(canonical: name.canonical, forenames: forenames, surnames: surnames)
                )
                mentions.append(0)
            }
            mentions[number] += 1
            people[number].gender = people[number].gender ?? name.statedGender
            for key in people[number].keys { index[key, default: []].insert(number) }
        }

        /// Remembers the words of `name` as they were written, to find them where they stand alone.
        mutating func remember(_ name: PersonName, score: Double) {
            for word in name.words where word.role == .forename || word.role == .surname {
                guard word.plain.unicodeScalars.count >= 3, word.text.first?.isLowercase == false
                else { continue }
                guard nameWords.count < Self.peopleMax * 4 else { return }
                let text = String(word.text)
                nameWords[text] = max(nameWords[text] ?? 0, score)
            }
        }

        /// The one person whom `name` can mean.
        func person(named name: PersonName) -> Person? {
            let words = name.words.filter { $0.role == .forename || $0.role == .surname }
            var candidates: Set<Int>?
            for word in words where !word.isInitial {
                let meant = index[word.plain] ?? []
                candidates = candidates.map { $0.intersection(meant) } ?? meant
            }
            let initials = words.filter(\.isInitial).map(\.plain)
            if candidates == nil { candidates = index[initials.joined(separator: ".")] }
            let fitting = (candidates ?? []).filter { people[$0].hasInitials(initials) }
            return fitting.count == 1 ? fitting.first.map { people[$0] } : nil
        }

        /// The one person whose address or handle `slug` is.
        func person(slug: String) -> Person? {
            let key = Slug.letters(of: slug)
            guard let numbers = index[key], numbers.count == 1 else { return nil }
            return numbers.first.map { people[$0] }
        }
    }
}

extension Minimization.Entities.Person {
    /// Every key under which this person is looked for: name words, initials and address forms.
    fileprivate var keys: Set<String> {
        var keys = Set(forenames + surnames)
        guard let forename = forenames.first, let surname = surnames.last else { return keys }
        let letter = String(forename.prefix(1))
        let joined = surnames.joined()
        let given = forenames.joined()
        keys.insert(
            forenames.map { String($0.prefix(1)) }.joined(separator: ".") + "."
                + surnames.map { String($0.prefix(1)) }.joined(separator: ".")
        )
        for end in Set([surname, joined, surnames.first ?? surname]) {
            keys.formUnion([
                forename + end, end + forename, letter + end, end + letter, given + end,
            ])
            keys.insert(forename + end.prefix(1))
        }
        // Single letters mean nobody.
        return keys.filter { $0.unicodeScalars.count > 1 }
    }

    /// Whether `others` can be a shorter or longer spelling of the same name.
    fileprivate func isSpelled(_ forenames: [String], _ surnames: [String]) -> Bool {
        func covers(_ long: [String], _ short: [String]) -> Bool {
            short.allSatisfy { word in
                long.contains { $0 == word || (word.count == 1 && $0.hasPrefix(word)) }
            }
        }
        let isForename = covers(self.forenames, forenames) || covers(forenames, self.forenames)
        return isForename && (covers(self.surnames, surnames) || covers(surnames, self.surnames))
    }

    fileprivate mutating func widen(
        _ forenames: [String],
        _ surnames: [String],
        canonical: String
    ) {
        if surnames.count > self.surnames.count {
            self.surnames = surnames
            self.canonical = canonical
        }
        if forenames.count > self.forenames.count { self.forenames = forenames }
    }

    fileprivate func hasInitials(_ initials: [String]) -> Bool {
        initials.allSatisfy { letter in (forenames + surnames).contains { $0.hasPrefix(letter) } }
    }
}

/// What an address makes of a name: plain letters and nothing else.
enum Slug {
    /// The letters of `text` before any `@` but a leading one, plain and without signs or digits.
    static func letters(of text: String) -> String {
        let bare = text.hasPrefix("@") ? text.dropFirst() : text[...]
        let local = bare.prefix { $0 != "@" }
        return String(
            String.UnicodeScalarView(
                Normalization.plain(String(local)).unicodeScalars.filter(\.properties.isAlphabetic)
            )
        )
    }
}
