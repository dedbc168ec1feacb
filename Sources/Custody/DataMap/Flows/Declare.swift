package import Kernel

extension DataMap {
    /// Says that data goes from a source to somebody, and why: what is observed and was never
    /// declared is a finding.
    package struct Declare: Command {
        package static let name = "datamap.declare"
        package static let thing = ThingKind.source

        package var source: ID<Source>
        /// The name of another source, or who receives it: a team or an organisation, never a
        /// person's name.
        package var recipient: String
        /// Why it goes there.
        package var purpose: String
        /// The country that it goes to (ISO 3166-1), where it is another than the house's.
        package var country: String?
        /// What protects it in a third country (GDPR Art. 46 and 49), in words.
        package var safeguard: String?

        package init(
            source: ID<Source>,
            recipient: String,
            purpose: String,
            country: String? = nil,
            safeguard: String? = nil
        ) {
            self.source = source
            self.recipient = recipient
            self.purpose = purpose
            self.country = country
            self.safeguard = safeguard
        }

        package func thing(in db: Database) -> Thing { Thing(.source, source) }

        package func decide(_ db: Database) throws -> Declared {
            for line in [recipient, purpose, country, safeguard] { try check(line: line) }
            guard try DataMap.standing(source, in: db).name != recipient else {
                throw Failure.sameEnds
            }
            return Declared(
                source: source,
                recipient: recipient,
                purpose: purpose,
                country: country,
                safeguard: safeguard
            )
        }
    }

    /// A flow was declared.
    package struct Declared: Event {
        package static let name = "datamap.declared.v1"

        package let source: ID<Source>
        package let recipient: String
        package let purpose: String
        package let country: String?
        package let safeguard: String?
    }

    /// What is watched, and how far it may go before it raises an alert.
    package enum Measure: String, Codable, Sendable, CaseIterable {
        /// In how many sources a person's data lies, on average.
        case dispersion
        /// The largest share of all people that lies in one source, 0…1.
        case concentration
        /// Items that repeat another.
        case copies

        func value(in measures: Measures) -> Double {
            switch self {
            case .dispersion: measures.dispersion
            case .concentration: measures.concentration
            case .copies: Double(measures.copies)
            }
        }
    }

    /// Sets a limit; a pass that finds more raises an alert.
    package struct Limit: Command {
        package static let name = "datamap.limit"

        package var measure: Measure
        package var value: Double

        package init(measure: Measure, value: Double) {
            self.measure = measure
            self.value = value
        }

        package func decide(_ db: Database) throws -> Limited {
            let isShare = measure == .concentration
            guard value > 0, value.isFinite, !isShare || value <= 1 else { throw Failure.badLimit }
            return Limited(measure: measure, value: value)
        }
    }

    /// A limit was set.
    package struct Limited: Event {
        package static let name = "datamap.limited.v1"

        package let measure: Measure
        package let value: Double
    }

    /// Says who the house is: what every paper begins with, and no scan can find.
    package struct Introduce: Command {
        package static let name = "datamap.introduce"

        package var house: House

        package init(house: House) { self.house = house }

        package func decide(_ db: Database) throws -> Introduced {
            for line in house.lines { try check(line: line) }
            return Introduced(house: house)
        }
    }

    /// It is known who the house is.
    package struct Introduced: Event {
        package static let name = "datamap.introduced.v1"

        package let house: House
    }

    /// Who answers for the processing (GDPR Art. 30). Names of people are sealed, as all bodies
    /// are, and stand in no table.
    package struct House: Codable, Sendable, Hashable {
        package var controller: Personal<String>?
        package var contact: Personal<String>?
        package var joint: Personal<String>?
        package var representative: Personal<String>?
        package var officer: Personal<String>?
        /// For a processor: on whose behalf.
        package var clients: Personal<String>?
        /// What keeps the data safe (Art. 32(1)), in words.
        package var security: Personal<String>?

        package init() {}

        var lines: [String?] {
            [controller, contact, joint, representative, officer, clients, security].map { line in
                line?.reveal(for: Occasion("measuring a line")) { $0 }
            }
        }

        /// These, where `newer` does not say otherwise.
        package func replaced(by newer: House) -> House {
            var house = self
            house.controller = newer.controller ?? controller
            house.contact = newer.contact ?? contact
            house.joint = newer.joint ?? joint
            house.representative = newer.representative ?? representative
            house.officer = newer.officer ?? officer
            house.clients = newer.clients ?? clients
            house.security = newer.security ?? security
            return house
        }
    }
}
