package import Kernel
import Sieve

extension DataMap {
    /// Whether a data protection impact assessment is due (GDPR Art. 35), as far as the map can
    /// tell: the cases of Art. 35(3) and the nine criteria of WP 248 rev.01, of which two make an
    /// assessment presumed.
    package struct Screening: Sendable, Codable {
        package enum Answer: String, Sendable, Codable {
            case yes, no
            /// The map cannot tell: somebody has to say.
            case ask
        }

        package struct Criterion: Sendable, Codable {
            /// `35(3)(b)`, `WP 248, 4`.
            package let source: String
            package let title: String
            package let answer: Answer
            /// What the answer rests on.
            package let reason: String
        }

        package let name: String
        package let criteria: [Criterion]
        /// Whether an assessment is due: one case of Art. 35(3), or two criteria.
        package var isDue: Bool {
            criteria.contains { $0.answer == .yes && $0.source.hasPrefix("35") }
                || criteria.count { $0.answer == .yes && $0.source.hasPrefix("WP") } >= 2
        }

        private enum CodingKeys: String, CodingKey { case name, criteria, isDue }

        package init(name: String, criteria: [Criterion]) {
            self.name = name
            self.criteria = criteria
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            criteria = try container.decode([Criterion].self, forKey: .criteria)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(criteria, forKey: .criteria)
            try container.encode(isDue, forKey: .isDue)
        }
    }

    /// People from whom on a source counts as large; the law gives no number.
    package static let largePeople = 1_000

    /// Screens every source.
    package static func screenings(
        large: Int = largePeople,
        now: Int64,
        and onward: [Onward],
        in db: Database
    ) throws -> [Screening] {
        let chart = try chart(now: now, in: db)
        let flows = try flows(and: onward, in: db)
        return chart.areas.map { area in
            let outward = flows.filter { $0.source == area.source.name }
            let screener = Screener(area: area, census: chart.census, flows: outward, large: large)
            return Screening(name: area.source.name, criteria: screener.criteria)
        }
    }
}

/// Answers the criteria for one source.
private struct Screener {
    typealias Criterion = DataMap.Screening.Criterion

    let area: DataMap.Chart.Area
    let census: DataMap.Census
    let flows: [DataMap.Flow]
    let large: Int

    private var sensitive: [String] {
        area.labels.map(\.label).filter { label in
            guard let known = Label(rawValue: label) else { return true }
            return Minimization.specialCategories.contains(known) || known == .criminalRecord
        }
    }

    private var isLarge: Bool { area.people >= large }

    private func answer(_ holds: Bool) -> DataMap.Screening.Answer {
        // What was not read whole is never taken for harmless.
        holds ? .yes : area.unread > 0 || area.scanned == nil ? .ask : .no
    }

    var criteria: [Criterion] {
        let kinds = sensitive.isEmpty ? "none found" : sensitive.joined(separator: ", ")
        let size = "about \(area.people) people, \(large) and more count as large"
        let isShared = census.dispersion > 1 && area.people > 0
        let abroad = flows.contains { $0.country != nil }
        return [
            Criterion(
                source: "35(3)(a)",
                title: "Systematic evaluation with legal or similar effect",
                answer: .ask,
                reason: "what decisions rest on the data is not on the map"
            ),
            Criterion(
                source: "35(3)(b)",
                title: "Special categories or convictions on a large scale",
                answer: answer(!sensitive.isEmpty && isLarge),
                reason: kinds + "; " + size
            ),
            Criterion(
                source: "35(3)(c)",
                title: "Systematic monitoring of a public place",
                answer: .ask,
                reason: "where it comes from is not on the map"
            ),
        ] + criteria(kinds, size, isShared: isShared, abroad: abroad)
    }

    private func criteria(
        _ kinds: String,
        _ size: String,
        isShared: Bool,
        abroad: Bool
    ) -> [Criterion] {
        func line(
            _ number: Int,
            _ title: String,
            _ answer: DataMap.Screening.Answer,
            _ reason: String
        ) -> Criterion {
            Criterion(source: "WP 248, \(number)", title: title, answer: answer, reason: reason)
        }
        let dispersion = "each person's data lies in \(rounded(census.dispersion)) sources"
        return [
            line(1, "Evaluation or scoring", .ask, "what it is used for is not on the map"),
            line(2, "Automated decisions", .ask, "what decides is not on the map"),
            line(3, "Systematic monitoring", .ask, "how it is collected is not on the map"),
            line(4, "Sensitive data", answer(!sensitive.isEmpty), kinds),
            line(5, "Large scale", answer(isLarge), size),
            line(6, "Matched or combined data sets", answer(isShared), dispersion),
            line(
                7,
                "Vulnerable people",
                answer(area.people > 0),
                "employees and applicants count, since they can hardly refuse"
            ),
            line(8, "New technology", .ask, "what it is used for is not on the map"),
            line(
                9,
                "Keeps people from a right or a service",
                .ask,
                abroad ? "it also leaves the country" : "what it is used for is not on the map"
            ),
        ]
    }

    private func rounded(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
