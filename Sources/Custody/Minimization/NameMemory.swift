import Privacy

extension Minimization {
    /// What one release remembers of the names it met.
    ///
    /// It belongs to one key, one set of lists and one set of forbidden names: another release has
    /// another memory. It is never written down.
    package final class NameMemory: Sendable {
        private struct Mention: Hashable, Sendable {
            var text: Verbatim
            var hint: PersonName.Hint?
        }

        /// A mention, name or slug, and whose it is: by reference, since both are remembered.
        private struct Wording<Mention: AnyObject & Sendable>: Hashable, Sendable {
            let mention: Mention
            let person: Entities.Person

            static func == (left: Wording, right: Wording) -> Bool {
                left.mention === right.mention && left.person === right.person
            }

            func hash(into hasher: inout Hasher) {
                hasher.combine(ObjectIdentifier(mention))
                hasher.combine(ObjectIdentifier(person))
            }
        }

        private let mentions = Remembered<Mention, ReadName>()
        private let slugs = Remembered<Verbatim, ReadSlug>()
        private let personas = Remembered<Entities.Person, Persona?>()
        private let wordings = Remembered<Wording<ReadName>, Rewritten?>()
        private let slugWordings = Remembered<Wording<ReadSlug>, Rewritten?>()

        package init() {}

        /// A name as somebody wrote it, taken apart.
        func read(
            _ text: String,
            hint: PersonName.Hint? = nil,
            by lists: SurrogateLists
        ) -> ReadName {
            mentions.answer(to: Mention(text: Verbatim(text), hint: hint)) {
                ReadName(PersonName(text, hint: hint, known: lists.role))
            }
        }

        /// The local part of an address, or a handle, taken apart.
        func read(slug: String) -> ReadSlug {
            slugs.answer(to: Verbatim(slug)) { ReadSlug(slug) }
        }

        /// Whoever stands for `person` in this release.
        func persona(of person: Entities.Person, drawing draw: () -> Persona?) -> Persona? {
            personas.answer(to: person, draw)
        }

        /// `mention`, a name of `person`, as it stands in the release.
        func wording(
            of mention: ReadName,
            for person: Entities.Person,
            _ write: () -> Rewritten?
        ) -> Rewritten? {
            wordings.answer(to: Wording(mention: mention, person: person), write)
        }

        /// `slug`, of an address of `person`, as it stands in the release.
        func wording(
            of slug: ReadSlug,
            for person: Entities.Person,
            _ write: () -> Rewritten?
        ) -> Rewritten? {
            slugWordings.answer(to: Wording(mention: slug, person: person), write)
        }
    }

    /// A mention of a person in other words, and the full name that was made up for it.
    struct Rewritten: Sendable {
        /// Nil where nothing is left of the mention: a token takes its place.
        var text: String?
        var fullName: String
    }

    /// A mention of a person, taken apart, with all that follows from it alone.
    final class ReadName: Sendable {
        let name: PersonName
        /// Whoever it says, and no more than it says; nothing for a title alone.
        let person: Entities.Person?
        /// Its words as they were written, where they can be known again standing alone.
        let words: [String]

        init(_ name: PersonName) {
            self.name = name
            person = Entities.Person(name)
            words = name.words.compactMap { word in
                guard word.role == .forename || word.role == .surname,
                    word.plain.unicodeScalars.count >= 3, word.text.first?.isLowercase == false
                else { return nil }
                return String(word.text)
            }
        }
    }

    /// The local part of an address, taken apart.
    final class ReadSlug: Sendable {
        /// Its letters, plain and without signs or digits.
        let letters: String
        /// Whoever it is of, if nobody in the document is.
        let owner: Entities.Person

        init(_ slug: String) {
            letters = Slug.letters(of: slug)
            owner = Entities.Person(ownerOf: slug)
        }
    }
}
