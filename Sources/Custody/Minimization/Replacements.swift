import Documents
import Privacy
import Sieve

extension Minimization {
    /// Writes the value that takes another's place.
    struct Replacements: Sendable {
        let key: SurrogateKey
        let lists: SurrogateLists
        let forbidden: ForbiddenNames
        let today: CivilDate
        let memory: NameMemory

        /// What replacing in one record takes into account.
        struct Scene {
            let people: Entities
            /// Whose dates these are: one shift for all of them.
            let subject: String
            /// The part of a name that the column at hand holds.
            var hint: PersonName.Role?
            /// Full names made up so far.
            private(set) var invented: Set<String> = []

            fileprivate init(people: Entities, subject: String) {
                self.people = people
                self.subject = subject
            }

            fileprivate mutating func note(invented name: String) {
                invented.insert(name)
            }
        }

        /// A value, and the verb of the operator that made it.
        struct Written {
            var text: String
            var verb: String
        }

        func scene(_ people: Entities, record: Record) -> Scene {
            // Without a person the record stands for its own subject.
            Scene(people: people, subject: people.principal?.canonical ?? "record \(record.index)")
        }

        /// `value` after `rule`; a token where the rule finds nothing it understands.
        func replace(
            _ value: String,
            _ label: Label,
            by rule: Operator,
            in scene: inout Scene
        ) -> Written {
            let text: String?
            switch rule {
            case .keep, .verbatim: text = value
            case .drop: text = ""
            case .redact: text = nil
            case .mask(let last): text = Masking.masked(value, keepingLast: last)
            case .surrogate: text = surrogate(for: value, label, in: &scene)
            case .date(let grain): text = WrittenDate.rewriting(value) { $0.written(to: grain) }
            case .shift(let window):
                let days = key.shift(subject: scene.subject, window: window)
                text = WrittenDate.rewriting(value) { $0.moved(days: days) }
            case .band(let years):
                let band = AgeBand(width: years)
                text =
                    label == .dateOfBirth
                    ? band.label(born: value, on: today) : band.rewriting(value)
            case .place(let level): text = lists.gazetteer.coarsened(value, to: level)
            case .round(let digits): text = Rounding.significant(digits).rewriting(value)
            }
            guard let text else {
                return Written(
                    text: Minimization.token(for: label.rawValue),
                    verb: Operator.redact.verb
                )
            }
            return Written(text: text, verb: rule.verb)
        }

        // MARK: Surrogates

        private func surrogate(for value: String, _ label: Label, in scene: inout Scene) -> String?
        {
            let format = FormatSurrogate(key: key)
            switch label {
            case .person: return person(value, in: &scene)
            case .email: return email(value, format, in: &scene)
            case .username: return username(value, format, in: &scene)
            case .phone: return format.phone(value)
            case .iban: return format.iban(value)
            case .creditCard: return format.card(value)
            case .ipAddress: return format.ipAddress(value)
            case .url: return format.url(value)
            case .employeeID, .nationalID, .vehicle, .code, .cryptoAddress, .macAddress, .postcode:
                return format.shaped(value, field: label.rawValue)
            case .address: return address(value)
            case .location: return location(value)
            case .organization: return organization(value)
            default: return nil
            }
        }

        private func person(_ value: String, in scene: inout Scene) -> String? {
            let hint = scene.hint
            let read = memory.read(value, hint: hint, by: lists)
            guard let someone = scene.people.person(named: read.name) ?? read.person else {
                return nil
            }
            let wording = memory.wording(of: read, for: someone) {
                persona(of: someone).map { persona in
                    let written = persona.writing(value, as: read.name)
                    return Rewritten(
                        text: written.contains(where: \.isLetter) ? written : nil,
                        fullName: persona.fullName
                    )
                }
            }
            guard let wording else { return nil }
            scene.note(invented: wording.fullName)
            return wording.text
        }

        private func persona(of person: Entities.Person) -> Persona? {
            memory.persona(of: person) {
                Persona(person, key: key, lists: lists, forbidden: forbidden)
            }
        }

        private func email(
            _ value: String,
            _ format: FormatSurrogate,
            in scene: inout Scene
        ) -> String? {
            guard let at = value.lastIndex(of: "@") else { return nil }
            let local = String(value[..<at])
            let domain = format.domain(String(value[value.index(after: at)...]))
            let isOffice = Self.offices.contains(memory.read(slug: local).letters)
            if isOffice { return local + "@" + domain }
            return slug(local, in: &scene).map { $0 + "@" + domain }
        }

        private func username(
            _ value: String,
            _ format: FormatSurrogate,
            in scene: inout Scene
        ) -> String? {
            let isHandle = value.hasPrefix("@")
            let bare = isHandle ? String(value.dropFirst()) : value
            // An account number, such as U024BE7LH, is no name.
            let isNumber = bare.contains(where: \.isNumber) && !bare.contains(where: \.isLowercase)
            if isNumber { return (isHandle ? "@" : "") + format.shaped(bare, field: "username") }
            return slug(bare, in: &scene).map { (isHandle ? "@" : "") + $0 }
        }

        /// The local part of an address for the person it belongs to, known or read from it.
        private func slug(_ local: String, in scene: inout Scene) -> String? {
            let read = memory.read(slug: local)
            let someone = scene.people.person(letters: read.letters) ?? read.owner
            let wording = memory.wording(of: read, for: someone) {
                persona(of: someone).map {
                    Rewritten(text: $0.slug(like: local), fullName: $0.fullName)
                }
            }
            guard let wording else { return nil }
            scene.note(invented: wording.fullName)
            return wording.text
        }

        /// Addresses of an office, not of a person.
        private static let offices: Set<String> = [
            "info", "contact", "kontakt", "contacto", "hr", "rh", "jobs", "karriere", "careers",
            "support", "office", "admin", "noreply", "postmaster", "help", "sales", "team",
            "recruiting", "bewerbung", "recrutement", "payroll", "privacy", "datenschutz",
        ]

        /// A house in a street that grows on no map, in the language the street was written in.
        private func address(_ value: String) -> String? {
            let plain = Normalization.plain(value)
            let language: String
            if ["rue", "avenue", "allee", "boulevard", "chemin", "place"].contains(where: {
                plain.contains($0 + " ")
            }) {
                language = plain.contains("avenue") && value.first?.isNumber == false ? "en" : "fr"
            } else if ["strasse", "str", "weg", "platz", "gasse"].contains(where: {
                plain.contains($0)
            }), !plain.contains("street") {
                language = "de"
            } else if ["calle", "avenida", "plaza", "paseo"].contains(where: plain.contains) {
                language = "es"
            } else {
                language = "en"
            }
            guard let streets = lists.streets[language], !streets.isEmpty else { return nil }
            let street = streets[key.index(field: "street", value: value, below: streets.count)]
            let number = key.index(field: "house", value: value, below: 120) + 1
            switch language {
            case "de": return "\(street) \(number)"
            case "es": return "\(street), \(number)"
            default: return "\(number) \(street)"
            }
        }

        /// Another city of the same country.
        private func location(_ value: String) -> String? {
            guard let country = lists.gazetteer.country(of: value) else { return nil }
            let cities = lists.gazetteer.cities(in: country)
            guard cities.count > 1 else { return nil }
            let draw = key.index(field: "city", value: value, below: cities.count)
            let isOwn = Normalization.plain(cities[draw]) == Normalization.plain(value)
            return cities[isOwn ? (draw + 1) % cities.count : draw]
        }

        /// A firm named after nobody in particular, with the legal form it had.
        private func organization(_ value: String) -> String? {
            guard let names = lists.surnames["en"], !names.isEmpty else { return nil }
            let name = names[key.index(field: "organization", value: value, below: names.count)]
            let last = value.split(separator: " ").last.map { String($0) } ?? ""
            let form = Self.legalForms.contains(Normalization.plain(last)) ? " " + last : " Group"
            return name + form
        }

        private static let legalForms: Set<String> = [
            "gmbh", "ag", "kg", "ug", "se", "ltd", "limited", "plc", "llc", "inc", "corp", "sa",
            "sas", "sarl", "sl", "spa", "srl", "bv", "nv", "oy", "ab", "as", "university",
        ]
    }
}

extension Minimization.Entities.Person {
    /// Whoever `ana.lopez` is: forename and surname where two parts are given, so that the
    /// address agrees with the name wherever that stands. A hyphen parts only what nothing
    /// else does: `jean-pierre.dupont` has two parts, `ana-lopez` too.
    convenience init(ownerOf local: String) {
        func parts(_ separators: String) -> [String] {
            local.split { separators.contains($0) }.map { Slug.letters(of: String($0)) }
                .filter { $0.count >= 2 }
        }
        let coarse = parts("._+0123456789")
        let parts = coarse.count >= 2 ? coarse : parts("-._+0123456789")
        let name = parts.last ?? local.lowercased()
        let forenames = parts.count >= 2 ? [parts[0]] : []
        self.init(
            canonical: (forenames + [name]).joined(separator: " "),
            forenames: forenames,
            surnames: [name],
            family: name
        )
    }
}
