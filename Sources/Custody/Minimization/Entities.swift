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
        private var index: [String: Bearers] = [:]
        private var mentions: [Int] = []
        private var mostMentioned: Int?
        /// Words that are repeated elsewhere only as part of a name, as they were written.
        private(set) var nameWords: [String: Double] = [:]

        /// People in one document at most; those beyond are not linked, and still replaced.
        static let peopleMax = 20_000

        init() {}

        /// The person most spoken of, whose dates a shift keeps together; the first of several.
        var principal: Person? { mostMentioned.map { people[$0] } }

        /// Everybody, and how often each is named.
        var standing: [(person: Person, mentions: Int)] {
            zip(people, mentions).map { ($0, $1) }
        }

        /// Adds the bearer of `name`, or finds them among those already known.
        mutating func add(_ name: PersonName) { add(ReadName(name)) }

        /// Adds the bearer of a name that was taken apart before.
        mutating func add(_ read: ReadName) {
            guard let someone = read.person, let first = someone.forenames.first,
                let last = someone.surnames.last, people.count < Self.peopleMax
            else { return }
            var known: Int?
            for candidate in [index[first], index[last]].lazy.compactMap({ $0?.numbers }).joined()
            where candidate != known && people[candidate].isSpelled(like: someone) {
                // A. López beside Ana and Andrés López is one of them, and nobody new.
                guard known == nil else { return }
                known = candidate
            }
            let number = known ?? people.count
            if known == nil {
                people.append(someone)
                mentions.append(0)
                enter(number, under: read.keys)
            } else if people[number].widen(to: someone) {
                enter(number, under: people[number].keys)
            }
            mentions[number] += 1
            let most = mostMentioned ?? number
            if (mentions[number], most) > (mentions[most], number) { mostMentioned = number }
            mostMentioned = mostMentioned ?? number
        }

        private mutating func enter(_ number: Int, under keys: Set<String>) {
            for key in keys { index[key, default: Bearers()].insert(number) }
        }

        /// Remembers the words of `name` as they were written, to find them where they stand alone.
        mutating func remember(_ name: PersonName, score: Double) {
            remember(ReadName(name), score: score)
        }

        /// Remembers the words of a name that was taken apart before.
        mutating func remember(_ read: ReadName, score: Double) {
            for word in read.words where nameWords.count < Self.peopleMax * 4 {
                if let known = nameWords[word], known >= score { continue }
                nameWords[word] = score
            }
        }

        /// The one person whom `name` can mean.
        func person(named name: PersonName) -> Person? {
            var candidates: Bearers?
            var initials: [String] = []
            for word in name.words where word.role == .forename || word.role == .surname {
                guard !word.isInitial else {
                    initials.append(word.plain)
                    continue
                }
                guard let meant = index[word.plain] else { return nil }
                candidates = candidates?.intersection(meant) ?? meant
            }
            let known = candidates ?? index[initials.joined(separator: ".")]
            var fitting: Int?
            for number in known?.numbers ?? [] where people[number].hasInitials(initials) {
                guard fitting == nil else { return nil }
                fitting = number
            }
            return fitting.map { people[$0] }
        }

        /// The one person whose address or handle `slug` is.
        func person(slug: String) -> Person? { person(letters: Slug.letters(of: slug)) }

        /// The same by the letters of the address, plain and without signs.
        func person(letters: String) -> Person? {
            guard let numbers = index[letters]?.numbers, numbers.count == 1 else { return nil }
            return numbers.first.map { people[$0] }
        }
    }
}

/// Numbers of the people who share a name, rising.
private struct Bearers {
    private(set) var numbers: [Int] = []

    mutating func insert(_ number: Int) {
        // Nearly always the newest person, who comes last.
        guard let last = numbers.last, last >= number else { return numbers.append(number) }
        let place = place(of: number)
        if numbers[place] != number { numbers.insert(number, at: place) }
    }

    func intersection(_ other: Bearers) -> Bearers {
        if numbers == other.numbers { return self }
        var common = Bearers()
        common.numbers = numbers.filter(other.contains)
        return common
    }

    private func contains(_ number: Int) -> Bool {
        let place = place(of: number)
        return place < numbers.count && numbers[place] == number
    }

    /// Where `number` is, or would be.
    private func place(of number: Int) -> Int {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
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

    /// The canonical name is nearly the person: hashing the rest would tell nobody apart.
    func hash(into hasher: inout Hasher) { hasher.combine(canonical) }

    /// Every key under which this person is looked for: name words, initials and address forms.
    var keys: Set<String> {
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
        if forenames == other.forenames, surnames == other.surnames { return true }
        return agree(forenames, other.forenames) && agree(surnames, other.surnames)
    }

    /// Takes over what `other` spells out further; returns whether that is any part of the name.
    fileprivate mutating func widen(to other: Self) -> Bool {
        func isLonger(_ one: [String], than two: [String]) -> Bool {
            one != two && one.joined().count > two.joined().count
        }
        gender = gender ?? other.gender
        let isWidened = (
            isLonger(other.forenames, than: forenames), isLonger(other.surnames, than: surnames)
        )
        if isWidened.0 { forenames = other.forenames }
        if isWidened.1 { (surnames, family) = (other.surnames, other.family) }
        guard isWidened.0 || isWidened.1 else { return false }
        canonical = other.canonical
        return true
    }

    fileprivate func hasInitials(_ initials: [String]) -> Bool {
        initials.allSatisfy { letter in (forenames + surnames).contains { $0.hasPrefix(letter) } }
    }
}

/// What an address makes of a name: plain letters and nothing else.
enum Slug {
    /// A plain word without the blank that a hyphen left: `jean pierre` is `jeanpierre`.
    static func joined(_ plain: String) -> String {
        plain.utf8.contains(0x20) ? plain.filter { $0 != " " } : plain
    }

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
