import Privacy

extension Minimization {
    /// A person's name as somebody wrote it, taken apart so that it can be written with others.
    struct PersonName {
        enum Role: Equatable { case forename, surname, title, particle }

        struct Word {
            /// As written: `López`, `C.`, `VAN`.
            var text: Substring
            /// As an address would have it: `lopez`, `c`, `van`.
            var plain: String
            var role: Role

            var isInitial: Bool { plain.unicodeScalars.count == 1 }
        }

        private(set) var words: [Word] = []

        /// Which part of a name a column holds; nil for whole names.
        typealias Hint = Role

        /// Takes `text` apart. `isForename` says whether a plain word is known as a forename.
        init(_ text: some StringProtocol, hint: Hint? = nil, isForename: (String) -> Bool) {
            let text = Substring(text)
            let comma = text.firstIndex(of: ",")
            for run in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "@" }) {
                let plain = Normalization.plain(String(run))
                guard !plain.isEmpty, words.count < Self.wordsMax else { continue }
                let bare = run.last == "." ? run.dropLast() : run
                words.append(Word(text: bare, plain: plain, role: .surname))
            }
            assignRoles(hint, comma: comma, isForename)
        }

        /// Words of one name that are looked at.
        private static let wordsMax = 12

        private mutating func assignRoles(
            _ hint: Hint?,
            comma: Substring.Index?,
            _ isForename: (String) -> Bool
        ) {
            for index in words.indices {
                if Self.titles.contains(words[index].plain) { words[index].role = .title }
            }
            let named = words.indices.filter { words[$0].role != .title }
            guard let first = named.first, let last = named.last else { return }
            if let hint {
                for index in named { words[index].role = hint }
            } else if named.count == 1 {
                words[first].role = isForename(words[first].plain) ? .forename : .surname
            } else if let comma {
                // López, Ana: what stands before the comma is the surname.
                for index in named {
                    words[index].role = words[index].text.startIndex < comma ? .surname : .forename
                }
            } else if let split = shoutedSurname(among: named) {
                for index in named {
                    words[index].role = split.contains(index) ? .surname : .forename
                }
            } else {
                assignWesternOrder(named, first: first, last: last, isForename)
            }
            for index in named.dropLast() where words[index].role == .surname {
                if Self.particles.contains(words[index].plain) { words[index].role = .particle }
            }
        }

        /// Ana María López García: forenames as far as the lists know them, then surnames.
        private mutating func assignWesternOrder(
            _ named: [Int],
            first: Int,
            last: Int,
            _ isForename: (String) -> Bool
        ) {
            words[first].role = .forename
            var isStillForename = true
            for index in named where index != first && index != last {
                let word = words[index]
                isStillForename =
                    isStillForename && !Self.particles.contains(word.plain)
                    && (word.isInitial || isForename(word.plain))
                words[index].role = isStillForename ? .forename : .surname
            }
        }

        /// DUPONT Jean: a surname in capitals beside a forename that is not.
        private func shoutedSurname(among named: [Int]) -> Set<Int>? {
            let shouted = named.filter { index in
                let text = words[index].text
                return text.count > 1 && text.allSatisfy { $0.isUppercase || !$0.isLetter }
            }
            return shouted.isEmpty || shouted.count == named.count ? nil : Set(shouted)
        }

        static let titles: Set<String> = [
            "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "m", "mme", "mlle",
            "monsieur", "madame", "mademoiselle", "maitre", "me", "herr", "frau", "hr", "fr", "sr",
            "sra", "srta", "don", "dona", "senor", "senora", "dna", "ing", "dipling", "phd", "msc",
            "jr", "md", "bsc",
        ]

        /// Titles that say a gender: the surrogate must suit the title that stays.
        static let genders: [String: SurrogateLists.Gender] = [
            "mr": .male, "sir": .male, "monsieur": .male, "herr": .male, "hr": .male, "sr": .male,
            "don": .male, "senor": .male, "mrs": .female, "ms": .female, "miss": .female,
            "mme": .female, "mlle": .female, "madame": .female, "mademoiselle": .female,
            "frau": .female, "fr": .female, "sra": .female, "srta": .female, "dona": .female,
            "senora": .female,
        ]

        static let particles: Set<String> = [
            "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van",
            "von", "der", "den", "ter", "ten", "zu", "zum", "zur", "al", "el", "bin", "ben", "ibn",
            "abu", "st", "y", "e",
        ]

        /// The gender that a title states.
        var statedGender: SurrogateLists.Gender? {
            words.lazy.filter { $0.role == .title }.compactMap { Self.genders[$0.plain] }.first
        }

        func words(of role: Role) -> [Word] { words.filter { $0.role == role } }

        /// First forename and family name, plain: what two spellings of one name agree on.
        var canonical: String {
            let forename =
                words(of: .forename).first { !$0.isInitial } ?? words(of: .forename).first
            return [forename.map { Slug.joined($0.plain) } ?? "", family]
                .filter { !$0.isEmpty }.joined(separator: " ")
        }

        /// The last surname with the particles before it, as an address joins them: `dacosta`.
        var family: String {
            guard let last = words.lastIndex(where: { $0.role == .surname }) else { return "" }
            let before = words[..<last].reversed().prefix { $0.role == .particle }.reversed()
            return (before + [words[last]]).map { Slug.joined($0.plain) }.joined()
        }
    }
}
