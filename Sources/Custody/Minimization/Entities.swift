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
            /// First forename and family name, plain; the same person in another document has
            /// the same one, and so the same surrogate.
            var canonical: String
            /// Plain words of the name, in order.
            var forenames: [String]
            var surnames: [String]
            /// The last surname with its particles, in one word.
            var family: String
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

        /// Everybody, and how often each is named.
        var standing: [(person: Person, mentions: Int)] {
            zip(people, mentions).map { ($0, $1) }
        }

        /// Adds the bearer of `name`, or finds them among those already known.
        mutating func add(_ name: PersonName) {
            guard let someone = Person(name), !someone.forenames.isEmpty, !someone.surnames.isEmpty
            else { return }
            let near = [someone.forenames[0], someone.surnames[someone.surnames.count - 1]]
            let known = Set(near.flatMap { index[$0] ?? [] }).filter { candidate in
                people[candidate].isSpelled(like: someone)
            }
            // A. López beside Ana and Andrés López is one of them, and nobody new.
            guard known.count <= 1, people.count < Self.peopleMax else { return }
            let number = known.first ?? people.count
            if number == people.count {
                people.append(someone)
                mentions.append(0)
            } else {
                people[number].widen(to: someone)
            }
            mentions[number] += 1
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
    /// Whoever `name` says, and no more than it says; nothing for a title alone.
    init?(_ name: Minimization.PersonName) {
        forenames = name.words(of: .forename).map(\.plain)
        surnames = name.words(of: .surname).map(\.plain)
        family = name.family
        canonical = name.canonical
        gender = name.statedGender
        if forenames.isEmpty, surnames.isEmpty { return nil }
    }

    /// Every key under which this person is looked for: name words, initials and address forms.
    fileprivate var keys: Set<String> {
        var keys = Set(forenames + surnames)
        guard let first = forenames.first, let last = surnames.last else { return keys }
        let forename = Slug.joined(first)
        let letter = String(forename.prefix(1))
        let given = forenames.map(Slug.joined).joined()
        keys.insert((forenames + surnames).map { String($0.prefix(1)) }.joined(separator: "."))
        let families = [last, family, surnames.joined(), surnames.first ?? last].map(Slug.joined)
        for end in Set(families) {
            keys.formUnion([
                forename + end, end + forename, letter + end, end + letter, given + end,
            ])
            keys.formUnion([forename + end.prefix(1), end])
        }
        // Single letters mean nobody.
        return keys.filter { $0.unicodeScalars.count > 1 }
    }

    /// Whether `other` can be a shorter or longer spelling of the same name.
    fileprivate func isSpelled(like other: Self) -> Bool {
        func covers(_ long: [String], _ short: [String]) -> Bool {
            short.allSatisfy { word in
                long.contains { $0 == word || (word.count == 1 && $0.hasPrefix(word)) }
            }
        }
        func agree(_ one: [String], _ two: [String]) -> Bool {
            covers(one, two) || covers(two, one)
        }
        return agree(forenames, other.forenames) && agree(surnames, other.surnames)
    }

    /// Takes over what `other` spells out further.
    fileprivate mutating func widen(to other: Self) {
        gender = gender ?? other.gender
        if other.forenames.joined().count > forenames.joined().count {
            forenames = other.forenames
            canonical = other.canonical
        }
        if other.surnames.joined().count > surnames.joined().count {
            surnames = other.surnames
            family = other.family
            canonical = other.canonical
        }
    }

    fileprivate func hasInitials(_ initials: [String]) -> Bool {
        initials.allSatisfy { letter in (forenames + surnames).contains { $0.hasPrefix(letter) } }
    }
}

/// What an address makes of a name: plain letters and nothing else.
enum Slug {
    /// A plain word without the blank that a hyphen left: `jean pierre` is `jeanpierre`.
    static func joined(_ plain: String) -> String { plain.filter { $0 != " " } }

    /// The letters of `text` before any `@` but a leading one, plain and without signs or digits.
    static func letters(of text: String) -> String {
        let bare = text.hasPrefix("@") ? text.dropFirst() : text[...]
        let local = bare.prefix { $0 != "@" }
        return String(
            String.UnicodeScalarView(
                Normalization.plain(String(local)).unicodeScalars.filter(isLetter)
            )
        )
    }

    /// Plain text is small ASCII letters nearly always: no table is asked for those.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isAlphabetic
    }
}
