import Privacy
import Synchronization

extension Minimization {
    /// The people of one document or one table row, and every way in which each is written there.
    ///
    /// `Ana López`, `López`, `A. López`, `ana.lopez@…` and `@ana` are one person when nobody else
    /// in the document could be meant. Where two could be, a mention stays on its own: a surrogate
    /// too many confuses, one too few points at the wrong person.
    package struct Entities: Sendable {
        /// Somebody, by the fullest name that the document gives. A class that never changes, so
        /// that a mention more costs no more than a reference.
        final class Person: Sendable {
            /// First forename and family name, plain; the same person in another document has
            /// the same one, and so the same surrogate.
            let canonical: String
            /// Plain words of the name, in order.
            let forenames: [String]
            let surnames: [String]
            /// The last surname with its particles, in one word.
            let family: String
            let gender: SurrogateLists.Gender?
            /// The words again, each as its hash: they are compared far more often than read.
            let forenameKeys: [Int]
            let surnameKeys: [Int]
            /// Whether one of the words is a single letter, which may stand for a longer one.
            let hasInitial: Bool
            private let found = Mutex<[Int]?>(nil)

            /// Every key under which this person is looked for, as its hash: name words, initials
            /// and address forms. Most people of a table are never looked for.
            ///
            /// The hash has 64 bits under a seed of this process: two keys that share one do not
            /// happen, and nobody can write names that do.
            var keys: [Int] {
                found.withLock { found in
                    let keys = found ?? makeKeys().map(\.hashValue)
                    found = keys
                    return keys
                }
            }

            init(
                canonical: String,
                forenames: [String],
                surnames: [String],
                family: String,
                gender: SurrogateLists.Gender? = nil
            ) {
                self.canonical = canonical
                self.forenames = forenames
                self.surnames = surnames
                self.family = family
                self.gender = gender
                forenameKeys = forenames.map(\.hashValue)
                surnameKeys = surnames.map(\.hashValue)
                hasInitial = forenames.contains(where: Self.isInitial)
                    || surnames.contains(where: Self.isInitial)
            }
        }

        private(set) var people: [Person] = []
        /// A plain word of a name, or an address's local part without signs → who is meant.
        private var index: [Int: Bearers] = [:]
        /// The spellings of the only person: a row of a table seldom names two, and needs no index.
        private var spellings: [Person] = []
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
            for turn in 0..<(people.isEmpty ? 0 : 2) {
                let found =
                    turn == 0
                    ? bearers(of: first, someone.forenameKeys[0])
                    : bearers(of: last, someone.surnameKeys[someone.surnameKeys.count - 1])
                guard let bearers = found else { continue }
                for place in 0..<bearers.count {
                    let candidate = bearers[place]
                    guard candidate != known, people[candidate].isSpelled(like: someone) else {
                        continue
                    }
                    // A. López beside Ana and Andrés López is one of them, and nobody new.
                    guard known == nil else { return }
                    known = candidate
                }
            }
            let number = known ?? people.count
            if known == nil {
                people.append(someone)
                mentions.append(0)
                enter(number, as: someone)
            } else if let wider = people[number].widened(to: someone) {
                people[number] = wider
                enter(number, as: wider)
            }
            mentions[number] += 1
            let most = mostMentioned ?? number
            if (mentions[number], most) > (mentions[most], number) { mostMentioned = number }
            mostMentioned = mostMentioned ?? number
        }

        private mutating func enter(_ number: Int, as someone: Person) {
            guard number > 0 || people.count > 1 else {
                // The keys of a name that was shorter before stay: it was written so.
                spellings.append(someone)
                return
            }
            if index.isEmpty {
                for spelling in spellings {
                    for key in spelling.keys { index[key] = Bearers(0) }
                }
            }
            for key in someone.keys { index[key, default: Bearers(number)].insert(number) }
        }

        private func bearers(of key: String) -> Bearers? { bearers(of: key, key.hashValue) }

        /// - Parameter hash: the hash of `key`.
        private func bearers(of key: String, _ hash: Int) -> Bearers? {
            if people.count > 1 { return index[hash] }
            return spellings.contains { $0.answers(to: key, hash) } ? Bearers(0) : nil
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
            guard !people.isEmpty else { return nil }
            var candidates: Bearers?
            var initials: [String] = []
            for word in name.words where word.role == .forename || word.role == .surname {
                guard !word.isInitial else {
                    initials.append(word.plain)
                    continue
                }
                guard let meant = bearers(of: word.plain) else { return nil }
                guard let known = candidates else {
                    candidates = meant
                    continue
                }
                guard let common = known.intersection(meant) else { return nil }
                candidates = common
            }
            guard let known = candidates ?? bearers(of: initials.joined(separator: "."))
            else { return nil }
            var fitting: Int?
            for place in 0..<known.count where people[known[place]].hasInitials(initials) {
                guard fitting == nil else { return nil }
                fitting = known[place]
            }
            return fitting.map { people[$0] }
        }

        /// The one person whose address or handle `slug` is.
        func person(slug: String) -> Person? { person(letters: Slug.letters(of: slug)) }

        /// The same by the letters of the address, plain and without signs.
        func person(letters: String) -> Person? {
            guard !people.isEmpty, let bearers = bearers(of: letters), bearers.count == 1 else {
                return nil
            }
            return people[bearers[0]]
        }
    }
}

/// Numbers of the people who share a name, rising; nearly always one, which needs no array.
private struct Bearers {
    private var first: Int
    private var others: [Int] = []

    init(_ number: Int) { first = number }

    var count: Int { 1 + others.count }

    subscript(place: Int) -> Int { place == 0 ? first : others[place - 1] }

    mutating func insert(_ number: Int) {
        // Nearly always the newest person, who comes last.
        if self[count - 1] < number { return others.append(number) }
        let place = place(of: number)
        guard self[place] != number else { return }
        others.insert(place == 0 ? first : number, at: max(0, place - 1))
        if place == 0 { first = number }
    }

    /// Who bears both names; nil for nobody.
    func intersection(_ other: Bearers) -> Bearers? {
        var common: Bearers?
        for place in 0..<count where other.contains(self[place]) {
            if common?.insert(self[place]) == nil { common = Bearers(self[place]) }
        }
        return common
    }

    private func contains(_ number: Int) -> Bool {
        let place = place(of: number)
        return place < count && self[place] == number
    }

    /// Where `number` is, or would be.
    private func place(of number: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Minimization.Entities.Person: Hashable {
    static func == (left: Minimization.Entities.Person, right: Minimization.Entities.Person) -> Bool
    {
        left === right
            || left.canonical == right.canonical && left.forenames == right.forenames
                && left.surnames == right.surnames && left.family == right.family
                && left.gender == right.gender
    }

    /// The canonical name is nearly the person: hashing the rest would tell nobody apart.
    func hash(into hasher: inout Hasher) { hasher.combine(canonical) }

    /// Whoever `name` says, and no more than it says; nothing for a title alone.
    convenience init?(_ name: Minimization.PersonName) {
        let forenames = name.words(of: .forename).map(\.plain)
        let surnames = name.words(of: .surname).map(\.plain)
        if forenames.isEmpty, surnames.isEmpty { return nil }
        self.init(
            canonical: name.canonical,
            forenames: forenames,
            surnames: surnames,
            family: name.family,
            gender: name.statedGender
        )
    }

    /// Whether `key` is one of ``keys``; the words of the name themselves are asked for most.
    fileprivate func answers(to key: String, _ hash: Int) -> Bool {
        let isWord = forenameKeys.contains(hash) || surnameKeys.contains(hash)
        return isWord && key.unicodeScalars.count > 1 || keys.contains(hash)
    }

    fileprivate func makeKeys() -> Set<String> {
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
    fileprivate func isSpelled(like other: Minimization.Entities.Person) -> Bool {
        func covers(_ long: [String], _ short: [String]) -> Bool {
            short.allSatisfy { word in
                long.contains { $0 == word || (Self.isInitial(word) && $0.hasPrefix(word)) }
            }
        }
        func agree(_ one: [String], _ two: [String]) -> Bool {
            covers(one, two) || covers(two, one)
        }
        if self === other { return true }
        guard hasInitial || other.hasInitial else {
            // Nearly always: no word can stand for another, and words are the same or not.
            return Self.agree(forenameKeys, other.forenameKeys)
                && Self.agree(surnameKeys, other.surnameKeys)
        }
        return agree(forenames, other.forenames) && agree(surnames, other.surnames)
    }

    /// Whether one list of words, as hashes, holds all of the other.
    private static func agree(_ one: [Int], _ two: [Int]) -> Bool {
        two.allSatisfy(one.contains) || one.allSatisfy(two.contains)
    }

    /// A word of one letter, told without looking for the ends of letters in long ones.
    fileprivate static func isInitial(_ word: String) -> Bool {
        word.utf8.count <= 4 && word.count == 1
    }

    /// This person with what `other` spells out further; nil where that is nothing.
    fileprivate func widened(
        to other: Minimization.Entities.Person
    ) -> Minimization.Entities.Person? {
        func isLonger(_ one: [String], than two: [String]) -> Bool {
            one != two && one.joined().count > two.joined().count
        }
        if other === self { return nil }
        let hasForenames = isLonger(other.forenames, than: forenames)
        let hasSurnames = isLonger(other.surnames, than: surnames)
        let gains = hasForenames || hasSurnames || gender == nil && other.gender != nil
        guard gains else { return nil }
        return Minimization.Entities.Person(
            canonical: hasForenames || hasSurnames ? other.canonical : canonical,
            forenames: hasForenames ? other.forenames : forenames,
            surnames: hasSurnames ? other.surnames : surnames,
            family: hasSurnames ? other.family : family,
            gender: gender ?? other.gender
        )
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
