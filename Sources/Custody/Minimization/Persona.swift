import Privacy

extension Minimization {
    /// The name that stands for one person throughout a release, and all the ways to write it.
    struct Persona: Sendable {
        /// Word for word beside the person's own.
        private(set) var forenames: [String] = []
        private(set) var surnames: [String] = []
        private let person: Entities.Person

        /// First forename and last surname.
        var fullName: String { (forenames.prefix(1) + surnames.suffix(1)).joined(separator: " ") }

        /// Draws a name for `person`; nothing when the lists leave none that is allowed.
        ///
        /// The draw is keyed by the person's canonical name, so it needs no memory. A draw that
        /// names somebody in the data, or leaves a word of the person's own name, is drawn again
        /// with the next number: still the same for the same person.
        init?(
            _ person: Entities.Person,
            key: SurrogateKey,
            lists: SurrogateLists,
            forbidden: ForbiddenNames
        ) {
            self.person = person
            let section = Self.section(of: person, key: key, in: lists)
            guard let given = lists.forenames[section],
                let family = lists.surnames[section.language] ?? lists.surnames["en"]
            else { return nil }
            let own = Set(person.forenames + person.surnames)
            for attempt in 0..<Self.attemptsMax {
                func draw(_ field: String, _ list: [String]) -> String {
                    let name = "\(field)/\(attempt)"
                    return list[key.index(field: name, value: person.canonical, below: list.count)]
                }
                forenames = person.forenames.indices.map { draw("forename.\($0)", given) }
                surnames = person.surnames.indices.map { draw("surname.\($0)", family) }
                if forenames.isEmpty { forenames = [draw("forename.0", given)] }
                if surnames.isEmpty { surnames = [draw("surname.0", family)] }
                let words = (forenames + surnames).map(Normalization.plain)
                guard own.isDisjoint(with: words), Set(words).count == words.count else { continue }
                if !forbidden.contains(forenames[0] + " " + (surnames.last ?? "")) { return }
            }
            return nil
        }

        /// Draws before giving up; with a thousand names, a hundred failures in a row mean a list
        /// that is too small for the data.
        private static let attemptsMax = 100

        /// Gender and language: what the forename says, within the languages of the surname.
        private static func section(
            of person: Entities.Person,
            key: SurrogateKey,
            in lists: SurrogateLists
        ) -> SurrogateLists.Section {
            let families = person.surnames.flatMap { lists.languages(ofSurname: $0) }
            var sections =
                person.forenames.lazy
                .map { lists.sections(ofForename: $0) }.first { !$0.isEmpty } ?? []
            if let gender = person.gender {
                let fitting = sections.filter { $0.gender == gender }
                sections =
                    fitting.isEmpty
                    ? sections.map { .init(language: $0.language, gender: gender) } : fitting
            }
            if let shared = sections.first(where: { families.contains($0.language) }) {
                return shared
            }
            if let first = sections.first { return first }
            let genders = SurrogateLists.Gender.allCases
            let draw = key.index(field: "gender", value: person.canonical, below: genders.count)
            return .init(language: families.first ?? "en", gender: person.gender ?? genders[draw])
        }
    }
}

extension Minimization.Persona {
    /// `mention` with each word of the person's name replaced: titles, order, capitals and
    /// punctuation stay as they are. Words that stand for no part of the name go.
    func writing(_ mention: String, as name: Minimization.PersonName) -> String {
        var output = ""
        var cursor = mention.startIndex
        var pending = ""
        for word in name.words {
            pending += mention[cursor..<word.text.startIndex]
            cursor = word.text.endIndex
            guard let replaced = replacement(for: word) else {
                pending = pending.filter { !$0.isWhitespace && $0 != "." }
                continue
            }
            // A word left out must not leave two spaces behind.
            output += output.isEmpty || !pending.isEmpty ? pending : " "
            output += replaced
            pending = ""
        }
        output += mention[cursor...].filter { !$0.isLetter && !$0.isNumber }
        return String(output.drop(while: \.isWhitespace))
    }

    private func replacement(for word: Minimization.PersonName.Word) -> String? {
        switch word.role {
        case .title: return String(word.text)
        case .particle: return nil
        case .forename, .surname: break
        }
        if word.isInitial {
            return initial(of: word).map { String($0.prefix(1)).uppercased() }
        }
        if let index = person.forenames.firstIndex(of: word.plain), index < forenames.count {
            return cased(forenames[index], like: word.text)
        }
        if let index = person.surnames.firstIndex(of: word.plain), index < surnames.count {
            return cased(surnames[index], like: word.text)
        }
        return nil
    }

    /// The surrogate of the first name that begins with the letter.
    private func initial(of word: Minimization.PersonName.Word) -> String? {
        let pairs = zip(person.forenames, forenames) + zip(person.surnames, surnames)
        // An initial that the full name has too stands for itself before any other word.
        let match = pairs.first { $0.0 == word.plain } ?? pairs.first { $0.0.hasPrefix(word.plain) }
        return match?.1 ?? forenames.last
    }

    private func cased(_ name: String, like model: Substring) -> String {
        let letters = model.filter(\.isLetter)
        if letters.count > 1, letters.allSatisfy(\.isUppercase) { return name.uppercased() }
        return letters.allSatisfy(\.isLowercase) ? name.lowercased() : name
    }

    /// The local part of an address, or a handle, rebuilt in the form it had: `ana.lopez` with
    /// `Lucía Romero` is `lucia.romero`, `alopez` is `lromero`. Digits go.
    func slug(like local: String) -> String {
        let separators = local.filter { ".-_+".contains($0) }
        let chunks = local.split { ".-_+0123456789".contains($0) }.map {
            Slug.letters(of: String($0))
        }
        let mapped = chunks.map(chunk)
        if chunks.count >= 2, mapped.allSatisfy({ $0 != nil }) {
            return mapped.compactMap { $0 }.joined(separator: String(separators.prefix(1)))
        }
        if let only = chunk(Slug.letters(of: local)) { return only }
        let separator = separators.isEmpty ? "." : String(separators.prefix(1))
        return plain(forenames[0]) + separator + plain(surnames.last ?? "")
    }

    /// One run of letters, if it is made of the person's names.
    private func chunk(_ letters: String) -> String? {
        let forename = plain(forenames[0])
        let surname = plain(surnames.last ?? "")
        let given = person.forenames.map(Slug.joined)
        if let index = given.firstIndex(of: letters) { return plain(forenames[index]) }
        if let index = person.surnames.map(Slug.joined).firstIndex(of: letters) {
            return plain(surnames[index])
        }
        guard let first = given.first, let last = person.surnames.last else { return nil }
        if letters == first.prefix(1) { return String(forename.prefix(1)) }
        for family in [person.family, person.surnames.joined(), last].map(Slug.joined) {
            switch letters {
            case family: return surname
            case given.joined(): return joinedForenames
            case first + family: return forename + surname
            case given.joined() + family: return joinedForenames + surname
            case family + first: return surname + forename
            case first.prefix(1) + family: return forename.prefix(1) + surname
            case family + first.prefix(1): return surname + forename.prefix(1)
            default: continue
            }
        }
        return nil
    }

    /// All forenames in one word, with an initial where the person's own name has one.
    private var joinedForenames: String {
        zip(person.forenames, forenames).map { own, other in
            own.count == 1 ? String(plain(other).prefix(1)) : plain(other)
        }.joined()
    }

    private func plain(_ name: String) -> String { Slug.letters(of: name) }
}

/// Both pairings, one after the other.
private func + (
    left: Zip2Sequence<[String], [String]>,
    right: Zip2Sequence<[String], [String]>
) -> [(String, String)] {
    Array(left) + Array(right)
}
