import Foundation

/// How surely matches name a session, and how many it takes. Exact, not by simulation.
public enum TracingBounds {
    /// Sessions that could have leaked, unless told otherwise.
    public static let sessionsDefault = 1_000_000
    /// Expected false accusations per leak that are borne, unless told otherwise.
    public static let target = 1e-6

    /// Expected number of innocent sessions, of `sessions`, that match at least `matches` of
    /// `marks` places with `alphabet` values each.
    public static func falseAccusations(
        matches: Int,
        marks: Int,
        alphabet: Int,
        sessions: Int = sessionsDefault
    ) -> Double {
        let chances = [Double](repeating: 1 / Double(alphabet), count: marks)
        return Double(sessions) * tail(matches, chances)
    }

    /// The fewest matches that name somebody with at most `target` expected false accusations; nil
    /// when even all of them do not.
    public static func threshold(
        marks: Int,
        alphabet: Int,
        sessions: Int = sessionsDefault,
        target: Double = target
    ) -> Int? {
        (0...marks).first { matches in
            falseAccusations(
                matches: matches,
                marks: marks,
                alphabet: alphabet,
                sessions: sessions
            ) <= target
        }
    }

    /// P(at least `count` of independent places match by chance), each with its own chance.
    ///
    /// Sums the tail from its far end, so that 10⁻¹³⁰ comes out as such.
    static func tail(_ count: Int, _ chances: [Double]) -> Double {
        guard count > 0 else { return 1 }
        guard count <= chances.count else { return 0 }
        // exactly[k]: the chance of k matches among the places so far.
        var exactly = [Double](repeating: 0, count: chances.count + 1)
        exactly[0] = 1
        for (place, chance) in chances.enumerated() {
            for k in stride(from: place + 1, through: 1, by: -1) {
                exactly[k] = exactly[k] * (1 - chance) + exactly[k - 1] * chance
            }
            exactly[0] *= 1 - chance
        }
        return min(1, exactly[count...].reversed().reduce(0, +))
    }

    /// Expected number of innocent sessions that saw all of `records`, when each saw a share
    /// `seen` of them: the access log as evidence of its own.
    public static func exposure(
        seen: Double,
        records: Int,
        sessions: Int = sessionsDefault
    ) -> Double {
        Double(sessions) * pow(seen, Double(records))
    }

    /// P(at least one canary among `records`), when a share `rate` of all records are canaries.
    public static func canary(rate: Double, records: Int) -> Double {
        1 - pow(1 - rate, Double(records))
    }

    /// Bits that a binary code needs against `colluders`: Tardos' own bound (2003), the symmetric
    /// code's asymptote, and what capacity allows. Long, which is why marks here have many values.
    public static func binaryCode(
        colluders: Int,
        sessions: Int = sessionsDefault,
        target: Double = target
    ) -> (original: Int, symmetric: Int, capacity: Int) {
        let squared = Double(colluders * colluders)
        let length = log(Double(sessions) / target)
        return (
            Int(100 * squared * length.rounded(.up)),
            Int((Double.pi * Double.pi / 2 * squared * length).rounded(.up)),
            Int((2 * squared * length).rounded(.up))
        )
    }
}
