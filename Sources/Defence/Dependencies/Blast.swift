import Custody
package import Kernel
package import Provenance

/// What one thing could reach between two moments, and how each step of it is known.
package struct Blast: Sendable {
    package let start: Provenance.Reach.Node
    package let first: Instant
    package let last: Instant
    package let reached: [Provenance.Reach.Reached]
    /// How the last step to each is known; by what was reached.
    package let evidence: [Provenance.Reach.Node: Dependencies.Evidence]
    /// Where what somebody said by hand and what was observed meet, once for each pair.
    package let remarks: [Remark]
    package let people: People

    /// Asks the graph.
    ///
    /// - Parameter known: by what was known when, in milliseconds since 1970; nil for now.
    package init(
        of start: Provenance.Reach.Node,
        between first: Instant,
        and last: Instant,
        known: Int64? = nil,
        in db: Database
    ) throws {
        self.start = start
        self.first = first
        self.last = last
        let window = Dependencies.Window(first, last, known)
        let graph = try Dependencies.graph(window, in: db)
        reached = graph.reach.blast(from: start, between: first, and: last)
        var evidence: [Provenance.Reach.Node: Dependencies.Evidence] = [:]
        var remarks: [Remark] = []
        for thing in reached {
            let step = Dependencies.Step(to: thing)
            evidence[thing.node] = try step.evidence(window, in: db)
            guard graph.said.contains([step.from, step.to]) else { continue }
            if let remark = try step.remark(window, in: db) { remarks.append(remark) }
        }
        self.evidence = evidence
        self.remarks = remarks
        people = try People(among: reached, in: db)
    }

    /// That somebody said by hand what was observed too, or what was observed otherwise.
    package struct Remark: Sendable, Hashable {
        package let from: Provenance.Reach.Node
        package let to: Provenance.Reach.Node
        package let kind: Kind

        package enum Kind: Sendable, Hashable {
            /// Said by hand and observed, for the same time: it need not be said.
            case twice
            /// Said by hand for a time in which it was observed to be over, or not yet so.
            case longer
            /// Said by hand of somebody who was observed to be with this one then.
            case elsewhere(String)
        }

        /// In words, for people.
        package var words: String {
            let pair = "\(from.kind.word) \(from.name) → \(to.kind.word) \(to.name)"
            return switch kind {
            case .twice: pair + ": said by hand, and observed as well"
            case .longer: pair + ": said by hand for longer than it was observed"
            case .elsewhere(let name):
                pair + ": said by hand, and observed to be with \(name) then"
            }
        }
    }

    /// Whom the reached documents are about, as far as the vault and the map know.
    package struct People: Sendable, Hashable {
        /// Different people.
        package private(set) var count = 0
        /// Of them, those in documents whose content tells a country, by that country (ISO 3166-1).
        /// Somebody in documents of two countries counts for both.
        package private(set) var byCountry: [String: Int] = [:]

        /// Documents that are counted: bounds the time of an answer.
        private static let documentsMax = 20_000

        init(among reached: [Provenance.Reach.Reached], in db: Database) throws {
            var all: Set<ID<Vault.Subject>> = []
            var countries: [String: Set<ID<Vault.Subject>>] = [:]
            let documents = reached.lazy.filter { $0.node.kind == .dataset }
                .compactMap { ID<Vault.Document>($0.node.name) }
            for document in documents.prefix(Self.documentsMax) {
                let subjects = try Vault.subjects(of: document, in: db)
                guard !subjects.isEmpty else { continue }
                all.formUnion(subjects)
                for country in try Dependencies.countries(of: document, in: db) {
                    countries[country, default: []].formUnion(subjects)
                }
            }
            count = all.count
            byCountry = countries.mapValues(\.count)
        }
    }
}
