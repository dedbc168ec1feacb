/// What a leak shows at one marked place: a few values that it may have held.
public struct Observation: Sendable, Hashable {
    /// The record.
    public var record: String
    /// The place within it.
    public var place: String
    /// How many values the place could have held.
    public var alphabet: Int
    /// Numbers of the values seen; more than one when a row has several that fit.
    public var choices: Set<Int>

    /// What one place shows.
    public init(record: String, place: String, alphabet: Int, choices: Set<Int>) {
        self.record = record
        self.place = place
        self.alphabet = alphabet
        self.choices = choices
    }
}

/// A session that a leak may have come from, with the evidence for it.
public struct Candidate: Sendable, Equatable {
    /// The session.
    public let session: String
    /// Places that show what this session was shown.
    public let matches: Int
    /// Places that show anything.
    public let marks: Int
    /// Expected number of innocent sessions with as much evidence against them.
    public let falseAccusation: Double
    /// Whether the evidence is strong enough to put before a person; it never decides anything.
    public let isNamed: Bool
}

extension Fingerprint {
    /// Sessions by the evidence that `observations` came from them, strongest first.
    ///
    /// `sessions` are all that could have leaked: the more there are, the more evidence it takes.
    /// `readings` is by how many ways of reading the leak the evidence was chosen, and weighs as
    /// much. Only sessions with more matches than chance alone gives are returned, at most `limit`.
    public func candidates(
        for observations: [Observation],
        among sessions: [String],
        readings: Double = 1,
        target: Double = TracingBounds.target,
        limit: Int = 20
    ) -> [Candidate] {
        let places = Self.merged(observations)
        guard !places.isEmpty else { return [] }
        let chances = places.map { Double($0.choices.count) / Double($0.alphabet) }
        let expected = chances.reduce(0, +)
        // One tail per number of matches, however many sessions there are.
        let tails = (0...places.count).map { TracingBounds.tail($0, chances) }
        let found = sessions.compactMap { session -> Candidate? in
            let matches = places.count { seen in
                let shown = choice(
                    session: session,
                    record: seen.record,
                    place: seen.place,
                    of: seen.alphabet
                )
                return seen.choices.contains(shown)
            }
            guard Double(matches) > expected else { return nil }
            let innocent = tails[matches] * Double(sessions.count) * readings
            return Candidate(
                session: session,
                matches: matches,
                marks: places.count,
                falseAccusation: innocent,
                isNamed: innocent <= target
            )
        }
        return Array(
            found.sorted { ($1.matches, $0.session) < ($0.matches, $1.session) }.prefix(limit)
        )
    }

    /// One observation per place: a person met twice is one piece of evidence, not two.
    private static func merged(_ observations: [Observation]) -> [Observation] {
        struct Place: Hashable {
            let record: String
            let place: String
        }
        var order: [Place] = []
        var byPlace: [Place: Observation] = [:]
        for seen in observations where seen.alphabet > 1 && !seen.choices.isEmpty {
            let place = Place(record: seen.record, place: seen.place)
            if byPlace[place] == nil { order.append(place) }
            byPlace[place, default: seen].choices.formUnion(seen.choices)
        }
        return order.compactMap { byPlace[$0] }.filter { $0.choices.count < $0.alphabet }
    }
}
